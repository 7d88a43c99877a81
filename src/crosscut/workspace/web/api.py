"""The interface for programs: everything that a page does, as JSON. Amounts are integers in minor units.

Whoever reads signs in or sends a token; whoever writes sends a token (``Authorization: Bearer …``), or from a page of
the workspace the sign-in's own form token. Writes of a programme say which version they saw (``If-Match``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from crosscut.workspace import calls, drafts, filings, findings, people, record, rights
from crosscut.workspace.calls import Call, NewCall
from crosscut.workspace.checks import faults
from crosscut.workspace.drafts import Line
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.fields import FIELDS, shown
from crosscut.workspace.office import Act
from crosscut.workspace.people import Role
from crosscut.workspace.receipts import digest
from crosscut.workspace.rights import Item
from crosscut.workspace.web.desk import AtDesk
from crosscut.workspace.web.offices import readable
from crosscut.workspace.words import word


class UnseenError(WorkspaceError):
    """A write that does not say which version it saw."""

    status, usual = 428, "version-needed"


class ErrorShape(BaseModel):
    """What every error says."""

    code: str
    message: str
    message_ko: str
    file: str
    row: int
    column: str
    hint: str
    request: str


class Wrong(BaseModel):
    """The one shape of errors."""

    error: ErrorShape


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


def _identified(request: Request, desk: AtDesk) -> None:
    """Nobody is told anything who is not signed in: not even what could not be read."""
    with desk.look(request):
        pass


router = APIRouter(prefix="/api", responses=_STATUSES, dependencies=[Depends(_identified)])
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Key = Annotated[str, Path(min_length=1, max_length=80)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PersonIn(_Strict):
    """A person to be added."""

    name: str = Field(min_length=1, max_length=80)
    password: str = Field(min_length=12, max_length=200)


class RoleIn(_Strict):
    """A role to be given; it holds once a second person has confirmed it."""

    role: str
    ministry: str = ""
    year: int = Field(default=0, ge=0, le=2200)
    ends_at: AwareDatetime | None = None
    reason: str = Field(min_length=1, max_length=2000)


class GroupIn(_Strict):
    """Ministries that share a closing."""

    closes_at: AwareDatetime
    ministries: list[str] = Field(min_length=1)


class CallIn(_Strict):
    """A call to be opened."""

    title: str = Field(min_length=1, max_length=200)
    year: int = Field(ge=1900, le=2200)
    note: str = Field(default="", max_length=4000)
    opens_at: AwareDatetime
    late_days: int = Field(default=0, ge=0, le=60)
    reason_from: int = Field(default=10, ge=0, le=1000)
    groups: list[GroupIn] = Field(min_length=1, max_length=20)


class ExtensionIn(_Strict):
    """A later closing, of one ministry or of all where none is named."""

    ministry: str = ""
    closes_at: AwareDatetime
    reason: str = Field(min_length=1, max_length=2000)


class ProgrammeIn(_Strict):
    """Fields of a programme; what is left out stays. The amount is in minor units."""

    name: str | None = None
    text: str | None = None
    start: int | None = Field(default=None, ge=1900, le=2199)
    end: int | None = Field(default=None, ge=1900, le=2199)
    amount: int | None = Field(default=None, ge=0, le=2**63 - 1)
    reason: str | None = None


class TypedIn(_Strict):
    """Fields of a programme as a form holds them, amounts in the unit that pages show."""

    typed: dict[str, str] = Field(max_length=len(FIELDS))


class NewProgrammeIn(_Strict):
    """A programme that is new."""

    name: str = Field(min_length=1, max_length=300)


class FileIn(_Strict):
    """What was seen, by its digest: that, and nothing else, is filed."""

    digest: str = Field(pattern="^[0-9a-f]{64}$")


class QuestionIn(_Strict):
    """A question about a programme."""

    programme: str
    text: str = Field(min_length=1, max_length=2000)


class AnswerIn(_Strict):
    """An answer."""

    text: str = Field(min_length=1, max_length=2000)


class SettleIn(_Strict):
    """How a question is settled, and why."""

    how: str = Field(pattern="^(accepted|waived|deferred)$")
    text: str = Field(min_length=1, max_length=2000)


@router.get("/me")
def me(request: Request, desk: AtDesk) -> dict[str, Any]:
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
    held = {each.role for each in act.actor.grants}
    return [
        each for each in rights.permits() if each.role in held and (not act.actor.only or each.action in act.actor.only)
    ]


def _role(grant: rights.Grant) -> dict[str, Any]:
    return {
        "id": grant.id,
        "role": grant.role,
        "ministry": grant.ministry,
        "year": grant.year,
        "ends_at": _time(grant.ends_at),
    }


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


@router.get("/rights")
def table(request: Request, desk: AtDesk) -> list[dict[str, Any]]:
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
def everyone(request: Request, desk: AtDesk) -> list[dict[str, Any]]:
    """Everyone, with the roles that they hold."""
    with desk.look(request) as act:
        act.must_see("person.read")
        return [
            {
                "person": row.id,
                "name": row.name,
                "closed_at": _time(row.closed_at),
                "roles": [_role(each) for each in people.grants_of(act.connection, row.id, act.now)],
            }
            for row in people.everyone(act.connection)
        ]


@router.post("/people", status_code=201)
def add_person(request: Request, desk: AtDesk, body: PersonIn) -> dict[str, int]:
    """Add a person."""
    with desk.do(request) as act:
        return {"person": people.add(act, body.name, body.password)}


@router.post("/people/{person}/roles", status_code=201)
def give_role(request: Request, desk: AtDesk, person: Number, body: RoleIn) -> dict[str, int]:
    """Give a role."""
    role = Role(body.role, body.ministry, body.year, body.ends_at)
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


@router.get("/calls")
def every_call(request: Request, desk: AtDesk) -> list[dict[str, Any]]:
    """All calls."""
    with desk.look(request) as act:
        act.must_see("call.read")
        return [_call(act, each) for each in calls.every(act.connection)]


@router.post("/calls", status_code=201)
def open_call(request: Request, desk: AtDesk, body: CallIn) -> dict[str, int]:
    """Open a call."""
    names = {str(place): group for place, group in enumerate(body.groups, start=1)}
    new = NewCall(
        **body.model_dump(exclude={"groups"}),
        closings={name: group.closes_at for name, group in names.items()},
        group_of={each: name for name, group in names.items() for each in group.ministries},
    )
    with desk.do(request) as act:
        return {"call": calls.open_call(act, new)}


@router.get("/calls/{call}")
def one_call(request: Request, desk: AtDesk, call: Number) -> dict[str, Any]:
    """A call, and how far each ministry has come, for whoever may know."""
    with desk.look(request) as act:
        found = calls.load(act.connection, call)
        act.must_see("call.read", Item(year=found.year))
        return _call(act, found)


def _call(act: Act, call: Call) -> dict[str, Any]:
    held, begun = filings.holding(act.connection, call.id), drafts.begun(act.connection, call.id)
    return {
        "call": call.id,
        "title": call.title,
        "year": call.year,
        "note": call.note,
        "opens_at": _time(call.opens_at),
        "late_days": call.late_days,
        "reason_from": call.reason_from,
        "ministries": [_standing(act, call, each, held, begun) for each in call.ministries],
        "extensions": [
            {"ministry": each.ministry, "closes_at": _time(each.closes_at), "reason": each.reason}
            for each in call.extensions
        ],
    }


def _standing(act: Act, call: Call, ministry: str, held: Mapping[str, Any], begun: Mapping[str, Any]) -> dict[str, Any]:
    item = call.item(ministry, act.now)
    told: dict[str, Any] = {
        "ministry": ministry,
        "name": act.known.labels[ministry],
        "closes_at": _time(call.closes_at(ministry)),
        "phase": item.state,
    }
    if act.actor.may("request.notice", item).allowed:
        told["stands"] = "filed" if ministry in held else "drafting" if ministry in begun else "not begun"
    if ministry in held and act.actor.may("filing.read", item).allowed:
        told["filing"] = held[ministry].number
    return told


@router.post("/calls/{call}/extensions", status_code=204)
def extend(request: Request, desk: AtDesk, call: Number, body: ExtensionIn) -> None:
    """Decide on a later closing."""
    with desk.do(request) as act:
        calls.extend(act, call, body.ministry, body.closes_at, body.reason)


@router.get("/calls/{call}/requests/{ministry}")
def draft(request: Request, desk: AtDesk, call: Number, ministry: Key) -> dict[str, Any]:
    """A ministry's request as it is written, with what the rules say of it and the digest to file it by."""
    with desk.look(request) as act:
        found = drafts.visible(act, call, ministry)
        rows = drafts.lines(act.connection, act.known, found, ministry)
        said = faults(filings.asked(rows), year=found.year, reason_from=found.reason_from)
        return {
            "call": call,
            "ministry": ministry,
            "phase": found.phase(ministry, act.now),
            "currency": act.known.settings.currency,
            "digest": digest(filings.content_of(act.known, found, ministry, rows)),
            "programmes": [_line(each) for each in rows],
            "faults": [
                {
                    "rule": each.rule,
                    "severity": each.severity,
                    "programme": each.key,
                    "field": each.field,
                    "message": each.text.en,
                    "message_ko": each.text.ko,
                }
                for each in said
            ],
        }


def _line(line: Line) -> dict[str, Any]:
    values: dict[str, Any] = {field: line.value(field) for field in ("name", "text", "reason")}
    years = {field: int(line.value(field)) if line.value(field).isdigit() else None for field in ("start", "end")}
    return {
        "key": line.key,
        "id": line.id,
        "version": line.version,
        "before": line.before,
        "amount": line.amount,
        **values,
        **years,
        "sources": {field: line.cells[field].source for field in FIELDS},
    }


@router.get("/calls/{call}/requests/{ministry}/programmes/{key}")
def programme(
    request: Request, desk: AtDesk, response: Response, call: Number, ministry: Key, key: Key
) -> dict[str, Any]:
    """One programme; its version is the ETag."""
    with desk.look(request) as act:
        found = drafts.visible(act, call, ministry)
        line = drafts.line(act.connection, act.known, found, ministry, key)
    response.headers["etag"] = f'"{line.version}"'
    return _line(line)


@router.post("/calls/{call}/requests/{ministry}/programmes", status_code=201)
def add_programme(request: Request, desk: AtDesk, call: Number, ministry: Key, body: NewProgrammeIn) -> dict[str, str]:
    """Ask for a new programme."""
    with desk.do(request) as act:
        return {"key": drafts.add(act, call, ministry, body.name)}


IfMatch = Annotated[str, Header(alias="If-Match", description='the version that was seen, such as "12"')]


@router.put("/calls/{call}/requests/{ministry}/programmes/{key}")
def save(
    request: Request,
    desk: AtDesk,
    response: Response,
    call: Number,
    ministry: Key,
    key: Key,
    body: ProgrammeIn | TypedIn,
    seen: IfMatch = "",
) -> dict[str, Any]:
    """Save fields of a programme that was seen at a version."""
    version = _version(seen)
    with desk.do(request) as act:
        unit = act.known.unit
        if isinstance(body, TypedIn):
            sent = dict(body.typed)
        else:
            given = body.model_dump(exclude_unset=True)
            texts = {field: "" if value is None else str(value) for field, value in given.items()}
            sent = {field: shown(field, value, unit) for field, value in texts.items()}
        line = drafts.save(act, call, ministry, key, sent, version)
        found = calls.load(act.connection, call)
        rows = drafts.lines(act.connection, act.known, found, ministry)
        said = faults(filings.asked(rows), year=found.year, reason_from=found.reason_from)
    response.headers["etag"] = f'"{line.version}"'
    mine = [
        {"field": each.field, "message": each.text.en, "message_ko": each.text.ko} for each in said if each.key == key
    ]
    return {**_line(line), "faults": mine}


def _version(seen: str) -> int:
    text = seen.strip().strip('"')
    if not text:
        raise UnseenError(word("version_needed"))
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise WorkspaceError(word("not_a_number", value=text[:20]), column="If-Match")
    return int(text)


@router.post("/calls/{call}/requests/{ministry}/file", status_code=201)
def file(request: Request, desk: AtDesk, call: Number, ministry: Key, body: FileIn) -> dict[str, Any]:
    """File what was seen; the answer holds the signed receipt."""
    with desk.do(request) as act:
        number = filings.file(act, call, ministry, body.digest)
        found, _ = filings.read(act, number)
        return {"filing": number, **json.loads(found.receipt)}


@router.get("/filings/{filing}")
def filing(request: Request, desk: AtDesk, filing: Key) -> dict[str, Any]:
    """A filing, with the fields that may be read."""
    with desk.look(request) as act:
        found, answer = filings.read(act, filing)
        told = {
            "filing": found.number,
            "call": found.call,
            "ministry": found.ministry,
            "filed_at": _time(found.filed_at),
            "late": found.late,
            "total": found.total,
            "currency": act.known.settings.currency,
            "programmes": [_shown_row(each) for each in filings.programmes(found, answer)],
        }
        return told | (json.loads(found.receipt) if filings.whole(answer) else {})


def _shown_row(row: filings.Filed) -> dict[str, Any]:
    fields = ("id", "key", "name", "text", "start", "end", "amount", "before", "reason")
    return {field: value for field in fields if (value := getattr(row, field)) is not None}


@router.post("/filings/{filing}/findings", status_code=201)
def ask(request: Request, desk: AtDesk, filing: Key, body: QuestionIn) -> dict[str, int]:
    """Ask the ministry about a programme."""
    with desk.do(request) as act:
        return {"finding": findings.ask(act, filing, body.programme, body.text)}


@router.get("/findings/{finding}")
def finding(request: Request, desk: AtDesk, finding: Number) -> dict[str, Any]:
    """A question and its thread."""
    with desk.look(request) as act:
        found, _ = findings.load(act, finding)
        names = people.names(act.connection)
        return {
            "finding": finding,
            "call": found.row.call,
            "ministry": found.row.ministry,
            "programme": found.row.programme,
            "amount": found.row.amount,
            "state": found.state,
            "thread": [
                {"kind": each.kind, "text": each.text, "by": names[each.written_by], "at": _time(each.written_at)}
                for each in found.thread
            ],
        }


@router.post("/findings/{finding}/answer", status_code=204)
def answer(request: Request, desk: AtDesk, finding: Number, body: AnswerIn) -> None:
    """Answer a question."""
    with desk.do(request) as act:
        findings.answer_to(act, finding, body.text)


@router.post("/findings/{finding}/settle", status_code=204)
def settle(request: Request, desk: AtDesk, finding: Number, body: SettleIn) -> None:
    """Accept, waive or defer."""
    with desk.do(request) as act:
        findings.settle(act, finding, body.how, body.text)


@router.get("/record")
def read_record(
    request: Request,
    desk: AtDesk,
    item: Annotated[str, Query(max_length=200)] = "",
    below: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
) -> dict[str, Any]:
    """The record, newest first, a hundred entries at a time."""
    with desk.look(request) as act:
        areas, ministries = readable(act)
        rows = record.entries(act.connection, areas, ministries, record.Wanted(item=item, below=below))
        fields = (
            "number",
            "name",
            "role",
            "acting_for",
            "action",
            "item",
            "ministry",
            "before",
            "after",
            "reason",
            "link",
        )
        return {
            "checkpoint": str(record.checkpoint(act.connection) or ""),
            "entries": [{"at": _time(row.at), **{field: getattr(row, field) for field in fields}} for row in rows],
        }
