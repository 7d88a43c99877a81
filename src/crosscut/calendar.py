"""Fiscal years and stages: which there are, in what order, what each stage is for, and which period leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

import pyarrow as pa

from crosscut.errors import CrosscutError
from crosscut.text import Text
from crosscut.text.effect_kinds import Passage
from crosscut.text.periods import period_text, stage_text, year_text
from crosscut.text.year_parts import is_part_of_a_year, names_part_of_a_year

Role = Literal["request", "budget", "execution"]
"""What a stage is for: money asked for, money given, money spent."""

_SPENT = re.compile(r"executed(?:\d+|[-_ ].+)?")
_POINT = re.compile(r"(\d{4}):(.+)")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a budget: its id, what it is for, and what readers call it where the budget has a name of its own."""

    id: str
    role: Role
    name: Text | None = None


def usual_role(stage: str) -> Role:
    """The role of a stage that says none: ``requested`` asks, ``executed`` (and its months) spends, all others give."""
    if stage == "requested":
        return "request"
    return "execution" if _SPENT.fullmatch(stage) else "budget"


class Period(NamedTuple):
    """A fiscal year at a stage."""

    year: int
    stage: str

    def __str__(self) -> str:
        return f"{self.year}:{self.stage}"

    @property
    def where(self) -> dict[str, str | int]:
        """The period as a selection of figures."""
        return {"fiscal_year": self.year, "stage": self.stage}

    @classmethod
    def parse(cls, text: str) -> Period:
        """``2023:confirmed``.

        Raises
        ------
        CrosscutError
            for anything else.
        """
        found = _POINT.fullmatch(text)
        if not found:
            raise CrosscutError(f"{text!r} is no year and stage", hint="Write 2023:confirmed", file="crosscut.toml")
        return cls(int(found[1]), found[2])


class Calendar:
    """All periods of a budget in order.

    Parameters
    ----------
    stages
        The budget's stages in order.
    periods
        The periods that hold money; order and repetition mean nothing.
    main_stage
        The stage that the budget chose to lead with; where the leading year lacks it, the latest stage leads.
    main_year
        The year that the budget chose to lead with; where it holds nothing, the latest year leads.
    year_label
        How years are printed, as :func:`crosscut.text.periods.year_text` takes it.
    applied
        The periods that a plan was applied as: from then on they lead before an earlier chosen stage.
    """

    def __init__(
        self,
        stages: Sequence[Stage],
        periods: Iterable[tuple[int, str]] = (),
        *,
        main_stage: str = "",
        main_year: int = 0,
        year_label: str = "",
        applied: Iterable[tuple[int, str]] = (),
    ) -> None:
        self.declared = tuple(stages)
        self._rank = {stage.id: place for place, stage in enumerate(stages)}
        self._role = {stage.id: stage.role for stage in stages}
        self._main_stage, self._main_year, self._year_label = main_stage, main_year, year_label
        self._applied = frozenset(Period(*each) for each in applied)
        self.periods = tuple(sorted({Period(*each) for each in periods}, key=self.order))
        self._texts: dict[tuple[int, str], Text] = {}

    def over(self, lines: pa.Table, applied: Iterable[tuple[int, str]] = ()) -> Calendar:
        """The same stages with the periods of a table's rows that are not parts of others."""
        pairs = lines.group_by(["subprogramme", "fiscal_year", "stage"]).aggregate([])
        columns = (pairs[name].to_pylist() for name in ("subprogramme", "fiscal_year", "stage"))
        present = [(year, stage) for part, year, stage in zip(*columns, strict=True) if not part]
        return Calendar(
            self.declared,
            present,
            main_stage=self._main_stage,
            main_year=self._main_year,
            year_label=self._year_label,
            applied=applied,
        )

    def rank(self, stage: str) -> int:
        """The place of a stage in the budget's order; one that it does not declare comes last."""
        return self._rank.get(stage, len(self._rank))

    def order(self, period: tuple[int, str]) -> tuple[int, int, str]:
        """Sort key of a period: by year, then by stage."""
        return period[0], self.rank(period[1]), period[1]

    def name(self, stage: str) -> Text:
        """What readers call a stage: the budget's own name for it, or the usual one."""
        own = next((each.name for each in self.declared if each.id == stage), None)
        return own or stage_text(stage)

    def text(self, period: tuple[int, str]) -> Text:
        """A period in words."""
        if period not in self._texts:
            self._texts[period] = period_text(period[0], self.name(period[1]), self._year_label)
        return self._texts[period]

    def year(self, year: int, language: str = "en") -> str:
        """A fiscal year as the budget prints it."""
        return year_text(year, self._year_label, language)

    def role(self, stage: str) -> Role:
        """What a stage is for."""
        return self._role.get(stage) or usual_role(stage)

    def passage(self, since: tuple[int, str], until: tuple[int, str]) -> Passage:
        """Which way money went between two periods; empty where both are for the same, or it did not go that way."""
        before, after = self.role(since[1]), self.role(until[1])
        if after == "execution" and before != "execution":
            return "spent"
        return "granted" if (before, after) == ("request", "budget") else ""

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The fiscal years that hold money, ascending."""
        return tuple(sorted({period.year for period in self.periods}))

    @cached_property
    def stages(self) -> tuple[str, ...]:
        """The stages that hold money, in order."""
        return tuple(sorted({period.stage for period in self.periods}, key=lambda each: (self.rank(each), each)))

    @property
    def execution(self) -> str:
        """The stage that says what a year spent: the latest of that role that holds money, else ``executed``.

        Stages of months and quarters before the last (``executed-03``) say what a part of the year spent.
        """
        spent = (stage for stage in reversed(self.stages) if self.role(stage) == "execution")
        return next((stage for stage in spent if not is_part_of_a_year(stage)), "executed")

    def of_year(self, year: int) -> tuple[Period, ...]:
        """The periods of one fiscal year in order."""
        return tuple(period for period in self.periods if period.year == year)

    def latest(self, year: int) -> Period | None:
        """The latest period of a year; None where the year holds nothing."""
        return next(reversed(self.of_year(year)), None)

    def leading_in(self, year: int) -> Period:
        """The period that leads in a year: at the budget's chosen stage, else the latest; no stage where it is empty.

        A plan that was applied as a later stage than the chosen one leads. An empty calendar has the year 0.
        """
        here = self.of_year(year)
        chosen = Period(year, self._main_stage)
        applied = [each for each in here if each in self._applied and self.rank(each.stage) > self.rank(chosen.stage)]
        if applied and chosen in here:
            return applied[-1]
        return chosen if chosen in here else next(reversed(here), Period(year, ""))

    @cached_property
    def leading(self) -> Period:
        """The period that a publication leads with, of the budget's chosen year or else the latest."""
        return self.leading_in(self.leading_year)

    @property
    def leading_year(self) -> int:
        """The budget's chosen year, or else the latest; 0 where the calendar is empty."""
        latest = self.years[-1] if self.years else 0
        return self._main_year if self._main_year in self.years else latest

    def asked_in(self, year: int) -> Period:
        """The latest period of a year that is no execution: what is asked for or given; the latest where all are.

        What is of a part of a year is taken only where there is nothing else.
        """
        here = self.of_year(year)
        whole = [period for period in here if not self._is_part(period)] or list(here)
        wanted = [period for period in whole if not self._is_spent(period)] or whole
        return wanted[-1] if wanted else Period(year, "")

    def budget_before(self, year: int) -> Period | None:
        """What counts as last year's budget: the latest period that is no execution of the latest earlier year.

        A year of which only parts are known is none.
        """
        before = self._whole_years_before(year)
        return self.asked_in(before[-1]) if before else None

    def comparisons(self, period: Period) -> tuple[Period, ...]:
        """What a period is compared with: the year before, then the stage before.

        The year before is the latest earlier one that holds money: at the same stage; else what was spent with what was
        spent, and what is asked for or given with last year's budget. A part of a year is compared with the same part
        alone, and nothing else with a part.
        """
        if self._is_part(period):
            earlier = [year for year in self.years if year < period.year]
            same = Period(earlier[-1], period.stage) if earlier else period
            return (same,) if earlier and same in self.periods else ()
        years = self._whole_years_before(period.year)
        before = (self._like(period, years[-1]),) if years else ()
        here = [each for each in self.of_year(period.year) if not self._is_part(each)]
        place = here.index(period) if period in here else 0
        return (*before, *here[max(place - 1, 0) : place])

    def _like(self, period: Period, year: int) -> Period:
        """The period of another year, of which a whole is known, that one is compared with."""
        whole = [each for each in self.of_year(year) if not self._is_part(each)]
        same = [each for each in whole if each.stage == period.stage]
        alike = [each for each in whole if self._is_spent(each) == self._is_spent(period)]
        return (same or alike or whole)[-1]

    def _whole_years_before(self, year: int) -> list[int]:
        """The years before one that hold money of more than a part of theirs, ascending."""
        return sorted({each.year for each in self.periods if each.year < year and not self._is_part(each)})

    def _is_spent(self, period: Period) -> bool:
        return self.role(period.stage) == "execution"

    def _is_part(self, period: Period) -> bool:
        """Whether a period is of a part of its year; a number behind a round (``revised-1``) is no month."""
        stage = period.stage
        return is_part_of_a_year(stage) and (self._is_spent(period) or names_part_of_a_year(stage))

    def pairs(self) -> list[tuple[Period, Period]]:
        """Every period with each of its comparisons as (earlier, later): the leading one first, then newest first."""
        found = [(before, after) for after in self.periods for before in self.comparisons(after)]
        return sorted(found, key=lambda pair: (pair[1] != self.leading, -pair[1].year, -pair[0].year))
