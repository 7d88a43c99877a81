"""What holds an amount that a later year limits: that year's rules, since its own amount follows the earlier one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from crosscut.allocate.explain import limited_by
from crosscut.allocate.plan import Plan
from crosscut.allocate.policy_words import named_year
from crosscut.text import Text


@dataclass(frozen=True)
class _LaterYear:
    """A planned year: whom the year after it limits, and the caps that leave each no more."""

    name: str
    plan: Plan
    limited: frozenset[int]
    caps: Mapping[int, Sequence[int]]


def held_by_later_years(plans: Sequence[Plan], names: Sequence[str], limits: Sequence[int | None]) -> tuple[Plan, ...]:
    """The plans of years, with what holds those whom the year after limits: the rules by which that year has no more.

    ``limits`` are for each year the rule that says what the year after leaves it, None where that leaves all.
    """
    years = [
        _LaterYear(name, plan, _limited(plan, limit), _caps(plan))
        for name, plan, limit in zip(names, plans, limits, strict=True)
    ]
    told = []
    for at, year in enumerate(years, 1):
        reasons = list(year.plan.reasons)
        for place in year.limited:
            words = _held(years[at:], place)
            reasons[place] = Text(f"{reasons[place].en} {words.en}", f"{reasons[place].ko} {words.ko}")
        told.append(replace(year.plan, reasons=tuple(reasons)))
    return tuple(told)


def _limited(plan: Plan, limit: int | None) -> frozenset[int]:
    """The programmes to which a rule allows no more."""
    if limit is None:
        return frozenset()
    return limited_by(limit, plan.draft, plan.problem, plan.solution.amounts)


def _caps(plan: Plan) -> dict[int, list[int]]:
    """The rules over money that leave each programme no more."""
    found = defaultdict[int, list[int]](list)
    for each in plan.standings:
        row = plan.problem.rows[each.row]
        for place in row.members.tolist() if each.binding and row.hi is not None else ():
            found[place].append(each.rule)
    return dict(found)


def _held(later: Sequence[_LaterYear], place: int) -> Text:
    """Why the next year has no more for a programme; where the one after it limits that too, why that one has none."""
    year = next(each for each in later if place not in each.limited)
    named, plan = named_year(year.name), year.plan
    if caps := year.caps.get(place):
        called = Text(" and ", ", ").join(_called(plan, rule) for rule in dict.fromkeys(caps))
        return _NO_MORE_UNDER.format(year=named, rules=called)
    if int(plan.solution.amounts[place]) == int(plan.problem.upper[place]):
        return _THE_MOST.format(year=named)
    return _NO_MORE.format(year=named)


def _called(plan: Plan, rule: int) -> Text:
    stated = plan.draft.rules[rule]
    return _CEILING if stated.kind == "ceiling" else stated.called


_CEILING = Text("the ceiling", "총액 한도")
_NO_MORE_UNDER = Text(
    "In {year} nothing more is left for it under {rules}.", "{year}에는 {rules} 아래에서 더 배분할 금액이 남지 않음."
)
_THE_MOST = Text("In {year} it has the most that its own rules allow.", "{year}에는 자체 규칙이 허용하는 최대 금액임.")
_NO_MORE = Text("In {year} no better plan gives it more.", "{year}에 더 배분하는 더 나은 안을 찾지 못함.")
