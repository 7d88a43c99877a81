"""The figures that have a page of their own, those of the first screen, each with its proof and its largest rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypedDict

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.calendar import Period
from crosscut.figures import Figure
from crosscut.views.programme_sources import SourceLine
from crosscut.views.totals import Totals, TotalsLine

SHOWN = 50
"""Rows that a page names; the files of a publication have all."""

_Programme = tuple[str, int, str]
"""A programme at a period."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row behind a figure: whose money, in which area, at which period, with which sign, and its lines' places."""

    programme: str
    area: str
    ministry: str
    period: Period
    sign: int
    amount: int
    lines: tuple[SourceLine, ...]


@dataclass(frozen=True)
class FigurePage:
    """A figure with its largest rows, and what all of them come to: how many, their sum, their programmes."""

    figure: Figure
    rows: tuple[FigureRow, ...]
    count: int
    sum: int
    programmes: int

    @property
    def proved(self) -> bool:
        """Whether the rows make the value, and, of a ratio, the other figure its whole."""
        figure = self.figure
        if figure.kind == "count":
            return self.programmes == figure.value
        return self.sum == figure.value and (figure.kind != "ratio" or figure.of[1].value == figure.whole)


def headline_figures(totals: Totals) -> list[Figure]:
    """The amounts of the first screen, their shares, counts of programmes, changes and rates; each once."""
    found = [figure for line in _lines(totals) for figure in _of(line)]
    return list({figure.id: figure for figure in found}.values())


def _lines(totals: Totals) -> Iterator[TotalsLine]:
    yield totals.whole
    yield from (line for line in (totals.inside, *totals.unattributed) if line.has_rows)


def _of(line: TotalsLine) -> Iterator[Figure]:
    if line.amount.row_count:
        yield from (line.amount, line.programmes)
        if line.share.value != line.share.whole:
            yield line.share
    for change in line.changes:
        if change.is_known:
            yield from (each for each in (change.amount, change.rate) if each.whole != 0)


class _Row(TypedDict):
    """A row of the traced table, as far as a page tells it."""

    row: str
    programme: str
    area: str
    ministry: str
    fiscal_year: int
    stage: str
    amount: int


@dataclass(frozen=True)
class _Behind:
    """The largest rows behind a figure with their signs, and what all of them come to."""

    rows: list[tuple[_Row, int]]
    count: int
    sum: int
    programmes: int


def figure_pages(totals: Totals) -> list[FigurePage]:
    """The page of each of those figures."""
    found = [(figure, _behind(totals, figure)) for figure in headline_figures(totals)]
    lines = _sources(totals, {_at(row) for _, behind in found for row, _ in behind.rows})
    return [_page(figure, behind, lines) for figure, behind in found]


def _behind(totals: Totals, figure: Figure) -> _Behind:
    signs = dict(totals.book.rows(figure))
    table = totals.book.traced
    table = table.filter(pc.is_in(table["row"], pa.array(signs, pa.string())))
    names, amounts = table["row"].to_pylist(), table["amount"].to_pylist()
    whole = sum(signs[name] * amount for name, amount in zip(names, amounts, strict=True))
    order = sorted(range(len(names)), key=lambda place: (-abs(amounts[place]), names[place]))
    largest: list[_Row] = table.take(pa.array(order[:SHOWN], pa.int64())).to_pylist()
    rows = [(row, signs[row["row"]]) for row in largest]
    return _Behind(rows, len(names), whole, len(pc.unique(table["programme"])))


def _at(row: _Row) -> _Programme:
    return row["programme"], row["fiscal_year"], row["stage"]


def _sources(totals: Totals, wanted: set[_Programme]) -> Mapping[_Programme, tuple[SourceLine, ...]]:
    """Where the lines of some programmes stand in the sources."""
    table = totals.publication.lines
    table = table.filter(pc.is_in(table["programme"], pa.array({each[0] for each in wanted}, pa.string())))
    found: dict[_Programme, list[SourceLine]] = defaultdict(list)
    for row in table.to_pylist():
        if _at(row) in wanted and not row["subprogramme"]:
            period = Period(row["fiscal_year"], row["stage"])
            found[_at(row)].append(SourceLine(period, row["account"], row["file"], row["sheet"], row["row"]))
    return {at: tuple(sorted(lines, key=str)) for at, lines in found.items()}


def _page(figure: Figure, behind: _Behind, lines: Mapping[_Programme, tuple[SourceLine, ...]]) -> FigurePage:
    rows = tuple(
        FigureRow(
            row["programme"],
            row["area"],
            row["ministry"],
            Period(*_at(row)[1:]),
            sign,
            row["amount"],
            lines.get(_at(row), ()),
        )
        for row, sign in behind.rows
    )
    return FigurePage(figure, rows, behind.count, behind.sum, behind.programmes)
