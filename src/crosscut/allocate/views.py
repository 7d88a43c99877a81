"""The money of a plan by area, ministry, committee or status, to the last minor unit."""

from __future__ import annotations

from collections.abc import Sequence

from crosscut.allocate.demand import Demand

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


def past_by(demand: Demand, key: str) -> dict[str, int]:
    """Last year's money for each value of a key, programmes that ended since included, largest first."""
    found = by(demand, demand.previous, key)
    for value, amount in (by(demand.ended, demand.ended.previous, key) if demand.ended else {}).items():
        found[value] = found.get(value, 0) + amount
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def parts(demand: Demand, amounts: Sequence[int]) -> list[tuple[int, str, int]]:
    """Each amount split over the areas that share it: place of the programme, area, minor units."""
    return [
        (place, area, part)
        for place, amount in enumerate(amounts)
        for area, part in demand.split(place, amount).items()
    ]
