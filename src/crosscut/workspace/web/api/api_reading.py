"""The interface for programs, about reading: the next programme, what its reader says, and differences."""

from __future__ import annotations

from dataclasses import asdict
from fractions import Fraction
from typing import Annotated, Literal, cast

from fastapi import Depends, Request, Response
from pydantic import Field

from crosscut.tables import MAX_DENOMINATOR
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.reading import adjudication, reading_draws, readings, rereading
from crosscut.workspace.reading.adjudication import WhatHolds
from crosscut.workspace.reading.reading_counts import CountedArea, KeptCount
from crosscut.workspace.reading.reading_overview import overview
from crosscut.workspace.reading.readings import StatedReading
from crosscut.workspace.reading_room import reading_shares
from crosscut.workspace.reading_room.reading_shares import AreaShares, AreaSubs
from crosscut.workspace.rights import SOMETHING
from crosscut.workspace.web.api.api_answers_reading import (
    AskedAgain,
    CountAnswer,
    CountedAreaAnswer,
    MoreReadingAnswer,
    ProgrammeReadingAnswer,
    ReadersDifferenceAnswer,
    ReadingAnswer,
    SaidAnswer,
    ShareAnswer,
    TakenAnswer,
)
from crosscut.workspace.web.api_answers_office import JobMade
from crosscut.workspace.web.api_router import IfMatch, Key, interface, seen_version, time_text
from crosscut.workspace.web.api_shapes import SentBody
from crosscut.workspace.web.desk import AtDesk, budget_read
from crosscut.workspace.web.pages.reading_pages import keep
from crosscut.workspace.web.pages.reading_view import NONE, ProgrammeView, view_of
from crosscut.workspace.words import word

router = interface()
router.dependencies.append(Depends(budget_read))


class ShareIn(SentBody):
    """The share of an area; ``outside`` is one of them."""

    area: str = Field(min_length=1, max_length=80)
    numerator: int = Field(ge=1, le=MAX_DENOMINATOR)
    denominator: int = Field(ge=1, le=MAX_DENOMINATOR)
    subs: list[Annotated[str, Field(min_length=1, max_length=80)]] = Field(
        default=[], max_length=60, description="sub-technologies of the area, in equal parts"
    )


class ReadingIn(SentBody):
    """What a programme is, and why; shares make one together, and none at all mean that it is outside."""

    shares: list[ShareIn] = Field(max_length=60)
    reason: str = Field(min_length=1, max_length=2000)
    together: list[str] = Field(default=[], max_length=200, description="keys of its family that the same is said of")


class SettlingIn(SentBody):
    """What holds, and why."""

    shares: list[ShareIn] = Field(max_length=60)
    reason: str = Field(min_length=1, max_length=2000)
    language: Literal["ko", "en"] = "ko"


class SkipIn(SentBody):
    """Why it is left to others."""

    reason: str = Field(min_length=1, max_length=2000)


class BarIn(SentBody):
    """An interest in a ministry, or in the programme before the reader; it holds for good."""

    ministry: str = Field(default="", max_length=80)
    programme: str = Field(default="", max_length=80)
    reason: str = Field(min_length=1, max_length=2000)


class AgainIn(SentBody):
    """An area that is to be read again, and what is clear now."""

    area: str = Field(min_length=1, max_length=80)
    reason: str = Field(min_length=1, max_length=2000)


class DrawIn(SentBody):
    """How many programmes are to be drawn."""

    count: int = Field(ge=1, le=reading_draws.MOST)


@router.get("/reading")
def standing(request: Request, desk: AtDesk) -> ReadingAnswer:
    """How far the reading is, and how sure the totals are."""
    with desk.look(request) as act:
        found = overview(act)
        reads = act.actor.may("reading.read", SOMETHING).allowed
        return {
            "taxonomy": found.queue.budget.taxonomy.id,
            "currency": act.known.settings.currency,
            "drawn": found.drawn,
            "firsts": found.firsts,
            "firsts_amount": found.firsts_amount,
            "seconds": None if reads else found.seconds,
            "unsettled": None if reads else found.unsettled,
            "mine": found.mine,
            "again": [
                {"area": each.area.id, "reason": each.reason, "asked": each.asked, "left": each.left}
                for each in found.again
            ],
            "to_read_again": [
                {"programme": each.facts.key, "name": each.facts.name, "reason": each.again}
                for each in found.own
                if each.again
            ],
            "first": _count(found.first, reads=reads),
            "last": _count(found.last, reads=reads),
        }


def _count(kept: KeptCount | None, *, reads: bool) -> CountAnswer | None:
    if kept is None:
        return None
    count = kept.count
    return {
        "upto": kept.upto,
        "at": time_text(kept.at),
        "programmes": count.programmes,
        "decided": count.decided,
        "amount": count.amount,
        "undecided": count.undecided,
        "second_opinions": count.second_opinions,
        "areas": [_counted(each, reads=reads) for each in count.areas],
        "more": [cast("MoreReadingAnswer", asdict(each)) for each in count.more],
        "assumed": list(count.assumed),
        "assumed_ko": list(count.assumed_ko),
    }


def _counted(area: CountedArea, *, reads: bool) -> CountedAreaAnswer:
    told = cast("CountedAreaAnswer", asdict(area))
    return {**told, **_UNTOLD} if reads else told


_UNTOLD: CountedAreaAnswer = cast(
    "CountedAreaAnswer",
    dict.fromkeys(
        (
            *("decided", "twice", "agreed", "named", "money_twice", "money_agreed"),
            *("kappa", "alpha", "kappa_ends", "alpha_ends"),
        )
    ),
)
"""What readers are not told of an area: two such sums, before and after, say what the other reader said."""


@router.post("/reading/next")
def take_next(request: Request, desk: AtDesk) -> TakenAnswer:
    """Lease the next programme; the one that one has already, where there is one."""
    with desk.do(request) as act:
        return {"programme": readings.take_next(act) or None}


@router.get("/reading/programmes/{programme}")
def one(request: Request, desk: AtDesk, programme: Key, response: Response) -> ProgrammeReadingAnswer:
    """A programme that one has on lease, or has read; its ETag is the version for ``If-Match``."""
    with desk.look(request) as act:
        view = view_of(readings.find(act, programme))
        response.headers["etag"] = f'"{view.open.version}"'
        return _programme(view)


def _programme(view: ProgrammeView) -> ProgrammeReadingAnswer:
    facts, dossier = view.facts, view.dossier
    return {
        "programme": facts.key,
        "id": facts.programme,
        "version": view.open.version,
        "name": facts.name,
        "text": facts.text,
        "ministry": facts.ministry,
        "committee": facts.committee,
        "parts": list(view.parts),
        "amounts": [{"period": period.en, "amount": amount} for period, amount in view.amounts],
        "proposed": _shares(view.proposed) if view.proposed is not None else None,
        "probability": view.probability,
        "named": list(dossier.named) if dossier else [],
        "written": list(dossier.written) if dossier else [],
        "sentence": dossier.sentence if dossier else "",
        "words": list(dossier.words) if dossier else [],
        "cases": [{"name": each.name, "shares": _shares(each.shares)} for each in view.cases],
        "family": [
            {"programme": each.key, "name": each.name, "ministry": each.ministry, "amount": each.amount}
            for each in view.family
        ],
        "own": _shares(view.open.own, view.open.subs) if view.open.own is not None else None,
    }


def _shares(shares: AreaShares, subs: AreaSubs = NONE) -> list[ShareAnswer]:
    return [
        {
            "area": area,
            "numerator": each.numerator,
            "denominator": each.denominator,
            "subs": list(subs.get(area, ())),
        }
        for area, each in sorted(shares.items())
    ]


def _stated(shares: list[ShareIn]) -> AreaShares:
    found: dict[str, Fraction] = {}
    for each in shares:
        found[each.area] = found.get(each.area, Fraction(0)) + Fraction(each.numerator, each.denominator)
    if found and sum(found.values()) != reading_shares.WHOLE:
        raise WorkspaceError(word("reading_shares_sum", sum=sum(found.values())), column="shares")
    return found


def _subs(shares: list[ShareIn]) -> AreaSubs:
    return {area: tuple(sub for each in shares if each.area == area for sub in each.subs) for area in _areas(shares)}


def _areas(shares: list[ShareIn]) -> set[str]:
    return {each.area for each in shares}


@router.put("/reading/programmes/{programme}")
def answer(request: Request, desk: AtDesk, programme: Key, body: ReadingIn, seen: IfMatch = "") -> SaidAnswer:
    """Say what a programme is; the lease ends."""
    with desk.do(request) as act:
        said = StatedReading(
            _stated(body.shares), body.reason, seen_version(seen), tuple(body.together), _subs(body.shares)
        )
        decided = readings.answer(act, programme, said)
    keep(desk.office)
    return {"decided": decided}


@router.post("/reading/programmes/{programme}/skip", status_code=204)
def skip(request: Request, desk: AtDesk, programme: Key, body: SkipIn) -> None:
    """Leave it to others."""
    with desk.do(request) as act:
        readings.skip(act, programme, body.reason)


@router.post("/reading/programmes/{programme}/back", status_code=204)
def back(request: Request, desk: AtDesk, programme: Key) -> None:
    """Give the lease back."""
    with desk.do(request) as act:
        readings.give_back(act, programme)


@router.post("/reading/programmes/{programme}/renew", status_code=204)
def renew(request: Request, desk: AtDesk, programme: Key) -> None:
    """Go on with the lease."""
    with desk.do(request) as act:
        readings.renew(act, programme)


@router.post("/reading/bars", status_code=204)
def bar(request: Request, desk: AtDesk, body: BarIn) -> None:
    """Declare an interest; what one has said of it is withdrawn."""
    with desk.do(request) as act:
        withdrawn = readings.bar(act, body.ministry, body.reason, body.programme)
    if withdrawn:
        keep(desk.office)


@router.post("/reading/draws", status_code=201)
def draw(request: Request, desk: AtDesk, body: DrawIn) -> JobMade:
    """Draw the next programmes; what is open is proposed anew."""
    with desk.do(request) as act:
        job = reading_draws.draw(act, body.count)
    keep(desk.office)
    return {"job": job}


@router.post("/reading/again", status_code=201)
def again(request: Request, desk: AtDesk, body: AgainIn) -> AskedAgain:
    """Have an area read again by those who put programmes there, or to whom it was proposed."""
    with desk.do(request) as act:
        return {"readings": rereading.ask(act, body.area, body.reason)}


@router.get("/reading/differences")
def differences(request: Request, desk: AtDesk) -> list[ReadersDifferenceAnswer]:
    """The differences that one may settle, the most money first."""
    with desk.look(request) as act:
        act.must_see("reading.settle", SOMETHING)
        return [
            {
                "programme": each.facts.key,
                "name": each.facts.name,
                "ministry": each.facts.ministry,
                "amount": each.facts.amount,
                "version": each.version,
                "opinions": [
                    {
                        "person": one.person,
                        "at": time_text(one.moment),
                        "shares": _shares(one.shares, adjudication.subs_of(one)),
                        "reason": one.reason,
                    }
                    for one in each.opinions
                ],
            }
            for each in adjudication.differences(act)
        ]


@router.put("/reading/differences/{programme}", status_code=204)
def settle(request: Request, desk: AtDesk, programme: Key, body: SettlingIn, seen: IfMatch = "") -> None:
    """Say what holds; nobody does of what he read himself."""
    with desk.do(request) as act:
        holds = WhatHolds(_stated(body.shares), body.reason, seen_version(seen), _subs(body.shares))
        adjudication.settle(act, programme, holds, body.language)
    keep(desk.office)
