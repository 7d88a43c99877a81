"""What it would take to restore a programme: a new plan in which it gets its request, and who would pay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crosscut.allocate.problem import Problem, Solution
from crosscut.allocate.rules import Draft
from crosscut.allocate.solve.effort import Effort
from crosscut.allocate.solve.solving import solve
from crosscut.allocate.whatif import Kept
from crosscut.text import Text


@dataclass(frozen=True)
class Restoration:
    """One programme restored to ``amount`` (minor units): the value that the plan loses, and who pays most.

    ``loss`` is None where no plan can restore it. ``payers`` are (programme's place, change in minor units).
    """

    place: int
    amount: int
    loss: float | None
    payers: tuple[tuple[int, int], ...]
    words: Text


def restore(draft: Draft, problem: Problem, solution: Solution, kept: Kept, place: int) -> Restoration:
    """The plan with the programme at its request (or at the most that its own rules allow it), solved anew."""
    target = min(draft.demand.requested[place] // problem.unit, int(problem.upper[place]))
    spans = {place: (target, target)}
    found = (
        kept.solve(between=spans, bound=False) if kept.exact else solve(problem.narrowed(spans), Effort(seconds=10.0))
    )
    amount = target * problem.unit
    if not len(found.amounts):
        words = Text(en="No plan can restore it under the other rules.", ko="다른 규칙 아래에서는 복원할 수 없음.")
        return Restoration(place, amount, None, (), words)
    change = (found.amounts - solution.amounts) * problem.unit
    payers = [int(each) for each in np.argsort(change, kind="stable")[:3] if change[each] < 0]
    loss = max(solution.value - found.value, 0.0)
    paid = tuple((each, int(change[each])) for each in payers)
    return Restoration(place, amount, loss, paid, _words(draft, problem, loss, paid, place=place))


def _words(draft: Draft, problem: Problem, loss: float, paid: tuple[tuple[int, int], ...], *, place: int) -> Text:
    names = draft.demand.names
    target = min(draft.demand.requested[place], int(problem.upper[place]) * problem.unit)
    told = {
        language: ", ".join(f"{names[each]} ({draft.money(change, language)})" for each, change in paid)
        for language in ("en", "ko")
    }
    english = f"Giving it {draft.money(target, 'en')} would lower the plan's value by {loss:,.1f}"
    korean = f"{draft.money(target, 'ko')}을(를) 주려면 계획의 가치가 {loss:,.1f} 낮아짐"
    return Text(
        en=english + (f"; most would come from {told['en']}." if paid else "."),
        ko=korean + (f". 주로 부담할 사업: {told['ko']}." if paid else "."),
    )


def restorations(
    draft: Draft, problem: Problem, solution: Solution, most: int = 20, named: tuple[str, ...] = ()
) -> dict[int, Restoration]:
    """The restorations of the programmes cut most against their requests, and of those named, by place."""
    asked = np.array([amount // problem.unit for amount in draft.demand.requested], np.int64)
    short = np.minimum(asked, problem.upper) - solution.amounts
    order = [int(place) for place in np.argsort(-short, kind="stable")[:most] if short[place] > 0]
    places = [*(draft.demand.place_of(each) for each in named), *order]
    if not places:
        return {}
    kept = Kept(problem, solution.amounts)
    return {place: restore(draft, problem, solution, kept, place) for place in dict.fromkeys(places)}
