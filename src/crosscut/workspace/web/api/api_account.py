"""One's own account for programs: what one holds and how one signs in, and what one changes about it.

A token reads it, and lends where it was made for that; everything else asks for a sign-in, as the page does.
"""

from __future__ import annotations

from fastapi import Request
from pydantic import Field

from crosscut.workspace.people import accounts, credentials, delegations, passkeys, people, sessions
from crosscut.workspace.people.recent_proof import proved
from crosscut.workspace.web.api_answers_account import (
    AccountAnswer,
    DelegationMade,
    TokenMade,
    lent_answer,
    passkey_answer,
    session_answer,
)
from crosscut.workspace.web.api_router import Number, interface
from crosscut.workspace.web.api_shapes import SentBody, ZonedMoment
from crosscut.workspace.web.desk import AtDesk
from crosscut.workspace.web.entrance import count_try

router = interface()


class PasswordIn(SentBody):
    """The password that holds, and the one that takes its place."""

    former: str = Field(max_length=1000)
    password: str = Field(max_length=1000)


class MailIn(SentBody):
    """Where one is told by mail, nowhere where it is empty; ``daily`` gathers it into one message a day.

    Without ``daily`` that stays as it was chosen.
    """

    mail: str = Field(max_length=200)
    daily: bool | None = None


class TokenIn(SentBody):
    """A token for programs: what it is for, which actions it may do, and for how many days."""

    label: str = Field(max_length=80)
    scope: list[str] = Field(max_length=200)
    days: int = Field(default=30, ge=1, le=366)


class LendIn(SentBody):
    """A role of one's own that somebody is lent until a moment."""

    grant: int = Field(ge=1, le=2**31 - 1)
    taker: int = Field(ge=1, le=2**31 - 1)
    ends_at: ZonedMoment
    reason: str = Field(min_length=1, max_length=2000)


class StandInIn(SentBody):
    """The delegation by which one acts from now on; 0 for oneself again."""

    delegation: int = Field(ge=0, le=2**31 - 1)


@router.get("/account")
def own_account(request: Request, desk: AtDesk) -> AccountAnswer:
    """One's own sign-ins, tokens and passkeys, and what one lends and is lent."""
    with desk.look(request) as act:
        own = people.person(act.connection, act.actor.person)
        this = request.state.signed.number
        return {
            "person": own.id,
            "name": own.name,
            "mail": own.mail,
            "mail_daily": own.mail_daily,
            "password": bool(own.password),
            "proved": proved(act),
            "sessions": [session_answer(each, this) for each in sessions.of_person(act.connection, own.id, act.now)],
            "passkeys": [passkey_answer(each) for each in passkeys.of_person(act.connection, own.id)],
            "lends": [lent_answer(each) for each in delegations.of_person(act)],
            "is_lent": [lent_answer(each) for each in sessions.loans_of(act.connection, own.id, act.now)],
        }


@router.post("/account/password", status_code=204)
def change_password(request: Request, desk: AtDesk, body: PasswordIn) -> None:
    """Change one's own password; all other sign-ins and tokens end."""
    with desk.look(request) as act:
        name = act.actor.name
    key = count_try(request, desk, name)
    with desk.do(request) as act:
        credentials.change(act, body.former, body.password, request.state.signed.number)
        sessions.forget_tries(act.connection, key)


@router.post("/account/mail", status_code=204)
def change_mail(request: Request, desk: AtDesk, body: MailIn) -> None:
    """Say where one is told by mail."""
    with desk.do(request) as act:
        accounts.set_mail(act, body.mail, daily=body.daily)


@router.post("/account/tokens", status_code=201)
def make_token(request: Request, desk: AtDesk, body: TokenIn) -> TokenMade:
    """Make a token for programs; it is told this once. ``GET /api/me`` says what it may be made for."""
    with desk.do(request) as act:
        return {"token": sessions.new_token(act, body.label, body.scope, body.days)}


@router.post("/account/sessions/{session}/end", status_code=204)
def end_own_session(request: Request, desk: AtDesk, session: Number) -> None:
    """End a sign-in or token; of others as an administrator."""
    with desk.do(request) as act:
        sessions.end(act, session)


@router.post("/account/passkeys/{passkey}/end", status_code=204)
def end_own_passkey(request: Request, desk: AtDesk, passkey: Number) -> None:
    """End a passkey of one's own."""
    with desk.do(request) as act:
        passkeys.end(act, passkey)


@router.post("/account/delegations", status_code=201)
def lend_role(request: Request, desk: AtDesk, body: LendIn) -> DelegationMade:
    """Lend a role of one's own for a time."""
    with desk.do(request) as act:
        return {"delegation": delegations.lend(act, body.grant, body.taker, body.ends_at, body.reason)}


@router.post("/account/delegations/{delegation}/end", status_code=204)
def end_lending(request: Request, desk: AtDesk, delegation: Number) -> None:
    """End what one lent, or was lent, before its time."""
    with desk.do(request) as act:
        delegations.end(act, delegation)


@router.post("/account/stand-in", status_code=204)
def act_for(request: Request, desk: AtDesk, body: StandInIn) -> None:
    """Act for somebody from now on in this sign-in, or for oneself again."""
    with desk.do(request) as act:
        sessions.stand_in(act, request.state.signed.number, body.delegation)
