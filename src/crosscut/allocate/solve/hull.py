"""Problems near a given one: some programmes' choices smoothed to their concave hull, or held as they stand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from crosscut.allocate.problem import Bools, Floats, Ints, Problem


def holes(problem: Problem) -> Ints:
    """The longest range of amounts, in units, that a programme cannot get: what smoothing its choice may move."""
    steps = np.where(problem.discrete, problem.width.max(axis=1, initial=0), 0)
    return np.asarray(np.maximum(np.where(problem.optional, problem.lower, 0), steps))


def smoothed(problem: Problem, kept: Bools) -> Problem:
    """The problem in which programmes get any amount up to their most, worth the concave hull of what they are worth.

    Those ``kept``, and those that logic speaks of, stay as they are. No plan is worth more under the problem itself.
    """
    free = ~kept & ~joined(problem) & (problem.optional | problem.discrete)
    start, worth, slope, width = _hull(problem, free)
    column = np.zeros((problem.size, 1))
    slopes, widths = np.hstack([problem.slope, column]), np.hstack([problem.width, column.astype(np.int64)])
    slopes[free], widths[free] = slope, width
    lower, base = problem.lower.copy(), problem.base.copy()
    lower[free], base[free] = start, worth
    return replace(
        problem,
        lower=lower,
        base=base,
        slope=slopes,
        width=widths,
        optional=problem.optional & ~free,
        discrete=problem.discrete & ~free,
    )


def joined(problem: Problem) -> Bools:
    """Programmes that a group, a prerequisite or a bonus speaks of."""
    found = np.zeros(problem.size, bool)
    for group in problem.groups:
        found[group.members] = True
    for pairs in (problem.needs, problem.bonus):
        found[pairs.first] = found[pairs.second] = True
    return found


def turns(problem: Problem) -> tuple[Ints, Floats]:
    """The amounts between which worth is a straight line, lower first, and what they are worth (programmes × turns)."""
    amounts = np.hstack([problem.lower[:, None], problem.lower[:, None] + np.cumsum(problem.width, axis=1)])
    rises = np.cumsum(problem.slope * problem.width, axis=1)
    return amounts, np.hstack([problem.base[:, None], problem.base[:, None] + rises])


def _hull(problem: Problem, chosen: Bools) -> tuple[Ints, Floats, Floats, Ints]:
    """Of the chosen: the first amount, its worth, and the slopes and widths of the hull's pieces after it."""
    amounts, worth = (table[chosen] for table in turns(problem))
    ends = problem.optional[chosen]
    x = np.hstack([np.where(ends, 0, amounts[:, 0])[:, None], amounts])
    y = np.hstack([np.where(ends, 0.0, worth[:, 0])[:, None], worth])
    here, row = np.zeros(len(x), np.int64), np.arange(len(x))
    slopes, widths = [], []
    for _ in range(x.shape[1] - 1):
        run, rise = x - x[row, here][:, None], y - y[row, here][:, None]
        rate = np.where(run > 0, rise / np.maximum(run, 1), -np.inf)
        best = rate.max(axis=1)
        moves = np.isfinite(best)
        following = np.where(moves, rate.argmax(axis=1), here)
        slopes.append(np.where(moves, best, 0.0))
        widths.append(x[row, following] - x[row, here])
        here = following
    return x[:, 0], y[:, 0], np.stack(slopes, axis=1), np.stack(widths, axis=1)


def unsettled(problem: Problem, amounts: Floats) -> Bools:
    """Programmes whose amount they cannot get: between nothing and their least, or between discrete amounts."""
    near = 1e-6 * np.maximum(problem.upper, 1)
    between = problem.optional & (amounts > near) & (amounts < problem.lower - near)
    off = np.abs(turns(problem)[0] - amounts[:, None]).min(axis=1) > near
    return np.asarray(between | (problem.discrete & off & (amounts > near)))


def with_choices_kept(problem: Problem, amounts: Floats, but: Bools) -> Problem:
    """The problem in which all ``but`` some keep their choice: funded or not, and which discrete amount."""
    off = problem.optional & ~but & (amounts <= 0.5 * problem.lower)
    fixed = problem.discrete & ~but & ~off
    points, worths = turns(problem)
    nearest, row = np.abs(points - amounts[:, None]).argmin(axis=1), np.arange(problem.size)
    lower, upper = (np.where(fixed, points[row, nearest], side) for side in (problem.lower, problem.upper))
    base, width = np.where(fixed, worths[row, nearest], problem.base), problem.width.copy()
    width[off | fixed] = 0
    return replace(
        problem,
        lower=np.where(off, 0, lower),
        upper=np.where(off, 0, upper),
        base=np.where(off, 0.0, base),
        width=width,
        optional=problem.optional & but,
        discrete=problem.discrete & ~fixed & ~off,
    )
