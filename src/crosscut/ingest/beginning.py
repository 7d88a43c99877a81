"""The beginning of a large file as a file of its own: what a file looks like is seen by its first rows."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from crosscut.config import Source
from crosscut.ingest.limits import BEGINNING_BYTES, BEGINNING_ROWS, MANY_ROWS
from crosscut.ingest.readers import rows_in
from crosscut.ingest.readers.files import start_of


@contextmanager
def beginning(folder: Path, file: str) -> Iterator[Path]:
    """The folder; where the file has a million rows or more, one in which it has its first rows alone."""
    if rows_in(folder, Source(file=file, unit="1", columns={})) < MANY_ROWS:
        yield folder
        return
    with tempfile.TemporaryDirectory() as place:
        short = Path(place) / file
        short.parent.mkdir(parents=True, exist_ok=True)
        cut = _first_records if start_of(folder / file).startswith(b"PAR1") else _first_lines
        cut(folder / file, short)
        yield Path(place)


def _first_records(path: Path, to: Path) -> None:
    first = next(pq.ParquetFile(path).iter_batches(BEGINNING_ROWS))
    pq.write_table(pa.Table.from_batches([first]), to)


def _first_lines(path: Path, to: Path) -> None:
    """Whole lines, with the second byte of the last line feed where two make a character."""
    with path.open("rb") as file:
        data = file.read(BEGINNING_BYTES)
    to.write_bytes(data[: data.rfind(b"\n") + (2 if data.startswith(b"\xff\xfe") else 1)])
