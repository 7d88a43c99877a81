"""The entrance: the first administrator, signing in and out, language, health, and the files that pages need."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from hmac import compare_digest
from importlib import resources
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from sqlalchemy import Connection, Row, select, text

from crosscut.workspace import demonstration
from crosscut.workspace.errors import (
    FirstPasswordError,
    MissingError,
    RefusedError,
    UnknownPersonError,
    WorkspaceError,
)
from crosscut.workspace.people import passkeys, people, sessions
from crosscut.workspace.people.people import Role
from crosscut.workspace.record import By, RecordEntry, append
from crosscut.workspace.schema.schema import PEOPLE
from crosscut.workspace.web.desk import AtDesk, Desk, Sent, cookie_name, go, kept, posted, where
from crosscut.workspace.words import word

router = APIRouter(include_in_schema=False)
FROM_ONE_PLACE = 200
"""Sign-ins from one address within a quarter of an hour: an office may share one."""
_STYLES = ("tokens", "base", "layout", "components", "tables", "sliders")
_SHARED = ("sliders.js",)
"""Scripts that the public edition has too."""


@cache
def asset(name: str) -> tuple[str, str]:
    """A style or script and its media type."""
    own = resources.files("crosscut.workspace.web") / "static"
    public = resources.files("crosscut.exports.site") / "static"
    if name == "site.css":
        texts = [(public / f"{each}.css").read_text(encoding="utf-8") for each in _STYLES]
        return "\n".join([*texts, (own / "workspace.css").read_text(encoding="utf-8")]), "text/css"
    folder = public if name in _SHARED else own
    return (folder / name).read_text(encoding="utf-8"), "text/javascript"


@router.get("/static/{name}")
def static(name: str) -> Response:
    """Styles and the scripts."""
    if name not in ("site.css", "workspace.js", "reading.js", "scenario.js", "hearing.js", "passkeys.js", *_SHARED):
        raise MissingError(word("missing"))
    content, kind = asset(name)
    return Response(content, media_type=kind, headers={"cache-control": "max-age=300"})


@router.api_route("/healthz", methods=["GET", "HEAD"])
def health(desk: AtDesk) -> PlainTextResponse:
    """Whether the server and its database answer."""
    with desk.office.database.reading() as connection:
        connection.execute(text("SELECT 1"))
    return PlainTextResponse("ready\n")


@router.get("/key.pem")
def key(desk: AtDesk) -> Response:
    """The office's public key, which checks receipts."""
    return Response(desk.office.signer.public, media_type="application/x-pem-file")


@router.get("/start")
def start(request: Request, desk: AtDesk) -> Response:
    """The first visit: whoever has the code from the terminal becomes the first administrator."""
    return _start(request, desk, None)


def _start(request: Request, desk: Desk, error: WorkspaceError | None, form: Sent | None = None) -> Response:
    with desk.look(request, anyone=True) as act:
        if not sessions.nobody_yet(act.connection):
            return go("/sign-in")
        return desk.page(request, act, "start.html", error=error, form=kept(form))


@router.post("/start")
def begin(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Make the first administrator, or fill a demonstration with people who are made up."""
    try:
        key = f"start {where(request).address}"
        _count(desk, key)
        if not desk.office.code or not compare_digest(_bare(posted(form, "code")), _bare(desk.office.code)):
            raise RefusedError(word("wrong_code"), column="code")
        with desk.office.database.writing() as connection:
            sessions.forget_tries(connection, key)
        secret = _first(request, desk, form)
    except WorkspaceError as error:
        return _start(request, desk, error, form)
    desk.office.code = ""
    return signed_in(request, secret) if secret else go("/sign-in")


def _bare(code: str) -> bytes:
    return code.replace("-", "").replace(" ", "").upper().encode()


def _first(request: Request, desk: Desk, form: Sent) -> str:
    """The secret of the first administrator's sign-in; empty where the demonstration was chosen."""
    now = desk.office.clock()
    with desk.office.database.writing() as connection:
        if not sessions.nobody_yet(connection):
            raise RefusedError(word("started_already"))
        if posted(form, "choice") == "demonstration" and desk.office.demonstration:
            demonstration.fill(desk.office, connection, now)
            return ""
        lacking = next((each for each in ("name", "password") if not posted(form, each).strip()), "")
        if lacking:
            raise WorkspaceError(word("start_needs"), column=lacking)
        number = people.new_person(connection, posted(form, "name"), now, password=posted(form, "password"))
        why = "first administrator, by the code from the terminal"
        people.new_grant(connection, number, Role("administrator"), why, now, exception="first")
        name = people.person(connection, number).name
        entry = RecordEntry("grant.give", "people", f"person {number}", after=f"{name}: administrator", reason=why)
        append(connection, By(number, name, address=where(request).address, request=request.state.number), entry, now)
        return sessions.begin(connection, number, now, where(request), "code")


def signed_in(request: Request, secret: str, place: str = "/") -> Response:
    """To a page, signed in."""
    answer = go(place)
    answer.set_cookie(
        cookie_name(request),
        secret,
        httponly=True,
        secure=request.url.scheme == "https",
        samesite="lax",
        path="/",
        max_age=int(sessions.ABSOLUTE.total_seconds()),
    )
    return answer


@router.get("/sign-in")
def entrance(request: Request, desk: AtDesk) -> Response:
    """Where one signs in."""
    return entrance_page(request, desk, None)


def entrance_page(request: Request, desk: Desk, error: WorkspaceError | None, form: Sent | None = None) -> Response:
    """The page of signing in."""
    with desk.look(request, anyone=True) as act:
        if sessions.nobody_yet(act.connection):
            return go("/start")
        if act.actor.person and error is None:
            return go("/")
        offered = list[Row[Any]]()
        if desk.office.demonstration:
            offered += act.connection.execute(select(PEOPLE).where(PEOPLE.c.invented).order_by(PEOPLE.c.id))
        ministry_of = {each.id: _ministry(act.connection, each.id, act.now) for each in offered}
        ministry_of = {person: ministry for person, ministry in ministry_of.items() if ministry}
        place = desk.place(request) if not offered or passkeys.there_are_some(act.connection) else None
        more = {"offered": offered, "ministry_of": ministry_of, "place": place}
        return desk.page(request, act, "sign_in.html", error=error, form=kept(form), **more)


def _ministry(connection: Connection, person: int, now: datetime) -> str:
    """The ministry that somebody made up writes for; empty for the office's own people."""
    return next(iter(people.actor(connection, person, now).ministries), "")


@router.post("/sign-in")
def sign_in(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Sign in with name and password, or in a demonstration as somebody made up."""
    name, now = posted(form, "name"), desk.office.clock()
    try:
        if posted(form, "as"):
            return signed_in(request, _as_invented(request, desk, posted(form, "as")))
        key = count_try(request, desk, name)
        with desk.office.database.writing() as connection:
            secret = sessions.sign_in(connection, name, posted(form, "password"), now, where(request))
            sessions.forget_tries(connection, key)
    except FirstPasswordError:
        with desk.look(request, anyone=True) as act:
            return desk.page(request, act, "first_password.html", form=kept(form), first=posted(form, "password"))
    except WorkspaceError as error:
        note_refusal(request, desk, name, error)
        return entrance_page(request, desk, error, form)
    return signed_in(request, secret, "/account" if posted(form, "back") else "/")


def count_try(request: Request, desk: Desk, name: str) -> str:
    """Count a try to prove who one is; what it is counted under."""
    count_place(request, desk)
    key = f"sign-in {where(request).address} {name[:80]}"
    _count(desk, key)
    return key


def count_place(request: Request, desk: Desk) -> None:
    """Count a try from where it comes, whoever it is."""
    _count(desk, f"sign-in {where(request).address}", FROM_ONE_PLACE)


def note_refusal(request: Request, desk: Desk, name: str, error: WorkspaceError) -> None:
    """Write a failed try to prove who one is into the record."""
    if isinstance(error, UnknownPersonError):
        with desk.office.database.writing() as connection:
            sessions.note_failed(connection, name, desk.office.clock(), where(request), request.state.number)


def _as_invented(request: Request, desk: Desk, number: str) -> str:
    if not desk.office.demonstration or not (number.isascii() and number.isdigit() and len(number) < 10):
        raise RefusedError(word("no_demonstration"))
    with desk.office.database.writing() as connection:
        found = people.person(connection, int(number))
        if not found.invented or found.closed_at is not None:
            raise RefusedError(word("no_demonstration"))
        return sessions.begin(connection, found.id, desk.office.clock(), where(request), "demonstration")


def _count(desk: Desk, key: str, most: int = sessions.TRIED) -> None:
    """Count a try in a transaction of its own, so that one that fails counts too."""
    with desk.office.database.writing() as connection:
        sessions.allow_try(connection, key, desk.office.clock(), most)


@router.post("/sign-out")
def sign_out(request: Request, desk: AtDesk, form: Sent) -> Response:
    """End this sign-in."""
    with desk.do(request, form) as act:
        sessions.end(act, request.state.signed.number)
    answer = go("/sign-in", "signed_out")
    answer.delete_cookie(cookie_name(request), path="/", secure=request.url.scheme == "https", httponly=True)
    answer.headers["clear-site-data"] = '"cache", "storage"'
    return answer
