"""The sets of weights that a policy allows: their corners, and samples of them that are the same every run."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from crosscut.allocate import refusal_words as say
from crosscut.allocate.problem import Floats
from crosscut.allocate.values import Weights
from crosscut.text.refusals import RefusalError

_CLOSE = 1e-9
MOST_CORNERS = 9
"""Criteria up to which corners are listed."""


def _walls(weights: Weights) -> tuple[Floats, Floats]:
    """Matrix and right sides of wall · w ≤ side: low and high ends, and the order."""
    count = len(weights.nominal)
    eye = np.eye(count)
    order = np.zeros((len(weights.order), count))
    for row, (better, worse) in enumerate(weights.order):
        order[row, better], order[row, worse] = -1.0, 1.0
    return np.vstack([eye, -eye, order]), np.concatenate([weights.high, -weights.low, np.zeros(len(order))])


def corners(weights: Weights) -> Floats:
    """The corners of the allowed set, one a row, in a fixed order.

    Raises
    ------
    CrosscutError
        where no weights keep the ranges and the order, or where there are too many criteria to list corners.

    """
    count = len(weights.nominal)
    if count > MOST_CORNERS:
        raise RefusalError(say.TOO_MANY_CRITERIA.format(count=count), code="too-many-criteria")
    wall, side = _walls(weights)
    found: list[Floats] = []
    for chosen in combinations(range(len(wall)), count - 1):
        matrix = np.vstack([np.ones(count), wall[list(chosen)]])
        if abs(np.linalg.det(matrix)) < _CLOSE:
            continue
        corner = np.linalg.solve(matrix, np.concatenate([[1.0], side[list(chosen)]]))
        if (wall @ corner <= side + 1e-7).all() and not any(np.abs(corner - each).max() < 1e-7 for each in found):
            found.append(corner)
    if not found:
        raise RefusalError(say.NO_WEIGHTS_KEEP, say.WEIGHTS_AGREE, code="policy", file="policy.toml")
    return np.array(sorted(found, key=lambda each: tuple(-each.round(9))))


def sample(weights: Weights, count: int, seed: int = 1) -> Floats:
    """``count`` sets of weights spread evenly over the allowed set, one a row."""
    wall, side = _walls(weights)
    random = np.random.default_rng([seed, count])
    here = corners(weights).mean(axis=0) if len(weights.nominal) <= MOST_CORNERS else weights.nominal
    found = np.empty((count, len(here)))
    for row in range(count):
        for _ in range(2 * len(here)):
            here = _step(here, wall, side, random)
        found[row] = here
    return found


def _step(here: Floats, wall: Floats, side: Floats, random: np.random.Generator) -> Floats:
    """One step of hit and run inside the walls, along a direction that keeps the sum."""
    direction = random.standard_normal(len(here))
    direction -= direction.mean()
    rate, room = wall @ direction, np.maximum(side - wall @ here, 0.0)
    ahead, behind = rate > _CLOSE, rate < -_CLOSE
    if not ahead.any() or not behind.any():
        return here
    far, near = (room[ahead] / rate[ahead]).min(), (room[behind] / rate[behind]).max()
    return np.asarray(here + random.uniform(near, far) * direction)
