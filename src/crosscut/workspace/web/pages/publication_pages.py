"""Pages of publishing: what is prepared, one publication with all that was checked, and its signature."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from crosscut.exports.check_words import NOT_STATED
from crosscut.workspace.approval import publication_files, publications
from crosscut.workspace.approval.publication_places import candidate, public
from crosscut.workspace.approval.publication_signing import KnownChanges, changes_digest
from crosscut.workspace.approval.publications import Intention, PlannedPublication
from crosscut.workspace.errors import MissingError, WorkspaceError
from crosscut.workspace.filing import findings
from crosscut.workspace.office import refusal
from crosscut.workspace.web import publication_desk
from crosscut.workspace.web.api_router import Number
from crosscut.workspace.web.desk import AtDesk, Desk, Sent, go, kept, moment, posted
from crosscut.workspace.web.uploads import given
from crosscut.workspace.words import word

router = APIRouter(include_in_schema=False)

_POLICY = (
    "default-src 'none'; script-src {own}; style-src {own}; img-src {own} data:; font-src {own}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SHOWN = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
"""What browsers show of a publication; everything else is kept."""


@router.get("/publications")
def every(request: Request, desk: AtDesk) -> Response:
    """The publications, and the form that prepares one."""
    return _every(request, desk)


def _every(request: Request, desk: Desk, error: WorkspaceError | None = None, form: Sent | None = None) -> Response:
    with desk.look(request) as act:
        rows = publications.every(act)
        return desk.page(request, act, "publications.html", rows=rows, error=error, form=kept(form))


@router.post("/publications")
def prepare(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Prepare a publication."""
    try:
        with desk.do(request, form) as act:
            intention = Intention(posted(form, "title"), moment(form, "due"), posted(form, "despite"))
            made = publications.prepare(act, intention)
    except WorkspaceError as error:
        if error.status in (401, 403, 404):
            raise
        return _every(request, desk, error, form)
    return go(f"/publications/{made}", "publication_prepared")


@router.get("/publications/{publication}")
def one(request: Request, desk: AtDesk, publication: Number) -> Response:
    """A publication: what was checked, what differs, its files and its signature."""
    return _one(request, desk, publication)


def _one(request: Request, desk: Desk, publication: int, error: WorkspaceError | None = None) -> Response:
    found, outdated = publication_desk.seen(request, desk, publication)
    manifest = found.manifest
    folder = publication_desk.folder_of(desk)
    warnings = publication_desk.warnings_now(desk) if found.state == "prepared" else []
    with desk.look(request) as act:
        signs = act.actor.may("publication.sign", found.item)
        year = int(manifest["period"]["fiscal_year"]) if manifest else 0
        return desk.page(
            request,
            act,
            "publication.html",
            error=error,
            publication=found,
            manifest=manifest,
            documents=publication_files.documents(manifest) if manifest else [],
            there=(candidate(folder, found.id) / "manifest.json").is_file(),
            outdated=outdated,
            changes=changes_digest(outdated),
            kind_of=publication_desk.kind_of,
            questions=findings.blocking_in_year(act, year) if found.state == "prepared" else [],
            refused=None if signs.allowed else refusal("publication.sign", signs, found.state),
            place=public(folder),
            address=publication_desk.address_of(desk),
            not_stated=NOT_STATED,
            warnings=warnings,
        )


@router.post("/publications/{publication}/sign")
def sign(request: Request, desk: AtDesk, publication: Number, form: Sent) -> Response:
    """Sign what was prepared; where a file has changed since, only by whoever saw that and says why."""
    try:
        changes = posted(form, "changes")
        known = KnownChanges(changes, posted(form, "reason")) if changes else None
        publication_desk.sign(request, desk, publication, posted(form, "digest"), known, form)
    except WorkspaceError as error:
        return _again(request, desk, publication, error)
    return go(f"/publications/{publication}", "publication_signed")


@router.post("/publications/{publication}/return")
def give_back(request: Request, desk: AtDesk, publication: Number, form: Sent) -> Response:
    """Send it back unsigned."""
    try:
        with desk.do(request, form) as act:
            publications.give_back(act, publication, posted(form, "reason"))
    except WorkspaceError as error:
        return _again(request, desk, publication, error)
    return go(f"/publications/{publication}", "publication_returned")


@router.post("/publications/{publication}/stop")
def stop(request: Request, desk: AtDesk, publication: Number, form: Sent) -> Response:
    """Keep it from going out."""
    try:
        with desk.do(request, form) as act:
            publications.stop(act, publication, posted(form, "reason"))
    except WorkspaceError as error:
        return _again(request, desk, publication, error)
    return go(f"/publications/{publication}", "publication_stopped")


@router.post("/publications/{publication}/retry")
def retry(request: Request, desk: AtDesk, publication: Number, form: Sent) -> Response:
    """Put out again what was signed, where that failed."""
    try:
        with desk.do(request, form) as act:
            publications.retry(act, publication)
    except WorkspaceError as error:
        return _again(request, desk, publication, error)
    return go(f"/publications/{publication}", "publication_retried")


def _again(request: Request, desk: Desk, publication: int, error: WorkspaceError) -> Response:
    if error.status in (401, 403, 404):
        raise error
    return _one(request, desk, publication, error)


@router.get("/publications/{publication}/publication.zip")
def whole(request: Request, desk: AtDesk, publication: Number) -> Response:
    """All its files in one."""
    found = _prepared(request, desk, publication)
    folder = candidate(publication_desk.folder_of(desk), publication)
    try:
        file = publication_files.zipped(folder, publication_desk.manifest_of(found))
    except FileNotFoundError:
        raise MissingError(word("missing")) from None
    headers = {"content-disposition": f'attachment; filename="publication-{publication}.zip"'}
    return StreamingResponse(publication_files.pieces(file), media_type="application/zip", headers=headers)


@router.get("/publications/{publication}/documents/{name}")
def document(request: Request, desk: AtDesk, publication: Number, name: str) -> Response:
    """A document of it, to keep: never shown within the site."""
    found = _prepared(request, desk, publication)
    if name not in publication_files.documents(publication_desk.manifest_of(found)):
        raise MissingError(word("missing"))
    try:
        content = (candidate(publication_desk.folder_of(desk), publication) / name).read_bytes()
    except FileNotFoundError:
        raise MissingError(word("missing")) from None
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type="application/octet-stream", headers=headers)


@router.get("/publications/{publication}/pages/{name:path}")
def page(request: Request, desk: AtDesk, publication: Number, name: str) -> Response:
    """A page of its site or what a page shows, as readers get it: exactly the file that the manifest names.

    Its scripts may be its own alone, and may ask for nothing and send nothing.
    """
    found = _prepared(request, desk, publication)
    folder = publication_desk.folder_of(desk)
    places = (candidate(folder, publication), public(folder))
    content = publication_files.content_of(places, publication_desk.manifest_of(found), name)
    if content is None:
        raise MissingError(word("missing"))
    own = f"{request.base_url}publications/{publication}/pages/"
    headers = {"content-security-policy": _POLICY.format(own=own)}
    kind = _SHOWN.get(PurePosixPath(name).suffix)
    if kind is None:
        headers["content-disposition"] = f"attachment; filename*=UTF-8''{quote(PurePosixPath(name).name)}"
    return Response(content, media_type=kind or "application/octet-stream", headers=headers)


@router.get("/publications/{publication}/manifest.json")
def manifest(request: Request, desk: AtDesk, publication: Number) -> Response:
    """Exactly what is signed: the manifest, whose SHA-256 the receipt names."""
    found = _prepared(request, desk, publication)
    text = found.prepared.content if found.prepared is not None else ""
    return given(text, f"publication-{publication}.manifest.json")


@router.get("/publications/{publication}/receipt.json")
def receipt(request: Request, desk: AtDesk, publication: Number) -> Response:
    """The signed receipt of the signature."""
    with desk.look(request) as act:
        found = publications.load(act, publication)
    if found.signature is None:
        raise MissingError(word("missing"))
    return given(found.signature.receipt, f"publication-{publication}.receipt.json")


def _prepared(request: Request, desk: Desk, publication: int) -> PlannedPublication:
    with desk.look(request) as act:
        found = publications.load(act, publication)
    if found.prepared is None:
        raise MissingError(word("missing"))
    return found
