"""What FROM and TO of a difference may be: a stage, a year, both, a moment of the ledger, or all three."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crosscut.calendar import Calendar, Period
from crosscut.characters import composed
from crosscut.config import did_you_mean
from crosscut.errors import CrosscutError

GRAMMAR = "a stage (confirmed), a year (2024), both (2024:confirmed), or a moment (2026-03-01, or reading 3)"
_YEAR = re.compile(r"(?:19|2[01])\d\d")
_MOMENT = re.compile(r"now|\d{1,3}|[5-9]\d{3}|\d{5,}|#\d+|reading[ :]\d+|\d{4}-\d{2}-\d{2}(?:[T ].*)?")

When = str | int | None
"""A day or time in ISO form, the number of a reading, or None for what the folder says now."""


@dataclass(frozen=True)
class Point:
    """One end of a difference as far as its text says: ``year`` 0, ``stage`` empty and ``moment`` None are not said."""

    text: str
    year: int = 0
    stage: str = ""
    moment: When = None
    dated: bool = False

    @property
    def label(self) -> str:
        """Year, stage and moment in one short text."""
        at = "" if self.moment is None else f"@{self.moment}"
        return ":".join(filter(None, (str(self.year or ""), self.stage))) + at


def parse(text: str, stages: Sequence[str]) -> Point:
    """Read one end: ``[YEAR][:STAGE][@MOMENT]``, each alone or together.

    Raises
    ------
    CrosscutError
        where it is none of these, or names a stage that the budget has not.

    """
    written = composed(text.strip())
    if written in stages:
        return Point(text, stage=written)
    if _MOMENT.fullmatch(written):
        return Point(text, moment=_moment(written), dated=True)
    head, at, when = written.partition("@")
    year, colon, stage = head.partition(":")
    if not colon and not _YEAR.fullmatch(year):
        year, stage = "", year
    if year and not _YEAR.fullmatch(year):
        raise _not_understood(text, stages)
    if stage and stage not in stages:
        raise _not_understood(text, stages, stage)
    if (at and not _MOMENT.fullmatch(when)) or not (year or stage or when):
        raise _not_understood(text, stages)
    return Point(text, int(year or 0), stage, _moment(when) if at else None, bool(at))


def _moment(text: str) -> When:
    number = re.fullmatch(r"(?:#|reading[ :])?(\d+)", text)
    return int(number[1]) if number else None if text == "now" else text


def _not_understood(text: str, stages: Sequence[str], stage: str = "") -> CrosscutError:
    near = did_you_mean(stage or text, tuple(stages))
    return CrosscutError(
        f"{text!r} is neither a stage, a year nor a moment",
        code="unknown-point",
        hint=f"Write {GRAMMAR}. Stages: {', '.join(stages)}.{near}",
    )


def choose(
    points: tuple[Point, Point], calendars: tuple[Calendar, Calendar], year: int = 0, stage: str = ""
) -> tuple[Period, Period]:
    """The period of each end, where the texts leave it open.

    Two stages are compared in the latest year that has both; two years at the latest stage that both have, else each
    at its latest that is no execution. ``year`` and ``stage`` are what the user asked for besides.

    Parameters
    ----------
    points
        FROM and TO.
    calendars
        For each end, the periods that have lines.

    Raises
    ------
    CrosscutError
        where nothing was read for an end, or the ends stand in the wrong order.

    """
    years = _years(points, calendars, year)
    names = _stages(points, years, calendars, stage)
    chosen = (Period(years[0], names[0]), Period(years[1], names[1]))
    for point, period, calendar in zip(points, chosen, calendars, strict=True):
        if period not in calendar.periods:
            raise _absent(point, period, calendar)
    _in_order(points, chosen, calendars[1])
    return chosen


def _years(points: tuple[Point, Point], calendars: tuple[Calendar, Calendar], year: int) -> tuple[int, int]:
    stated = [point.year or year for point in points]
    if any(stated):
        return stated[0] or stated[1], stated[1] or stated[0]
    having = [
        {each.year for each in calendar.periods if not point.stage or each.stage == point.stage}
        for point, calendar in zip(points, calendars, strict=True)
    ]
    every = {each for calendar in calendars for each in calendar.years}
    latest = max(having[0] & having[1] or every, default=0)
    return latest, latest


def _stages(
    points: tuple[Point, Point], years: tuple[int, int], calendars: tuple[Calendar, Calendar], stage: str
) -> tuple[str, str]:
    stated = [point.stage or stage for point in points]
    of_year = [{each.stage for each in calendar.of_year(year)} for year, calendar in zip(years, calendars, strict=True)]
    common = of_year[0] & of_year[1]
    if any(stated):
        common = {stated[0] or stated[1]} & common

    def latest(end: int) -> str:
        shared = max(common, key=lambda name: (calendars[end].rank(name), name), default="")
        return shared or calendars[end].asked_in(years[end]).stage

    return stated[0] or latest(0), stated[1] or latest(1)


def _absent(point: Point, period: Period, calendar: Calendar) -> CrosscutError:
    there = ", ".join(map(str, sorted(calendar.periods)))
    what = ":".join(str(part) for part in period if part)
    return CrosscutError(
        f"{point.text!r}: nothing was ever read for {what}",
        code="never-read",
        hint=f"There is {there or 'nothing at all'}",
    )


def _in_order(points: tuple[Point, Point], chosen: tuple[Period, Period], calendar: Calendar) -> None:
    keys = [calendar.order(period)[:2] for period in chosen]
    if keys[0] > keys[1]:
        one, other = (point.text for point in points)
        stages = " → ".join(stage.id for stage in calendar.declared)
        raise CrosscutError(
            f"{one} comes after {other}",
            code="out-of-order",
            hint=f"Stages run {stages}, years upwards. Write: {other} {one}",
        )
