"""Pages of passkeys: signing in with one, adding and ending one's own, and ending somebody else's."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from crosscut.workspace.errors import RefusedError, UnknownPersonError, WorkspaceError
from crosscut.workspace.people import passkey_ceremonies, passkeys, people, sessions
from crosscut.workspace.people.passkey_place import PasskeyPlace
from crosscut.workspace.people.recent_proof import must_be_proved, proved
from crosscut.workspace.web.api_answers_account import passkey_answer
from crosscut.workspace.web.api_answers_office import PasskeyAnswer
from crosscut.workspace.web.api_router import Number, interface
from crosscut.workspace.web.api_shapes import AnswerIn
from crosscut.workspace.web.desk import AtDesk, Desk, Sent, cookie_name, go, kept, posted, where
from crosscut.workspace.web.entrance import count_place, entrance_page, note_refusal, signed_in
from crosscut.workspace.web.pages.people_pages import account_page, person_page
from crosscut.workspace.words import word

router = APIRouter(include_in_schema=False)
api = interface()
_COOKIE = "passkey"
NOBODY = "(passkey)"
"""What the record calls whoever presents a passkey that nobody here has."""


def _place(request: Request, desk: Desk) -> PasskeyPlace:
    found = desk.place(request)
    if found is None:
        raise RefusedError(word("passkeys_not_here"))
    return found


def _challenged(request: Request, options: passkey_ceremonies.Options, browser: str) -> Response:
    """What the browser is asked, and the secret that it keeps until it answers."""
    answer = JSONResponse(options)
    _keep(request, answer, browser)
    return answer


def _keep(request: Request, answer: Response, browser: str) -> None:
    """Let the browser keep its secret of the challenge, or forget it where it is empty."""
    answer.set_cookie(
        cookie_name(request, _COOKIE),
        browser,
        httponly=True,
        secure=request.url.scheme == "https",
        samesite="strict",
        path="/",
        max_age=int(passkeys.LASTS.total_seconds()) if browser else 0,
    )


def _taken(request: Request, desk: Desk, kind: passkeys.CeremonyKind, person: int = 0) -> passkeys.Challenge:
    """The challenge that is answered, which is over with it whatever becomes of the answer."""
    browser = request.cookies.get(cookie_name(request, _COOKIE), "")
    with desk.office.database.writing() as connection:
        return passkeys.take(connection, browser, desk.office.clock(), kind, person)


@router.post("/sign-in/passkey/options")
def ask(request: Request, desk: AtDesk) -> Response:
    """A challenge for whoever signs in."""
    place = _place(request, desk)
    count_place(request, desk)
    with desk.office.database.writing() as connection:
        browser, challenge = passkeys.begin(connection, desk.office.clock(), "in")
    return _challenged(request, passkey_ceremonies.request_options(place, challenge.challenge), browser)


@router.post("/sign-in/passkey")
def sign_in(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Sign in with a passkey alone; with ``back`` to one's own account, which one came from."""
    answer = posted(form, "answer")
    try:
        count_place(request, desk)
        secret = _signed(request, desk, answer, _taken(request, desk, "in").challenge)
        done = signed_in(request, secret, "/account" if posted(form, "back") else "/")
    except WorkspaceError as error:
        done = entrance_page(request, desk, error)
    _keep(request, done, "")
    return done


def _signed(request: Request, desk: Desk, answer: str, challenge: str) -> str:
    """The secret of the sign-in of whose passkey it is.

    Raises
    ------
    UnknownPersonError
        where it is nobody's, its answer is wrong, or it may have been copied; the record tells of it.
    """
    place, now, office = _place(request, desk), desk.office.clock(), desk.office
    name = NOBODY
    try:
        credential = passkey_ceremonies.credential_of(answer)
        with office.database.reading() as connection:
            found = passkeys.known(connection, credential)
            name = people.person(connection, found.person).name if found else NOBODY
        if found is None:
            raise UnknownPersonError(word("passkey_nobody"), "wrong-passkey")
        count = passkey_ceremonies.counted(answer, challenge, place, found)
        with office.database.writing() as connection:
            found = passkeys.known(connection, credential)
            secret = passkeys.sign_in(connection, found, count, now, where(request)) if found else ""
    except WorkspaceError as error:
        refused = UnknownPersonError(error.text, error.code)
        note_refusal(request, desk, name, refused)
        raise refused from None
    if not secret:
        raise UnknownPersonError(word("passkey_copied"), "copied-passkey")
    return secret


@router.get("/account/prove")
def prove(request: Request, desk: AtDesk) -> Response:
    """Where one proves who one is again: with a passkey where one has one, else as one signed in."""
    with desk.look(request) as act:
        return desk.page(
            request,
            act,
            "prove.html",
            form=kept(None),
            proved=proved(act),
            password=bool(people.person(act.connection, act.actor.person).password),
            passkeys=passkeys.of_person(act.connection, act.actor.person),
            place=desk.place(request),
        )


@router.post("/account/passkeys/options")
def ask_for_one(request: Request, desk: AtDesk, name: str = "") -> Response:
    """A challenge for a new passkey of one's own; ``name`` is what it will be called."""
    place = _place(request, desk)
    with desk.do(request) as act:
        must_be_proved(act)
        passkeys.named(act, name)
        browser, challenge = passkeys.begin(act.connection, act.now, "add", act.actor.person)
        there = [each.credential for each in passkeys.of_person(act.connection, act.actor.person)]
        whose = passkey_ceremonies.Whose(act.known.settings.title.en, act.actor.name, challenge.handle)
        asked = passkey_ceremonies.creation_options(place, whose, challenge.challenge, there)
    return _challenged(request, asked, browser)


@router.post("/account/passkeys")
def add(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Keep a passkey that was just made. It has proved who one is: the sign-in goes on as one with a passkey."""
    try:
        with desk.look(request) as act:
            person = act.actor.person
        challenge = _taken(request, desk, "add", person)
        made = passkey_ceremonies.made(posted(form, "answer"), challenge.challenge, _place(request, desk))
        with desk.do(request, form) as act:
            passkeys.add(act, posted(form, "passkey"), challenge.handle, made)
        with desk.office.database.writing() as connection:
            secret = sessions.begin(connection, person, desk.office.clock(), where(request), "passkey")
        done = signed_in(request, secret, "/account?done=passkey_added")
    except WorkspaceError as error:
        done = account_page(request, desk, error, form)
    _keep(request, done, "")
    return done


@router.post("/account/passkeys/{passkey}/end")
def end(request: Request, desk: AtDesk, passkey: Number, form: Sent) -> Response:
    """End a passkey of one's own."""
    try:
        with desk.do(request, form) as act:
            passkeys.end(act, passkey)
    except WorkspaceError as error:
        return account_page(request, desk, error, form)
    return go("/account", "passkey_ended")


@router.post("/people/{person}/passkeys/{passkey}/end")
def end_for(request: Request, desk: AtDesk, person: Number, passkey: Number, form: Sent) -> Response:
    """End somebody's passkey."""
    try:
        with desk.do(request, form) as act:
            person = passkeys.end_for(act, passkey, posted(form, "reason"))
    except WorkspaceError as error:
        return person_page(request, desk, person, error)
    return go(f"/people/{person}", "passkey_ended")


@api.get("/people/{person}/passkeys")
def list_passkeys(request: Request, desk: AtDesk, person: Number) -> list[PasskeyAnswer]:
    """Somebody's passkeys that have not ended."""
    with desk.look(request) as act:
        act.must_see("person.read")
        people.person(act.connection, person)
        return [passkey_answer(row) for row in passkeys.of_person(act.connection, person)]


@api.post("/passkeys/{passkey}/end", status_code=204)
def end_passkey(request: Request, desk: AtDesk, passkey: Number, body: AnswerIn) -> None:
    """End somebody's passkey, and say why; their sign-ins and tokens end at once."""
    with desk.do(request) as act:
        passkeys.end_for(act, passkey, body.text)
