"""People, roles, rights and the record for programs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Request
from sqlalchemy import Row

from crosscut.workspace import grants, record, record_amounts, rights
from crosscut.workspace.office import Act
from crosscut.workspace.people import accounts, credentials, identities, passkeys, people, sessions
from crosscut.workspace.people.people import Role
from crosscut.workspace.record_amounts import AmountMove
from crosscut.workspace.web.api_answers_account import (
    WholePersonAnswer,
    held_role_answer,
    passkey_answer,
    session_answer,
)
from crosscut.workspace.web.api_answers_office import (
    EntryAnswer,
    FirstPassword,
    GrantMade,
    Me,
    PermitAnswer,
    PersonAnswer,
    PersonMade,
    RecordAnswer,
    RoleAnswer,
)
from crosscut.workspace.web.api_router import Number, OneDay, PastDay, end_text, interface, time_text
from crosscut.workspace.web.api_shapes import AnswerIn, PersonIn, RoleIn
from crosscut.workspace.web.desk import AtDesk
from crosscut.workspace.web.offices import asked_for, readable, within_day

router = interface()


@router.get("/me")
def me(request: Request, desk: AtDesk) -> Me:
    """Who is signed in, and what they may do."""
    with desk.look(request) as act:
        who = act.actor
        return {
            "person": who.person,
            "name": who.name,
            "acting_for": who.acting_for_name,
            "roles": [_role(each) for each in who.grants],
            "may": [each for each in rights.actions() if any(each == row.action for row in _mine(act))],
        }


def _mine(act: Act) -> list[rights.Permit]:
    every = rights.somewhere(act.actor.grants)
    return [each for each in every if not act.actor.only or each.action in act.actor.only]


def _role(grant: rights.Grant) -> RoleAnswer:
    return {
        "id": grant.id,
        "role": grant.role,
        "ministry": grant.ministry,
        "committee": grant.committee,
        "year": grant.year,
        "ends_at": end_text(grant.ends_at),
    }


@router.get("/rights")
def table(request: Request, desk: AtDesk) -> list[PermitAnswer]:
    """The whole table of rights."""
    with desk.look(request):
        return [
            {
                "role": each.role,
                "action": each.action,
                "states": sorted(each.states),
                "scope": each.scope,
                "fields": list(each.fields),
                "apart": each.apart,
            }
            for each in rights.permits()
        ]


@router.get("/people")
def everyone(request: Request, desk: AtDesk) -> list[PersonAnswer]:
    """Everyone, with the roles that they hold."""
    with desk.look(request) as act:
        act.must_see("person.read")
        return [
            {
                "person": row.id,
                "name": row.name,
                "closed_at": end_text(row.closed_at),
                "roles": [_role(each) for each in grants.grants_of(act.connection, row.id, act.now)],
            }
            for row in people.everyone(act.connection)
        ]


@router.post("/people", status_code=201)
def add_person(request: Request, desk: AtDesk, body: PersonIn) -> PersonMade:
    """Add a person; the first password is told this once, and lets in for three days, to choose another."""
    with desk.do(request) as act:
        number, first = people.add(act, body.name)
        return {"person": number, "first_password": first}


@router.get("/people/{person}")
def one_person(request: Request, desk: AtDesk, person: Number) -> WholePersonAnswer:
    """A person: every role that was given, sign-ins and tokens that have not ended, identities and passkeys."""
    with desk.look(request) as act:
        act.must_see("person.read")
        row = people.person(act.connection, person)
        return {
            "person": row.id,
            "name": row.name,
            "closed_at": end_text(row.closed_at),
            "roles": [held_role_answer(each, act.now) for each in people.given_to(act.connection, person)],
            "identities": [
                {"identity": each.id, "issuer": each.issuer, "subject": each.subject}
                for each in identities.of_person(act.connection, person)
            ],
            "sessions": [session_answer(each) for each in sessions.of_person(act.connection, person, act.now)],
            "passkeys": [passkey_answer(each) for each in passkeys.of_person(act.connection, person)],
        }


@router.post("/people/{person}/close", status_code=204)
def close_person(request: Request, desk: AtDesk, person: Number, body: AnswerIn) -> None:
    """Close somebody's account, and say why: sign-ins and roles end at once, what they did stays."""
    with desk.do(request) as act:
        accounts.close(act, person, body.text)


@router.post("/people/{person}/password")
def reset_password(request: Request, desk: AtDesk, person: Number, body: AnswerIn) -> FirstPassword:
    """Give somebody a first password anew, and say why; their sign-ins and tokens end at once."""
    with desk.do(request) as act:
        return {"first_password": credentials.reset(act, person, body.text)}


@router.post("/people/{person}/roles", status_code=201)
def give_role(request: Request, desk: AtDesk, person: Number, body: RoleIn) -> GrantMade:
    """Give a role."""
    role = Role(body.role, body.ministry, body.year, body.ends_at, body.committee)
    with desk.do(request) as act:
        return {"grant": people.give(act, person, role, body.reason)}


@router.post("/roles/{grant}/confirm", status_code=204)
def confirm_role(request: Request, desk: AtDesk, grant: Number) -> None:
    """Confirm a role as the second person."""
    with desk.do(request) as act:
        people.confirm(act, grant)


@router.post("/roles/{grant}/end", status_code=204)
def end_role(request: Request, desk: AtDesk, grant: Number, body: AnswerIn) -> None:
    """End a role; the text says why."""
    with desk.do(request) as act:
        people.end(act, grant, body.text)


@router.get("/record")
def read_record(
    request: Request,
    desk: AtDesk,
    item: Annotated[str, Query(max_length=200)] = "",
    person: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
    day: OneDay = "",
    below: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
    on: PastDay = "",
) -> RecordAnswer:
    """The record, newest first, a hundred entries at a time: of an item or what a text names, a person, a day.

    Where ``item`` names programmes, the entries say what they did to their amounts, as far as one may read those.
    """
    with desk.look(request, past=bool(on)) as act:
        reach, wanted = readable(act), record.Wanted(person=person, below=below)
        wanted, programmes = asked_for(act, reach, item, within_day(wanted, day) if day else wanted)
        rows = record.entries(act.connection, *reach, wanted)
        amounts = record_amounts.moves(act, rows, programmes)
        return {
            "checkpoint": str(record.checkpoint(act.connection, act.until) or ""),
            "entries": [_entry(each, amounts.get(each.number, [])) for each in rows],
        }


def _entry(row: Row[Any], amounts: list[AmountMove]) -> EntryAnswer:
    return {
        "amounts": [{"name": each.name, "before": each.before, "after": each.after} for each in amounts],
        "at": time_text(row.at),
        "number": row.number,
        "name": row.name,
        "role": row.role,
        "acting_for": row.acting_for,
        "action": row.action,
        "item": row.item,
        "ministry": row.ministry,
        "before": row.before,
        "after": row.after,
        "reason": row.reason,
        "link": row.link,
    }
