"""Pages of people: who is there, what they hold, and one's own account."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import select

from crosscut.workspace import grants, rights
from crosscut.workspace.errors import RefusedError, WorkspaceError
from crosscut.workspace.people import accounts, delegations, identities, passkeys, people, sessions
from crosscut.workspace.people.people import Role
from crosscut.workspace.people.recent_proof import proved
from crosscut.workspace.schema.schema import GRANTS
from crosscut.workspace.web.api_router import Number
from crosscut.workspace.web.desk import AtDesk, Desk, Sent, go, kept, moment, number, posted
from crosscut.workspace.words import word

router = APIRouter(include_in_schema=False)
ROLES = tuple(each for each in rights.ROLES if each != "public")


@router.get("/people")
def everyone(request: Request, desk: AtDesk) -> Response:
    """Everyone, with their roles, and what waits for a second person."""
    return _everyone(request, desk)


def _everyone(request: Request, desk: Desk, error: WorkspaceError | None = None, form: Sent | None = None) -> Response:
    with desk.look(request) as act:
        act.must_see("person.read")
        rows = people.everyone(act.connection)
        held = {row.id: grants.grants_of(act.connection, row.id, act.now) for row in rows}
        return desk.page(
            request,
            act,
            "people.html",
            error=error,
            form=kept(form),
            rows=rows,
            held=held,
            roles=ROLES,
            waiting=people.waiting(act.connection),
            names={row.id: row.name for row in rows},
            item_of=people.grant_item,
        )


@router.post("/people")
def add(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Add a person, with a role where one is named, and tell their first password this once."""
    try:
        role = _role(form) if posted(form, "role") else None
        with desk.do(request, form) as act:
            made, first = people.add(act, posted(form, "name"))
            if role:
                people.give(act, made, role, posted(form, "reason"))
    except WorkspaceError as error:
        return _everyone(request, desk, error, form)
    return person_page(request, desk, made, first=first)


@router.get("/people/{person}")
def one(request: Request, desk: AtDesk, person: Number) -> Response:
    """A person: roles, sign-ins, and what may be done about them."""
    return person_page(request, desk, person)


def person_page(
    request: Request,
    desk: Desk,
    person: int,
    error: WorkspaceError | None = None,
    form: Sent | None = None,
    first: str = "",
) -> Response:
    """The page of a person; ``first`` is a first password that is told this once."""
    with desk.look(request) as act:
        act.must_see("person.read")
        return desk.page(
            request,
            act,
            "person.html",
            error=error,
            form=kept(form),
            person=people.person(act.connection, person),
            first=first,
            identities=identities.of_person(act.connection, person),
            passkeys=passkeys.of_person(act.connection, person),
            grants=people.given_to(act.connection, person),
            open_sessions=sessions.of_person(act.connection, person, act.now),
            names=people.names(act.connection),
            roles=ROLES,
            item_of=people.grant_item,
        )


@router.post("/people/{person}/roles")
def give(request: Request, desk: AtDesk, person: Number, form: Sent) -> Response:
    """Give a role."""
    try:
        role = _role(form)
        with desk.do(request, form) as act:
            made = people.give(act, person, role, posted(form, "reason"))
            waits = made in {row.id for row in people.waiting(act.connection)}
    except WorkspaceError as error:
        return person_page(request, desk, person, error, form)
    return go(f"/people/{person}", "role_proposed" if waits else "role_given")


def _role(form: Sent) -> Role:
    """The role that a form names."""
    named = (posted(form, "role"), posted(form, "ministry"), number(form, "year"))
    return Role(*named, moment(form, "ends"), posted(form, "committee"))


@router.post("/people/{person}/roles/{grant}/confirm")
def confirm(request: Request, desk: AtDesk, person: Number, grant: Number, form: Sent) -> Response:
    """Confirm a role as the second person."""
    try:
        with desk.do(request, form) as act:
            people.confirm(act, grant)
    except WorkspaceError as error:
        return person_page(request, desk, person, error)
    return go(f"/people/{person}", "role_confirmed")


@router.post("/people/{person}/roles/{grant}/end")
def end(request: Request, desk: AtDesk, person: Number, grant: Number, form: Sent) -> Response:
    """End a role."""
    try:
        with desk.do(request, form) as act:
            people.end(act, grant, posted(form, "reason"))
    except WorkspaceError as error:
        return person_page(request, desk, person, error)
    return go(f"/people/{person}", "role_ended")


@router.post("/people/{person}/close")
def close(request: Request, desk: AtDesk, person: Number, form: Sent) -> Response:
    """Close an account."""
    try:
        with desk.do(request, form) as act:
            accounts.close(act, person, posted(form, "reason"))
    except WorkspaceError as error:
        return person_page(request, desk, person, error)
    return go(f"/people/{person}", "person_closed")


@router.get("/account")
def account(request: Request, desk: AtDesk) -> Response:
    """One's own roles, sign-ins, tokens and what one lends."""
    return account_page(request, desk)


def account_page(
    request: Request, desk: Desk, error: WorkspaceError | None = None, form: Sent | None = None, secret: str = ""
) -> Response:
    """The page of one's own account; ``secret`` is a token that is shown this once."""
    with desk.look(request) as act:
        takers = delegations.takers(act)
        open_people = [row for row in people.everyone(act.connection) if row.closed_at is None]
        return desk.page(
            request,
            act,
            "account.html",
            error=error,
            form=kept(form),
            secret=secret,
            password=bool(people.person(act.connection, act.actor.person).password),
            passkeys=passkeys.of_person(act.connection, act.actor.person),
            proved=proved(act),
            place=desk.place(request),
            mail=people.person(act.connection, act.actor.person) if act.office.running.mail else None,
            mine=grants.grants_of(act.connection, act.actor.person, act.now),
            open_sessions=sessions.of_person(act.connection, act.actor.person, act.now),
            this=request.state.signed.number,
            lent=delegations.of_person(act),
            loans=sessions.loans_of(act.connection, act.actor.person, act.now),
            grant_rows={row.id: row for row in act.connection.execute(select(GRANTS))},
            others=[row for row in open_people if row.id in takers],
            takers=takers,
            names={row.id: row.name for row in open_people},
            actions=list(dict.fromkeys(each.action for each in rights.permits() if act.actor.holds(each.role))),
        )


@router.post("/account/sessions/{session}/end")
def end_session(request: Request, desk: AtDesk, session: Number, form: Sent) -> Response:
    """End a sign-in or token; of others as an administrator."""
    try:
        with desk.do(request, form) as act:
            whose = sessions.end(act, session)
            own = whose == act.actor.person
    except RefusedError as error:
        return account_page(request, desk, error, form)
    return go("/account" if own else f"/people/{whose}", "session_ended")


@router.post("/account/mail")
def set_mail(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Say where one is told by mail."""
    try:
        with desk.do(request, form) as act:
            accounts.set_mail(act, posted(form, "mail"), daily=posted(form, "daily") == "yes")
    except WorkspaceError as error:
        return account_page(request, desk, error, form)
    return go("/account", "mail_saved")


@router.post("/account/tokens")
def token(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Make a token for programs; its secret is shown this once."""
    scope = [each for each in form.getlist("scope") if isinstance(each, str)]
    try:
        with desk.do(request, form) as act:
            secret = sessions.new_token(act, posted(form, "label"), scope, number(form, "days", 30))
    except WorkspaceError as error:
        return account_page(request, desk, error, form)
    return account_page(request, desk, secret=secret)


@router.post("/account/delegations")
def lend(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Lend a role for a time."""
    try:
        ends = moment(form, "ends")
        if ends is None:
            raise WorkspaceError(word("delegation_length"), column="ends")
        with desk.do(request, form) as act:
            delegations.lend(act, number(form, "grant"), number(form, "taker"), ends, posted(form, "reason"))
    except WorkspaceError as error:
        return account_page(request, desk, error, form)
    return go("/account", "lent")


@router.post("/account/delegations/{delegation}/end")
def end_delegation(request: Request, desk: AtDesk, delegation: Number, form: Sent) -> Response:
    """End a delegation before its time."""
    with desk.do(request, form) as act:
        delegations.end(act, delegation)
    return go("/account", "delegation_ended")


@router.post("/account/stand-in")
def stand_in(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Act for somebody from now on, or for oneself again."""
    with desk.do(request, form) as act:
        sessions.stand_in(act, request.state.signed.number, number(form, "delegation"))
    return go("/", "standing_in" if number(form, "delegation") else "oneself")
