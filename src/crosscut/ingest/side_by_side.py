"""Tables of the same columns that stand beside one another: each needs a range of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from crosscut.config import Source
from crosscut.findings import Place
from crosscut.ingest.readers.ranges import head_rows
from crosscut.ingest.readers.sheet import Sheet
from crosscut.ingest.report import FATAL, Report
from crosscut.spreadsheets import column_letters
from crosscut.text import Text

_FEWEST = 2
"""Columns that stand again from which they are a table."""

Columns = tuple[int, int]
"""The first and the last column of a table, from 0."""


def tables_beside(names: Sequence[str], wanted: Collection[str]) -> list[Columns]:
    """The columns of each table where all wanted columns that there are stand again, one table behind the other."""
    places = [[at for at, each in enumerate(names) if each == name] for name in set(wanted) & set(names)]
    counts = set(map(len, places))
    if len(places) < _FEWEST or len(counts) != 1 or counts <= {1}:
        return []
    tables = list(zip(*places, strict=True))
    if any(max(one) > min(other) for one, other in pairwise(tables)):
        return []
    starts = [min(table) for table in tables]
    return [(start, _last(names, start, end)) for start, end in zip(starts, [*starts[1:], len(names)], strict=True)]


def _last(names: Sequence[str], start: int, end: int) -> int:
    return max(at for at in range(start, end) if names[at])


def ask_ranges(tables: Sequence[Columns], sheet: Sheet, source: Source, header_row: int, report: Report) -> None:
    """Ask for the range of each table."""
    whole = len(sheet.head) < head_rows(source)
    last = str(len(sheet.head)) if whole else "…"
    ranges = [f"{column_letters(one + 1)}{header_row}:{column_letters(other + 1)}{last}" for one, other in tables]
    listed = ", ".join(ranges)
    report.add(
        "tables-side-by-side",
        FATAL,
        Place(sheet.file, sheet.name, header_row),
        Text(
            f"{len(tables)} tables of the same columns stand beside one another: {listed}.",
            f"같은 열의 표 {len(tables)}개가 나란히 있습니다: {listed}.",
        ),
        mend=Text(
            f'State range = "{ranges[0]}", and a [[source]] of the same file for each of the others.',
            f'range = "{ranges[0]}"을(를) 적고, 나머지 표마다 같은 파일의 [[source]]를 더하십시오.',
        ),
    )
