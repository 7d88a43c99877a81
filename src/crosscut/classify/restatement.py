"""Amounts under one taxonomy version shown under another: ranges where the crosswalk splits what nobody split."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import lcm

from crosscut.money import split
from crosscut.tables import OUTSIDE
from crosscut.taxonomy import Crosswalk, CrosswalkRow


@dataclass(frozen=True)
class Restated:
    """An area's amount under another version: what the crosswalk's weights give, and what it may at least and most be.

    All in minor units. ``low`` is what goes there whole; ``high`` adds all that may.
    """

    amount: int
    low: int
    high: int


def restate(amounts: Mapping[tuple[str, str], int], crosswalk: Crosswalk) -> dict[str, Restated]:
    """Amounts by area and sub-technology of one version as amounts by area of another; sums are conserved.

    A sub-technology that several target areas share is split by the crosswalk's weights to the last minor unit; the
    range says that nobody knows the true split.
    """
    given: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (area, sub), amount in sorted(amounts.items()):
        weights: dict[str, list[int]] = defaultdict(list)
        passages = crosswalk.targets(area, sub)
        for passage, part in zip(passages, split(amount, _weights(passages)), strict=True):
            weights[passage.to_area].append(part)
        for target, parts in weights.items():
            whole = len(weights) == 1
            held = given[target]
            held[0] += sum(parts)
            held[1] += amount if whole or amount < 0 else 0
            held[2] += amount if whole or amount > 0 else 0
    return {
        area: Restated(*held) for area, held in sorted(given.items(), key=lambda each: (each[0] == OUTSIDE, each[0]))
    }


def _weights(passages: Sequence[CrosswalkRow]) -> list[int]:
    whole = lcm(*(passage.denominator for passage in passages))
    return [passage.numerator * (whole // passage.denominator) for passage in passages]
