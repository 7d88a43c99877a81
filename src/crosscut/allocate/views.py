"""The money of a plan by area, ministry, committee or status, to the last minor unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crosscut.allocate.demand import Demand
from crosscut.engine.split import Part, split_areas
from crosscut.tables import OUTSIDE

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
        for area, part in split_over(amount, demand.numerators(place)).items()
    ]


def split_over(amount: int, numerators: Mapping[Part, int]) -> dict[str, int]:
    """One amount split over the areas that share it; all of it is outside where none does."""
    if len(numerators) == 1:
        return {area: amount for (area, _), numerator in numerators.items() if numerator}
    return split_areas(amount, numerators) if any(numerators.values()) else {OUTSIDE: amount}
