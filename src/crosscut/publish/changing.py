"""The figures of a change: for each kind of thing that happened, the rows that say what it added and what it took."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from crosscut.follow import MEANING, Cell, Effect, Kind
from crosscut.publish.figures import Figure, FigureBook
from crosscut.publish.story import Comparison
from crosscut.publish.text import both, period_name
from crosscut.text import Text

CHANGE = "change"
"""The first word of what a part of a change follows from."""


@dataclass
class Terms:
    """An amount as rows with signs, and a rest that no row holds."""

    rows: Counter[str] = field(default_factory=Counter)
    rest: int = 0

    def add(self, other: Terms, sign: int = 1) -> None:
        """Take in another amount, or take it away."""
        for row, times in other.rows.items():
            self.rows[row] += sign * times
            if not self.rows[row]:
                del self.rows[row]
        self.rest += sign * other.rest

    def value(self, amounts: Mapping[str, int]) -> int:
        """What it comes to, with the amount of each row."""
        return sum(times * amounts[row] for row, times in self.rows.items()) + self.rest


Told = Mapping[tuple[Kind, Cell], Terms]
Rows = Mapping[Cell, list[str]]


class ChangeFigures:
    """The parts of each comparison as figures; those of one comparison sum to the difference that it tells.

    A part is what the rows of the later point have, less those of the earlier one that stood behind the same
    programmes. What corrections, definitions and divided programmes account for is in no row: it stands beside them as
    an amount of its own, stated by what happened.
    """

    def __init__(self, book: FigureBook, comparisons: Iterable[Comparison]) -> None:
        self.book, self.comparisons = book, tuple(comparisons)
        self._told: dict[tuple[Any, Any], Told] = {}

    def part(self, found: Comparison, kind: Kind, **where: str) -> Figure:
        """What one kind of effect added to the whole, or to the area or ministry that ``where`` names.

        Parameters
        ----------
        found
            One of the comparisons.
        kind
            The kind of effect.
        where
            ``area`` or ``ministry``, or nothing.

        """
        terms = Terms()
        for (each, cell), amount in self._of(found).items():
            if each is kind and all(getattr(cell, key) == value for key, value in where.items()):
                terms.add(amount)
        by = (CHANGE, *_points(found), str(kind), *(f"{key}={value}" for key, value in sorted(where.items())))
        beside = self.book.state(terms.rest, (*by, "beside"), both("said_beside")) if terms.rest else None
        return self.book.part(terms.rows, by, _said(found, kind), beside, **where)

    def parts(self, found: Comparison) -> Iterator[Figure]:
        """Every part of one comparison: of the whole, of each area, of each ministry."""
        yield from (self.part(found, part.kind) for part in found.parts)
        for key, shares in (("area", found.areas), ("ministry", found.ministries)):
            for share in shares:
                yield from (self.part(found, part.kind, **{key: share.group[0]}) for part in share.parts)

    def everything(self) -> Iterator[Figure]:
        """Every figure that only a change can tell."""
        for found in self.comparisons:
            yield from self.parts(found)

    def _of(self, found: Comparison) -> Told:
        key = (found.since, found.until)
        if key not in self._told:
            self._told[key] = _follow(found.effects, self._rows(*found.since), self._rows(*found.until), self._amounts)
        return self._told[key]

    def _rows(self, year: int, stage: str) -> Rows:
        """The rows of one year and stage by the cell that they stand in."""
        return self._periods.get((year, stage), {})

    @cached_property
    def _periods(self) -> dict[tuple[int, str], dict[Cell, list[str]]]:
        found: dict[tuple[int, str], dict[Cell, list[str]]] = defaultdict(lambda: defaultdict(list))
        names = ("counting", "row", "fiscal_year", "stage", *Cell._fields)
        columns = self.book.amounts.select(names).to_pydict().values()
        for counting, row, year, stage, *cell in zip(*columns, strict=True):
            if counting == "partition":
                found[year, stage][Cell(*cell)].append(row)
        return found

    @cached_property
    def _amounts(self) -> dict[str, int]:
        return dict(zip(*(self.book.amounts.column(name).to_pylist() for name in ("row", "amount")), strict=True))


def _follow(effects: Iterable[Effect], before: Rows, after: Rows, amounts: Mapping[str, int]) -> Told:
    """Replay the effects with rows in the place of amounts: money that moves whole takes its rows along.

    The last effect on a cell is what the later rows have less all that stood in the cell until then.
    """
    effects = list(effects)
    state: dict[Cell, Terms] = defaultdict(Terms, {cell: Terms(Counter(rows)) for cell, rows in before.items()})
    last = {cell: place for place, effect in enumerate(effects) for cell in effect.deltas}
    told: dict[tuple[Kind, Cell], Terms] = defaultdict(Terms)
    for place, effect in enumerate(effects):
        carried = _carried(effect, state, amounts)
        for cell, delta in effect.deltas.items():
            step = carried.get(cell, Terms(rest=delta))
            if last[cell] == place:
                step = Terms(Counter(after.get(cell, ())))
                step.add(state[cell], -1)
            state[cell].add(step)
            told[effect.kind, cell].add(step)
    return told


def _carried(effect: Effect, state: Mapping[Cell, Terms], amounts: Mapping[str, int]) -> dict[Cell, Terms]:
    """What a transfer takes from and brings to each cell: rows where a cell goes over whole, an amount elsewhere."""
    steps: dict[Cell, Terms] = defaultdict(Terms)
    for source, target, amount in effect.moves:
        held = state.get(source, Terms())
        part = held if held.value(amounts) == amount else Terms(rest=amount)
        steps[source].add(part, -1)
        steps[target].add(part)
    return steps


def _points(found: Comparison) -> list[str]:
    return [f"{year}:{stage}" for year, stage in (found.since, found.until)]


def _said(found: Comparison, kind: Kind) -> tuple[str, str]:
    ends = {
        name: Text(en=period_name(*point, "en"), ko=period_name(*point, "ko"))
        for name, point in (("since", found.since), ("until", found.until))
    }
    return both("said_part", {"kind": Text(en=MEANING[kind][0], ko=MEANING[kind][1]), **ends})
