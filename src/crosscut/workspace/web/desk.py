"""What every page and every answer needs: who asks, an act for it, templates, and forms that are the site's own."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hmac import compare_digest
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection
from starlette.datastructures import FormData

from crosscut.text import LANGUAGES, Text
from crosscut.workspace.errors import RefusedError, UnknownPersonError, WorkspaceError
from crosscut.workspace.fields import narrow
from crosscut.workspace.office import Act, Actor, Office, acting, looking
from crosscut.workspace.people import sessions
from crosscut.workspace.people.identity_provider import IdentityProvider
from crosscut.workspace.people.passkey_place import PasskeyPlace, place_of
from crosscut.workspace.people.sessions import SignedIn, Where
from crosscut.workspace.web.job_streams import JobStreams
from crosscut.workspace.web.page import PageRenderer, environment
from crosscut.workspace.words import word

NOBODY = Actor(0, "", ())
YEAR = 365 * 24 * 3600
"""Seconds that a browser remembers the language."""


async def sent(request: Request) -> AsyncIterator[FormData]:
    """The fields of a form; no more of them, and no longer ones, than any page has."""
    async with request.form(max_files=1, max_fields=4000, max_part_size=256 * 1024) as form:
        yield form


Sent = Annotated[FormData, Depends(sent)]


def posted(form: FormData, name: str) -> str:
    """A text field of a form, without the character that no database keeps; empty where it was not sent."""
    value = form.get(name, "")
    return value.replace("\0", "") if isinstance(value, str) else ""


def number(form: FormData, name: str, usual: int = 0) -> int:
    """A field that holds a whole number; the usual one where it holds none.

    Raises
    ------
    WorkspaceError
        where it holds something else.
    """
    text = narrow(posted(form, name))
    if not text:
        return usual
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise WorkspaceError(word("not_a_number", value=text[:20], field=_label(name)), column=name)
    return int(text)


_LABELS = {"days": "token_lasts", "year": "year", "late_days": "late_days", "reason_from": "reason_from"}


def _label(name: str) -> Text:
    """What a field of a number is called on its page."""
    return word(_LABELS[name]) if name in _LABELS else Text.same(name)


def moment(form: FormData, name: str) -> datetime | None:
    """A field that holds a local date and time; None where it is empty."""
    text = posted(form, name).strip()
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        raise WorkspaceError(word("not_a_time", value=text[:30]), column=name) from None


def day_end(text: str, now: datetime) -> datetime | None:
    """The end of a past day, by the server's zone; None where no day is named.

    Raises
    ------
    WorkspaceError
        where it is no day, or not over yet.
    """
    if not text:
        return None
    try:
        until = datetime.combine(date.fromisoformat(text) + timedelta(days=1), time()).astimezone()
    except (ValueError, OverflowError):
        raise WorkspaceError(word("not_a_day", value=text[:30]), column="on") from None
    if until > now:
        raise WorkspaceError(word("day_not_over"), column="on")
    return until


def secret_of(request: Request) -> str:
    """The secret that a request presents: a program's token, or the cookie of a sign-in."""
    header = request.headers.get("authorization", "")
    scheme, _, token = header.partition(" ")
    if scheme.lower() == "bearer":
        return token.strip()
    return request.cookies.get(cookie_name(request), "")


def cookie_name(request: Request, name: str = "session") -> str:
    """The cookie of a sign-in, or another: bound to this very host where the connection is encrypted."""
    return f"__Host-{name}" if request.url.scheme == "https" else name


def where(request: Request) -> Where:
    """Where a request comes from."""
    address = request.client.host if request.client else ""
    return Where(address, request.headers.get("user-agent", ""), request.cookies.get(cookie_name(request), ""))


@dataclass
class Desk:
    """The office behind the pages."""

    office: Office
    pages: PageRenderer = field(init=False)
    streams: JobStreams = field(init=False)
    provider: IdentityProvider | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.pages = PageRenderer(environment(), self.office)
        self.streams = JobStreams(self.office)
        stated = self.office.running
        if stated.oidc and stated.address:
            self.provider = IdentityProvider(stated.oidc, f"{stated.address}/sign-in/back")

    @property
    def issuer(self) -> str:
        """Whose subjects people are set up by; empty where the office has no identity provider."""
        return self.provider.stated.issuer if self.provider else ""

    def place(self, request: Request) -> PasskeyPlace | None:
        """Where passkeys work for a page that is asked for; None where they do not."""
        return place_of(self.office.running.address, f"{request.url.scheme}://{request.headers.get('host', '')}")

    @contextmanager
    def look(self, request: Request, *, anyone: bool = False, past: bool = False, touch: bool = True) -> Iterator[Act]:
        """An act that only reads; with ``anyone`` also for whoever is not signed in.

        Without ``touch`` nobody does anything with it, so that it does not keep a sign-in from lying idle.

        With ``past`` it looks at what stood at the end of the day that the address names (``?on=2027-03-05``).
        """
        until = day_end(request.query_params.get("on", ""), self.office.clock()) if past else None
        with looking(self.office, self._who(request, anyone), until, **self._provenance(request)) as act:
            yield act
        if touch:
            self._touch(request)

    def know(self, request: Request) -> None:
        """See that a request presents a sign-in or token that holds.

        Raises
        ------
        UnknownPersonError
            where there is none, or it has ended or lain idle for too long.
        """
        with self.office.database.reading() as connection:
            sessions.begun(connection, secret_of(request), self.office.clock())

    @contextmanager
    def do(self, request: Request, form: FormData | None = None) -> Iterator[Act]:
        """An act that writes; a form must carry the token of the sign-in."""
        with acting(self.office, self._who(request, anyone=False), **self._provenance(request)) as act:
            signed: SignedIn = request.state.signed
            token = posted(form, "token") if form is not None else request.headers.get("x-form-token", "")
            if signed.kind == "browser" and not compare_digest(token.encode(), signed.form_token.encode()):
                raise RefusedError(word("stale_form"), "stale-form")
            yield act

    def _who(self, request: Request, anyone: bool) -> Callable[[Connection, datetime], Actor]:
        def find(connection: Connection, now: datetime) -> Actor:
            request.state.signed = None
            try:
                request.state.signed = sessions.find(connection, secret_of(request), now, self.office.running)
            except UnknownPersonError:
                if not anyone:
                    raise
                return NOBODY
            actor: Actor = request.state.signed.actor
            return actor

        return find

    def _provenance(self, request: Request) -> dict[str, str]:
        return {"address": where(request).address, "request": request.state.number}

    def _touch(self, request: Request) -> None:
        signed: SignedIn | None = getattr(request.state, "signed", None)
        now = self.office.clock()
        if signed is not None and signed.needs_touch(now):
            with self.office.database.writing() as connection:
                sessions.touch(connection, signed.number, now)

    def page(
        self, request: Request, act: Act, template: str, *, error: WorkspaceError | None = None, **values: object
    ) -> HTMLResponse:
        """A page, with what was wrong with a form at its head where there is an error."""
        text = self.pages.render(request, act, template, error=error, **values)
        answer = HTMLResponse(text, status_code=error.status if error else 200)
        chosen = request.query_params.get("lang", "")
        if chosen in LANGUAGES:
            secure = request.url.scheme == "https"
            name = cookie_name(request, "language")
            answer.set_cookie(name, chosen, max_age=YEAR, httponly=True, secure=secure, samesite="lax")
        return answer


def desk_of(request: Request) -> Desk:
    """The desk that the server was made with."""
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(desk_of)]


def budget_read(desk: AtDesk) -> None:
    """Read the budget anew where its files have changed, before a transaction waits for it."""
    if desk.office.reading is not None:
        _ = desk.office.reading.drawn


def go(place: str, done: str = "", at: str = "", **query: str) -> Response:
    """To another page, which says what was done; ``at`` is the place on it."""
    query |= {"done": done} if done else {}
    to = f"{place}?{urlencode(query)}" if query else place
    return RedirectResponse(f"{to}#{at}" if at else to, status_code=303)


_SECRET = frozenset({"password", "again", "former", "first", "token"})


def kept(form: FormData | None) -> Mapping[str, str]:
    """What was typed into a form, so that it is there again beside its fault; never a password."""
    if form is None:
        return {}
    return {name: value for name, value in form.items() if isinstance(value, str) and name not in _SECRET}


def new_number() -> str:
    """What a request is called in the record and in errors."""
    return secrets.token_hex(8)
