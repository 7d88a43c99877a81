"""Years that contradict one another: the rules of each that cannot hold together, and what mends the policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypedDict

from crosscut.allocate.conflict import MENDS_NOTHING, UNDECIDED, conflict, irreducible
from crosscut.allocate.draft import Draft
from crosscut.allocate.feasibility import answered
from crosscut.allocate.limit_changes import LEAVE_OUT, row_change
from crosscut.allocate.policy_words import named_year
from crosscut.allocate.problem import Problem
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.quantities import ceil_of, show_percent
from crosscut.allocate.records import conflict_rows
from crosscut.allocate.stacked_years import CARRIED, stacked
from crosscut.text import Text


class YearConflict(TypedDict):
    """One rule of those that cannot hold together, the year that it stands in, and what mends the policy."""

    year: str
    rule: str
    owner: str
    owner_ko: str
    text: str
    text_ko: str
    least_change: int | None
    change: str
    change_ko: str


def year_conflicts(
    drafts: Sequence[Draft], problems: Sequence[Problem], carries: Sequence[Fraction], names: Sequence[str]
) -> tuple[tuple[YearConflict, ...], bool]:
    """The rules that cannot hold together, and whether that is proved to be as few as can be.

    They are of years without a plan of their own, else of several years.
    """
    found = [(year, conflict(draft)) for year, draft in enumerate(drafts)]
    alone = [(year, row) for year, each in found for row in conflict_rows(drafts[year], each)]
    if not alone:
        together = _Together(drafts, problems, carries, names)
        return together.rows(), not together.open
    proved = all(each.proved for _, each in found if each)
    rows = tuple(
        YearConflict(
            year=names[year],
            rule=row["rule"],
            owner=row["owner"],
            owner_ko=row["owner_ko"],
            text=row["text"],
            text_ko=row["text_ko"],
            least_change=row["least_change"],
            change=row["change"],
            change_ko=row["change_ko"],
        )
        for year, row in alone
    )
    return rows, proved


@dataclass(frozen=True)
class _Together:
    """Years each of which has a plan, and not all of them together."""

    drafts: Sequence[Draft]
    problems: Sequence[Problem]
    carries: Sequence[Fraction]
    names: Sequence[str]
    open: list[bool] = field(default_factory=list)
    """One for each question that was not decided."""

    def rows(self) -> tuple[YearConflict, ...]:
        """An irreducible set of their rules, what is carried over among them, with what each mends by itself."""
        items = [(place + 1, CARRIED) for place, carry in enumerate(self.carries) if carry]
        items += [(year, rule) for year, draft in enumerate(self.drafts) for rule in range(len(draft.rules))]
        everything = range(len(items))
        if self._holds([]) is not False or not self._holds(items):
            return ()

        def may_hold(kept: Sequence[int]) -> bool:
            return self._holds([items[k] for k in everything if k not in set(kept)]) is not False

        core = irreducible(may_hold, everything)
        return tuple(self._row(*items[each]) for each in core)

    def _holds(self, without: Sequence[tuple[int, int]]) -> bool | None:
        """Whether the years have a plan without some of their rules; None where time ran out."""
        left = set(without)
        parts = [
            assemble(draft, frozenset(rule for where, rule in left if where == year)) if left else self.problems[year]
            for year, draft in enumerate(self.drafts)
        ]
        kept = [Fraction(0) if (place + 1, CARRIED) in left else carry for place, carry in enumerate(self.carries)]
        answer = answered(stacked(parts, kept))
        if answer is None:
            self.open.append(True)
        return answer

    def _row(self, year: int, rule: int) -> YearConflict:
        if rule == CARRIED:
            text = _CARRY.format(part=show_percent(self.carries[year - 1]), year=named_year(self.names[year - 1]))
            return _conflict(self.names[year], ("carry", Text()), text, self._carry_change(year - 1))
        stated = self.drafts[year].rules[rule]
        least, change = self._change(year, rule)
        return _conflict(self.names[year], (stated.id, stated.owner), stated.text, change, least)

    def _change(self, year: int, rule: int) -> tuple[int | None, Text]:
        """The least change of one year's rule that mends the policy by itself."""
        if not (mended := self._holds([(year, rule)])):
            return None, UNDECIDED if mended is None else MENDS_NOTHING
        before = sum(len(problem.rows) for problem in self.problems[:year])
        places = (place for place, row in enumerate(self.problems[year].rows) if row.rule == rule)
        place = next(places, None)
        if place is None:
            return None, LEAVE_OUT
        found = row_change(self.drafts[year], stacked(self.problems, self.carries), before + place)
        return found.least, found.words

    def _carry_change(self, place: int) -> Text:
        """The most of one year that the next one may keep, by halves."""

        def holds(hundredths: int) -> bool | None:
            part = min(self.carries[place], Fraction(hundredths, 10_000))
            return answered(stacked(self.problems, [*self.carries[:place], part, *self.carries[place + 1 :]]))

        if not (mended := holds(0)):
            return UNDECIDED if mended is None else MENDS_NOTHING
        low, high = 0, ceil_of(self.carries[place] * 10_000)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if holds(middle) else (low, middle)
        return _CARRY_LESS.format(part=show_percent(Fraction(low, 10_000)))


_CARRY = Text("each programme keeps at least {part} of {year}", "사업별로 {year} 금액의 {part} 이상 유지")
_CARRY_LESS = Text("carry at most {part}", "유지 비율을 {part} 이하로")


def _conflict(year: str, rule: tuple[str, Text], text: Text, change: Text, least: int | None = None) -> YearConflict:
    """A row; ``rule`` is its id and its owner."""
    return {
        "year": year,
        "rule": rule[0],
        "owner": rule[1].en,
        "owner_ko": rule[1].ko,
        "text": text.en,
        "text_ko": text.ko,
        "least_change": least,
        "change": change.en,
        "change_ko": change.ko,
    }
