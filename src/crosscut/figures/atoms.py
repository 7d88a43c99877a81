"""What figures are asked of: sums, counts and rows of the atoms, from the engine (§3.15)."""

from __future__ import annotations

import weakref
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from sys import intern
from typing import Any, NamedTuple, Protocol, TypedDict, cast

import pyarrow as pa
import pyarrow.compute as pc

from crosscut import engine
from crosscut.budget import Run
from crosscut.config import Counting
from crosscut.engine.crosscut import counted, summed
from crosscut.figures.figure import INSIDE, SignedRow, Where
from crosscut.tables import AMOUNTS, FIGURE_KEYS, NO_AREA

Key = tuple[str | int, ...]


class AtomSum(NamedTuple):
    """What one combination of keys holds: minor units, bounds, and how many rows and programmes."""

    amount: int
    low: int
    high: int
    inexact: int
    rows: int
    programmes: int


NOTHING = AtomSum(0, 0, 0, 0, 0, 0)
_KEYS = frozenset(FIGURE_KEYS)


_Selections = dict[Key, dict[Key, AtomSum]]
"""The cells of a crosscut by the values of the keys that select them."""


class Atom(TypedDict):
    """A row of AMOUNTS."""

    row: str
    counting: str
    line: str
    programme: str
    area: str
    sub: str
    ministry: str
    committee: str
    fiscal_year: int
    stage: str
    account: str
    amount: int
    low: int | None
    high: int | None


class Atoms(Protocol):
    """A run's atoms, in memory or elsewhere."""

    def cells(self, counting: Counting, keys: Sequence[str], *, inside: bool = False) -> Mapping[Key, AtomSum]:
        """What each combination of ``keys`` holds; ``inside`` leaves out what no area of the taxonomy does."""

    def groups(self, counting: Counting, keys: Sequence[str], where: Mapping[str, str | int]) -> Mapping[Key, AtomSum]:
        """What each combination of ``keys`` holds among what ``where`` selects, in the keys' order."""

    def rows(self, counting: Counting, where: Where) -> Sequence[str]:
        """The ids of the rows that ``where`` selects, in the order of the table; ``where`` may name a ``line``."""

    def atom(self, row: str) -> Atom:
        """The row that has an id; KeyError where none has."""

    def table(self, *countings: Counting) -> pa.Table:
        """The rows themselves, a table of AMOUNTS."""


def _part(table: pa.Table, *countings: Counting) -> pa.Table:
    """The rows of a table under some countings, all of them without a choice."""
    if not countings:
        return table
    return table.filter(pa.compute.is_in(table["counting"], value_set=pa.array(countings, pa.string())))


def _values(column: pa.ChunkedArray) -> list[Any]:
    """A column's values, each text once however often it is asked for."""
    values = column.to_pylist()
    return [*map(intern, values)] if pa.types.is_string(column.type) and not column.null_count else values


def added_up(rows: list[SignedRow]) -> tuple[SignedRow, ...]:
    """Each row once, with the sum of its signs; what is added and taken away again is left out."""
    if len(dict(rows)) == len(rows):
        return tuple(rows)
    times: Counter[str] = Counter()
    for row, sign in rows:
        times[row] += sign
    return tuple((row, sign) for row, sign in times.items() if sign)


class TableAtoms:
    """Atoms that fit into memory.

    Parameters
    ----------
    made
        What makes the table of AMOUNTS under some countings (all of them without a choice); each is asked for once.
    """

    def __init__(self, made: Callable[..., pa.Table]) -> None:
        self._made = made
        self._cells: dict[tuple[Counting, tuple[str, ...], bool], dict[Key, AtomSum]] = {}
        self._selections: dict[tuple[Counting, tuple[str, ...], tuple[str, ...], bool], _Selections] = {}
        self._groups: dict[tuple[Counting, tuple[str, ...], bool], dict[Key, list[str]]] = {}
        self._frames: dict[Counting, engine.base.Frame] = {}
        self._ready: dict[tuple[Counting, bool], engine.base.Frame] = {}

    @classmethod
    def of(cls, table: pa.Table) -> TableAtoms:
        """The atoms of a table that is there already."""
        return cls(partial(_part, table))

    def __reduce__(self) -> tuple[type[TableAtoms], tuple[object]]:
        """What another process gets: what makes the table, and nothing that was opened or worked out here."""
        return TableAtoms, (self._made,)

    def table(self, *countings: Counting) -> pa.Table:
        """The rows themselves."""
        return self._made(*countings).select(AMOUNTS.names)

    @cached_property
    def _engine(self) -> engine.Engine:
        opened = engine.open("duckdb")
        weakref.finalize(self, opened.close)
        return opened

    def cells(self, counting: Counting, keys: Sequence[str], *, inside: bool = False) -> Mapping[Key, AtomSum]:
        """The crosscut by some keys, made by the engine once."""
        question = (counting, tuple(keys), inside)
        if question not in self._cells:
            made = summed(self._engine, self._counted(counting, inside=inside), keys)
            columns = [*(_values(made[name]) for name in keys), *(made[name].to_pylist() for name in AtomSum._fields)]
            width = len(keys)
            rows = zip(*columns, strict=True)
            cells = {row[:width]: AtomSum(*row[width:]) for row in rows if row[width + AtomSum._fields.index("rows")]}
            self._cells[question] = cells
        return self._cells[question]

    def groups(self, counting: Counting, keys: Sequence[str], where: Mapping[str, str | int]) -> Mapping[Key, AtomSum]:
        """The part of a crosscut that a selection holds; the crosscut is ordered by what selects once."""
        inside = where.get("area") == INSIDE
        exact = tuple(sorted(key for key in where if not (inside and key == "area")))
        question = (counting, tuple(keys), exact, inside)
        if question not in self._selections:
            self._selections[question] = self._selected(counting, keys, exact, inside=inside)
        return self._selections[question].get(tuple(where[key] for key in exact), {})

    def _selected(self, counting: Counting, keys: Sequence[str], by: Sequence[str], *, inside: bool) -> _Selections:
        names = tuple(sorted({*keys, *by}))
        kept, chosen = ([names.index(key) for key in each] for each in (keys, by))
        made: _Selections = defaultdict(dict)
        for key, cell in self.cells(counting, names, inside=inside).items():
            made[tuple(key[place] for place in chosen)][tuple(key[place] for place in kept)] = cell
        return {chose: dict(sorted(cells.items())) for chose, cells in made.items()}

    def _counted(self, counting: Counting, *, inside: bool) -> engine.base.Frame:
        if (counting, inside) not in self._ready:
            self._ready[counting, inside] = counted(self._frame(counting), counting, FIGURE_KEYS, inside=inside)
        return self._ready[counting, inside]

    def _frame(self, counting: Counting) -> engine.base.Frame:
        if counting not in self._frames:
            self._frames[counting] = self._engine.load(self.table(counting))
        return self._frames[counting]

    def rows(self, counting: Counting, where: Where) -> Sequence[str]:
        """The ids of the rows that ``where`` selects."""
        exact = [each for each in where if each != ("area", INSIDE)]
        keys, values = zip(*exact, strict=True) if exact else ((), ())
        return self._group(counting, keys, inside=len(exact) < len(where)).get(values, [])

    def _group(self, counting: Counting, keys: tuple[str, ...], *, inside: bool) -> dict[Key, list[str]]:
        question = (counting, keys, inside)
        if question not in self._groups:
            table = self.table(counting)
            if inside:
                table = table.filter(pc.invert(pc.is_in(table["area"], value_set=pa.array(NO_AREA, pa.string()))))
            groups: dict[Key, list[str]] = defaultdict(list)
            columns = [_values(table[name]) for name in (*keys, "row")]
            for *key, row in zip(*columns, strict=True):
                groups[tuple(key)].append(row)
            self._groups[question] = groups
        return self._groups[question]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {row: place for place, row in enumerate(self._whole["row"].to_pylist())}

    @cached_property
    def _whole(self) -> pa.Table:
        return self.table()

    @cached_property
    def _columns(self) -> dict[str, list[str | int | None]]:
        columns: dict[str, list[str | int | None]] = self._whole.to_pydict()
        return columns

    def atom(self, row: str) -> Atom:
        """The row that has an id."""
        place = self._places[row]
        return cast("Atom", {name: values[place] for name, values in self._columns.items()})


class StreamedAtoms(TableAtoms):
    """Atoms of a run whose sums the engine makes without holding the rows, for few questions: each splits all lines.

    The rows are made where they are asked for.
    """

    def __init__(self, run: Run) -> None:
        super().__init__(run.atoms)
        self._run = run

    def __reduce__(self) -> tuple[type[StreamedAtoms], tuple[Run]]:
        return StreamedAtoms, (self._run,)

    @cached_property
    def _engine(self) -> engine.Engine:
        opened = engine.open(self._run.engine_name)
        weakref.finalize(self, opened.close)
        return opened

    def _frame(self, counting: Counting) -> engine.base.Frame:
        if counting not in self._frames:
            self._frames[counting] = self._run.atom_frame(self._engine, counting)
        return self._frames[counting]


def check_keys(where: Mapping[str, str | int]) -> None:
    """Raise ValueError for a key that figures are not selected by."""
    if not where.keys() <= _KEYS:
        unknown = where.keys() - _KEYS
        raise ValueError(f"a figure cannot be selected by {', '.join(sorted(unknown))}; use {', '.join(FIGURE_KEYS)}")
