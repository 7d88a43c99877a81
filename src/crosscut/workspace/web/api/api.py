"""The interface for programs: everything that a page does, as JSON. Amounts are integers in minor units.

Whoever reads signs in or sends a token; whoever writes sends a token (``Authorization: Bearer …``), or from a page of
the workspace the sign-in's own form token. Writes of a programme say which version they saw (``If-Match``).
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Annotated, Any, Final, Literal

from fastapi import Header, Request, Response
from sqlalchemy import Row

from crosscut.workspace.errors import UnseenError
from crosscut.workspace.fields import FIELDS, field_text
from crosscut.workspace.filing import calls, drafts, extension_requests, filings, findings
from crosscut.workspace.filing.calls import Call, NewCall
from crosscut.workspace.filing.drafts import DraftLine
from crosscut.workspace.filing.standing_faults import standing
from crosscut.workspace.office import Act
from crosscut.workspace.people import people
from crosscut.workspace.rights import ANY, SOMETHING
from crosscut.workspace.web.api.api_answers import (
    CallAnswer,
    CallMade,
    DraftAnswer,
    FaultAnswer,
    FiledAnswer,
    FilingAnswer,
    FindingMade,
    KeyMade,
    LineAnswer,
    MinistryStanding,
    NewFilingAnswer,
    ReceiptAnswer,
    SavedAnswer,
    ThreadAnswer,
)
from crosscut.workspace.web.api_router import (
    IfMatch,
    Key,
    Number,
    PastDay,
    interface,
    seen_version,
    time_text,
)
from crosscut.workspace.web.api_shapes import (
    AnswerIn,
    CallIn,
    ExtensionIn,
    FileIn,
    MoreTimeIn,
    NewProgrammeIn,
    ProgrammeIn,
    QuestionIn,
    SettleIn,
    TypedIn,
)
from crosscut.workspace.web.desk import AtDesk
from crosscut.workspace.words import word

router = interface()

_Read = Literal["name", "text", "start", "end", "amount", "before", "reason"]
_READ: Final[tuple[_Read, ...]] = ("name", "text", "start", "end", "amount", "before", "reason")
"""The fields of a filing that not everybody may read."""


@router.get("/calls")
def every_call(request: Request, desk: AtDesk, on: PastDay = "") -> list[CallAnswer]:
    """All calls."""
    with desk.look(request, past=bool(on)) as act:
        act.must_see("call.read", SOMETHING)
        return [_call(act, each) for each in calls.readable(act)]


@router.post("/calls", status_code=201)
def open_call(request: Request, desk: AtDesk, body: CallIn) -> CallMade:
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
def one_call(request: Request, desk: AtDesk, call: Number, on: PastDay = "") -> CallAnswer:
    """A call, and how far each ministry has come, for whoever may know."""
    with desk.look(request, past=bool(on)) as act:
        found = calls.load(act.connection, call, act.until)
        act.must_see("call.read", found.whole)
        return _call(act, found)


def _call(act: Act, call: Call) -> CallAnswer:
    held = filings.in_effect(act.connection, call.id, act.until)
    begun = drafts.begun(act.connection, call.id, act.until)
    return {
        "call": call.id,
        "title": call.title,
        "year": call.year,
        "note": call.note,
        "opens_at": time_text(call.opens_at),
        "late_days": call.late_days,
        "reason_from": call.reason_from,
        "origin": call.origin or None,
        "holds": call.holds,
        "ministries": [_standing(act, call, each, held, begun) for each in call.ministries],
        "extensions": [
            {"ministry": each.ministry, "closes_at": time_text(each.closes_at), "reason": each.reason}
            for each in call.extensions
        ],
    }


def _standing(
    act: Act, call: Call, ministry: str, held: Mapping[str, Row[Any]], begun: Container[str]
) -> MinistryStanding:
    item = call.item(ministry, act.now)
    told: MinistryStanding = {
        "ministry": ministry,
        "name": act.known.labels[ministry],
        "closes_at": time_text(call.closes_at(ministry)),
        "phase": item.state,
    }
    if act.actor.may("request.notice", replace(item, committee=ANY)).allowed:
        told["stands"] = "filed" if ministry in held else "drafting" if ministry in begun else "not begun"
    if ministry in held and filings.sums(act, held[ministry]):
        told["filing"] = held[ministry].number
    if act.actor.holds_whole("coordinator", call.year) or act.actor.may("request.read", item).allowed:
        for wish in extension_requests.waiting(act, call, ministry):
            told["more_time"] = {
                "name": wish.name,
                "at": time_text(wish.at),
                "reason": wish.reason,
                "until": wish.until,
            }
    return told


@router.post("/calls/{call}/extensions", status_code=204)
def extend(request: Request, desk: AtDesk, call: Number, body: ExtensionIn) -> None:
    """Decide on a later closing."""
    with desk.do(request) as act:
        calls.extend(act, call, body.ministry, body.closes_at, body.reason)


@router.post("/calls/{call}/requests/{ministry}/extension", status_code=204)
def ask_extension(request: Request, desk: AtDesk, call: Number, ministry: Key, body: MoreTimeIn) -> None:
    """Ask for more time, with the reason; the office decides."""
    with desk.do(request) as act:
        extension_requests.ask(act, call, ministry, body.text, body.until)


@router.get("/calls/{call}/requests/{ministry}")
def draft(request: Request, desk: AtDesk, response: Response, call: Number, ministry: Key) -> DraftAnswer:
    """A ministry's request as it is written, with what the rules say of it and, as ETag, the digest to file it by."""
    with desk.look(request) as act:
        found = drafts.visible(act, call, ministry)
        rows = drafts.lines(act.connection, act.known, found, ministry)
        said = standing(act, found, ministry, rows)
        mark = filings.draft_digest(act, found, ministry, rows)
        response.headers["etag"] = f'"{mark}"'
        return {
            "call": call,
            "ministry": ministry,
            "phase": found.phase(ministry, act.now),
            "currency": act.known.settings.currency,
            "digest": mark,
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


def _line(line: DraftLine) -> LineAnswer:
    start, end = (int(year) if (year := line.value(field)).isdigit() else None for field in ("start", "end"))
    return {
        "key": line.key,
        "id": line.id,
        "version": line.version,
        "before": line.before,
        "amount": line.amount,
        "name": line.value("name"),
        "text": line.value("text"),
        "reason": line.value("reason"),
        "start": start,
        "end": end,
        "sources": {field: line.cells[field].source for field in FIELDS},
    }


@router.get("/calls/{call}/requests/{ministry}/programmes/{key}")
def programme(request: Request, desk: AtDesk, response: Response, call: Number, ministry: Key, key: Key) -> LineAnswer:
    """One programme; its version is the ETag."""
    with desk.look(request) as act:
        found = drafts.visible(act, call, ministry)
        line = drafts.line(act.connection, act.known, found, ministry, key)
    response.headers["etag"] = f'"{line.version}"'
    return _line(line)


@router.post("/calls/{call}/requests/{ministry}/programmes", status_code=201)
def add_programme(request: Request, desk: AtDesk, call: Number, ministry: Key, body: NewProgrammeIn) -> KeyMade:
    """Ask for a new programme."""
    with desk.do(request) as act:
        return {"key": drafts.add(act, call, ministry, body.name)}


SeenDraft = Annotated[str, Header(alias="If-Match", description="the ETag of the draft that was seen")]


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
) -> SavedAnswer:
    """Save fields of a programme that was seen at a version."""
    version = seen_version(seen)
    with desk.do(request) as act:
        unit = act.known.unit
        if isinstance(body, TypedIn):
            sent = dict(body.typed)
        else:
            given = body.model_dump(exclude_unset=True)
            texts = {field: "" if value is None else str(value) for field, value in given.items()}
            sent = {field: field_text(field, value, unit) for field, value in texts.items()}
        saved = drafts.save(act, call, ministry, key, sent, version)
        said = standing(act, saved.call, ministry, saved.lines)
    line = saved.line
    response.headers["etag"] = f'"{line.version}"'
    mine: list[FaultAnswer] = [
        {"field": each.field, "message": each.text.en, "message_ko": each.text.ko} for each in said if each.key == key
    ]
    return {**_line(line), "faults": mine}


@router.delete("/calls/{call}/requests/{ministry}/programmes/{key}", status_code=204)
def remove_programme(request: Request, desk: AtDesk, call: Number, ministry: Key, key: Key, seen: IfMatch = "") -> None:
    """Take a new programme, seen at a version, out of a draft."""
    version = seen_version(seen)
    with desk.do(request) as act:
        drafts.remove(act, call, ministry, key, version)


@router.post("/calls/{call}/requests/{ministry}/file", status_code=201)
def file(
    request: Request, desk: AtDesk, call: Number, ministry: Key, body: FileIn | None = None, seen: SeenDraft = ""
) -> NewFilingAnswer:
    """File what was seen, by the draft's ETag or its digest; the answer holds the signed receipt."""
    digest = seen.strip().strip('"') or (body.digest if body else "")
    if not digest:
        raise UnseenError(word("version_needed"))
    with desk.do(request) as act:
        number = filings.file(act, call, ministry, digest)
        found, _ = filings.read(act, number)
        signed = _receipt(found)
        return {"filing": number, "receipt": signed["receipt"], "signature": signed["signature"]}


@router.get("/filings/{filing}")
def filing(request: Request, desk: AtDesk, filing: Key, on: PastDay = "") -> FilingAnswer:
    """A filing, with the fields that may be read."""
    with desk.look(request, past=bool(on)) as act:
        found, answer = filings.read(act, filing)
        rows = filings.programmes(act, found)
        told: FilingAnswer = {
            "filing": found.number,
            "call": found.call,
            "ministry": found.ministry,
            "filed_at": time_text(found.filed_at),
            "late": found.late,
            "total": sum(each.amount or 0 for each in rows),
            "currency": act.known.settings.currency,
            "programmes": [_filed_answer(each) for each in rows],
        }
        if filings.whole(answer):
            signed = _receipt(found)
            told["receipt"], told["signature"] = signed["receipt"], signed["signature"]
        return told


def _receipt(found: Row[Any]) -> ReceiptAnswer:
    receipt: ReceiptAnswer = json.loads(found.receipt)
    return receipt


def _filed_answer(row: filings.Filed) -> FiledAnswer:
    told: FiledAnswer = {"id": row.id, "key": row.key}
    for field in _READ:
        if (value := getattr(row, field)) is not None:
            told[field] = value
    return told


@router.post("/filings/{filing}/findings", status_code=201)
def ask(request: Request, desk: AtDesk, filing: Key, body: QuestionIn) -> FindingMade:
    """Ask the ministry about a programme."""
    with desk.do(request) as act:
        return {"finding": findings.ask(act, filing, body.programme, body.text, body.due)}


@router.get("/findings/{finding}")
def finding(request: Request, desk: AtDesk, finding: Number, response: Response, on: PastDay = "") -> ThreadAnswer:
    """A question and its thread; its ETag is the version for ``If-Match``."""
    with desk.look(request, past=bool(on)) as act:
        found, _ = findings.load(act, finding)
        response.headers["etag"] = f'"{found.version}"'
        names = people.names(act.connection)
        return {
            "finding": finding,
            "call": found.row.call,
            "ministry": found.row.ministry,
            "programme": found.row.programme,
            "amount": found.row.amount,
            "state": found.state,
            "version": found.version,
            "due": found.due.isoformat() if found.due else "",
            "thread": [
                {"kind": each.kind, "text": each.text, "by": names[each.written_by], "at": time_text(each.written_at)}
                for each in found.thread
            ],
        }


@router.post("/findings/{finding}/answer", status_code=204)
def answer(request: Request, desk: AtDesk, finding: Number, body: AnswerIn, seen: IfMatch = "") -> None:
    """Answer a question."""
    version = seen_version(seen) if seen else None
    with desk.do(request) as act:
        findings.answer_to(act, finding, body.text, version)


@router.post("/findings/{finding}/settle", status_code=204)
def settle(request: Request, desk: AtDesk, finding: Number, body: SettleIn, seen: IfMatch = "") -> None:
    """Accept, waive or defer, or ask again; ``due`` is the day by which what is asked again is to be answered."""
    version = seen_version(seen) if seen else None
    with desk.do(request) as act:
        findings.settle(act, finding, findings.Settling(body.how, body.text, body.due), version)
