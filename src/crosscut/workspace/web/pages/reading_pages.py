"""The pages of reading: the overview, one programme with its forms, and the differences to be settled."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from crosscut.tables import OUTSIDE
from crosscut.workspace.errors import ConflictError, MissingError, WorkspaceError
from crosscut.workspace.office import Act, Office
from crosscut.workspace.reading import adjudication, reading_draws, readings, rereading
from crosscut.workspace.reading.adjudication import WhatHolds
from crosscut.workspace.reading.reading_counts import STEP
from crosscut.workspace.reading.reading_overview import overview
from crosscut.workspace.reading.reading_queue import queue_of, room_of
from crosscut.workspace.reading.readings import StatedReading
from crosscut.workspace.reading_room import decisions_file, reading_shares
from crosscut.workspace.reading_room.reading_shares import AreaShares, AreaSubs
from crosscut.workspace.rights import SOMETHING
from crosscut.workspace.web.api_router import Key
from crosscut.workspace.web.desk import AtDesk, Desk, Sent, budget_read, go, kept, number, posted
from crosscut.workspace.web.page import language_of
from crosscut.workspace.web.pages.reading_view import NONE, interval_rows, shares_text, sub_field, view_of
from crosscut.workspace.words import word

router = APIRouter(include_in_schema=False, dependencies=[Depends(budget_read)])


@router.get("/reading")
def all_of_it(request: Request, desk: AtDesk) -> Response:
    """How far the reading is, and what whoever looks can do."""
    return _overview(request, desk, None)


def _overview(request: Request, desk: Desk, error: WorkspaceError | None, form: FormData | None = None) -> Response:
    with desk.look(request) as act:
        found = overview(act)
        values = {"found": found, "first": found.first, "last": found.last, "step": STEP, "form": kept(form)}
        bars = interval_rows(found.queue.budget, found.first, found.last)
        return desk.page(request, act, "reading.html", error=error, bars=bars, shares=_spoken(request, act), **values)


def _spoken(request: Request, act: Act) -> Callable[..., str]:
    """What says shares, and sub-technologies where they are given, in the reader's language."""
    language, taxonomy = language_of(request, act.office), room_of(act).budget.taxonomy

    def spoken(shares: AreaShares, subs: AreaSubs = NONE) -> str:
        return shares_text(taxonomy, shares, language, subs)

    return spoken


@router.post("/reading-next")
def take_next(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Lease the next programme and go there."""
    with desk.do(request, form) as act:
        key = readings.take_next(act)
    return go(f"/reading/{key}") if key else go("/reading", "reading_none_left")


@router.get("/reading/{programme}")
def one(request: Request, desk: AtDesk, programme: Key) -> Response:
    """A programme before its reader; to the reading, where it is not theirs now."""
    try:
        return _one(request, desk, programme, None)
    except MissingError:
        with desk.look(request) as act:
            if not act.actor.may("reading.read", SOMETHING).allowed:
                raise
        return go("/reading", "reading_elsewhere")


def _one(
    request: Request, desk: Desk, key: str, error: WorkspaceError | None, form: FormData | None = None
) -> Response:
    with desk.look(request) as act:
        shown = view_of(readings.find(act, key))
        if error is None and shown.open.queue.on(shown.facts.programme).is_settled:
            return go("/reading", "reading_is_settled")
        typed = kept(form)
        choices = shown.choices(typed)
        asked = rereading.asked_of(act, shown.open.queue).get(shown.facts.programme, "")
        values = {"view": shown, "choices": choices, "form": typed, "shares": _spoken(request, act), "again": asked}
        return desk.page(request, act, "reading_programme.html", error=error, **values)


@router.post("/reading/{programme}")
def answer(request: Request, desk: AtDesk, programme: Key, form: Sent) -> Response:
    """What the reader says; then the next one."""
    shares: AreaShares | None = None
    subs = NONE
    try:
        with desk.do(request, form) as act:
            accepts = posted(form, "how") == "accept"
            shares, subs = (_proposed(act, programme), NONE) if accepts else _shares(act, form)
            if shares is None:
                raise WorkspaceError(word("reading_choose"), column="area")
            why = posted(form, "reason").strip() or word(_usual(form), shares=_spoken(request, act)(shares, subs))
            reason = why if isinstance(why, str) else why[language_of(request, desk.office)]
            together = tuple(str(each) for each in form.getlist("together"))
            readings.answer(act, programme, StatedReading(shares, reason, number(form, "version"), together, subs))
    except ConflictError as error:
        return _answered(request, desk, programme, (shares, subs), error, form)
    except WorkspaceError as error:
        return _again(request, desk, programme, error, form)
    keep(desk.office)
    return _on(request, desk, form)


def _answered(
    request: Request,
    desk: Desk,
    key: str,
    meant: tuple[AreaShares | None, AreaSubs],
    error: ConflictError,
    form: FormData,
) -> Response:
    """After an answer to what has been answered: on to the next where it says the same, as two presses of a key do.

    Where it says something else the page comes again with both; where it is no more the reader's, the overview.
    """
    with desk.look(request) as act:
        last = readings.own_last_reading(act, key)
    if last is None:
        return _overview(request, desk, error)
    return _on(request, desk, form) if last == meant else _one(request, desk, key, error, form)


def _proposed(act: Act, key: str) -> AreaShares | None:
    queue = queue_of(act)
    return queue.proposed(queue.budget.programme_of.get(key, ""))


def _usual(form: FormData) -> str:
    """The reason where the reader gives none of their own."""
    return "reading_why_accepted" if posted(form, "how") == "accept" else "reading_why_read"


def _shares(act: Act, form: FormData) -> tuple[AreaShares, AreaSubs]:
    """What the form says: outside alone, or the areas that were chosen, and the sub-technologies of each.

    Sub-technologies show with their area: those of one that is not chosen any more go with it.
    """
    if posted(form, "how") == OUTSIDE:
        return {}, NONE
    taxonomy = room_of(act).budget.taxonomy
    ids = [*(area.id for area in taxonomy.areas), OUTSIDE]
    chosen = [each for each in ids if posted(form, f"area_{each}")]
    shares = reading_shares.of_form(taxonomy, chosen, {each: posted(form, f"percent_{each}") for each in ids})
    named = {
        area.id: tuple(each.id for each in area.subs if posted(form, sub_field(area, each)))
        for area in taxonomy.areas
        if area.id in shares
    }
    return shares, {area: subs for area, subs in named.items() if subs}


def _again(
    request: Request, desk: Desk, key: str, error: WorkspaceError, form: FormData, done: str = "reading_read"
) -> Response:
    """The page again with what was typed; on to the next where the reader is done with it, as after two presses."""
    if isinstance(error, MissingError) and _is_done_with(request, desk, key):
        return _on(request, desk, form, done)
    if error.status not in {409, 422}:
        raise error
    return _one(request, desk, key, error, form)


def _is_done_with(request: Request, desk: Desk, key: str) -> bool:
    with desk.look(request) as act:
        return act.actor.may("reading.read", SOMETHING).allowed and readings.has_had(act, key)


def keep(office: Office) -> None:
    """After a reading: the day's file says it too, and what follows is counted behind."""
    room = office.reading
    if room is not None:
        room.written = decisions_file.bring_up_to_date(office.database, room.folder, room.written)
        room.moved.set()


def _on(request: Request, desk: Desk, form: FormData, done: str = "reading_read") -> Response:
    """The next programme, unless the reader wants to stop; ``done`` is what was done with this one."""
    if posted(form, "then") == "stop":
        return go("/reading", done)
    with desk.do(request, form) as act:
        key = (_to_read_again(act) if posted(form, "again") else "") or readings.take_next(act)
    return go(f"/reading/{key}", done) if key else go("/reading", "reading_none_left")


def _to_read_again(act: Act) -> str:
    """The key of the first programme that whoever acts is to read again; empty where there is none."""
    queue = queue_of(act)
    return next((queue.budget.facts[each].key for each in sorted(rereading.asked_of(act, queue))), "")


@router.post("/reading/{programme}/skip")
def skip(request: Request, desk: AtDesk, programme: Key, form: Sent) -> Response:
    """Leave it to others."""
    try:
        with desk.do(request, form) as act:
            readings.skip(act, programme, posted(form, "reason"))
    except WorkspaceError as error:
        return _again(request, desk, programme, error, form, "reading_skipped")
    return _on(request, desk, form, "reading_skipped")


@router.post("/reading/{programme}/back")
def back(request: Request, desk: AtDesk, programme: Key, form: Sent) -> Response:
    """Give it back without a word."""
    try:
        with desk.do(request, form) as act:
            readings.give_back(act, programme)
    except MissingError:
        if not _is_done_with(request, desk, programme):
            raise
    return go("/reading", "reading_given_back")


@router.post("/reading/{programme}/bar")
def bar(request: Request, desk: AtDesk, programme: Key, form: Sent) -> Response:
    """Declare an interest in it, or in its ministry; then the next one."""
    try:
        with desk.do(request, form) as act:
            ministry = readings.find(act, programme).facts.ministry
            whole = posted(form, "what") == "ministry"
            withdrawn = readings.bar(act, ministry if whole else "", posted(form, "reason"), "" if whole else programme)
    except WorkspaceError as error:
        return _again(request, desk, programme, error, form, "reading_barred")
    if not withdrawn:
        return _on(request, desk, form, "reading_barred")
    keep(desk.office)
    return go("/reading", "reading_withdrawn")


@router.post("/reading-bars")
def bar_ministry(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Declare an interest in a ministry beforehand."""
    try:
        with desk.do(request, form) as act:
            withdrawn = readings.bar(act, posted(form, "ministry"), posted(form, "reason"))
    except WorkspaceError as error:
        if error.status not in {409, 422}:
            raise
        return _overview(request, desk, error, form)
    if withdrawn:
        keep(desk.office)
    return go("/reading", "reading_withdrawn" if withdrawn else "reading_barred")


@router.post("/reading-draws")
def draw(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Draw the next programmes."""
    try:
        with desk.do(request, form) as act:
            job = reading_draws.draw(act, number(form, "count"))
    except WorkspaceError as error:
        if error.status not in {409, 422}:
            raise
        return _overview(request, desk, error, form)
    keep(desk.office)
    return go(f"/jobs/{job}", "job_started")


@router.post("/reading-again")
def again(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Have an area read again."""
    try:
        with desk.do(request, form) as act:
            rereading.ask(act, posted(form, "area"), posted(form, "reason"))
    except WorkspaceError as error:
        if error.status not in {409, 422}:
            raise
        return _overview(request, desk, error, form)
    return go("/reading", "reading_asked_again")


@router.get("/differences/{programme}")
def difference(request: Request, desk: AtDesk, programme: Key) -> Response:
    """Two opinions that differ, before whoever may settle it; or who has settled it."""
    return _difference(request, desk, programme, None)


def _difference(
    request: Request, desk: Desk, key: str, error: WorkspaceError | None, form: FormData | None = None
) -> Response:
    with desk.look(request) as act:
        if held := adjudication.settled(act, key):
            left = adjudication.differences(act)
            subs = adjudication.subs_of(held.held)
            values = {"settled": held, "left": left, "shares": _spoken(request, act), "subs": subs}
            return desk.page(request, act, "difference_settled.html", error=error, **values)
        found, budget = adjudication.find(act, key), room_of(act).budget
        values = {
            "found": found,
            "amounts": budget.amounts(found.facts.programme),
            "parts_of": budget.parts.get(found.facts.programme, ()),
            "taxonomy": budget.taxonomy,
            "form": kept(form),
            "shares": _spoken(request, act),
            "subs_of": adjudication.subs_of,
        }
        return desk.page(request, act, "difference.html", error=error, **values)


@router.post("/differences/{programme}")
def settle(request: Request, desk: AtDesk, programme: Key, form: Sent) -> Response:
    """Say what holds, and why."""
    try:
        with desk.do(request, form) as act:
            how, version = posted(form, "how"), number(form, "version")
            chosen = int(how) if how.isascii() and how.isdigit() else -1
            opinions = adjudication.find(act, programme).opinions if chosen >= 0 else ()
            theirs = opinions[chosen] if 0 <= chosen < len(opinions) else None
            shares, subs = (theirs.shares, adjudication.subs_of(theirs)) if theirs else _shares(act, form)
            holds = WhatHolds(shares, posted(form, "reason"), version, subs)
            adjudication.settle(act, programme, holds, language_of(request, desk.office))
    except WorkspaceError as error:
        if error.status not in {404, 409, 422}:
            raise
        with desk.look(request) as act:
            held = adjudication.settled(act, programme)
            mine = held is not None and held.is_by(act)
        if not mine:
            known = ConflictError(word("reading_settled_already"), {}, 0) if held else error
            return _difference(request, desk, programme, known, form)
    keep(desk.office)
    with desk.look(request) as act:
        left = adjudication.differences(act)
    return go(f"/differences/{left[0].facts.key}" if left else "/reading", "reading_settled")
