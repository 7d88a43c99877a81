"""An allocation as its page shows it: the plan with its reasons, or the rules that contradict one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, TypedDict

from markupsafe import Markup

from crosscut.allocate import Plan
from crosscut.allocate.figures import PlanFigures
from crosscut.allocate.records import PlanRow, RuleRow
from crosscut.allocate.views import by, past_by
from crosscut.exports import charts
from crosscut.exports.site.lists import noted
from crosscut.exports.site.pictures import Plot
from crosscut.exports.site.plots import look
from crosscut.exports.site.sparklines import spark
from crosscut.exports.site.writer import Writer
from crosscut.exports.words_of import Scale, by_language, exact_scale, percent
from crosscut.figures import Figure, Printed
from crosscut.text import LANGUAGES, Text
from crosscut.views.takeaways import Takeaway
from crosscut.views.totals import Totals

MOST_ROWS = 20_000
"""Programmes that the page lists, those that change most first; ``plan.csv`` has all."""

FIRST = 50
"""Programmes that stand in the page itself, before any script runs."""


@dataclass(frozen=True, slots=True)
class PlanTotal:
    """An amount in minor units, with its figure where it can be traced; ``shown`` is what tables display."""

    amount: int
    figure: Figure | None = None
    shown: int | None = None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What one area, ministry or programme had last year, asked for and gets."""

    key: str
    previous: PlanTotal
    requested: PlanTotal
    amount: PlanTotal
    change: PlanTotal
    rate: str = ""
    """The change as a percentage of last year's amount, a dash where there was none."""


class ProgrammeOfPlan(PlanRow):
    """A programme of the plan, with its ministry."""

    ministry: str


class RuleOfPlan(RuleRow):
    """A rule of the plan, with its place among all rules."""

    place: int


class ListedProgramme(NamedTuple):
    """A programme that the page lists."""

    row: ProgrammeOfPlan
    line: PlanLine


class PlanScript(TypedDict):
    """The listed programmes as a data file has them: texts once each, by language; amounts in minor units.

    A row is the programme's place; last year's, the asked and the given amount, each with its figure or null; the
    verdict on its robustness; the place of its reason, and of what would restore it or null. ``scale`` is the unit that
    amounts are printed in: its factor, its decimals, and its name in each language.
    """

    texts: list[tuple[str, ...]]
    rows: list[list[int | str | None]]
    scale: tuple[str, int, list[str]]


@dataclass(frozen=True)
class PlanView:
    """All that the page shows of a plan; ``order`` are the places of the programmes that it lists."""

    totals: Totals
    plan: Plan
    rows: list[ProgrammeOfPlan]
    order: list[int]
    rules: list[RuleOfPlan]

    @property
    def exact(self) -> bool:
        """Whether the gap that was asked for is proved."""
        return self.plan.solution.status == "optimal"

    @property
    def hidden(self) -> int:
        """Programmes that the page does not list."""
        return len(self.rows) - len(self.order)

    @property
    def figures(self) -> PlanFigures | None:
        """The figures behind the plan's amounts."""
        return self.totals.publication.planned

    @cached_property
    def scale(self) -> Scale:
        """What the amounts of programmes are printed in: the policy's unit where all are whole in it, else exactly."""
        unit = self.plan.draft.unit
        amounts = (amount for row in self.rows for amount in (row["previous"], row["requested"], row["amount"]))
        whole = all(amount % unit.factor == 0 for amount in amounts)
        return Scale(unit, 0) if whole else exact_scale(unit.currency.code)

    @cached_property
    def whole(self) -> PlanLine:
        """The whole plan as a line."""
        demand = self.plan.draft.demand
        line = self._line("", demand.total_past, sum(demand.requested), self.plan.total)
        return self._displayed([line], line)[0]

    @cached_property
    def areas(self) -> list[PlanLine]:
        """One line an area, the largest first; together they are the whole."""
        return self._by("area")

    @cached_property
    def ministries(self) -> list[PlanLine]:
        """One line a ministry, the largest first; together they are the whole."""
        return self._by("ministry")

    @cached_property
    def lines(self) -> list[ListedProgramme]:
        """The listed programmes, those that change most first, each with its line."""
        return [ListedProgramme(self.rows[place], self._programme(self.rows[place])) for place in self.order]

    @property
    def first(self) -> list[ListedProgramme]:
        """The programmes that the page itself holds."""
        return self.lines[:FIRST]

    @property
    def gap(self) -> str:
        """The proved distance from the best, in per cent."""
        gap = 100 * self.plan.solution.gap
        return "0 %" if gap <= 0 else "< 0.0001 %" if gap < 1e-4 else f"{gap:.4f} %"

    def limit(self, row: RuleOfPlan) -> Figure | None:
        """The figure of what a rule sets."""
        return self._same(row["limit"], self.figures.limit(row["place"]) if self.figures else None)

    def used(self, row: RuleOfPlan) -> Figure | None:
        """The figure of what the plan counts under a rule."""
        return self._same(row["used"], self.figures.used(row["place"]) if self.figures else None)

    @staticmethod
    def _same(amount: int | None, figure: Figure | None) -> Figure | None:
        return figure if figure is not None and figure.value == amount else None

    def ceiling(self) -> PlanTotal:
        """The money there is to divide."""
        place = next((n for n, rule in enumerate(self.plan.draft.rules) if rule.kind == "ceiling"), None)
        limit = self.figures.limit(place) if self.figures and place is not None else None
        whole = self.plan.draft.ceiling
        return PlanTotal(whole, limit if limit and limit.value == whole else None)

    def curve(self, t: Writer, says: Takeaway | None) -> Plot | None:
        """Value and money of areas against the ceiling."""
        points = [point for point in self.plan.curve if point.total]
        if len(points) < 2:
            return None
        base = next((point.value for point in points if not point.move), points[0].value)
        moves = [
            charts.CurvePoint(point.to_json()["move"], point.ceiling, 100 * point.value / base if base else 0.0)
            for point in points
        ]
        spec = charts.curve(moves, look(t))
        alt = t.w(
            "chart_curve_alt",
            first=moves[0].label,
            first_value=f"{moves[0].value:.1f}",
            last=moves[-1].label,
            last_value=f"{moves[-1].value:.1f}",
        )
        return t.plot("curve", t.w("plan_curve"), alt, spec, says)

    def spark(self, area: str) -> Markup:
        """How an area's money moves with the ceiling, this plan marked; nothing where there is but one ceiling."""
        points = [point for point in self.plan.curve if point.total]
        here = next((place for place, point in enumerate(points) if not point.move), None)
        if len(points) < 2 or here is None:
            return Markup("")
        return spark([(point.ceiling, point.areas.get(area, 0)) for point in points], here)

    @cached_property
    def curve_areas(self) -> dict[str, list[int]]:
        """What each area gets under every ceiling that has a plan, as displayed, so that it adds up to what all get."""
        points = [point for point in self.plan.curve if point.total]
        columns = [
            self._added_up(PlanTotal(point.total), [PlanTotal(point.areas.get(line.key, 0)) for line in self.areas])
            if point.move
            else [line.amount.shown or 0 for line in self.areas]
            for point in points
        ]
        return {line.key: list(row) for line, *row in zip(self.areas, *columns, strict=True)}

    def round_parts(self) -> None:
        """Round the plan's amounts before other pages do, so that the whole and its parts add up as displayed."""
        _ = self.areas, self.ministries

    def _displayed(self, lines: Sequence[PlanLine], whole: PlanLine) -> list[PlanLine]:
        """Lines with what tables display of them: every column adds up to the whole, and every change is of the two."""
        columns = [
            self._added_up(of(whole), [of(line) for line in lines])
            for of in (attrgetter("previous"), attrgetter("requested"), attrgetter("amount"))
        ]
        return [self._line_of(line, *shown) for line, *shown in zip(lines, *columns, strict=True)]

    def _added_up(self, whole: PlanTotal, parts: Iterable[PlanTotal]) -> list[int]:
        return self.totals.rounding.column((whole.amount, whole.figure), [(each.amount, each.figure) for each in parts])

    def _line_of(self, line: PlanLine, previous: int, requested: int, amount: int) -> PlanLine:
        return PlanLine(
            line.key,
            replace(line.previous, shown=previous),
            replace(line.requested, shown=requested),
            replace(line.amount, shown=amount),
            replace(line.change, shown=amount - previous),
            self._rate(line),
        )

    def _rate(self, line: PlanLine) -> str:
        change, before = line.change, line.previous
        exact = (change.amount, before.amount)
        if change.figure is None or before.figure is None:
            return percent(*exact, sign=True)
        return percent(*self.totals.rounding.ratio(self.totals.book.ratio(change.figure, before.figure)), sign=True)

    def _by(self, key: str) -> list[PlanLine]:
        demand = self.plan.draft.demand
        past, asked, now = past_by(demand, key), by(demand, demand.requested, key), by(demand, self.plan.amounts, key)
        values = dict.fromkeys([*now, *past])
        lines = [
            self._line(each, past.get(each, 0), asked.get(each, 0), now.get(each, 0), **{key: each}) for each in values
        ]
        return self._displayed(lines, self.whole)

    def _programme(self, row: ProgrammeOfPlan) -> PlanLine:
        name = row["programme"]
        return self._line(name, row["previous"], row["requested"], row["amount"], programme=name)

    def _line(self, key: str, past: int, asked: int, now: int, **where: str) -> PlanLine:
        if self.figures is None:
            return PlanLine(key, PlanTotal(past), PlanTotal(asked), PlanTotal(now), PlanTotal(now - past))
        before, request = self.figures.previous(past, **where), self.figures.asked(asked, **where)
        got = self.figures.got(**where)
        change = self.totals.book.less(got, before) if before is not None and before.kind == "sum" else None
        return PlanLine(
            key, PlanTotal(past, before), PlanTotal(asked, request), PlanTotal(now, got), PlanTotal(now - past, change)
        )


def plan_view(totals: Totals, plan: Plan) -> PlanView:
    """The view of a plan, largest changes first."""
    ministries = plan.draft.demand.keys["ministry"]
    rows: list[ProgrammeOfPlan] = [{**row, "ministry": ministries[place]} for place, row in enumerate(plan.rows())]
    order = sorted(range(len(rows)), key=lambda place: _by_change(rows[place]))[:MOST_ROWS]
    rules: list[RuleOfPlan] = [
        {**row, "place": place}
        for place, row in enumerate(plan.rules())
        if row["kind"] not in ("ceiling", "row") or row["binding"] or row["cost"]
    ]
    found = PlanView(totals, plan, rows, order, rules)
    if not plan.conflict:
        found.round_parts()
    return found


def _by_change(row: ProgrammeOfPlan) -> tuple[int, str]:
    return -abs(row["amount"] - row["previous"]), row["programme"]


def rows_for_script(found: PlanView, places: dict[str, int], printed: Printed) -> PlanScript:
    """The listed programmes as their data file has them."""
    made = found.totals.publication.settings.languages
    texts: dict[tuple[str, ...], int] = {}
    rows: list[list[int | str | None]] = []

    def place_of(said: Text) -> int:
        return texts.setdefault(tuple(by_language(said, made)), len(texts))

    for row, line in found.lines:
        sums = (line.previous, line.requested, line.amount)
        cells = [cell for each in sums for cell in (str(each.amount), noted(each.figure, printed))]
        reason = place_of(Text(row["reason"], row["reason_ko"]))
        restore = place_of(Text(row["restore"], row["restore_ko"])) if row["restore"] else None
        rows.append([places[row["programme"]], *cells, row["core"], reason, restore])
    names = [found.scale.name(language) if language in made else "" for language in LANGUAGES]
    return {"texts": list(texts), "rows": rows, "scale": (str(found.scale.unit.factor), found.scale.decimals, names)}
