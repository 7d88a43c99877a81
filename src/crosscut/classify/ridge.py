"""Weighted ridge regression of several classes at once, with what it would say of each group without having seen it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Solved:
    """``duals`` weigh the rows; ``unseen`` are the scores of each row from a fit without the row's group."""

    duals: Floats
    unseen: Floats


def solve(gram: Floats, targets: Floats, weights: Floats, groups: NDArray[np.int64], penalty: float) -> Solved:
    """Fit ``targets`` (rows × classes, +1 or −1) over the products of rows in ``gram``.

    The scores without a group need no second fit: they follow from the same inverse, exactly.
    """
    inverse = np.linalg.inv(gram + np.diag(penalty / weights))
    duals = inverse @ targets
    unseen = np.empty_like(targets)
    order = np.argsort(groups, kind="stable")
    cuts = np.flatnonzero(np.diff(groups[order])) + 1
    for rows in np.split(order, cuts):
        block = inverse[np.ix_(rows, rows)]
        unseen[rows] = targets[rows] - np.linalg.solve(block, duals[rows])
    return Solved(duals, unseen)


def evened(member: NDArray[np.bool_], power: float) -> Floats:
    """Weights of rows that raise rare classes: each row counts as its classes' mean of (1 ÷ frequency) ** power."""
    frequency = np.maximum(member.sum(axis=0), 1)
    raised = (member / frequency**power).sum(axis=1) / np.maximum(member.sum(axis=1), 1)
    weights: Floats = raised / raised.mean()
    return weights
