"""A part of a sheet as a sheet: the rows and columns that a source names."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from crosscut.config import Source
from crosscut.ingest.limits import HEAD_ROWS
from crosscut.ingest.readers.marks import Marks
from crosscut.ingest.readers.sheet import Body, Sheet, marks_of
from crosscut.spreadsheets import column_number

_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


@dataclass(frozen=True)
class Bounds:
    """Rows from 1 and columns from 0, both ends included; 0 and -1 where there is no end."""

    first_row: int
    last_row: int
    first_column: int = 0
    last_column: int = -1


def head_rows(source: Source) -> int:
    """First rows among which a header is looked for: more where the mapping says that it begins further down."""
    found = _RANGE.fullmatch(source.range.upper())
    return HEAD_ROWS + max(int(found[2]) if found else 0, source.first_row, source.header_row)


def last_row_of(source: Source) -> int:
    """The last row that the mapping says counts; 0 where it says none."""
    found = _RANGE.fullmatch(source.range.upper())
    return int(found[4]) if found else source.last_row


@dataclass
class RangedSheet:
    """A sheet of which only the rows and columns within bounds are there; rows keep their numbers.

    ``behind`` is the row right behind the bounds, where there is one, once the body was read.
    """

    sheet: Sheet
    bounds: Bounds

    behind: Body | None = None

    def __post_init__(self) -> None:
        self.file, self.name = self.sheet.file, self.sheet.name

    @property
    def marks(self) -> Marks:
        """See :class:`Sheet`."""
        return marks_of(self.sheet)

    @property
    def head(self) -> Sequence[Sequence[str]]:
        """The first rows, blank outside the bounds."""
        first, last = self.bounds.first_row, self.bounds.last_row
        return self._rows(lambda number: number >= first and not (last and number > last))

    @property
    def above(self) -> Sequence[Sequence[str]]:
        """The first rows above the bounds, where the header may stand too; blank from the first row within."""
        return self._rows(lambda number: number < self.bounds.first_row)

    def _rows(self, wanted: Callable[[int], bool]) -> list[list[str]]:
        """The first rows cut to the columns within bounds; blank where they are not wanted by their number."""
        first, last = self.bounds.first_column, self.bounds.last_column
        return [
            [cell if wanted(number) and first <= at and (last < 0 or at <= last) else "" for at, cell in enumerate(row)]
            for number, row in enumerate(self.sheet.head, start=1)
        ]

    def body(self, header_end: int, wanted: Collection[int], amounts: Collection[int], width: int) -> Body:
        """See :class:`Sheet`."""
        beside = max(map(len, self.sheet.head[header_end - 1 : header_end]), default=0)
        body = self.sheet.body(header_end, wanted, amounts, max(width, beside))
        kept = body.row >= self.bounds.first_row
        if not self.bounds.last_row:
            return body.only(kept)
        behind = body.row == self.bounds.last_row + 1
        self.behind = body.only(behind) if behind.any() else None
        return body.only(kept & (body.row <= self.bounds.last_row))


def above(sheet: Sheet) -> Sequence[Sequence[str]]:
    """The first rows above the part that a source names; none where it names no part."""
    return sheet.above if isinstance(sheet, RangedSheet) else ()


def first_row_of(sheet: Sheet) -> int:
    """The first row of the part that a source names; 0 where it names none."""
    return sheet.bounds.first_row if isinstance(sheet, RangedSheet) else 0


def within(sheet: Sheet, source: Source) -> Sheet:
    """The sheet, or the part of it that the source names."""
    bounds = bounds_of(source)
    return RangedSheet(sheet, bounds) if bounds else sheet


def bounds_of(source: Source) -> Bounds | None:
    """The part of a sheet that a source names; None where it names none."""
    found = _RANGE.fullmatch(source.range.upper())
    if found:
        columns = column_number(found[1]) - 1, column_number(found[3]) - 1
        return Bounds(int(found[2]), int(found[4]), *columns)
    return Bounds(source.first_row, source.last_row) if source.first_row or source.last_row else None
