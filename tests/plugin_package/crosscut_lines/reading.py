"""Files that begin with ``#lines``: a record a line, its cells with bars between."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from crosscut.config import Source
from crosscut.ingest.readers.reader import Reader
from crosscut.ingest.readers.sheet import Body, encoded
from crosscut.ingest.report import Report

_MARK = b"#lines\n"


@dataclass
class LinesSheet:
    """The records of one file; the mark is row 1, the header row 2."""

    file: str
    records: list[list[str]]
    name: str = ""

    @property
    def head(self) -> Sequence[Sequence[str]]:
        """The mark and the first records."""
        return [[_MARK.decode().strip()], *self.records[:20]]

    def body(self, header_end: int, wanted: Collection[int], amounts: Collection[int], width: int) -> Body:
        """See :class:`crosscut.ingest.readers.sheet.Sheet`."""
        rows = [[*each, *[""] * width][:width] for each in self.records[header_end - 1 :]]
        columns = {at: pa.array([row[at] for row in rows], pa.string()) for at in sorted(wanted)}
        kept = {at: column if at in amounts else encoded(column) for at, column in columns.items()}
        return Body(kept, np.arange(header_end + 1, header_end + 1 + len(rows), dtype=np.int32))


def _open(path: Path, source: Source, _report: Report) -> LinesSheet:
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return LinesSheet(source.file, [line.split("|") for line in lines])


READER = Reader("lines", lambda start, _path: start.startswith(_MARK), _open)
