"""The page that puts any two of stage, scenario, move and filing side by side."""

from __future__ import annotations

from datetime import date
from functools import partial
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from crosscut.text.effect_kinds import Passage, meanings
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.replay import compared_sides, comparisons, moment_runs
from crosscut.workspace.replay.comparisons import ComparedPair
from crosscut.workspace.web.desk import AtDesk, Desk
from crosscut.workspace.web.pages.move_view import MoveSpeaker
from crosscut.workspace.web.pages.replay_pages import SHOWN, opened

router = APIRouter(include_in_schema=False)

Days = tuple[date | None, date | None]
"""The days that two sides are looked at as of, None for now."""


def compared(
    request: Request, desk: Desk, texts: tuple[str, str], days: tuple[date | None, date | None]
) -> ComparedPair:
    """Two sides with what lies between them; the work is done between the acts that check the rights."""
    with desk.look(request) as act:
        chosen = [compared_sides.choose(act, text, day) for text, day in zip(texts, days, strict=True)]
    one, other = (compared_sides.work_out(desk.office, each) for each in chosen)
    with desk.look(request) as act:
        return comparisons.compare(act, one, other)


@router.get("/compare")
def page(
    request: Request,
    desk: AtDesk,
    a: str = "",
    b: str = "",
    a_day: str = "",
    b_day: str = "",
    all: bool = False,  # noqa: A002
) -> Response:
    """Two pickers, and what lies between what they say."""
    held = opened(request, desk, None)
    found, fault = None, None
    try:
        if a and b:
            days = (moment_runs.day_of(a_day), moment_runs.day_of(b_day))
            found = compared(request, desk, (a, b), days)
    except WorkspaceError as error:
        if error.status in (401, 403, 404):
            raise
        fault = error
    programmes = found.change.programmes if found else ()
    shown = programmes if all else programmes[:SHOWN]
    speaker = MoveSpeaker((found.sides[1].held if found else held).run, desk.office.known)
    with desk.look(request) as act:
        offered = comparisons.offers(act, held)
        a, b = a or _last(offered, 1), b or _last(offered, 0)
        return desk.page(
            request,
            act,
            "compare.html",
            error=fault,
            offers=offered,
            texts=(a, b),
            days=(a_day, b_day),
            found=found,
            address=_address(a, b, a_day, b_day),
            turned=_address(b, a, b_day, a_day),
            area=partial(speaker.place, "area"),
            ministry=partial(speaker.place, "ministry"),
            meaning=meanings(_passage(found)),
            shown=shown,
            others=programmes[len(shown) :],
        )


def _passage(found: ComparedPair | None) -> Passage:
    """Which way money went between the sides; empty where they are not both stages."""
    before, after = (side.period for side in found.sides) if found else (None, None)
    return found.sides[1].held.run.calendar.passage(before, after) if found and before and after else ""


def _last(offered: list[comparisons.SideOffer], place: int) -> str:
    stages = [each.text for each in offered if each.kind == "stage"]
    return stages[min(place, len(stages) - 1)] if stages else ""


def _address(a: str, b: str, a_day: str, b_day: str) -> str:
    return urlencode({"a": a, "b": b, "a_day": a_day, "b_day": b_day})
