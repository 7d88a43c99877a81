"""The interface for programs to publishing: prepare, read with all checks, sign, send back, stop."""

from __future__ import annotations

from datetime import datetime

from fastapi import Request
from pydantic import Field
from typing_extensions import TypedDict

from crosscut.text import step_words
from crosscut.workbench.signoff.earlier import CheckRecord
from crosscut.workspace.approval import publications
from crosscut.workspace.approval.publication_signing import KnownChanges, changes_digest
from crosscut.workspace.approval.publications import Intention, PlannedPublication
from crosscut.workspace.web import publication_desk
from crosscut.workspace.web.api_router import Number, end_text, interface, time_text
from crosscut.workspace.web.api_shapes import SentBody, ZonedMoment
from crosscut.workspace.web.desk import AtDesk

router = interface()


class PublicationIn(SentBody):
    """A publication to be prepared; ``due`` is the end of its embargo, with its zone."""

    title: str = Field(min_length=1, max_length=120)
    due: ZonedMoment | None = None
    despite: str = Field(default="", max_length=1000)


class KnownChangesIn(SentBody):
    """The changes of the folder that were read, by what names them, and why it is signed as prepared all the same."""

    digest: str = Field(pattern=r"^[0-9a-f]{64}$")
    reason: str = Field(min_length=1, max_length=2000)


class PublicationSignIn(SentBody):
    """A signature: the SHA-256 of the manifest that was read; ``despite`` where files have changed since."""

    digest: str = Field(pattern=r"^[0-9a-f]{64}$")
    despite: KnownChangesIn | None = None


class PublicationReasonIn(SentBody):
    """Why a publication is sent back or stopped."""

    reason: str = Field(min_length=1, max_length=2000)


class PublicationRowAnswer(TypedDict):
    """A publication in the list; ``due`` is the end of its embargo.

    ``state`` is preparing, failed, prepared, returned, signed, stopped, unpublished or published.
    """

    publication: int
    title: str
    state: str
    due: str | None
    made_by: str
    made_for: str
    made_at: str
    done_at: str


class PublicationCheckAnswer(TypedDict):
    """A check of a publication."""

    name: str
    name_ko: str
    passed: bool
    detail: str
    detail_ko: str


class OutdatedFileAnswer(TypedDict):
    """A file that has changed since a publication was prepared, with its digests; empty where it is not there."""

    file: str
    then: str
    now: str


class PublicationAnswer(TypedDict):
    """A publication. ``digest`` is the SHA-256 of its manifest, which is what is signed; empty before it is prepared.

    ``files`` are its files with their digests; ``changes`` names all that is ``outdated``, for whoever signs it
    nevertheless, and is empty where nothing is. ``problem`` says why it could not be prepared or put out.
    """

    publication: PublicationRowAnswer
    digest: str
    run: str
    checkpoint: str
    checks: list[PublicationCheckAnswer]
    files: dict[str, str]
    outdated: list[OutdatedFileAnswer]
    changes: str
    problem: str


class PublicationMade(TypedDict):
    """The number of a new publication."""

    publication: int


@router.get("/publications")
def every_publication(request: Request, desk: AtDesk) -> list[PublicationRowAnswer]:
    """All publications, the newest first."""
    with desk.look(request) as act:
        return [_row(each) for each in publications.every(act)]


@router.post("/publications", status_code=201)
def prepare_publication(request: Request, desk: AtDesk, body: PublicationIn) -> PublicationMade:
    """Prepare a publication: a job writes it beside what the public reads, and checks it."""
    due: datetime | None = body.due
    with desk.do(request) as act:
        return {"publication": publications.prepare(act, Intention(body.title, due, body.despite))}


@router.get("/publications/{publication}")
def read_publication(request: Request, desk: AtDesk, publication: Number) -> PublicationAnswer:
    """A publication with everything that was checked, and the files that have changed since."""
    found, outdated = publication_desk.seen(request, desk, publication)
    manifest = found.manifest
    failed = found.state in {"failed", "unpublished"} and found.job is not None
    return {
        "publication": _row(found),
        "digest": found.digest,
        "run": manifest["run"] if manifest else "",
        "checkpoint": manifest["checkpoint"] if manifest else "",
        "checks": [_check(each) for each in manifest["checks"]] if manifest else [],
        "files": dict(manifest["outputs"]) if manifest else {},
        "outdated": [{"file": name, "then": then, "now": now} for name, (then, now) in outdated.items()],
        "changes": changes_digest(outdated) if outdated else "",
        "problem": step_words.step(found.job.result, "en") if failed and found.job is not None else "",
    }


@router.post("/publications/{publication}/sign", status_code=204)
def sign_publication(request: Request, desk: AtDesk, publication: Number, body: PublicationSignIn) -> None:
    """Sign what was read; 409 with the files where any has changed since, unless ``despite`` names just these."""
    known = KnownChanges(body.despite.digest, body.despite.reason) if body.despite else None
    publication_desk.sign(request, desk, publication, body.digest, known)


@router.post("/publications/{publication}/return", status_code=204)
def return_publication(request: Request, desk: AtDesk, publication: Number, body: PublicationReasonIn) -> None:
    """Send a publication back unsigned."""
    with desk.do(request) as act:
        publications.give_back(act, publication, body.reason)


@router.post("/publications/{publication}/stop", status_code=204)
def stop_publication(request: Request, desk: AtDesk, publication: Number, body: PublicationReasonIn) -> None:
    """Keep a signed publication from going out, before its embargo ends."""
    with desk.do(request) as act:
        publications.stop(act, publication, body.reason)


@router.post("/publications/{publication}/retry", status_code=204)
def retry_publication(request: Request, desk: AtDesk, publication: Number) -> None:
    """Put out again what was signed, where that failed."""
    with desk.do(request) as act:
        publications.retry(act, publication)


def _check(check: CheckRecord) -> PublicationCheckAnswer:
    return {
        "name": check["name"],
        "name_ko": check.get("name_ko", check["name"]),
        "passed": check["passed"],
        "detail": check["detail"],
        "detail_ko": check.get("detail_ko", check["detail"]),
    }


def _row(found: PlannedPublication) -> PublicationRowAnswer:
    return {
        "publication": found.id,
        "title": found.row.title,
        "state": found.state,
        "due": end_text(found.row.due_at),
        "made_by": found.row.made_by_name,
        "made_for": found.row.made_for_name or "",
        "made_at": time_text(found.row.made_at),
        "done_at": time_text(found.last.done_at),
    }
