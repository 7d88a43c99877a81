"""What programmes are worth: scores under weights, and diminishing returns of their money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

import numpy as np

from crosscut.allocate import refusal_words as say
from crosscut.allocate.demand import Demand
from crosscut.allocate.draft import Draft
from crosscut.allocate.policy import Criterion, Worth
from crosscut.allocate.problem import Floats, Ints
from crosscut.text.refusals import RefusalError


@dataclass(frozen=True)
class Weights:
    """What is known of the criteria's weights: they sum to one, lie in ``low..high`` and fall along ``order``.

    ``nominal`` is the one set that a plan is made with.
    """

    nominal: Floats
    low: Floats
    high: Floats
    order: tuple[tuple[int, int], ...]

    @property
    def known(self) -> bool:
        """Whether only one set of weights is allowed."""
        return not self.order and bool((self.low == self.high).all())


def weights(worth: Worth) -> Weights:
    """The weights that a policy allows.

    A known weight is divided by the sum of all; a rank alone gives rank-order-centroid weights as the nominal ones; a
    range gives its middle. Raises CrosscutError where weights sum to zero.
    """
    criteria = worth.criterion
    if not criteria:
        return Weights(np.zeros(0), np.zeros(0), np.zeros(0), ())
    guess = np.array([_guess(each, criteria) for each in criteria])
    if not guess.sum() > 0:
        raise RefusalError(say.NO_WEIGHT, say.A_WEIGHT, code="policy", file="policy.toml")
    nominal = guess / guess.sum()
    loose = [each.weight is None or each.range is not None for each in criteria]
    low = np.array([each.range[0] if each.range else 0.0 for each in criteria])
    high = np.array([each.range[1] if each.range else 1.0 for each in criteria])
    fixed = ~np.array(loose)
    low, high = np.where(fixed, nominal, low), np.where(fixed, nominal, high)
    ranked = sorted((each.rank, place) for place, each in enumerate(criteria) if each.rank is not None)
    order = tuple((one, other) for (r, one) in ranked for (s, other) in ranked if r + 1 == s)
    return Weights(nominal, low, high, order)


def _guess(criterion: Criterion, criteria: Sequence[Criterion]) -> float:
    if criterion.weight is not None:
        return criterion.weight
    if criterion.range is not None:
        return (criterion.range[0] + criterion.range[1]) / 2
    ranks = sorted(each.rank for each in criteria if each.rank is not None)
    place = ranks.index(criterion.rank or 1)
    return sum(1 / (k + 1) for k in range(place, len(ranks))) / len(ranks)


def scores(draft: Draft) -> Floats:
    """Programmes × criteria, in points (0 to 100 where the criterion is a share of money)."""
    criteria = draft.policy.value.criterion
    table = np.zeros((len(draft.demand.ids), len(criteria)))
    for column, criterion in enumerate(criteria):
        table[:, column] = _column(draft.demand, draft, criterion)
    return table


def _column(demand: Demand, draft: Draft, criterion: Criterion) -> Floats:
    if criterion.file:
        return np.asarray(demand.scores[criterion.id], float)
    points = np.zeros(len(demand.ids))
    for place, (num, den) in draft.select(criterion.where).items():
        points[place] = 100.0 * num / den
    return points


def densities(draft: Draft, given: Floats | None = None) -> Floats:
    """Each programme's score under weights, the policy's nominal ones where none are given; 1 without criteria."""
    criteria = draft.policy.value.criterion
    if not criteria:
        return np.ones(len(draft.demand.ids))
    found = scores(draft) @ (weights(draft.policy.value).nominal if given is None else given)
    return np.asarray(found if draft.policy.value.per == "programme" else found / 100.0)


KEPT = 16
"""Columns of amounts that are kept: every problem stated over the same demand asks for them."""


@lru_cache(maxsize=KEPT)
def _in_units(amounts: tuple[int, ...], factor: int) -> Floats:
    found = np.array([amount / factor for amount in amounts])
    found.setflags(write=False)
    return found


@lru_cache(maxsize=KEPT)
def _parts_of(amounts: tuple[int, ...], up: int, down: int) -> tuple[Ints, Floats]:
    """Of each amount so many parts: whole units, and what part of one more."""
    parts = [divmod(amount * up, down) for amount in amounts]
    whole = np.array([each for each, _ in parts], np.int64)
    rest = np.array([left / down for _, left in parts])
    whole.setflags(write=False)
    rest.setflags(write=False)
    return whole, rest


def _asked_and_past(draft: Draft) -> tuple[Floats, Floats]:
    """What each programme asks for, never quite nothing, and what it had, in units, as columns."""
    demand, factor = draft.demand, draft.unit.factor
    return np.maximum(_in_units(demand.requested, factor), 1e-9)[:, None], _in_units(demand.previous, factor)[:, None]


def worth_of(draft: Draft, amounts: Ints, density: Floats) -> Floats:
    """What amounts (units; programmes × any) are worth, zero at zero."""
    worth = draft.policy.value
    asked, past = _asked_and_past(draft)
    whole = density[:, None] * (asked if worth.per == "amount" else 1.0)
    value = whole * _utility(amounts / asked, worth)
    if worth.stability:
        value = value - worth.stability * (np.abs(amounts - past) - past)
    return np.asarray(value)


def _utility(part: Floats, worth: Worth) -> Floats:
    if not worth.returns:
        return np.minimum(part, 1.0) if worth.per == "programme" else part
    total, start = np.zeros_like(part), 0.0
    for up_to, step in zip(ends_of(worth), worth.returns, strict=True):
        end = float(up_to)
        total = total + step.worth * np.clip(part - start, 0, end - start)
        start = end
    return np.asarray(total)


def ends_of(worth: Worth) -> list[Fraction]:
    """Up to which part of the request each of the returns goes; the last at least up to the whole."""
    ends = [each.up_to for each in worth.returns]
    return [*ends[:-1], *(max(end, Fraction(1)) for end in ends[-1:])]


def worth_ends(draft: Draft) -> tuple[Ints, Fraction] | None:
    """Whole units of each programme's money beyond which more is worth nothing, and what part of the request they are.

    None where the policy states no such end.
    """
    worth = draft.policy.value
    ends = ends_of(worth) or ([Fraction(1)] if worth.per == "programme" else [])
    return (_turns(draft)[-1].whole, ends[-1]) if ends else None


@dataclass(frozen=True)
class _Turn:
    """Where a unit of every programme's money begins to be worth less: at whole units and a part of one more.

    ``lost`` is by how much: of the programme's score where it is a turn of the request, of worth itself where it is
    last year's amount.
    """

    whole: Ints
    rest: Floats
    lost: float

    def beyond(self, start: Ints, end: Ints) -> Floats:
        """What part of each piece from ``start`` to ``end`` lies beyond the turn (programmes × pieces)."""
        over = (end - self.whole[:, None]) - self.rest[:, None]
        return np.asarray(np.clip(over / np.maximum(end - start, 1), 0.0, 1.0))


def _first_worth(worth: Worth) -> float:
    return worth.returns[0].worth if worth.returns else 1.0


def _turns(draft: Draft) -> list[_Turn]:
    """The turns of a request's worth, in order."""
    worth = draft.policy.value
    requested, factor = draft.demand.requested, draft.unit.factor
    ends = ends_of(worth) or ([Fraction(1)] if worth.per == "programme" else [])
    steps = [*(each.worth for each in worth.returns), 0.0] if worth.returns else [1.0, 0.0]
    return [
        _Turn(*_parts_of(requested, end.numerator, end.denominator * factor), step - after)
        for end, (step, after) in zip(ends, pairwise(steps), strict=False)
    ]


def _past(draft: Draft) -> list[_Turn]:
    """The turn at last year's amount, where a change on it is worth something."""
    stability, past = draft.policy.value.stability, draft.demand.previous
    return [_Turn(*_parts_of(past, 1, draft.unit.factor), 2 * stability)] if stability else []


def breakpoints(draft: Draft, lower: Ints, upper: Ints) -> Ints:
    """Amounts between which worth is a straight line: lower, the turns in between, upper; ascending.

    A turn within a unit is the whole units on both sides of it, so that worth is exact at whole units.
    """
    turns = [lower, upper]
    for turn in (*_turns(draft), *_past(draft)):
        turns.append(turn.whole)
        if turn.rest.any():
            turns.append(turn.whole + (turn.rest > 0))
    points = np.clip(np.stack(turns, axis=1), lower[:, None], upper[:, None])
    points.sort(axis=1)
    return points


def pieces(draft: Draft, points: Ints, density: Floats) -> tuple[Floats, Floats, Ints]:
    """Worth at the first point, what a unit of each piece between the points is worth, and how many it has."""
    worth, start, end = draft.policy.value, points[:, :-1], points[:, 1:]
    step = np.full(start.shape, _first_worth(worth))
    for turn in _turns(draft):
        step -= turn.lost * turn.beyond(start, end)
    asked, _ = _asked_and_past(draft)
    slope = density[:, None] * step / (1.0 if worth.per == "amount" else asked) + worth.stability
    for turn in _past(draft):
        slope -= turn.lost * turn.beyond(start, end)
    return worth_of(draft, points[:, :1], density)[:, 0], slope, end - start
