"""Money read under yesterday's ministries or under today's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import pyarrow as pa

from crosscut.budget.links import Succession
from crosscut.follow.sides import DifferenceCell, Side

Under = Literal["each", "now", "then"]
"""Ministries as each side had them, as the later side has them, or as the earlier side had them."""


@dataclass(frozen=True)
class Reorganisations:
    """Which ministry followed which, and in what year; of rows of MINISTRIES."""

    rows: tuple[tuple[str, str, int], ...] = ()

    def whole(self, before: int, after: int, *, back: bool = False) -> dict[str, str]:
        """Ministries that went over whole between two years, each to its last successor; ``back`` to its first origin.

        One that was divided, or to which several came where we look back, is not among them.
        """
        onward: dict[str, set[str]] = defaultdict(set)
        for predecessor, successor, year in self.rows:
            if before < year <= after:
                one, other = (successor, predecessor) if back else (predecessor, successor)
                onward[one].add(other)
        found = {}
        for start in onward:
            name, seen = start, {start}
            while len(onward.get(name, ())) == 1 and not onward[name] & seen:
                (name,) = onward[name]
                seen.add(name)
            if name != start:
                found[start] = name
        return found


def reorganisations(table: pa.Table) -> Reorganisations:
    """The rows of a table of MINISTRIES that say a year."""
    columns = table.select(["predecessor", "successor", "fiscal_year"]).to_pydict().values()
    return Reorganisations(tuple(sorted(row for row in zip(*columns, strict=True) if row[2])))


def restated(
    before: Side, after: Side, links: Succession, reorganised: Reorganisations, under: Under
) -> tuple[Side, Side]:
    """Both sides under one side's ministries; the amounts stay where they are in every other way.

    ``now`` puts earlier money where its programme, or the only ministry that followed, stands on the later side;
    ``then`` puts later money where its predecessor, or the only ministry before, stood on the earlier side.
    """
    if under == "now":
        names = reorganised.whole(before.year, after.year)
        return _moved(before, _homes(links, after, onward=True), names), after
    if under == "then":
        names = reorganised.whole(before.year, after.year, back=True)
        return before, _moved(after, _homes(links, before, onward=False), names)
    return before, after


def homes(side: Side, target: Side, links: Succession, reorganised: Reorganisations) -> dict[tuple[str, str], str]:
    """Where the money of one side stands under the ministries of another: by programme and its own ministry."""
    onward = side.year <= target.year
    named = reorganised.whole(*sorted((side.year, target.year)), back=not onward)
    own = _homes(links, target, onward=onward)
    places = {(cell.programme, cell.ministry) for cell in side.cells}
    return {
        (programme, ministry): own.get(programme) or named.get(ministry, ministry) for programme, ministry in places
    }


def _homes(links: Succession, side: Side, *, onward: bool) -> dict[str, str]:
    """The ministry on a side of each programme's own, or only linked, programme there."""
    near: dict[str, set[str]] = defaultdict(set)
    for link in links:
        one, other = (link.predecessor, link.successor) if onward else (link.successor, link.predecessor)
        near[one].add(other)
    there = {cell.programme for cell in side.cells}
    homes = {programme: side.ministries.get(programme, "") for programme in there}
    for start in sorted(near):
        ends = {side.ministries.get(each, "") for each in _last(start, near) if each in there}
        if len(ends) == 1:
            homes[start] = ends.pop()
    return {programme: ministry for programme, ministry in homes.items() if ministry}


def _last(start: str, near: Mapping[str, set[str]]) -> set[str]:
    """Where the links from a programme end, and those on the way that go on under their own id."""
    found, waiting, seen = set(), [start], {start}
    while waiting:
        programme = waiting.pop()
        onward = near.get(programme, set())
        if not onward or programme in onward:
            found.add(programme)
        waiting += sorted(onward - seen)
        seen |= onward
    return found


def _moved(side: Side, homes: Mapping[str, str], names: Mapping[str, str]) -> Side:
    cells: dict[DifferenceCell, int] = defaultdict(int)
    for cell, amount in side.cells.items():
        ministry = homes.get(cell.programme) or names.get(cell.ministry, cell.ministry)
        cells[cell._replace(ministry=ministry)] += amount
    ministries = {
        programme: homes.get(programme) or names.get(ministry, ministry)
        for programme, ministry in side.ministries.items()
    }
    return replace(side, cells=dict(cells), ministries=ministries)
