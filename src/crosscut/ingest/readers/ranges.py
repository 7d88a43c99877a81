"""A part of a sheet as a sheet: the rows and columns that a source names, without the rows that it skips."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crosscut.config import Source
from crosscut.ingest.limits import HEAD_ROWS
from crosscut.ingest.readers.marks import Marks
from crosscut.ingest.readers.sheet import Body, Sheet, delimiter_of, marks_of
from crosscut.spreadsheets import column_number

Mask = npt.NDArray[np.bool_]
Ranges = Sequence[tuple[int, int]]
_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")
_MOST_SKIPPED = 1_000
"""Skipped rows behind which a header is still looked for."""


@dataclass(frozen=True)
class Bounds:
    """Rows from 1 and columns from 0, both ends included; 0 and -1 where there is no end.

    ``skipped`` are the first and last of rows within that count for nothing.
    """

    first_row: int
    last_row: int
    first_column: int = 0
    last_column: int = -1
    skipped: Ranges = ()


def head_rows(source: Source) -> int:
    """First rows among which a header is looked for: more where the mapping says that it begins further down."""
    found = _RANGE.fullmatch(source.range.upper())
    skipped = sum(last + 1 - first for first, last in source.skip_rows if first <= HEAD_ROWS)
    begun = max(int(found[2]) if found else 0, source.first_row, source.header_row)
    return HEAD_ROWS + begun + min(skipped, _MOST_SKIPPED)


def in_rows(row: npt.NDArray[np.int32], ranges: Ranges) -> Mask:
    """Which rows stand in one of some ranges."""
    mask = np.zeros(len(row), bool)
    for first, last in ranges:
        mask |= (row >= first) & (row <= last)
    return mask


def is_in(row: int, ranges: Ranges) -> bool:
    """Whether a row stands in one of some ranges."""
    return any(first <= row <= last for first, last in ranges)


def header_height(source: Source, first: int) -> int:
    """How many rows a header spans that begins at a row, skipped ones within it among them."""
    last, left = first, source.header_rows - 1
    while left:
        last += 1
        left -= not is_in(last, source.skip_rows)
    return last + 1 - first


def last_row_of(source: Source) -> int:
    """The last row that the mapping says counts; 0 where it says none."""
    found = _RANGE.fullmatch(source.range.upper())
    return int(found[4]) if found else source.last_row


@dataclass
class RangedSheet:
    """A sheet of which only the rows and columns within bounds are there, and no skipped ones; rows keep their numbers.

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
    def delimiter(self) -> str:
        """What stands between the columns of a text file."""
        return delimiter_of(self.sheet)

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
            for number, row in enumerate(self._not_skipped(), start=1)
        ]

    def _not_skipped(self) -> list[Sequence[str]]:
        skipped = self.bounds.skipped
        return [() if is_in(number, skipped) else row for number, row in enumerate(self.sheet.head, start=1)]

    def body(self, header_end: int, wanted: Collection[int], amounts: Collection[int], width: int) -> Body:
        """See :class:`Sheet`."""
        body = self.with_skipped(header_end, wanted, amounts, width)
        return body.only(~in_rows(body.row, self.bounds.skipped))

    def with_skipped(self, header_end: int, wanted: Collection[int], amounts: Collection[int], width: int) -> Body:
        """The body with the rows that are skipped."""
        beside = max(map(len, self.sheet.head[header_end - 1 : header_end]), default=0)
        body = self.sheet.body(header_end, wanted, amounts, max(width, beside))
        kept = body.row >= self.bounds.first_row
        if not self.bounds.last_row:
            return body.only(kept)
        behind = (body.row == self.bounds.last_row + 1) & ~in_rows(body.row, self.bounds.skipped)
        self.behind = body.only(behind) if behind.any() else None
        return body.only(kept & (body.row <= self.bounds.last_row))


def above(sheet: Sheet) -> Sequence[Sequence[str]]:
    """The first rows above the part that a source names; none where it names no part."""
    return sheet.above if isinstance(sheet, RangedSheet) else ()


def first_row_of(sheet: Sheet) -> int:
    """The first row of the part that a source names; 0 where it names none."""
    return sheet.bounds.first_row if isinstance(sheet, RangedSheet) else 0


def is_within(row: int, bounds: Bounds | None) -> bool:
    """Whether a row is of the part of a sheet that a source names."""
    if bounds is None:
        return True
    return bounds.first_row <= row <= (bounds.last_row or row) and not is_in(row, bounds.skipped)


def follows(row: int, before: int, skipped: Ranges) -> bool:
    """Whether a row stands right behind another one, skipped ones between them aside."""
    return all(is_in(between, skipped) for between in range(before + 1, row))


def with_skipped(sheet: Sheet, header_end: int, wanted: Collection[int], amounts: Collection[int], width: int) -> Body:
    """The body of a sheet with the rows that its source skips, of which others may repeat texts."""
    read = sheet.with_skipped if isinstance(sheet, RangedSheet) else sheet.body
    return read(header_end, wanted, amounts, width)


def within(sheet: Sheet, source: Source) -> Sheet:
    """The sheet, or the part of it that the source names."""
    bounds = bounds_of(source)
    return RangedSheet(sheet, bounds) if bounds else sheet


def bounds_of(source: Source) -> Bounds | None:
    """The part of a sheet that a source names; None where it names none."""
    found, skipped = _RANGE.fullmatch(source.range.upper()), source.skip_rows
    if found:
        columns = column_number(found[1]) - 1, column_number(found[3]) - 1
        return Bounds(int(found[2]), int(found[4]), *columns, skipped)
    named = source.first_row or source.last_row or skipped
    return Bounds(source.first_row, source.last_row, skipped=skipped) if named else None
