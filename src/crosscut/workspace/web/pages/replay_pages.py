"""The pages of the replay: a budget year at a glance, and one step of it a page."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from crosscut.text.effect_kinds import meanings
from crosscut.workspace.replay import moment_runs, replay
from crosscut.workspace.replay.moment_runs import MomentRun
from crosscut.workspace.replay.replay_origins import origin
from crosscut.workspace.web.desk import AtDesk, Desk
from crosscut.workspace.web.page import language_of
from crosscut.workspace.web.pages.move_view import MoveSpeaker
from crosscut.workspace.web.pages.replay_chart import drawn

router = APIRouter(include_in_schema=False)
SHOWN = 100
"""Programmes that a step shows at first, those that change most."""

Year = Annotated[int, Path(ge=1900, le=2199)]
Stage = Annotated[str, Path(min_length=1, max_length=80)]


def opened(request: Request, desk: Desk, day: date | None) -> MomentRun:
    """The budget as of a day, worked out outside of any transaction, for whoever may see a replay at all."""
    with desk.look(request) as act:
        replay.must_be_open(act)
    held = moment_runs.run_of(desk.office, day)
    for period in held.run.calendar.periods:
        replay.side_of(held, period)
    return held


@router.get("/replay")
def leading(request: Request, desk: AtDesk, day: str = "") -> Response:
    """The leading year."""
    return _year(request, desk, 0, day)


@router.get("/replay/{year}")
def one(request: Request, desk: AtDesk, year: Year, day: str = "") -> Response:
    """A year: its stages, the chart and its table."""
    return _year(request, desk, year, day)


def _year(request: Request, desk: Desk, year: int, day: str) -> Response:
    at = moment_runs.day_of(day)
    held = opened(request, desk, at)
    with desk.look(request) as act:
        found = replay.replay(act, held, year)
    lang, calendar = language_of(request, desk.office), held.run.calendar
    chart, days = drawn(found.steps, calendar, desk.office.known.unit, lang), moment_runs.days_of(desk.office)
    with desk.look(request) as act:
        return desk.page(request, act, "replay.html", found=found, chart=chart, calendar=calendar, day=at, days=days)


@router.get("/replay/{year}/{stage}")
def step(request: Request, desk: AtDesk, year: Year, stage: Stage, day: str = "", all: bool = False) -> Response:  # noqa: A002
    """One step: what rose and fell, by area, ministry and programme, who moved it and why."""
    at = moment_runs.day_of(day)
    held = opened(request, desk, at)
    with desk.look(request) as act:
        found = replay.replay(act, held, year)
    place, calendar = found.at(stage), held.run.calendar
    chart = drawn(found.steps[: place + 1], calendar, desk.office.known.unit, language_of(request, desk.office))
    here = found.steps[place]
    shown = here.change.programmes if all else here.change.programmes[:SHOWN]
    speaker = MoveSpeaker(held.run, desk.office.known)
    with desk.look(request) as act:
        return desk.page(
            request,
            act,
            "replay_step.html",
            found=found,
            step=here,
            place=place,
            chart=chart,
            calendar=calendar,
            day=at,
            origin=origin(act, held, here.period),
            area=partial(speaker.place, "area"),
            ministry=partial(speaker.place, "ministry"),
            meaning=meanings(calendar.passage(here.since, here.period) if here.since else ""),
            shown=shown,
            others=here.change.programmes[len(shown) :],
        )
