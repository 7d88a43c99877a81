"""How sure a plan is over all weights that the policy allows: core, borderline and exterior programmes.

A programme's index is the mean, over the good plans, of where its amount stands between the least and the most that
its own rules let it have. Core programmes stand at their most in every good plan, exterior ones at their least.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

import numpy as np

from crosscut.allocate.certify import tried
from crosscut.allocate.draft import Draft
from crosscut.allocate.evidence import evidence
from crosscut.allocate.portfolios import Listing, listing, undominated
from crosscut.allocate.problem import Floats, Ints, Problem, Solution
from crosscut.allocate.problem_assembly import reweighted
from crosscut.allocate.solve.effort import Effort
from crosscut.allocate.solve.solver import solve
from crosscut.allocate.values import Weights, scores, weights, worth_of
from crosscut.allocate.weights import corners, sample
from crosscut.allocate.whatif import Kept

CORE, BORDERLINE, EXTERIOR = "core", "borderline", "exterior"
TRYING = 10.0
"""Seconds that trying sampled verdicts may take."""

NEAR = 0.005
"""How close to an end of its range an amount counts as at the end, as a part of the range: rounding moves units."""


class RobustnessRecord(TypedDict):
    """The verdicts in a few numbers, as the command line prints them."""

    method: str
    plans: int
    samples: int
    error: float | None
    core: int
    borderline: int
    exterior: int
    tried: int
    refuted: int


@dataclass(frozen=True)
class Robustness:
    """The verdict on every programme, and how it was found.

    ``method`` is ``exact`` (all undominated plans were listed), ``sampled`` (best plans of sampled weights: core and
    exterior may be overstated) or ``single`` (the policy allows one set of weights). ``plans`` is how many different
    good plans there are or were seen. ``error`` is, for samples, the part of all weights that may disagree with a
    verdict that all samples share, at 95 % confidence. Of sampled verdicts ``withstood`` are the places of those that
    were tried (see :mod:`crosscut.allocate.certify`), ``refuted`` of those that are borderline because of it. Under one
    set of weights ``proved`` are the places of core and exterior programmes whose verdict prices on the rules prove.
    """

    method: str
    verdicts: tuple[str, ...]
    index: tuple[float, ...]
    plans: int
    samples: int
    error: float | None
    withstood: tuple[int, ...] = ()
    refuted: tuple[int, ...] = ()
    proved: tuple[int, ...] = ()

    def basis(self, place: int) -> str:
        """What a verdict stands on: ``exact``, ``shown`` (by good plans), ``tried``, or what was seen (``sampled``)."""
        if self.method == "exact" or place in self.proved:
            return "exact"
        if self.verdicts[place] == BORDERLINE:
            return "shown"
        return "tried" if place in self.withstood else "sampled"

    def counts(self) -> dict[str, int]:
        """How many programmes have each verdict."""
        return {verdict: self.verdicts.count(verdict) for verdict in (CORE, BORDERLINE, EXTERIOR)}

    def to_json(self) -> RobustnessRecord:
        """The finding in a few numbers."""
        counts = self.counts()
        return {
            "method": self.method,
            "plans": self.plans,
            "samples": self.samples,
            "error": self.error,
            "core": counts[CORE],
            "borderline": counts[BORDERLINE],
            "exterior": counts[EXTERIOR],
            "tried": len(self.withstood) + len(self.refuted),
            "refuted": len(self.refuted),
        }


def robustness(
    draft: Draft,
    problem: Problem,
    solution: Solution,
    *,
    beside: Sequence[Ints] = (),
    samples: int = 200,
    seconds: float = 60.0,
) -> Robustness:
    """Core, borderline and exterior programmes over all weights and scores that the policy allows.

    ``beside`` are plans worth as much as the solution, such as that with its ties divided.
    """
    allowed, error = weights(draft.policy.value), draft.policy.value.score_error
    if not draft.policy.value.criterion or (allowed.known and not error):
        return _single(problem, solution, beside)
    found = listing(problem) if problem.size <= 24 else None
    if found is not None and len(found.amounts):
        good = found.amounts[good_plans(draft, found, allowed)]
        return _verdict(problem, list(good), "exact", 0, None)
    return sampled(draft, problem, solution, allowed, beside=beside, samples=samples, seconds=seconds)


def _single(problem: Problem, solution: Solution, beside: Sequence[Ints]) -> Robustness:
    """The verdicts under one set of weights, and which of them the prices on the rules prove."""
    found = _verdict(problem, [solution.amounts, *beside], "single", 1, None)
    shown, verdicts = evidence(problem, solution), np.array(found.verdicts)
    fixed = problem.upper <= np.where(problem.optional, 0, problem.lower)
    proved = fixed | ((verdicts == CORE) & shown.less_loses) | ((verdicts == EXTERIOR) & shown.more_loses)
    return replace(found, proved=tuple(np.flatnonzero(proved).tolist()))


def good_plans(draft: Draft, found: Listing, allowed: Weights) -> np.ndarray:
    """Which listed plans no other plan beats for all weights and scores."""
    error = draft.policy.value.score_error
    values = plan_values(draft, found.amounts, corners(allowed))
    if not error:
        return undominated(values)
    swing = plan_swings(draft, found.amounts)
    kept = np.ones(len(values), bool)
    for place in range(len(values)):
        least = values - values[place] - error * _distance(swing, place)
        kept[place] = not ((least >= -1e-9).all(axis=1) & (least > 1e-9).any(axis=1)).any()
    return kept


def plan_values(draft: Draft, amounts: Ints, points: Floats) -> Floats:
    """What each plan is worth at each set of weights (plans × sets), bonuses included."""
    table = scores(draft) / (1.0 if draft.policy.value.per == "programme" else 100.0)
    columns = [
        sum((worth_of(draft, amounts.T, table @ point)), np.zeros(len(amounts))) + _bonuses(draft, amounts)
        for point in points
    ]
    return np.stack(columns, axis=1)


def plan_swings(draft: Draft, amounts: Ints) -> Floats:
    """What one point of score is worth in each plan, by programme (plans × programmes)."""
    one = np.full(len(draft.demand.ids), 1.0 if draft.policy.value.per == "programme" else 0.01)
    calm = worth_of(draft, amounts.T, np.zeros(len(one)))
    return np.asarray((worth_of(draft, amounts.T, one) - calm).T)


def _distance(swing: Floats, place: int) -> Floats:
    """How much of a point's worth every plan has elsewhere than the plan at ``place`` (plans × 1)."""
    return np.asarray(np.abs(swing - swing[place]).sum(axis=1)[:, None])


def _bonuses(draft: Draft, amounts: Ints) -> Floats:
    extra = np.zeros(len(amounts))
    for bonus in draft.policy.bonus:
        one, other = (draft.demand.place_of(each) for each in bonus.programmes)
        extra += bonus.value * ((amounts[:, one] > 0) & (amounts[:, other] > 0))
    return extra


def sampled(
    draft: Draft,
    problem: Problem,
    solution: Solution,
    allowed: Weights,
    *,
    beside: Sequence[Ints] = (),
    samples: int,
    seconds: float,
    trying: float = TRYING,
) -> Robustness:
    """Verdicts from the best plans of sampled weights; of small problems, tried for ``trying`` seconds at most."""
    until, plans, drawn = time.perf_counter() + seconds, [solution.amounts, *beside], 0
    scored = scores(draft)
    kept = Kept(problem, solution.amounts) if not (problem.optional.any() or problem.discrete.any()) else None
    random = np.random.default_rng([2, samples])
    error, divisor = draft.policy.value.score_error, 1.0 if draft.policy.value.per == "programme" else 100.0
    for point in sample(allowed, samples):
        if time.perf_counter() > until:
            break
        shaken = scored + random.uniform(-error, error, scored.shape) if error else scored
        weighed = reweighted(draft, problem, shaken @ point / divisor)
        best = kept.reweighted(weighed) if kept else solve(weighed, Effort(gap=1e-4, seconds=10.0)).amounts
        if len(best):
            plans.append(best)
            drawn += 1
    confident = 1.0 - 0.05 ** (1.0 / drawn) if drawn else 1.0
    found = _verdict(problem, plans, "sampled", drawn, confident)
    return _tried(draft, problem, allowed, found, min(until - time.perf_counter(), trying))


def _tried(draft: Draft, problem: Problem, allowed: Weights, found: Robustness, seconds: float) -> Robustness:
    """Sampled verdicts with those refuted made borderline."""
    core, exterior = (
        [place for place, each in enumerate(found.verdicts) if each == verdict] for verdict in (CORE, EXTERIOR)
    )
    room = problem.upper > np.where(problem.optional, 0, problem.lower)
    core = [place for place in core if room[place]]
    outcome = tried(draft, problem, allowed, core, exterior, seconds=seconds)
    verdicts = list(found.verdicts)
    for place in outcome.refuted:
        verdicts[place] = BORDERLINE
    return replace(found, verdicts=tuple(verdicts), withstood=outcome.withstood, refuted=outcome.refuted)


def _verdict(problem: Problem, plans: list[Ints], method: str, samples: int, error: float | None) -> Robustness:
    least = np.where(problem.optional, 0, problem.lower)
    room = problem.upper - least
    table = np.stack(plans)
    part = np.where(room > 0, (table - least) / np.maximum(room, 1), 1.0)
    top, bottom = (part >= 1 - NEAR).all(axis=0), (part <= NEAR).all(axis=0)
    verdicts = np.where(top, CORE, np.where(bottom, EXTERIOR, BORDERLINE))
    distinct = len({plan.tobytes() for plan in plans})
    index = tuple(round(float(each), 6) for each in part.mean(axis=0))
    return Robustness(method, tuple(verdicts.tolist()), index, distinct, samples, error)
