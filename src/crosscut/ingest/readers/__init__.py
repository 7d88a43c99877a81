"""Files of every format as one thing: a sheet of texts with its first rows and its body."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

from crosscut.config import Source
from crosscut.ingest.readers import delimited, parquet
from crosscut.ingest.readers.checked import CheckedSheet
from crosscut.ingest.readers.files import inside, start_of, stop_no_table, stop_wrong_format
from crosscut.ingest.readers.no_tables import NO_TEXT, kind_of
from crosscut.ingest.readers.ranges import within
from crosscut.ingest.readers.reader import Reader
from crosscut.ingest.readers.sheet import Sheet
from crosscut.ingest.readers.summed import open_summed
from crosscut.ingest.report import Report, Unreadable
from crosscut.plugins import OWN, installed, own, package_of, working

__all__ = ["Reader", "all_readers", "open_sheet", "rows_in", "to_sum"]


@lru_cache(maxsize=1)
def all_readers() -> tuple[Reader, ...]:
    """Every reader, those of other packages first: each recognises its files by their first bytes."""
    readers = (
        *installed("crosscut.readers", Reader, lambda reader: reader.format),
        *own(sys.modules[__name__], "READER", Reader),
    )
    return tuple(sorted(readers, key=lambda reader: reader.last))


def open_sheet(folder: Path, source: Source, report: Report, engine_name: str = "duckdb") -> Sheet:
    """Open the file of a source; ``engine_name`` says where the files of one that is summed are.

    Raises
    ------
    Unreadable
        where the file cannot be read at all; why is in the report.

    """
    if source.summed:
        return open_summed(folder, source, report, engine_name)
    path = inside(folder, source.file, report)
    reader = _reader_of(path)
    if reader is None:
        raise stop_no_table(source.file, kind_of(start_of(path)) or NO_TEXT, report)
    if source.format and source.format != reader.format:
        raise stop_wrong_format(source, reader.format, report)
    with working(reader, Unreadable):
        sheet = reader.open(path, source, report)
        if package_of(reader) != OWN:
            sheet = CheckedSheet(reader, sheet)
        return within(sheet, source)


def rows_in(folder: Path, source: Source) -> int:
    """How many rows the Parquet file of a source has, or how many lines its text; 0 for any other, or none at all."""
    try:
        path = inside(folder, source.file, Report())
    except Unreadable:
        return 0
    reader = _reader_of(path)
    counted = {parquet.READER: parquet.rows_of, delimited.READER: delimited.lines_of}.get(reader) if reader else None
    return counted(path) if counted else 0


def to_sum(folder: Path, source: Source, report: Report) -> Source:
    """The source as one whose rows are summed; with what stands between the columns of its file, where it is one."""
    if source.summed:
        return source
    path = inside(folder, source.file, report)
    text = _reader_of(path) is delimited.READER
    mark = delimited.delimiter_in(path, source, report) if text else source.delimiter
    return source.model_copy(update={"summed": True, "delimiter": mark})


def _reader_of(path: Path) -> Reader | None:
    start = start_of(path)
    return next((each for each in all_readers() if _recognises(each, start, path)), None)


def _recognises(reader: Reader, start: bytes, path: Path) -> bool:
    with working(reader):
        return reader.recognises(start, path)
