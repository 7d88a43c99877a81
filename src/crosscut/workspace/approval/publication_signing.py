"""Signing a publication: what was prepared, named by its digest, over files that are still what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crosscut.ledger.chain import moment_text
from crosscut.workspace.approval import publications
from crosscut.workspace.approval.move_consequences import Marks, marks_of
from crosscut.workspace.entered_text import given_reason
from crosscut.workspace.errors import AgainError, ConflictError, MissingError, WorkspaceError
from crosscut.workspace.filing import findings
from crosscut.workspace.office import Act, Office
from crosscut.workspace.receipts import canonical, digest
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.words import word


@dataclass(frozen=True, slots=True)
class FilesNow:
    """The files of the folder with their digests, at one state of it."""

    files: Mapping[str, str]
    marks: Marks


@dataclass(frozen=True, slots=True)
class KnownChanges:
    """Files that changed after a publication was prepared, and why it is signed as it was prepared all the same.

    ``digest`` names what was on the screen, as :func:`changes_digest` does.
    """

    digest: str
    reason: str


class OutdatedError(ConflictError):
    """Files have changed since the publication was prepared; ``columns`` has the digest of each, then and now."""

    usual = "outdated"


def files_now(office: Office) -> FilesNow:
    """What the folder holds, read anew where it has changed. Not within a transaction."""
    room = office.reading
    if room is None:
        raise MissingError(word("missing"))
    files = dict(room.current().snapshot.files)
    return FilesNow(files, marks_of(room.folder, files))


def changed(prepared: Mapping[str, str], now: FilesNow) -> dict[str, tuple[str, str]]:
    """The files that are not what a publication was made from: each digest then and now, empty where there was none."""
    names = sorted(prepared.keys() | now.files.keys())
    pairs = {name: (prepared.get(name, ""), now.files.get(name, "")) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def changes_digest(moved: Mapping[str, tuple[str, str]]) -> str:
    """What names the files that changed, each with its digest then and now."""
    return digest(canonical({name: list(pair) for name, pair in moved.items()}))


def sign(act: Act, number: int, seen: str, now: FilesNow, known_changes: KnownChanges | None = None) -> None:
    """Sign what was on the screen, named by its digest; it goes out when its embargo ends, or at once.

    Raises
    ------
    OutdatedError
        where a file has changed since it was prepared that was not on the screen, or nobody says why it is signed
        nevertheless; with each.
    AgainError
        where the folder changes at this very moment, or something else was on the screen.
    WorkspaceError
        where an open question stops it.
    """
    known = publications.load(act, number)
    answer = act.must("publication.sign", known.item)
    manifest, room = known.manifest, act.office.reading
    if manifest is None or room is None:
        raise MissingError(word("missing"))
    if seen != known.digest:
        raise AgainError(word("publication_other"), "other")
    if marks_of(room.folder, now.files) != now.marks:
        raise AgainError(word("move_moving"), "moving")
    moved = changed(manifest["inputs"], now)
    reason = _reason_despite(moved, known_changes, number) if moved else ""
    if questions := findings.blocking_in_year(act, int(manifest["period"]["fiscal_year"])):
        raise WorkspaceError(word("move_questions", count=len(questions)), "held")
    despite = {"despite": reason, "changes": changes_digest(moved)} if moved else {}
    receipt = act.office.signer.receipt(
        {
            "kind": "publication",
            "publication": number,
            "title": str(known.row.title),
            "due": moment_text(known.row.due_at) if known.row.due_at else "",
            "run": manifest["run"],
            "digest": seen,
            "by": act.actor.name,
            "for": act.actor.acting_for_name,
            "at": moment_text(act.now),
            **despite,
        }
    )
    for_whom = f" ({act.actor.acting_for_name})" if act.actor.acting_for_name else ""
    signed = [(act.actor.name, f"{answer.role}{for_whom}")]
    job = publications.publishing(act, known, answer.role, signed)
    publications.add(act, number, "signed", job=job, digest=seen, receipt=receipt, reason=reason)
    entry = RecordEntry("publication.sign", "publications", f"publication {number}", after=seen, reason=reason)
    act.note(entry, answer.role)


def _reason_despite(moved: Mapping[str, tuple[str, str]], known: KnownChanges | None, number: int) -> str:
    """Why what was prepared is signed though the folder has gone on since."""
    if known is None or known.digest != changes_digest(moved):
        columns = {name: (before, after, before) for name, (before, after) in moved.items()}
        raise OutdatedError(word("publication_outdated"), columns, number)
    return given_reason(known.reason)
