"""The figures that a site prints and the rows behind them, as data that pages load when a number is opened.

A row that no printed figure rests on is left out, and so are the rows of a figure that others make: they are theirs.
Most figures are sums and differences of a programme's money: each is one line, and what many lines have in common, its
shape, stands once in a file of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NotRequired, TypedDict, TypeVar

import pyarrow as pa

from crosscut.config import Counting
from crosscut.exports.site.whole_numbers import whole
from crosscut.exports.words_of import by_language, percent
from crosscut.figures import Figure, Printed
from crosscut.figures.figure import FigureKind, SignedRow, Where
from crosscut.views.totals import Totals

T = TypeVar("T", str, int)

ROWS_IN_SHARD = 4_000
"""Rows of one data file: what opens a number loads the files that hold its rows, and no other."""

_FEW = 4
"""Rows of a figure that are shorter said again than by the figure that has the same."""

_HEAD = 3
"""Letters of an id that say its kind, counting and keys."""

_MADE_OF_OTHERS: frozenset[FigureKind] = frozenset({"difference", "ratio"})
"""The kinds whose rows are always those of the figures that they are made of."""


class Coded(TypedDict):
    """A column of texts or years: the distinct ones, and, of more than one, the place of each row's among them."""

    values: Sequence[str] | Sequence[int]
    at: NotRequired[list[int]]


class RowsScript(TypedDict):
    """Rows, column by column: programmes by place among the names, ids and amounts (see ``whole``) apart by spaces."""

    counting: Coded
    area: Coded
    ministry: Coded
    committee: Coded
    fiscal_year: Coded
    stage: Coded
    programme: list[int]
    id: str
    amount: str


class ShapeScript(TypedDict):
    """What many figures of programmes have in common: all but the programme and the numbers.

    ``head`` is what all of their ids begin with.
    """

    head: str
    kind: FigureKind
    counting: Counting
    where: dict[str, str | int]


class FigureScript(TypedDict):
    """A figure for scripts: numbers as texts of integers, rows as runs of places; what it lacks is left out.

    ``like`` is the figure that has the same rows and says them; ``programme`` is the place of the programme that it is
    of; ``shown`` are the amounts that a share is printed of, where those give another percentage than the exact ones.
    """

    kind: FigureKind
    counting: Counting
    where: dict[str, str | int]
    value: str
    programme: NotRequired[int]
    rows: NotRequired[str]
    like: NotRequired[str]
    whole: NotRequired[str]
    low: NotRequired[str]
    high: NotRequired[str]
    minus: NotRequired[str]
    of: NotRequired[list[str]]
    by: NotRequired[list[str]]
    explanation: NotRequired[list[str]]
    shown: NotRequired[list[str]]


class FigureShard(TypedDict):
    """Figures by id, and lines of figures of programmes by the place of their shape, apart by semicolons.

    A line is what stands between the beginning and the ending of the id, which all have in common, the place of the
    programme, the value (see ``whole``), then the runs of the rows, or, of a difference, the ids of the figures that it
    is made of.
    """

    figures: dict[str, FigureScript]
    lines: dict[str, str]


class FigureData:
    """The data of all figures that were printed.

    Parameters
    ----------
    programmes
        The place of each programme among the names that scripts know.
    """

    def __init__(self, totals: Totals, printed: Printed, programmes: Mapping[str, int]) -> None:
        book, self._rounding, self._made = totals.book, totals.rounding, totals.publication.settings.languages
        self._book, self._printed, self._programmes = book, printed, programmes
        self._rows = {each.id: book.rows(each) for each in printed if not _follows(each)}
        used = {row for rows in self._rows.values() for row, _ in rows}
        names = book.traced.column("row").to_pylist()
        self._kept = [place for place, row in enumerate(names) if row in used]
        self._places = {names[place]: place_here for place_here, place in enumerate(self._kept)}
        self._shapes: dict[tuple[str, FigureKind, Counting, Where], int] = {}
        self._like = dict(self._alike())

    def rows(self) -> Iterator[RowsScript]:
        """The rows that figures rest on, in parts of ``ROWS_IN_SHARD``."""
        for start in range(0, max(len(self._kept), 1), ROWS_IN_SHARD):
            table = self._book.traced.take(pa.array(self._kept[start : start + ROWS_IN_SHARD], pa.int64()))
            yield self._rows_script(table.to_pydict())

    def _rows_script(self, table: Mapping[str, list[Any]]) -> RowsScript:
        return {
            "counting": _coded(table["counting"]),
            "area": _coded(table["area"]),
            "ministry": _coded(table["ministry"]),
            "committee": _coded(table["committee"]),
            "fiscal_year": _coded(table["fiscal_year"]),
            "stage": _coded(table["stage"]),
            "programme": [self._programmes[each] for each in table["programme"]],
            "id": " ".join(table["row"]),
            "amount": " ".join(map(whole, table["amount"])),
        }

    def shards(self, letters: int) -> Iterator[tuple[str, FigureShard]]:
        """The figures in parts named by the last letters of their ids."""
        figures = sorted(self._printed, key=lambda figure: (figure.id[-letters:], figure.id))
        for ending, group in groupby(figures, key=lambda figure: figure.id[-letters:]):
            yield ending, self._shard(list(group), letters)

    def _shard(self, figures: list[Figure], letters: int) -> FigureShard:
        lines: dict[str, list[str]] = {}
        whole: dict[str, FigureScript] = {}
        for figure in figures:
            shape = self._shape(figure)
            if shape is None:
                whole[figure.id] = self._whole(figure)
            else:
                lines.setdefault(str(shape), []).append(self._line(figure, letters))
        return {"figures": whole, "lines": {shape: ";".join(each) for shape, each in lines.items()}}

    def shapes(self) -> list[ShapeScript]:
        """The shapes of the figures whose shards were made."""
        return [
            {"head": head, "kind": kind, "counting": counting, "where": dict(where)}
            for head, kind, counting, where in self._shapes
        ]

    def _shape(self, figure: Figure) -> int | None:
        """The place of the shape of a figure of one programme; None of others, and where it has more to say."""
        where = tuple(each for each in figure.where if each[0] != "programme")
        summed, differs = figure.kind == "sum" and not figure.of, figure.kind == "difference"
        if where == figure.where or not (summed or differs) or figure.low is not None or figure.high is not None:
            return None
        shape = (figure.id[:_HEAD], figure.kind, figure.counting, where)
        return self._shapes.setdefault(shape, len(self._shapes))

    def _line(self, figure: Figure, letters: int) -> str:
        programme = self._programmes[str(dict(figure.where)["programme"])]
        tail = " ".join(each.id for each in figure.of) or self._runs(figure, 1)
        return f"{figure.id[_HEAD:-letters]} {programme} {whole(figure.value)} {tail}"

    def _whole(self, figure: Figure) -> FigureScript:
        where = dict(figure.where)
        script: FigureScript = {
            "kind": figure.kind,
            "counting": figure.counting,
            "where": where,
            "value": str(figure.value),
        }
        if "programme" in where:
            script["programme"] = self._programmes[str(where["programme"])]
        self._lead_to_rows(figure, script)
        if figure.whole is not None:
            script["whole"] = str(figure.whole)
        if figure.low is not None:
            script["low"] = str(figure.low)
        if figure.high is not None:
            script["high"] = str(figure.high)
        if figure.of:
            script["of"] = [each.id for each in figure.of]
        if figure.by:
            script["by"] = list(figure.by)
        if figure.explanation:
            script["explanation"] = by_language(figure.explanation, self._made)
        if figure.kind == "ratio" and (shown := self._cells_of(figure)):
            script["shown"] = shown
        return script

    def _lead_to_rows(self, figure: Figure, script: FigureScript) -> None:
        if (like := self._like.get(figure.id, figure.id)) != figure.id:
            script["like"] = like
        elif figure.id in self._rows:
            script["rows"] = self._runs(figure, 1)
            if minus := self._runs(figure, -1):
                script["minus"] = minus

    def _alike(self) -> Iterator[tuple[str, str]]:
        """Figures of many rows, each with the first that has the same: a count has those of the amount beside it."""
        first: dict[tuple[SignedRow, ...], str] = {}
        for figure in sorted(self._printed, key=lambda each: each.id):
            rows = self._rows.get(figure.id, ())
            if len(rows) > _FEW and self._shape(figure) is None:
                yield figure.id, first.setdefault(tuple(sorted(rows)), figure.id)

    def _cells_of(self, figure: Figure) -> list[str]:
        amounts = self._rounding.ratio(figure)
        exact = (figure.value, figure.whole or 0)
        return [*map(str, amounts)] if percent(*amounts) != percent(*exact) else []

    def _runs(self, figure: Figure, sign: int) -> str:
        return runs(self._places[row] for row, own in self._rows[figure.id] if own * sign > 0)


def _follows(figure: Figure) -> bool:
    """Whether a figure's rows are those of the figures that it is made of."""
    return figure.kind in _MADE_OF_OTHERS or (figure.kind == "sum" and bool(figure.of))


def _coded(values: Sequence[T]) -> Coded:
    distinct = sorted(set(values))
    if len(distinct) < 2:
        return {"values": distinct}
    place = {value: index for index, value in enumerate(distinct)}
    return {"values": distinct, "at": [place[value] for value in values]}


def runs(numbers: Iterable[int]) -> str:
    """Numbers as text, runs of consecutive ones: how far each begins after the one before, and how many more follow.

    0 to 13, 15, and 20 to 22 are ``0-13 2 5-2``.
    """
    parts: list[str] = []
    end, ordered = 0, sorted(numbers)
    for _, run in groupby(enumerate(ordered), key=lambda each: each[1] - each[0]):
        first, *more = (number for _, number in run)
        parts.append(f"{first - end}-{len(more)}" if more else str(first - end))
        end = first + len(more)
    return " ".join(parts)
