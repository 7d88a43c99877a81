"""The replay of a budget year for programs; amounts in minor units."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from fastapi import Query, Request
from typing_extensions import TypedDict

from crosscut.calendar import Period
from crosscut.follow.rows import Share
from crosscut.workspace.replay import replay
from crosscut.workspace.replay.replay import ReplayStep, ReplayYear
from crosscut.workspace.replay.replay_origins import MovedBy, StageOrigin, origin
from crosscut.workspace.replay.side_changes import ChangedProgramme
from crosscut.workspace.web.api_router import interface, time_text
from crosscut.workspace.web.desk import AtDesk
from crosscut.workspace.web.pages.compare_pages import compared
from crosscut.workspace.web.pages.replay_pages import Stage, Year, opened

router = interface()
Point = Annotated[str, Query(min_length=1, max_length=120)]


class ReplayStepAnswer(TypedDict):
    """A stage of a year: its total, and what rose and fell since the one before, where one is known.

    ``low`` and ``high`` are what the total may be, where amounts are known to a range only.
    """

    stage: str
    since: str | None
    total: int
    low: int | None
    high: int | None
    before: int | None
    rose: int | None
    fell: int | None


class ReplayYearAnswer(TypedDict):
    """A year in its stages. ``whole`` is false where only a part of its money may be seen."""

    year: int
    years: list[int]
    as_of: str | None
    whole: bool
    steps: list[ReplayStepAnswer]


class ReplayGroupAnswer(TypedDict):
    """The money of an area or a ministry before and after."""

    key: str
    before: int
    after: int


class ReplaySaidAnswer(TypedDict):
    """What is said of an amount: amended, corrected or noted, by whom and why; ``side`` is of two sides a or b."""

    kind: str
    mover: str
    why: str
    why_ko: str
    by: str
    at: str
    side: str


class ReplayProgrammeAnswer(TypedDict):
    """A programme that something happened to."""

    programme: str
    name: str
    ministry: str
    before: int
    after: int
    kinds: list[str]
    why: list[str]
    said: list[ReplaySaidAnswer]


class ReplayStageAnswer(ReplayStepAnswer):
    """A stage with what lies between it and the one before; ``areas`` is null for those who read programmes."""

    move: int | None
    files: list[str]
    areas: list[ReplayGroupAnswer] | None
    ministries: list[ReplayGroupAnswer]
    programmes: list[ReplayProgrammeAnswer]


class CompareAnswer(TypedDict):
    """Two sides with what lies between; ``areas`` is null for those who read programmes."""

    a: str
    b: str
    ministry: str | None
    whole: bool
    before: int
    after: int
    rose: int
    fell: int
    areas: list[ReplayGroupAnswer] | None
    ministries: list[ReplayGroupAnswer]
    programmes: list[ReplayProgrammeAnswer]


@router.get("/compare")
def compare(
    request: Request, desk: AtDesk, a: Point, b: Point, a_day: date | None = None, b_day: date | None = None
) -> CompareAnswer:
    """Any two of ``stage:2024:confirmed``, ``scenario:3``, ``move:2`` and ``filing:2025-00001``; days are of stages."""
    found = compared(request, desk, (a, b), (a_day, b_day))
    return {
        "a": a,
        "b": b,
        "ministry": found.ministry or None,
        "whole": found.whole,
        "before": found.change.before,
        "after": found.change.after,
        "rose": found.change.risen,
        "fell": found.change.fallen,
        "areas": [_group(each) for each in found.change.areas] if found.areas else None,
        "ministries": [_group(each) for each in found.change.ministries],
        "programmes": [_programme(each, found.of.get(each.programme, ())) for each in found.change.programmes],
    }


@router.get("/replay")
def leading(request: Request, desk: AtDesk, day: date | None = None) -> ReplayYearAnswer:
    """The leading year in its stages, as it stands or as of the end of a day."""
    held = opened(request, desk, day)
    with desk.look(request) as act:
        return _year(replay.replay(act, held), day)


@router.get("/replay/{year}")
def one(request: Request, desk: AtDesk, year: Year, day: date | None = None) -> ReplayYearAnswer:
    """A year in its stages."""
    held = opened(request, desk, day)
    with desk.look(request) as act:
        return _year(replay.replay(act, held, year), day)


@router.get("/replay/{year}/{stage}")
def stage(request: Request, desk: AtDesk, year: Year, stage: Stage, day: date | None = None) -> ReplayStageAnswer:
    """One stage: what rose and fell, by area, ministry and programme, and what is said of it."""
    held = opened(request, desk, day)
    with desk.look(request) as act:
        found = replay.replay(act, held, year)
        step = found.steps[found.at(stage)]
        told = origin(act, held, step.period)
    return _stage(found, step, told)


def _year(found: ReplayYear, day: date | None) -> ReplayYearAnswer:
    return {
        "year": found.year,
        "years": list(found.years),
        "as_of": day.isoformat() if day else None,
        "whole": found.whole,
        "steps": [_step(each) for each in found.steps],
    }


def _step(step: ReplayStep) -> ReplayStepAnswer:
    told = step.change if step.since else None
    return {
        "stage": step.period.stage,
        "since": _point(step.since),
        "total": step.change.after,
        "low": step.bounds[0] if step.bounds else None,
        "high": step.bounds[1] if step.bounds else None,
        "before": told.before if told else None,
        "rose": told.risen if told else None,
        "fell": told.fallen if told else None,
    }


def _point(period: Period | None) -> str | None:
    return str(period) if period else None


def _stage(found: ReplayYear, step: ReplayStep, told: StageOrigin) -> ReplayStageAnswer:
    return {
        **_step(step),
        "move": told.move.id if told.move else None,
        "files": list(told.files),
        "areas": [_group(each) for each in step.change.areas] if found.areas else None,
        "ministries": [_group(each) for each in step.change.ministries],
        "programmes": [_programme(each, told.of.get(each.programme, ())) for each in step.change.programmes],
    }


def _group(share: Share) -> ReplayGroupAnswer:
    return {"key": share.group[0], "before": share.before, "after": share.after}


def _programme(row: ChangedProgramme, said: tuple[MovedBy, ...]) -> ReplayProgrammeAnswer:
    return {
        "programme": row.programme,
        "name": row.name,
        "ministry": row.ministry,
        "before": row.before,
        "after": row.after,
        "kinds": [str(kind) for kind, _ in row.effects],
        "why": [why.en for _, why in row.effects],
        "said": [
            {
                "kind": each.kind,
                "mover": each.mover,
                "why": each.why.en,
                "why_ko": each.why.ko,
                "by": each.by,
                "side": each.side,
                "at": time_text(each.at) if isinstance(each.at, datetime) else each.at,
            }
            for each in said
        ],
    }
