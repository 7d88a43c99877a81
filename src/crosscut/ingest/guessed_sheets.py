"""Which sheets of a workbook hold the table that an office means, and which hold more of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosscut.characters import clean
from crosscut.ingest.guessed_header import is_number, whole_header
from crosscut.ingest.readers.marks import OtherSheet
from crosscut.ingest.readers.sheet import Sheet, marks_of

_FEWEST_NAMES = 3
"""Names of a header from which another sheet with the same holds the same table."""
_MANY_TIMES = 2
"""How many times as many numbers a sheet holds that is meant rather than the first."""
_MOST_TRIED = 5


def visible_sheets(first: Sheet) -> list[OtherSheet]:
    """The sheets of a workbook that readers see, that which was opened before the others; none of another file."""
    if not first.name:
        return []
    return [OtherSheet(first.name, first.head, True), *(each for each in marks_of(first).others if each.visible)]


def fullest(sheets: Sequence[OtherSheet]) -> str:
    """The name of the sheet to read: the first, unless another holds many times as many numbers."""
    fuller = max(sheets[1:], key=_numbers, default=sheets[0])
    return fuller.name if _numbers(fuller) > _MANY_TIMES * _numbers(sheets[0]) else sheets[0].name


def alike(sheet: Sheet, sheets: Sequence[OtherSheet]) -> list[str]:
    """The names of other sheets in which the header of a sheet stands too, but for its years."""
    header, rows = whole_header(sheet.head)
    names = {_without_years(cell) for row in sheet.head[header : header + rows] for cell in row} - {""}
    if len(names) < _FEWEST_NAMES:
        return []
    others = (each for each in sheets if each.name != sheet.name)
    return [each.name for each in others if any(names <= set(map(_without_years, row)) for row in each.head)]


def rivals(sheet: Sheet, sheets: Sequence[OtherSheet]) -> list[str]:
    """The names of other sheets that may hold the programmes which a sheet lacks, the fullest first."""
    others = [each for each in sheets if each.name != sheet.name and _numbers(each)]
    return [each.name for each in sorted(others, key=_numbers, reverse=True)[:_MOST_TRIED]]


def _without_years(cell: str) -> str:
    return re.sub(r"\d+", "#", clean(cell))


def _numbers(sheet: OtherSheet) -> int:
    """How many numbers stand in rows that hold a text too."""
    texts = (row for row in sheet.head if any(cell.strip() and not is_number(cell) for cell in row))
    return sum(sum(map(is_number, row)) for row in texts)
