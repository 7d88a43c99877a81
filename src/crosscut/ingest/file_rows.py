"""Rows of a CSV or Parquet file that somebody names on the command line, each with its number."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from unicodedata import normalize

import pyarrow as pa
import pyarrow.parquet as pq

from crosscut.csvtext import restore
from crosscut.findings import Place
from crosscut.ingest.people_csv import separator
from crosscut.ingest.readers.encoding import to_utf8
from crosscut.ingest.report import Report, Unreadable
from crosscut.text import Text
from crosscut.text.refusals import RefusalError, after, meant
from crosscut.wholefiles import read_whole

CsvRow = dict[str, str]
NumberedRow = tuple[int, CsvRow]
"""A row with its number as a spreadsheet shows it: blank rows count, and the header is the first that is not blank."""

_LONGEST_CELL = 100_000_000


def rows_of(path: Path, needed: Sequence[str], may: Sequence[str]) -> list[NumberedRow]:
    """The rows of a file that has the columns ``needed`` and, it may be, those of ``may``; blank rows are left out.

    Columns are known by their names in any case of letters.

    Raises
    ------
    CrosscutError
        where it cannot be read, lacks a column, has one of them twice, or a row has more cells than columns.
    """
    known = (*needed, *may)
    header, rows = _parquet(path, known) if path.suffix.lower() == ".parquet" else _csv(decoded(path), str(path), known)
    _check_header(header, needed, may, str(path))
    return rows


def rows_of_text(text: str, file: str, needed: Sequence[str], may: Sequence[str]) -> list[NumberedRow]:
    """The rows of the text of a CSV, as :func:`rows_of` has them."""
    header, rows = _csv(text, file, (*needed, *may))
    _check_header(header, needed, may, file)
    return rows


def decoded(path: Path) -> str:
    """The text of a file, in any encoding that offices save in.

    Raises
    ------
    CrosscutError
        where it cannot be read, or is no text.
    """
    try:
        return to_utf8(read_whole(path), "", Place(str(path)), Report()).decode()
    except OSError as error:
        raise RefusalError(_UNREAD.format(why=error.strerror), file=str(path), code="unreadable") from None
    except Unreadable:
        raise RefusalError(_NO_TEXT, _AS_UTF8, file=str(path), code="unreadable") from None


def _check_header(header: list[str], needed: Sequence[str], may: Sequence[str], file: str) -> None:
    for name in needed:
        if name not in header:
            needs = (_NEEDS_AND_MAY if may else _NEEDS).format(needed=", ".join(needed), may=", ".join(may))
            there = ", ".join(filter(None, header))
            held = _HAS.format(columns=there) if there else _HAS_NONE
            hint = after(needs, held, meant(name, header))
            raise RefusalError(_MISSING.format(column=name), hint, file=file, row=1, column=name)
    twice = next((name for name in (*needed, *may) if header.count(name) > 1), None)
    if twice:
        raise RefusalError(_TWICE.format(column=twice), _KEEP_ONE, file=file, row=1, column=twice)


def _in_known_case(header: Sequence[str], known: Sequence[str]) -> list[str]:
    """A header whose columns are called as they are known, where only the case of letters is another."""
    called = {name.casefold(): name for name in known if name not in header}
    return [called.get(name.casefold(), name) for name in header]


def _parquet(path: Path, known: Sequence[str]) -> tuple[list[str], list[NumberedRow]]:
    try:
        table = pq.ParquetFile(path).read()
    except (OSError, pa.ArrowInvalid) as error:
        raise RefusalError(_NO_PARQUET.format(error=error), file=str(path), code="unreadable") from None
    header = _in_known_case(table.column_names, known)
    columns = [["" if cell is None else str(cell) for cell in column.to_pylist()] for column in table.columns]
    rows = [dict(zip(header, cells, strict=True)) for cells in zip(*columns, strict=True)]
    return header, list(enumerate(rows, start=2))


def _csv(text: str, file: str, known: Sequence[str]) -> tuple[list[str], list[NumberedRow]]:
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), strict=True, delimiter=separator(text))
    usual = csv.field_size_limit(_LONGEST_CELL)
    try:
        records = ((number, cells) for number, record in enumerate(reader, start=1) if any(cells := _cells(record)))
        header = _in_known_case(next(records, (1, []))[1], known)
        return header, list(_numbered(header, records, file))
    except csv.Error as error:
        raise RefusalError(_NO_CSV.format(error=error), file=file, row=reader.line_num) from None
    finally:
        csv.field_size_limit(usual)


def _numbered(header: Sequence[str], records: Iterable[tuple[int, list[str]]], file: str) -> Iterator[NumberedRow]:
    for number, cells in records:
        if any(cells[len(header) :]):
            told = _MORE_CELLS.format(cells=len(cells), columns=len(header))
            raise RefusalError(told, _QUOTE, file=file, row=number)
        yield number, dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=False))


def _cells(record: Sequence[str]) -> list[str]:
    return [_cell(restore(cell)) for cell in record]


def _cell(text: str) -> str:
    return normalize("NFC", text.strip())


_UNREAD = Text("cannot be read: {why}", "파일을 읽을 수 없음: {why}")
_NO_TEXT = Text("is no text in an encoding that can be told", "알 수 있는 문자 부호의 글이 아님")
_AS_UTF8 = Text("Save it as CSV UTF-8", "CSV UTF-8로 저장할 것")
_MISSING = Text("the column {column} is missing", "{column} 열이 없음")
_NEEDS = Text("It needs {needed}.", "{needed} 열이 있어야 함.")
_NEEDS_AND_MAY = Text("It needs {needed}, and may have {may}.", "{needed} 열이 있어야 하고 {may} 열이 있을 수 있음.")
_HAS = Text(" It has {columns}.", " 있는 열은 {columns}.")
_HAS_NONE = Text(" It has none.", " 있는 열이 없음.")
_TWICE = Text("there are two columns {column}", "{column} 열이 둘임")
_KEEP_ONE = Text("Keep the one that counts", "맞는 열만 남길 것")
_NO_PARQUET = Text("cannot be read as Parquet: {error}", "Parquet로 읽을 수 없음: {error}")
_NO_CSV = Text("cannot be read as CSV: {error}", "CSV로 읽을 수 없음: {error}")
_MORE_CELLS = Text(
    "the row has {cells} cells, the header {columns} columns", "이 행은 {cells}칸인데 머리행은 {columns}열임"
)
_QUOTE = Text(
    "Put quotes around a cell that holds commas, or name each column in the header",
    "쉼표가 든 칸을 따옴표로 묶거나 머리행에 모든 열의 이름을 적을 것",
)
