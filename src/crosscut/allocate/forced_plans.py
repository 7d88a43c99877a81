"""What plans of a small budget are worth in which one programme has more, or less: what prices leave open is solved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from crosscut.allocate.problem import Problem, Solution
from crosscut.allocate.solve.effort import Effort
from crosscut.allocate.solve.solver import solve
from crosscut.text import Text

FEW = 24
"""Programmes up to which plans are solved anew for a reason."""

Side = Literal["more", "less"]

_EXACT = Effort(gap=1e-9, branches=5_000)
"""As far as any machine gets in a second or two; the seconds stop none that is not starved."""
_SAME = 1e-9
"""The part of a plan's value up to which two plans are worth the same."""


def forced(problem: Problem, solution: Solution, place: int, sides: Sequence[Side]) -> Text:
    """What is proved of every plan that gives a programme more, or less; empty where a side stays open."""
    if problem.size > FEW:
        return Text()
    found = [_WORDS[side].get(_outcome(problem, solution, place, side), Text()) for side in sides]
    if found == [_WORDS[side]["lower"] for side in ("more", "less")]:
        return _EITHER
    return Text(" and ", ", ").join(found) if all(found) else Text()


def calling(problem: Problem, solution: Solution) -> Iterator[tuple[int, int]]:
    """The floors without which the best plan is worth more and ends a programme that has its least: row and place."""
    least = problem.optional & (solution.amounts > 0) & (solution.amounts == problem.lower)
    for index, row in enumerate(problem.rows if problem.size <= FEW else ()):
        places = row.members[least[row.members]]
        if row.lo is None or len(row.members) == problem.size or not len(places):
            continue
        limits = [(None if place == index else each.lo, each.hi) for place, each in enumerate(problem.rows)]
        best = solve(problem.with_limits(limits), _EXACT)
        if len(best.amounts) and best.value > solution.value + _SAME * max(abs(solution.value), 1.0):
            yield from ((index, place) for place in places[best.amounts[places] == 0].tolist())


def _outcome(problem: Problem, solution: Solution, place: int, side: Side) -> str:
    """Whether such plans are all of lower worth, none of higher, or none at all; empty where that is open."""
    amount = int(solution.amounts[place])
    span = (amount + 1, int(problem.upper[place])) if side == "more" else (0, amount - 1)
    if span[0] > span[1]:
        return "none"
    best, slack = solve(problem.narrowed({place: span}), _EXACT), _SAME * max(abs(solution.value), 1.0)
    if best.status == "infeasible":
        return "none"
    return "lower" if best.bound < solution.value - slack else "equal" if best.bound <= solution.value + slack else ""


_WORDS: dict[Side, dict[str, Text]] = {
    "more": {
        "lower": Text("every plan that gives it more is worth less", "더 주는 배분안은 모두 가치가 낮음"),
        "equal": Text("no plan that gives it more is worth more", "더 주어도 가치가 높아지는 배분안이 없음"),
        "none": Text("no plan can give it more", "더 줄 수 있는 배분안이 없음"),
    },
    "less": {
        "lower": Text("every plan that gives it less is worth less", "덜 주는 배분안은 모두 가치가 낮음"),
        "equal": Text("no plan that gives it less is worth more", "덜 주어도 가치가 높아지는 배분안이 없음"),
        "none": Text("no plan can give it less", "덜 줄 수 있는 배분안이 없음"),
    },
}
_EITHER = Text("every plan that gives it more, or less, is worth less", "더 주거나 덜 주는 배분안은 모두 가치가 낮음")
