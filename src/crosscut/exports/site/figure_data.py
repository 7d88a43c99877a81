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
from crosscut.figures import Figure, FigureBook, Printed
from crosscut.figures.figure import FigureKind, Where
from crosscut.text import LANGUAGES, Text

T = TypeVar("T", str, int)

ROWS_IN_SHARD = 4_000
"""Rows of one data file: what opens a number loads the files that hold its rows, and no other."""

_MADE_OF_OTHERS: frozenset[FigureKind] = frozenset({"difference", "ratio"})
"""The kinds whose rows are always those of the figures that they are made of."""


class Coded(TypedDict):
    """A column of texts or years: the distinct ones, and, of more than one, the place of each row's among them."""

    values: Sequence[str] | Sequence[int]
    at: NotRequired[list[int]]


class RowsScript(TypedDict):
    """Rows, column by column: programmes by place among the names, ids and amounts apart by spaces."""

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
    """What many figures of programmes have in common: all but the programme and the numbers."""

    kind: FigureKind
    counting: Counting
    where: dict[str, str | int]


class FigureScript(TypedDict):
    """A figure for scripts: numbers as texts of integers, rows as runs of places; what it lacks is left out."""

    kind: FigureKind
    counting: Counting
    where: dict[str, str | int]
    value: str
    rows: NotRequired[str]
    whole: NotRequired[str]
    low: NotRequired[str]
    high: NotRequired[str]
    minus: NotRequired[str]
    of: NotRequired[list[str]]
    by: NotRequired[list[str]]
    explanation: NotRequired[list[str]]


FigureShard = dict[str, FigureScript | str]
"""Figures by id. A text is one of a programme: the places of its shape and of the programme, its value, then the runs
of its rows, or, of a difference, the ids of the figures that it is made of."""


class FigureData:
    """The data of all figures that were printed.

    Parameters
    ----------
    programmes
        The place of each programme among the names that scripts know.
    """

    def __init__(self, book: FigureBook, printed: Printed, programmes: Mapping[str, int]) -> None:
        self._book, self._printed, self._programmes = book, printed, programmes
        self._rows = {each.id: book.rows(each) for each in printed if not _follows(each)}
        used = {row for rows in self._rows.values() for row, _ in rows}
        names = book.traced.column("row").to_pylist()
        self._kept = [place for place, row in enumerate(names) if row in used]
        self._places = {names[place]: place_here for place_here, place in enumerate(self._kept)}
        self._shapes: dict[tuple[FigureKind, Counting, Where], int] = {}

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
            "amount": " ".join(map(str, table["amount"])),
        }

    def shards(self, letters: int) -> Iterator[tuple[str, FigureShard]]:
        """The figures in parts named by the last letters of their ids."""
        figures = sorted(self._printed, key=lambda figure: (figure.id[-letters:], figure.id))
        for ending, group in groupby(figures, key=lambda figure: figure.id[-letters:]):
            yield ending, {figure.id: self._line(figure) or self._whole(figure) for figure in group}

    def shapes(self) -> list[ShapeScript]:
        """The shapes of the figures whose shards were made."""
        return [{"kind": kind, "counting": counting, "where": dict(where)} for kind, counting, where in self._shapes]

    def _line(self, figure: Figure) -> str:
        """A figure of one programme as a line; empty where it has more to say."""
        where = dict(figure.where)
        programme = where.pop("programme", None)
        summed, differs = figure.kind == "sum" and not figure.of, figure.kind == "difference"
        if programme is None or not (summed or differs) or figure.low is not None or figure.high is not None:
            return ""
        shape = self._shapes.setdefault((figure.kind, figure.counting, tuple(where.items())), len(self._shapes))
        tail = self._runs(figure, 1) if summed else " ".join(each.id for each in figure.of)
        return f"{shape} {self._programmes[str(programme)]} {figure.value} {tail}"

    def _whole(self, figure: Figure) -> FigureScript:
        script: FigureScript = {
            "kind": figure.kind,
            "counting": figure.counting,
            "where": dict(figure.where),
            "value": str(figure.value),
        }
        if figure.id in self._rows:
            script["rows"] = self._runs(figure, 1)
            if minus := self._runs(figure, -1):
                script["minus"] = minus
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
            script["explanation"] = both(figure.explanation)
        return script

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


def both(text: Text) -> list[str]:
    """A text by language, in the order that scripts know them in."""
    return [text[language] for language in LANGUAGES]


def runs(numbers: Iterable[int]) -> str:
    """Numbers as text, runs of consecutive ones as ``first-last``: ``0-13 15 20-22``."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in parts)
