"""The plans of several years, found year after year before all of them are asked for as one problem.

What the years are worth by themselves bounds what they are worth together. Where each, keeping its part of the one
before, comes near enough to that, they are proved; else they are what there is where the one problem is too hard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from crosscut.allocate.plan import verified
from crosscut.allocate.problem import Ints, Problem, Solution
from crosscut.allocate.solve import Effort
from crosscut.allocate.solve.effort import finished
from crosscut.allocate.stacked_years import kept_of
from crosscut.allocate.verify import breaches
from crosscut.errors import CrosscutError
from crosscut.progress import Progress, quiet


def solved_years(
    joint: Problem, problems: Sequence[Problem], carries: Sequence[Fraction], effort: Effort, progress: Progress = quiet
) -> Solution:
    """The best plan of all years that was found, with its bound.

    Raises
    ------
    CrosscutError
        where no plan that keeps every rule to the last unit was found, and no contradiction either.

    """
    chain = chained(joint, problems, carries, effort)
    if chain is not None and chain.status == "optimal":
        return chain
    try:
        found = verified(joint, effort, progress)
    except CrosscutError:
        if chain is None:
            raise
        return chain
    if chain is None or (len(found.amounts) and found.value >= chain.value):
        return found
    return replace(chain, bound=min(found.bound, chain.bound)) if len(found.amounts) else chain


def chained(
    joint: Problem, problems: Sequence[Problem], carries: Sequence[Fraction], effort: Effort
) -> Solution | None:
    """Each year's plan with what it keeps of the one before; None where some year has none so."""
    share = replace(effort, seconds=effort.seconds / (2 * len(problems)))
    try:
        alone = [verified(problem, share) for problem in problems]
        held = _one_after_another(problems, alone, carries, share)
    except CrosscutError:
        return None
    amounts = np.concatenate(held)
    if len(amounts) != joint.size or breaches(joint, amounts.tolist()):
        return None
    bound, seconds = sum(found.bound for found in alone), sum(found.seconds for found in alone)
    return finished(joint, amounts, max(bound, joint.value(amounts)), method="years", seconds=seconds, effort=effort)


def _one_after_another(
    problems: Sequence[Problem], alone: Sequence[Solution], carries: Sequence[Fraction], effort: Effort
) -> list[Ints]:
    """The amounts of the years as far as each has a plan."""
    held = [alone[0].amounts]
    for problem, found, carry in zip(problems[1:], alone[1:], carries, strict=True):
        if not len(held[-1]) or not len(found.amounts):
            break
        held.append(_after(problem, found, kept_of(held[-1], carry, problem.going_on), effort))
    return held


def _after(problem: Problem, alone: Solution, least: Ints, effort: Effort) -> Ints:
    """A year's amounts that keep the least of each programme; as they are without that where they do."""
    if (alone.amounts >= least).all():
        return alone.amounts
    spans = {place: (low, int(problem.upper[place])) for place, low in enumerate(least.tolist()) if low}
    return verified(problem.narrowed(spans), effort).amounts
