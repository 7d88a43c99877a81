"""Files of every format as one thing: a sheet of texts with its first rows and its body."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crosscut.config import Source
from crosscut.ingest.readers import delimited, excel, parquet
from crosscut.ingest.readers.files import inside, kind_of
from crosscut.ingest.readers.sheet import Sheet
from crosscut.ingest.report import Report

_READERS: dict[str, Callable[[Path, Source, Report], Sheet]] = {
    "csv": delimited.open_sheet,
    "excel": excel.open_sheet,
    "parquet": parquet.open_sheet,
}


def open_sheet(folder: Path, source: Source, report: Report) -> Sheet:
    """Open the file of a source.

    Raises
    ------
    Unreadable
        where the file cannot be read at all; why is in the report.

    """
    path = inside(folder, source.file, report)
    return _READERS[kind_of(path, source, report)](path, source, report)
