"""Pages of the whole office: what waits today, what one may do and why not, and the record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Row

from crosscut.workspace import record, record_amounts, record_search, rights
from crosscut.workspace.approval import listing_signing, move_signing, move_threads, publications
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.filing import calls, drafts, extension_requests, filings, findings
from crosscut.workspace.filing.calls import Call
from crosscut.workspace.filing.checks import faults
from crosscut.workspace.office import Act
from crosscut.workspace.people import people, sessions
from crosscut.workspace.reading import reading_overview
from crosscut.workspace.rights import Item
from crosscut.workspace.web.desk import AtDesk
from crosscut.workspace.web.uploads import given
from crosscut.workspace.words import word

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request, desk: AtDesk) -> Response:
    """What waits for whoever opens the office in the morning."""
    with desk.look(request) as act:
        every = calls.readable(act)
        reads, differ = reading_overview.waiting(act)
        return desk.page(
            request,
            act,
            "home.html",
            requests=[
                _request(act, call, each) for call in every for each in act.actor.ministries if each in call.ministries
            ],
            overviews=[overview(act, each) for each in every if act.actor.may("request.notice", each.whole).allowed],
            calls=every,
            questions=open_questions(act, every),
            waiting=[
                row
                for row in people.waiting(act.connection)
                if act.actor.may("grant.confirm", people.grant_item(row)).allowed
            ],
            proposed=[row for row in people.waiting(act.connection) if row.person == act.actor.person],
            loans=sessions.loans_of(act.connection, act.actor.person, act.now),
            names=people.names(act.connection),
            reading=reads,
            differences=differ,
            to_sign=move_signing.to_sign(act),
            to_confirm=listing_signing.to_confirm(act),
            threads=move_threads.on_own(act),
            to_publish=publications.waiting(act),
        )


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """A ministry's own request; ``moved``: it is no longer what was filed last. ``total`` is in minor units."""

    call: Call
    ministry: str
    lines: list[drafts.DraftLine]
    fatal: int
    filing: Row[Any] | None
    moved: bool
    total: int
    untouched: bool


@dataclass(frozen=True, slots=True)
class CallOverview:
    """How far the filing of a call has come; ``total`` is what was filed, in minor units, as far as it is seen.

    ``sums`` are those of the ministries of whose filing whoever looks sees something. ``overdue`` have not filed though
    their time is over.
    """

    call: Call
    filed: dict[str, Row[Any]]
    begun: Collection[str]
    total: int
    drafting: list[str]
    sums: dict[str, filings.FiledSums]
    overdue: list[str]
    more_time: list[extension_requests.ExtensionRequest]


def _request(act: Act, call: Call, ministry: str) -> OwnRequest:
    """A ministry's own request, as it stands."""
    rows = drafts.lines(act.connection, act.known, call, ministry)
    found = faults(filings.asked(rows), year=call.year, reason_from=call.reason_from)
    filing = filings.latest(act.connection, call.id, ministry)
    mark = filings.draft_digest(act, call, ministry, rows)
    return OwnRequest(
        call,
        ministry,
        rows,
        sum(each.severity == "fatal" for each in found),
        filing,
        filing is not None and filing.digest != mark,
        sum(row.amount or 0 for row in rows),
        not any(row.edited for row in rows),
    )


def overview(act: Act, call: Call) -> CallOverview:
    """How far the filing of a call has come, ministry by ministry; never what is in a draft."""
    held = filings.in_effect(act.connection, call.id, act.until)
    begun = drafts.begun(act.connection, call.id, act.until)
    drafting = [each for each in call.ministries if each in begun and each not in held]
    sums = {each: seen for each, row in held.items() if (seen := filings.sums(act, row))}
    now = act.until or act.now
    overdue = [each for each in call.ministries if each not in held and call.closes_at(each) <= now]
    asked = extension_requests.waiting(act, call) if act.actor.holds_whole("coordinator", call.year) else []
    return CallOverview(call, held, begun, sum(each.total for each in sums.values()), drafting, sums, overdue, asked)


def open_questions(act: Act, every: list[Call]) -> list[findings.OfficeFinding]:
    """Findings that whoever looks can do something about."""
    found = []
    everywhere = not all(each.ministry for each in act.actor.grants)
    here = None if everywhere else act.actor.ministries
    for call in every:
        for each in findings.of_call(act, call.id, here):
            state = each.to_answer(call.year) if each.state == "open" else each.item(frozenset(), call.year)
            mine = "finding.answer" if each.state == "open" else "finding.settle"
            if each.is_open and act.actor.may(mine, state).allowed:
                found.append(each)
    return found


@router.get("/rights")
def what_may_i(request: Request, desk: AtDesk) -> Response:
    """What one may do, and why not."""
    with desk.look(request) as act:
        answers = [(each, _anywhere(act, each)) for each in rights.actions()]
        table = rights.permits()
        held = {each.action for each in table if act.actor.holds(each.role)}
        order = rights.in_order({state for each in table for state in each.states})
        return desk.page(request, act, "rights.html", answers=answers, permits=table, held=held, order=order)


def _anywhere(act: Act, action: str) -> list[rights.Permit]:
    """The rows of the table that give somebody an action."""
    return [each for each in rights.somewhere(act.actor.grants) if each.action == action]


@router.get("/record")
def read_record(
    request: Request, desk: AtDesk, item: str = "", person: str = "", day: str = "", below: str = ""
) -> Response:
    """The record, by item, person and day."""
    with desk.look(request, past=True) as act:
        areas, ministries = readable(act)
        error, wanted, programmes = None, record.upto(record.Wanted(), act.until), frozenset[str]()
        try:
            wanted, programmes = asked_for(act, (areas, ministries), item, _wanted(person, day, below))
        except WorkspaceError as fault:
            error = fault
        rows = record.entries(act.connection, areas, ministries, wanted)
        names = people.names(act.connection)
        acted = record.people_in(act.connection, areas, ministries)
        point = record.checkpoint(act.connection, act.until)
        return desk.page(
            request,
            act,
            "record.html",
            error=error,
            rows=rows,
            amounts=record_amounts.moves(act, rows, programmes),
            names=names,
            acted={each: names[each] for each in sorted(acted & names.keys(), key=names.__getitem__)},
            form={"item": item, "person": person, "day": day},
            checkpoint=point,
            more=len(rows) == wanted.most,
        )


@router.get("/record/checkpoint.json")
def download_checkpoint(request: Request, desk: AtDesk) -> Response:
    """What names the record as of now, signed: kept elsewhere, it proves all before it."""
    with desk.look(request) as act:
        readable(act)
        return given(act.office.signer.checkpoint(record.checkpoint(act.connection), act.now), "checkpoint.json")


def readable(act: Act) -> tuple[list[str], list[str]]:
    """The areas of the record that may be read, and the ministries that this is limited to (none: all).

    Raises
    ------
    MissingError
        where none may be read.
    """
    everything = act.actor.may("record.read")
    if everything.allowed:
        return sorted(everything.fields), []
    mine = [each for each in act.actor.ministries if act.actor.may("record.read", Item(ministry=each)).allowed]
    answer = act.must_see("record.read", Item(ministry=mine[0] if mine else ""))
    return sorted(answer.fields), mine


def asked_for(
    act: Act, reach: tuple[list[str], list[str]], item: str, wanted: record.Wanted
) -> tuple[record.Wanted, frozenset[str]]:
    """What of the record is asked for, with what a text names, and the programmes whose amounts are shown with it.

    ``reach`` is what :func:`readable` answers.
    """
    programmes = frozenset[str]()
    if item.strip():
        found = record_search.found(act, *reach, item.strip())
        wanted = replace(wanted, item=found.wanted.item, items=found.wanted.items, of=found.wanted.of)
        programmes = found.programmes
    return record.upto(wanted, act.until), programmes


def within_day(wanted: record.Wanted, day: str) -> record.Wanted:
    """What is wanted of one day of the server's zone.

    Raises
    ------
    WorkspaceError
        where it is no day.
    """
    try:
        since = datetime.fromisoformat(day).astimezone()
        return replace(wanted, since=since, until=since + timedelta(days=1))
    except (ValueError, OverflowError):
        raise WorkspaceError(word("not_a_time", value=day[:30]), column="day") from None


def _wanted(person: str, day: str, below: str) -> record.Wanted:
    for text, name, label in ((person, "person", "who"), (below, "below", "number")):
        if text and not (text.isascii() and text.isdigit() and len(text) < 10):
            raise WorkspaceError(word("not_a_number", value=text[:20], field=word(label)), column=name)
    wanted = record.Wanted(person=int(person or 0), below=int(below or 0))
    return within_day(wanted, day) if day else wanted
