"""Pages of calls, and of a ministry's request in one: the list, one programme, adding and removing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from crosscut.workspace import year_opening
from crosscut.workspace.bundles import bundles
from crosscut.workspace.errors import ConflictError, WorkspaceError
from crosscut.workspace.fields import FIELDS
from crosscut.workspace.filing import attaching, attachments, calls, drafts, extension_requests, filings, findings
from crosscut.workspace.filing.calls import NewCall
from crosscut.workspace.filing.standing_faults import standing
from crosscut.workspace.people import people
from crosscut.workspace.rights import SOMETHING, Item
from crosscut.workspace.web.api_router import Number
from crosscut.workspace.web.desk import AtDesk, Desk, Sent, go, kept, moment, number, posted
from crosscut.workspace.web.offices import overview
from crosscut.workspace.web.page import language_of, typed_time
from crosscut.workspace.words import word

router = APIRouter(include_in_schema=False)
IN_FORM = ("name", "amount", "reason", "text", "start", "end")
"""The fields of a programme as its form has them: what changes each year comes first."""

GROUPS = ("1", "2", "3")
"""How many closings the form of a call offers."""
INVITES = {"all": "1", "none": ""}
"""What the buttons over the ministries put each of them into."""


@router.get("/calls")
def every(request: Request, desk: AtDesk) -> Response:
    """All calls."""
    with desk.look(request, past=True) as act:
        act.must_see("call.read", SOMETHING)
        return desk.page(request, act, "calls.html", calls=calls.readable(act))


@router.get("/calls/new")
def new(request: Request, desk: AtDesk, origin: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0) -> Response:
    """The form of a call; filled in from the call of the year before where one is named."""
    return _new(request, desk, origin)


def _new(
    request: Request, desk: Desk, origin: int, error: WorkspaceError | None = None, form: Sent | None = None
) -> Response:
    with desk.look(request) as act:
        act.must("call.open", Item())
        found = year_opening.carried(act, origin) if origin else None
        shown = kept(form) if form or not found else _filled(found.new, act.known.labels)
        if form and posted(form, "invite") in INVITES:
            shown = dict(shown) | {f"group_of_{key}": INVITES[posted(form, "invite")] for key in act.known.labels}
        language = language_of(request, desk.office)
        ministries = sorted(act.known.labels, key=lambda key: act.known.ministry(key)[language])
        more = {"groups": GROUPS, "carried": found, "ministries": ministries}
        return desk.page(request, act, "call_new.html", error=error, form=shown, **more)


def _filled(new: NewCall, ministries: Iterable[str]) -> dict[str, str]:
    """A call as its form holds it."""
    texts = {name: str(getattr(new, name)) for name in ("title", "year", "note", "late_days", "reason_from")}
    closes = {f"closes_{name}": typed_time(at) for name, at in new.closings.items()}
    groups = {f"group_of_{key}": new.group_of.get(key, "") for key in ministries}
    return {**texts, "opens": typed_time(new.opens_at), **closes, **groups, "holds": "yes" if new.holds else ""}


@router.post("/calls")
def open_call(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Open a call."""
    if posted(form, "invite") in INVITES:
        return _new(request, desk, _origin(form), form=form)
    try:
        asked = _asked(form)
        with desk.do(request, form) as act:
            made = calls.open_call(act, asked)
    except WorkspaceError as error:
        return _new(request, desk, _origin(form), error, form)
    return go(f"/calls/{made}", "call_opened")


def _asked(form: Sent) -> NewCall:
    opens = moment(form, "opens")
    if opens is None:
        raise WorkspaceError(word("not_a_time", value=""), column="opens")
    closings = {group: moment(form, f"closes_{group}") for group in GROUPS}
    prefix = "group_of_"
    return NewCall(
        title=posted(form, "title"),
        year=number(form, "year"),
        note=posted(form, "note"),
        opens_at=opens,
        late_days=number(form, "late_days"),
        reason_from=number(form, "reason_from"),
        closings={group: at for group, at in closings.items() if at is not None},
        group_of={
            name.removeprefix(prefix): posted(form, name)
            for name in form
            if name.startswith(prefix) and posted(form, name)
        },
        confirmed=posted(form, "confirmed") == "yes",
        origin=_origin(form),
        holds=posted(form, "holds") == "yes",
    )


def _origin(form: Sent) -> int:
    text = posted(form, "origin")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@router.get("/calls/{call}")
def one(request: Request, desk: AtDesk, call: Number) -> Response:
    """A call: its dates, extensions, and how far each ministry has come."""
    return call_page(request, desk, call)


def call_page(
    request: Request, desk: Desk, call: int, error: WorkspaceError | None = None, form: Sent | None = None
) -> Response:
    """The page of a call, with what was wrong with a form of it."""
    with desk.look(request, past=True) as act:
        found = calls.load(act.connection, call, act.until)
        act.must_see("call.read", found.whole)
        asked, held = findings.readable(act, found), filings.in_effect(act.connection, call, act.until)
        return desk.page(
            request,
            act,
            "call.html",
            error=error,
            form=kept(form),
            call=found,
            overview=overview(act, found) if act.actor.may("request.notice", found.whole).allowed else None,
            filed={each: (row, seen) for each, row in held.items() if (seen := filings.sums(act, row))},
            minutes_item=attaching.item_of(found),
            minutes=attaching.minutes(act, found),
            asked=asked,
            asks_time=request.query_params.get("for", ""),
            in_question=findings.in_question(asked),
            holding=findings.blocking(found, asked),
            commitments=year_opening.of_former(act, found),
            more_time=extension_requests.waiting(act, found)
            if act.actor.holds_whole("coordinator", found.year)
            else [],
            names=people.names(act.connection),
        )


@router.post("/calls/{call}/extensions")
def extend(request: Request, desk: AtDesk, call: Number, form: Sent) -> Response:
    """Decide on a later closing."""
    try:
        closes = moment(form, "closes")
        if closes is None:
            raise WorkspaceError(word("not_a_time", value=""), column="closes")
        with desk.do(request, form) as act:
            calls.extend(act, call, posted(form, "ministry"), closes, posted(form, "reason"))
    except WorkspaceError as error:
        return call_page(request, desk, call, error, form)
    return go(f"/calls/{call}", "extended")


@router.post("/calls/{call}/{ministry}/extension")
def ask_extension(request: Request, desk: AtDesk, call: Number, ministry: str, form: Sent) -> Response:
    """Ask for more time."""
    try:
        with desk.do(request, form) as act:
            extension_requests.ask(act, call, ministry, posted(form, "reason"), posted(form, "until"))
    except WorkspaceError as error:
        return draft_page(request, desk, call, ministry, error, form)
    return go(f"/calls/{call}/{ministry}", "extension_asked")


@router.get("/calls/{call}/{ministry}")
def draft(request: Request, desk: AtDesk, call: Number, ministry: str) -> Response:
    """A ministry's request as it is written."""
    return draft_page(request, desk, call, ministry)


def draft_page(
    request: Request,
    desk: Desk,
    call: int,
    ministry: str,
    error: WorkspaceError | None = None,
    form: Sent | None = None,
) -> Response:
    """The page of a draft, with what was wrong with a form of it."""
    with desk.look(request) as act:
        found = drafts.visible(act, call, ministry)
        rows = drafts.lines(act.connection, act.known, found, ministry)
        said_of = standing(act, found, ministry, rows)
        mark = filings.draft_digest(act, found, ministry, rows)
        history = filings.of_ministry(act.connection, call, ministry)
        wanted = request.query_params.get("find", "").strip()[:100]
        return desk.page(
            request,
            act,
            "draft.html",
            error=error,
            form=kept(form),
            call=found,
            ministry=ministry,
            lines=rows,
            wanted=wanted,
            shown=_found(rows, wanted),
            faults=said_of,
            fatal=[each for each in said_of if each.severity == "fatal"],
            by_key={key: [each for each in said_of if each.key == key] for key in {each.key for each in said_of}},
            filings=history,
            files=attachments.of_request(act.connection, call, ministry),
            waiting=bundles.waiting(act, call, ministry),
            commitments=year_opening.of_former(act, found, ministry),
            moved=bool(history) and history[0].digest != mark,
            more_time=extension_requests.waiting(act, found, ministry),
            coordinators=people.coordinators(act.connection, act.now) if not history else [],
            item=found.item(ministry, act.now),
            names=people.names(act.connection),
        )


def _found(rows: list[drafts.DraftLine], wanted: str) -> list[drafts.DraftLine]:
    """The lines whose name or id holds what is looked for."""
    text = wanted.casefold()
    return [each for each in rows if text in each.value("name").casefold() or text in each.id.casefold()]


@router.post("/calls/{call}/{ministry}/programmes")
def add(request: Request, desk: AtDesk, call: Number, ministry: str, form: Sent) -> Response:
    """Ask for a new programme."""
    try:
        with desk.do(request, form) as act:
            key = drafts.add(act, call, ministry, posted(form, "name"))
    except WorkspaceError as error:
        return draft_page(request, desk, call, ministry, error, form)
    return go(f"/calls/{call}/{ministry}/programmes/{key}", "programme_added")


@router.get("/calls/{call}/{ministry}/programmes/{key}")
def programme(request: Request, desk: AtDesk, call: Number, ministry: str, key: str) -> Response:
    """One programme of a request."""
    return _programme(request, desk, call, ministry, key)


def _programme(
    request: Request,
    desk: Desk,
    call: int,
    ministry: str,
    key: str,
    error: WorkspaceError | None = None,
    form: Mapping[str, str] | None = None,
) -> Response:
    with desk.look(request) as act:
        found = drafts.visible(act, call, ministry)
        line = drafts.line(act.connection, act.known, found, ministry, key)
        rows = drafts.lines(act.connection, act.known, found, ministry)
        keys = [each.key for each in rows]
        place = keys.index(key)
        said_of = standing(act, found, ministry, rows)
        answer = act.actor.may("request.write", found.item(ministry, act.now))
        former = next((each for each in rows if each.key == request.query_params.get("former", "")), None)
        return desk.page(
            request,
            act,
            "programme.html",
            error=error,
            form=form or {},
            conflict=error if isinstance(error, ConflictError) else None,
            call=found,
            ministry=ministry,
            line=line,
            fields=IN_FORM,
            writable=[each for each in FIELDS if answer.allowed and answer.covers(each)],
            faults=[each for each in said_of if each.key == key],
            questions=[
                each for each in findings.readable(act, found, [ministry]) if each.row.programme == key and each.is_open
            ],
            former=former,
            former_faults=[each for each in said_of if former and each.key == former.key],
            history=drafts.history(act.connection, call, ministry, key),
            names=people.names(act.connection),
            saved_at=max((each.at for each in line.cells.values() if each.at), default=None),
            earlier=keys[place - 1] if place else "",
            later=keys[place + 1] if place + 1 < len(keys) else "",
        )


@router.post("/calls/{call}/{ministry}/programmes/{key}")
def save(request: Request, desk: AtDesk, call: Number, ministry: str, key: str, form: Sent) -> Response:
    """Save one programme, and go on to the next where that was asked."""
    sent = {field: posted(form, field) for field in FIELDS if field in form}
    try:
        with desk.do(request, form) as act:
            if posted(form, "undo"):
                sent = drafts.carried(act, call, ministry, key)
            drafts.save(act, call, ministry, key, sent, number(form, "version"))
    except WorkspaceError as error:
        return _programme(request, desk, call, ministry, key, error, kept(form))
    if posted(form, "undo"):
        return go(f"/calls/{call}/{ministry}/programmes/{key}", "undone")
    later = posted(form, "later")
    if later:
        return go(f"/calls/{call}/{ministry}/programmes/{later}", "saved_former", former=key)
    return go(f"/calls/{call}/{ministry}", "saved")


@router.post("/calls/{call}/{ministry}/programmes/{key}/remove")
def remove(request: Request, desk: AtDesk, call: Number, ministry: str, key: str, form: Sent) -> Response:
    """Take a new programme out of a draft."""
    try:
        with desk.do(request, form) as act:
            drafts.remove(act, call, ministry, key, number(form, "version"))
    except WorkspaceError as error:
        return _programme(request, desk, call, ministry, key, error)
    return go(f"/calls/{call}/{ministry}", "programme_removed")
