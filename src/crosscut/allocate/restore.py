"""What it would take to restore a programme: a new plan in which it gets its request, and who would pay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crosscut.allocate.draft import Draft
from crosscut.allocate.kept_order import KeptById, smallest_first
from crosscut.allocate.problem import Problem, Solution
from crosscut.allocate.programme_order import by_id, solved_by_id
from crosscut.allocate.solve.effort import Effort
from crosscut.allocate.solve.solver import solve
from crosscut.allocate.ties import NOISE, level
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


def restore(draft: Draft, problem: Problem, solution: Solution, kept: KeptById, place: int) -> Restoration:
    """The plan with the programme at its request (or at the most that its own rules allow it), solved anew."""
    target = min(draft.demand.requested[place] // problem.unit, int(problem.upper[place]))
    amount = target * problem.unit
    if place in draft.demand.over:
        return Restoration(place, amount, 0.0, (), _ENDED.format(year=draft.demand.year))
    if int(solution.amounts[place]) > target:
        return Restoration(place, amount, 0.0, (), _OVER)
    if 0 < draft.demand.requested[place] < problem.unit:
        return Restoration(place, amount, 0.0, (), _NO_WHOLE)
    if int(solution.amounts[place]) == target:
        full = amount >= draft.demand.requested[place] // problem.unit * problem.unit
        return Restoration(place, amount, 0.0, (), _FULL if full else _MOST)
    spans = {place: (target, target)}
    narrowed = problem.narrowed(spans)
    found = kept.solve(between=spans, bound=False) if kept.exact else _anew(kept.ids, narrowed)
    if not len(found.amounts):
        return Restoration(place, amount, None, (), _NEVER)
    found = level(draft, narrowed, found, float("inf"))
    change = (found.amounts - solution.amounts) * problem.unit
    payers = [each for each in smallest_first(kept.order, change)[:3] if change[each] < 0]
    loss = max(solution.value - found.value, 0.0)
    loss = 0.0 if loss <= NOISE * abs(solution.value) else loss
    paid = tuple((each, int(change[each])) for each in payers)
    beyond = -sum(each for _, each in paid) > int(change[place])
    more = int(np.delete(change, place).clip(min=0).sum()) if beyond else 0
    return Restoration(place, amount, loss, paid, _words(draft, _given(draft, place, amount), loss, paid, more))


def _anew(ids: Sequence[str], problem: Problem) -> Solution:
    return solved_by_id(ids, problem, lambda posed: solve(posed, Effort(seconds=10.0)))


_FULL = Text("It has its request in full.", "이미 요구액 전액이 반영됨.")
_ENDED = Text("It ends before {year}.", "{year}년 전에 종료됨.")
_NO_WHOLE = Text("It asks for less than the plan's unit.", "요구액이 배분 단위보다 작음.")
_OVER = Text("It has more than its request.", "이미 요구액보다 많이 반영됨.")
_MOST = Text("It has the most that its own rules allow.", "이미 자체 규칙이 허용하는 최대 금액이 반영됨.")
_NEVER = Text("No plan can restore it under the other rules.", "다른 규칙 아래에서는 복원할 수 없음.")
_UP_TO = Text("{money}, the most that its own rules allow,", "자체 규칙상 최대인 {money}")
_LOSES = Text(
    "Giving it {target} would lower the plan's value by {loss}", "{target}을(를) 주려면 배분안의 가치가 {loss} 낮아짐"
)
_TIE = Text(
    "Giving it {target} would cost no value: others are worth as much for the same money",
    "{target}을(를) 주어도 배분안의 가치는 같음: 같은 돈으로 다른 사업과 가치가 같음",
)
_PAYER = Text.same("{name} ({money})")
_PAYER_OF_A_SHARED_NAME = Text.same("{name} ({id}, {money})")
_PAYERS = Text("; most would come from {payers}.", ". 주로 부담할 사업: {payers}.")
_PAYERS_OF_MORE = Text(
    "; most would come from {payers}, and others would get {more} more in all.",
    ". 주로 부담할 사업: {payers}. 다른 사업은 모두 {more} 증액.",
)


def _given(draft: Draft, place: int, amount: int) -> Text:
    """The amount of a restoration, and that it is less than the request where it is by a unit or more."""
    money = draft.money(amount)
    short = draft.demand.requested[place] - amount >= draft.unit.factor
    return _UP_TO.format(money=money) if short else money


def _words(draft: Draft, target: Text, loss: float, paid: tuple[tuple[int, int], ...], more: int) -> Text:
    """What the restoration loses, who pays for it, and what others get, ``more``, where payers pay for that too."""
    words = _LOSES if loss else _TIE
    found = words.format(target=target, loss=f"{loss:,.1f}")
    payers = Text.same(", ").join(_payer(draft, each, change) for each, change in paid)
    told = (_PAYERS_OF_MORE if more else _PAYERS).format(payers=payers, more=draft.money(more))
    ending = told if paid else Text.same(".")
    return Text(found.en + ending.en, found.ko + ending.ko)


def _payer(draft: Draft, place: int, change: int) -> Text:
    """Who pays, with its id where another programme has its name."""
    id_, name = draft.demand.ids[place], draft.demand.names[place]
    words = _PAYER_OF_A_SHARED_NAME if name in draft.demand.shared_names else _PAYER
    return words.format(name=name, id=id_, money=draft.money(change))


def restorations(
    draft: Draft, problem: Problem, solution: Solution, most: int = 20, named: tuple[str, ...] = ()
) -> dict[int, Restoration]:
    """The restorations of the programmes cut most against their requests, and of those named, by place."""
    asked = np.array([amount // problem.unit for amount in draft.demand.requested], np.int64)
    short = np.minimum(asked, problem.upper) - solution.amounts
    order = [place for place in smallest_first(by_id(draft.demand.ids), -short)[:most] if short[place] > 0]
    places = [*(draft.demand.place_of(each) for each in named), *order]
    if not places:
        return {}
    kept = KeptById.of(draft.demand.ids, problem, solution.amounts)
    return {place: restore(draft, problem, solution, kept, place) for place in dict.fromkeys(places)}
