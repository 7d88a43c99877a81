"""How good the proposals are, measured on decided texts that the model had not seen, whole groups at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscut.classify.calibration import expected_error
from crosscut.classify.groups import folds, numbered
from crosscut.classify.learning import learn
from crosscut.classify.space import Batch, Space

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Unseen:
    """What the models said of decided texts that they had not learned from.

    ``chance`` and ``truth`` have one column a class, the last none of the areas; ``said`` one column an area.
    ``sure`` tells which texts stood in the bands that need no reading.
    """

    areas: tuple[str, ...]
    chance: Floats
    said: Flags
    truth: Flags
    sure: Flags


def cross_validate(
    space: Space, known: Batch, member: Flags, groups: list[str], others: tuple[Batch, list[str]], error: float
) -> Unseen:
    """Five models, each judged on the groups that it was not shown; undecided texts of those groups are kept out too."""
    place = folds(groups)
    number = numbered(groups)
    chance, said = np.zeros(member.shape), np.zeros((len(member), member.shape[1] - 1), bool)
    sure = np.zeros(len(member), bool)
    for fold in range(5):
        here, rest = np.flatnonzero(place == fold), np.flatnonzero(place != fold)
        if not len(here) or not len(rest):
            continue
        held = {groups[row] for row in here}
        free = np.array([row for row, group in enumerate(others[1]) if group not in held], np.int64)
        model = learn(known.take(rest), member[rest], number[rest], others[0].take(free), space.topics, error)
        judged = model.meaning.judge(space.scorer.areas, model.scores(known.take(here)))
        chance[here], said[here], sure[here] = judged.probability, judged.member, judged.needs_no_reading
    return Unseen(space.scorer.areas, chance, said, member, sure)


def f1(said: Flags, truth: Flags) -> tuple[float, float]:
    """Micro- and macro-averaged F1 over the columns; a column with neither a true nor a said text counts as 0."""
    hits, spoken, true = (said & truth).sum(axis=0), said.sum(axis=0), truth.sum(axis=0)
    each = 2 * hits / np.maximum(spoken + true, 1)
    return float(2 * hits.sum() / max(spoken.sum() + true.sum(), 1)), float(each.mean())


def with_none(said: Flags) -> Flags:
    """The areas and, last, whether there is none of them."""
    return np.hstack([said, ~said.any(axis=1, keepdims=True)])


def calibration(unseen: Unseen) -> float:
    """Expected calibration error over all proposals, of areas and of none."""
    said = with_none(unseen.said)
    return expected_error(unseen.chance[said], unseen.truth[said])
