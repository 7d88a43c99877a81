"""Files that come in and go out: how many one person may send, what a form brought, and a file that no browser runs."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import Depends, Request
from fastapi.responses import Response
from starlette.datastructures import FormData, UploadFile

from crosscut.workspace.filing import virus_scanner
from crosscut.workspace.people import sessions
from crosscut.workspace.web.desk import Desk, sent

UploadKind = Literal["workbook", "file"]
UPLOADS: dict[UploadKind, int] = {"workbook": 60, "file": 120}
"""What one person may send within a quarter of an hour: workbooks and bundles to be read, files to be kept."""


async def uploaded(form: Annotated[FormData, Depends(sent)]) -> tuple[bytes, str]:
    """The file of a form, and its name; both empty where none was chosen."""
    for found in form.values():
        if isinstance(found, UploadFile):
            return await found.read(), found.filename or ""
    return b"", ""


Uploaded = Annotated[tuple[bytes, str], Depends(uploaded)]


def admit_upload(request: Request, desk: Desk, kind: UploadKind, content: bytes, name: str) -> None:
    """Count what whoever asks sends in, and let the office's scanner look at it.

    Raises
    ------
    TooOftenError
        where there was too much of it.
    WorkspaceError
        where the scanner finds something in it, or does not answer.
    """
    with desk.look(request) as act:
        key = f"{kind} {act.actor.person}"
    with desk.office.database.writing() as connection:
        sessions.allow_try(connection, key, desk.office.clock(), UPLOADS[kind])
    virus_scanner.must_be_clean(desk.office.running.scanner, content, name)


def given(content: str | bytes, name: str, media_type: str = "application/json") -> Response:
    """What the office itself made, to be kept as a file; ``name`` is in ASCII."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


def attachment(content: bytes, name: str, plain: str, media_type: str = "application/octet-stream") -> Response:
    """A file as an answer that no browser runs or shows; ``plain`` is its name for whom ``name`` is none in ASCII."""
    headers = {
        "content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
        "content-security-policy": "sandbox; default-src 'none'",
    }
    return Response(content, media_type=media_type, headers=headers)
