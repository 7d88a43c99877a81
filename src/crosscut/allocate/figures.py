"""The figures of a plan: what it gives, what was asked for, what there was last year, and what its rules set."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from crosscut.allocate import words
from crosscut.allocate.demand import Demand
from crosscut.allocate.plan import Plan
from crosscut.allocate.runs import PlanBasis
from crosscut.allocate.views import parts, past_by
from crosscut.calendar import Period
from crosscut.figures import Figure, FigureBook
from crosscut.figures.atoms import Atom
from crosscut.tables import AMOUNTS, PLANNED, row_id
from crosscut.text import Text

_NOBODY = Text.same("–")


class PlanFigures:
    """The figures of a plan; each exists only where the lines give the very amount that the plan was made from."""

    def __init__(self, book: FigureBook, plan: Plan, basis: PlanBasis) -> None:
        self.book, self.plan, self.basis = book, plan, basis
        self._year = {"fiscal_year": basis.asked.year}
        self._used = {each.rule: each.used for each in plan.standings}

    def got(self, **where: str) -> Figure:
        """What the plan gives."""
        return self.book.planned(**self._year, **where)

    def asked(self, amount: int, **where: str) -> Figure | None:
        """What was asked for; None where the lines say another amount."""
        return self._lines(self.basis.asked, amount, where)

    def previous(self, amount: int, **where: str) -> Figure | None:
        """What there was last year; None where the lines say another amount.

        A plan splits what programmes that ask for money had by this year's shares, and what those had that ended by
        last year's: where the lines split it otherwise, an area's amount is stated by the plan.
        """
        return self._lines(self.basis.previous, amount, where) or self._gathered(amount, where)

    def limit(self, rule: int) -> Figure | None:
        """What a rule of the policy sets; None where it sets no amount."""
        stated = self.plan.draft.rules[rule]
        return None if stated.limit is None else self._stated(rule, "limit", stated.limit)

    def used(self, rule: int) -> Figure | None:
        """What the plan counts under a rule; None where it counts nothing."""
        return self._stated(rule, "used", self._used[rule]) if rule in self._used else None

    def everything(self) -> Iterator[Figure]:
        """What only a plan can tell: what its rules set and count, and last year's areas as it splits them."""
        for rule in range(len(self.plan.draft.rules)):
            yield from filter(None, (self.limit(rule), self.used(rule)))
        for area, amount in past_by(self.plan.draft.demand, "area").items():
            yield from filter(None, [self.previous(amount, area=area)])

    def _lines(self, period: Period, amount: int, where: dict[str, str]) -> Figure | None:
        selection: dict[str, str | int] = {**period.where, **where}
        if self.book.total("partition", **selection) != amount:
            return None
        return self.book.amount("partition", **selection)

    def _gathered(self, amount: int, where: dict[str, str]) -> Figure | None:
        demand, (year, stage) = self.plan.draft.demand, self.basis.previous
        counted = [*_having(demand, where), *(_having(demand.ended, where) if demand.ended else ())]
        held = [self.book.amount("partition", programme=each, fiscal_year=year, stage=stage) for each in counted]
        if "area" in where:
            source = (self.basis.file, self.basis.digest, "previous", where["area"])
            rests = [each.where for each in held]
            return self.book.state(amount, source, words.PREVIOUS.format(year=year), rests=rests) if amount else None
        return self.book.together(held) if held and sum(each.value for each in held) == amount else None

    def _stated(self, rule: int, what: str, amount: int) -> Figure:
        stated = self.plan.draft.rules[rule]
        texts = {"limit": words.LIMIT, "used": words.USED}
        said = texts[what].format(
            rule=stated.text,
            id=stated.id,
            owner=stated.owner or _NOBODY,
            source=stated.source or _NOBODY,
            file=self.basis.file,
        )
        return self.book.state(amount, (self.basis.file, self.basis.digest, stated.id, str(rule), what), said)


def _having(demand: Demand, where: dict[str, str]) -> Iterator[str]:
    """The programmes that had money last year, of one ministry or in one area where ``where`` names it."""
    for place, past in enumerate(demand.previous):
        ministry = where.get("ministry", demand.keys["ministry"][place])
        inside = "area" not in where or place in demand.shares.get(where["area"], {})
        if (
            past
            and inside
            and demand.keys["ministry"][place] == ministry
            and where.get("programme") in (None, demand.ids[place])
        ):
            yield demand.ids[place]


def rows(plan: Plan, basis: PlanBasis) -> pa.Table:
    """What the plan gives, a table of AMOUNTS: one row a programme and area."""
    demand = plan.draft.demand
    return pa.Table.from_pylist(
        [_row(plan, basis, place, area, part) for place, area, part in parts(demand, plan.amounts)], schema=AMOUNTS
    )


def _row(plan: Plan, basis: PlanBasis, place: int, area: str, part: int) -> Atom:
    demand, year = plan.draft.demand, basis.asked.year
    programme = demand.ids[place]
    return {
        "row": row_id("plan", programme, year, area),
        "counting": "partition",
        "line": "",
        "programme": programme,
        "area": area,
        "sub": "",
        "ministry": demand.keys["ministry"][place],
        "committee": demand.keys["committee"][place],
        "fiscal_year": year,
        "stage": PLANNED,
        "account": "",
        "amount": part,
        "low": None,
        "high": None,
    }


def book_with(book: FigureBook, plan: Plan, basis: PlanBasis) -> FigureBook:
    """The book with the figures of a plan in it."""
    return book.with_plan(rows(plan, basis), (basis.file, basis.digest))
