"""Parquet: typed columns taken as the text of their values, so that one exact way reads every amount."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from crosscut.config import Source
from crosscut.findings import Place
from crosscut.ingest.readers.cell_texts import as_text
from crosscut.ingest.readers.marks import NO_MARKS, Marks
from crosscut.ingest.readers.reader import Reader
from crosscut.ingest.readers.sheet import Body, encoded, whole
from crosscut.ingest.report import Report, stop
from crosscut.text import Text


@dataclass
class ParquetSheet:
    """A Parquet file; its column names are row 1, its first record row 2."""

    file: str
    path: Path
    names: Sequence[str]
    name: str = ""
    marks: Marks = NO_MARKS

    @property
    def head(self) -> Sequence[Sequence[str]]:
        """The column names."""
        return [self.names]

    def body(self, header_end: int, wanted: Collection[int], amounts: Collection[int], width: int) -> Body:  # noqa: ARG002
        """See :class:`Sheet`."""
        order = sorted(wanted)
        table = pq.ParquetFile(self.path).read(columns=[self.names[n] for n in order])
        texts = {n: as_text(whole(table.column(at))) for at, n in enumerate(order)}
        dates = {n: list(range(table.num_rows)) for at, n in enumerate(order) if _dated(table.column(at).type)}
        columns = {n: text if n in amounts else encoded(text) for n, text in texts.items()}
        numeric = [n for at, n in enumerate(order) if n in amounts and _is_number(table.column(at).type)]
        typed = {n: np.ones(table.num_rows, bool) for n in numeric}
        return Body(columns, np.arange(2, 2 + table.num_rows, dtype=np.int32), dates, typed=typed)


def _dated(kind: pa.DataType) -> bool:
    return bool(pa.types.is_date(kind) or pa.types.is_timestamp(kind))


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_floating(kind) or pa.types.is_integer(kind) or pa.types.is_decimal(kind))


def open_sheet(path: Path, source: Source, report: Report) -> ParquetSheet:
    """Open a Parquet file.

    Raises
    ------
    Unreadable
        where it is damaged.

    """
    try:
        names = pq.ParquetFile(path).schema_arrow.names
    except (pa.ArrowInvalid, OSError) as error:
        raise stop(
            report,
            "broken-file",
            Place(source.file),
            Text(f"The Parquet file is damaged: {error}", "Parquet 파일이 손상되었습니다."),
            Text("Export it again.", "다시 내보내십시오."),
        ) from None
    return ParquetSheet(source.file, path, names)


def rows_of(path: Path) -> int:
    """How many rows a Parquet file has; 0 where it is damaged."""
    try:
        return int(pq.ParquetFile(path).metadata.num_rows)
    except (pa.ArrowInvalid, OSError):
        return 0


READER = Reader("parquet", lambda start, _: start.startswith(b"PAR1"), open_sheet)
