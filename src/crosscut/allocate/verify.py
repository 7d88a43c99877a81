"""Every rule of a plan checked again in Python integers, by code that shares nothing with the solvers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import mul

from crosscut.allocate.problem import MoneyRow, Problem


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing that a plan breaks: which rule (−1: what the programme may get), by how much in minor units."""

    rule: int
    what: str
    amount: int


def breaches(problem: Problem, amounts: Sequence[int]) -> list[Breach]:
    """All that a plan breaks; empty where it keeps every rule to the last minor unit.

    ``amounts`` are in the problem's unit, one a programme.
    """
    plan = [int(amount) for amount in amounts]
    if len(plan) != problem.size:
        return [Breach(-1, f"the plan has {len(plan)} amounts for {problem.size} programmes", 0)]
    funded = [amount > 0 for amount in plan]
    return [*_domains(problem, plan), *_rows(problem, plan), *_groups(problem, funded), *_needs(problem, funded)]


def used(row: MoneyRow, plan: Sequence[int], unit: int) -> Fraction:
    """The money that a row counts, exactly, in minor units."""
    members, num = row.members.tolist(), row.num.tolist()
    if row.den is None:
        return Fraction(unit * _product(plan, members, num))
    by_denominator: dict[int, int] = {}
    whole = 0
    for i, n, d in zip(members, num, row.den.tolist(), strict=True):
        part, rest = divmod(plan[i] * unit * n, d)
        whole += part
        if rest:
            by_denominator[d] = by_denominator.get(d, 0) + rest
    return whole + _sum([Fraction(rest, d) for d, rest in by_denominator.items()])


def _product(plan: Sequence[int], members: Sequence[int], num: Sequence[int]) -> int:
    if len(members) != len(num):
        raise ValueError(f"a row has {len(members)} programmes and {len(num)} parts")
    return sum(map(mul, map(plan.__getitem__, members), num))


def _sum(parts: list[Fraction]) -> Fraction:
    """The sum of fractions, in halves, so that denominators stay short as long as they can."""
    while len(parts) > 1:
        parts = [sum(parts[k : k + 2], Fraction(0)) for k in range(0, len(parts), 2)]
    return parts[0] if parts else Fraction(0)


def missed(row: MoneyRow, plan: Sequence[int], unit: int) -> int:
    """By how much a row is missed, in whole minor units rounded up; 0 where it holds."""
    members, num = row.members.tolist(), row.num.tolist()
    if row.den is None:
        low = high = unit * _product(plan, members, num)
    else:
        parts = [divmod(plan[i] * unit * n, d) for i, n, d in zip(members, num, row.den.tolist(), strict=True)]
        low = sum(part for part, _ in parts)
        high = low + sum(1 for _, rest in parts if rest)
    if (row.lo is None or low >= row.lo) and (row.hi is None or high <= row.hi):
        return 0
    exact = used(row, plan, unit)
    short = max((row.lo - exact) if row.lo is not None else Fraction(0), Fraction(0))
    over = max((exact - row.hi) if row.hi is not None else Fraction(0), Fraction(0))
    most = max(short, over)
    return -((-most.numerator) // most.denominator)


def _rows(problem: Problem, plan: Sequence[int]) -> list[Breach]:
    found = []
    for row in problem.rows:
        amount = missed(row, plan, problem.unit)
        if amount:
            found.append(Breach(row.rule, f"its money is between {row.lo} and {row.hi}", amount))
    return found


def _domains(problem: Problem, plan: Sequence[int]) -> list[Breach]:
    found = []
    lower, upper, optional = problem.lower.tolist(), problem.upper.tolist(), problem.optional.tolist()
    inside = [0 <= amount <= high and low <= amount for low, amount, high in zip(lower, plan, upper, strict=True)]
    outside = [place for place, holds in enumerate(inside) if not holds]
    for place in (place for place in outside if plan[place] or not optional[place]):
        missed = max(lower[place] - plan[place], plan[place] - upper[place]) * problem.unit
        found.append(Breach(-1, f"programme {place} gets {plan[place]}, not {lower[place]} to {upper[place]}", missed))
    for place in problem.discrete.nonzero()[0].tolist():
        funded = plan[place] or not optional[place]
        if inside[place] and funded and plan[place] not in _options(problem, place):
            found.append(Breach(-1, f"programme {place} gets {plan[place]}, which is none of its options", 0))
    return found


def _options(problem: Problem, place: int) -> set[int]:
    amount = int(problem.lower[place])
    options = {amount}
    for width in problem.width[place].tolist():
        amount += width
        options.add(amount)
    return options


def _groups(problem: Problem, funded: Sequence[bool]) -> list[Breach]:
    found = []
    for group in problem.groups:
        count = sum(funded[i] for i in group.members.tolist())
        if not group.low <= count <= group.high:
            found.append(Breach(group.rule, f"{count} of the group are funded, not {group.low} to {group.high}", 0))
    return found


def _needs(problem: Problem, funded: Sequence[bool]) -> list[Breach]:
    needs = problem.needs
    pairs = zip(needs.rule.tolist(), needs.first.tolist(), needs.second.tolist(), strict=True)
    return [
        Breach(rule, f"programme {first} is funded without programme {second}", 0)
        for rule, first, second in pairs
        if funded[first] and not funded[second]
    ]
