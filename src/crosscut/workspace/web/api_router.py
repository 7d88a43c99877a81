"""What all of the interface for programs has in common: who is told, which errors, how places and times are written."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Security
from fastapi.security import APIKeyCookie, HTTPBearer

from crosscut.text import Text
from crosscut.workspace.errors import UnseenError, WorkspaceError
from crosscut.workspace.web.api_shapes import Wrong
from crosscut.workspace.web.desk import AtDesk
from crosscut.workspace.words import word

_STATUSES: dict[int | str, dict[str, Any]] = {
    status: {"model": Wrong, "description": text}
    for status, text in (
        (400, "The request cannot be read"),
        (401, "Nobody is signed in"),
        (403, "It may not be done, and why"),
        (404, "There is no such thing, or none that may be seen"),
        (409, "Somebody saved meanwhile: what stood, what stands, what was sent"),
        (413, "The request is too large"),
        (422, "It cannot be done so, and the mend"),
        (428, "The write does not say which version it saw"),
        (429, "Tried too often"),
        (503, "Another writer holds the ledger; try again"),
    )
}

_WAYS = (
    HTTPBearer(auto_error=False, scheme_name="token", description="A token from My account, for what it was made for"),
    APIKeyCookie(
        name="session",
        auto_error=False,
        scheme_name="sign-in",
        description="A page's own sign-in; a write then sends its form token as x-form-token. "
        "Where the connection is encrypted the cookie is called __Host-session",
    ),
)
"""How whoever asks may say who they are, as the description states it; either is enough."""


def _identified(request: Request, desk: AtDesk) -> None:
    """Nobody is told anything who is not signed in: not even what could not be read."""
    desk.know(request)


def interface() -> APIRouter:
    """A part of the interface: under ``/api``, for whoever is signed in, with every error described."""
    return APIRouter(
        prefix="/api", responses=_STATUSES, dependencies=[Depends(_identified), *(Security(each) for each in _WAYS)]
    )


Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
PastDay = Annotated[
    str, Query(max_length=10, description="a past day, such as 2027-03-05: what stood at its end, by the server's zone")
]
OneDay = Annotated[str, Query(max_length=10, description="a day of the server's zone, such as 2027-03-05")]
Key = Annotated[str, Path(min_length=1, max_length=80)]


def time_text(moment: datetime) -> str:
    """A moment as JSON has it."""
    return moment.isoformat()


def end_text(moment: datetime | None) -> str | None:
    """A moment that need not have come."""
    return time_text(moment) if moment else None


IfMatch = Annotated[str, Header(alias="If-Match", description='the version that was seen, such as "12"')]


def seen_version(seen: str) -> int:
    """The version that a write says it saw, as ``If-Match`` has it.

    Raises
    ------
    WorkspaceError
        where it says none, or what is no number.
    """
    text = seen.strip().removeprefix("W/").strip('"')
    if not text:
        raise UnseenError(word("version_needed"))
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise WorkspaceError(word("not_a_number", value=text[:20], field=Text.same("If-Match")), column="If-Match")
    return int(text)
