"""The money of a plan by area, ministry, committee or status, to the last minor unit."""

from __future__ import annotations

from collections.abc import Sequence

from crosscut.allocate.demand import Demand
from crosscut.money import split

KEYS = ("area", "ministry", "committee", "status")


def by(demand: Demand, amounts: Sequence[int], key: str) -> dict[str, int]:
    """The sum of amounts (minor units, one a programme) for each value of a key, largest first.

    Areas count by partition shares: each programme's amount is split once, so the parts sum to the whole.
    """
    found: dict[str, int] = {}
    if key == "area":
        for _, area, amount in parts(demand, amounts):
            found[area] = found.get(area, 0) + amount
    else:
        for value, amount in zip(demand.keys[key], amounts, strict=True):
            found[value] = found.get(value, 0) + amount
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def parts(demand: Demand, amounts: Sequence[int]) -> list[tuple[int, str, int]]:
    """Each amount split over the areas that share it: place of the programme, area, minor units."""
    held: list[list[tuple[str, int, int]]] = [[] for _ in amounts]
    for area, members in sorted(demand.shares.items()):
        for place, (num, den) in members.items():
            held[place].append((area, num, den))
    found = []
    for place, (amount, shares) in enumerate(zip(amounts, held, strict=True)):
        weights = [num for _, num, _ in shares]
        rest = shares[0][2] - sum(weights) if shares else 1
        split_up = split(amount, [*weights, rest]) if amount else [0] * (len(weights) + 1)
        found += [(place, area, part) for (area, _, _), part in zip(shares, split_up, strict=False)]
        if rest:
            found.append((place, "outside", split_up[-1]))
    return found
