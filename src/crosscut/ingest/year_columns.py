"""Columns of what a programme is called and whose it is in single years, of which the mapping reads one for all."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from crosscut.characters import folded
from crosscut.ingest.amount_heads import years_named
from crosscut.ingest.columns import Context
from crosscut.ingest.header import Header, unused_columns
from crosscut.ingest.readers.sheet import Sheet
from crosscut.ingest.report import WARNING
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.text_forms import trimmed
from crosscut.text import Text

_KEYS = ("ministry", "committee", "name")
_LETTERS = re.compile(r"[^\W\d_]+")
_OF_YEARS = frozenset({"fy", "년", "년도", "年", "年度"})


def ask(sheet: Sheet, header: Header, rows: SourceRows, context: Context) -> None:
    """Ask where a column such as ``ministry 2025`` is not read, although ``ministry 2026`` is, for both years."""
    if rows.source.summed:
        return
    years = {column.fiscal_year for column in rows.columns} | set(np.unique(rows.year).tolist())
    for key, number, other in _pairs(header, rows):
        if (years & years_named(header.names[other])) - years_named(header.names[number]):
            _compare(sheet, rows, (key, number, other), context)


def _pairs(header: Header, rows: SourceRows) -> Iterator[tuple[str, int, int]]:
    """Each column of an attribute, with each unread one whose head is the same but for a year."""
    unused = [n for n in map(header.column, unused_columns(header, rows.source)) if n is not None]
    for key in _KEYS:
        named = rows.source.columns.get(key, "")
        number = header.column(named) if isinstance(named, str) else None
        if number is not None:
            said = _without_year(header.names[number])
            yield from ((key, number, n) for n in unused if _without_year(header.names[n]) == said)


def _without_year(header: str) -> list[str]:
    return [word for word in _LETTERS.findall(folded(header)) if word not in _OF_YEARS]


def _compare(sheet: Sheet, rows: SourceRows, pair: tuple[str, int, int], context: Context) -> None:
    key, number, other = pair
    body = sheet.body(rows.header.end, {other}, (), len(rows.header.names))
    cells = trimmed(body.columns[other]).take(pa.array(np.searchsorted(body.row, rows.row)))
    pairs = zip(cells.to_pylist(), rows.texts[key].to_pylist(), strict=True)
    apart = [at for at, (theirs, ours) in enumerate(pairs) if theirs and theirs != ours]
    if not apart:
        return
    unread, read = rows.header.names[other], rows.header.names[number]
    context.report.add(
        "attribute-by-year",
        WARNING,
        rows.place(apart[0], unread),
        Text(
            f"{unread!r} says otherwise than {read!r} in {len(apart):,} rows, but {read!r} is read for all years.",
            f"{unread!r}의 내용이 {len(apart):,}개 행에서 {read!r}와(과) 다른데 모든 연도에 {read!r}을(를) 씁니다.",
        ),
        mend=Text(
            f"State a source for each year, with its own column as {key}; or name {unread!r} in skip.",
            f"연도마다 source를 두고 그 해의 열을 {key}(으)로 지정하거나, {unread!r}을(를) skip에 적으십시오.",
        ),
    )
