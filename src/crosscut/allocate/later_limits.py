"""What holds an amount that a later year limits: that year's rules, since its own amount follows the earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crosscut.allocate.plan import Plan
from crosscut.text import Text


def named_year(name: str) -> Text:
    """A year as sentences name it: a fiscal year, or one that only has its place among those planned."""
    place = name.removeprefix("year ")
    return Text(name, f"{place}년" if place == name else f"{place}차 연도")


def held_by_later_years(plans: Sequence[Plan], names: Sequence[str], limits: Sequence[int | None]) -> tuple[Plan, ...]:
    """The plans of years, with what holds those whom the year after limits: the rules by which that year has no more.

    ``limits`` are for each year the rule that says what the year after leaves it, None where that leaves all.
    """
    told = []
    for year, (plan, limit) in enumerate(zip(plans, limits, strict=True)):
        reasons = list(plan.reasons)
        for place in [] if limit is None else _limited(plan, limit):
            words = _held(plans, names, limits, year + 1, place)
            reasons[place] = Text(f"{reasons[place].en} {words.en}", f"{reasons[place].ko} {words.ko}")
        told.append(replace(plan, reasons=tuple(reasons)))
    return tuple(told)


def _limited(plan: Plan, limit: int) -> list[int]:
    """The programmes whose amount a rule sets from above, as their reasons say."""
    called = plan.draft.rules[limit].called.en
    return [place for place, reason in enumerate(plan.reasons) if called in reason.en]


def _held(plans: Sequence[Plan], names: Sequence[str], limits: Sequence[int | None], year: int, place: int) -> Text:
    """Why a year has no more for a programme; where the one after it limits that too, why that one has no more."""
    plan, limit = plans[year], limits[year]
    if limit is not None and place in _limited(plan, limit):
        return _held(plans, names, limits, year + 1, place)
    rows = [each for each in plan.standings if each.binding and plan.problem.rows[each.row].hi is not None]
    caps = [each.rule for each in rows if place in plan.problem.rows[each.row].members]
    if caps:
        called = Text(" and ", ", ").join(_called(plan, rule) for rule in dict.fromkeys(caps))
        return _NO_MORE_UNDER.format(year=named_year(names[year]), rules=called)
    if int(plan.solution.amounts[place]) == int(plan.problem.upper[place]):
        return _THE_MOST.format(year=named_year(names[year]))
    return _NO_MORE.format(year=named_year(names[year]))


def _called(plan: Plan, rule: int) -> Text:
    stated = plan.draft.rules[rule]
    return _CEILING if stated.kind == "ceiling" else stated.called


_CEILING = Text("the ceiling", "총액 한도")
_NO_MORE_UNDER = Text(
    "In {year} nothing more is left for it under {rules}.", "{year}에는 {rules} 아래에서 더 배분할 금액이 남지 않음."
)
_THE_MOST = Text("In {year} it has the most that its own rules allow.", "{year}에는 자체 규칙이 허용하는 최대 금액임.")
_NO_MORE = Text("In {year} no better plan gives it more.", "{year}에 더 배분하는 더 나은 안을 찾지 못함.")
