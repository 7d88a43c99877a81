"""Files that are read as one table: which they are, what their columns are called, and their rows one by one."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from crosscut.config import Source
from crosscut.findings import Place
from crosscut.ingest.limits import HEAD_ROWS
from crosscut.ingest.readers.cell_texts import as_text
from crosscut.ingest.readers.files import inside, start_of
from crosscut.ingest.report import Report, Unreadable, stop
from crosscut.text import Text

_BATCH = 1 << 16
_MAGIC = b"PAR1"
"""How a Parquet file begins and ends."""
_ENDING = 8
"""The last bytes of a Parquet file: how long its footer is, and the mark."""


@dataclass(frozen=True)
class PartFile:
    """One file of a source: its name in the folder, and where it is."""

    name: str
    path: Path


@dataclass(frozen=True)
class Parts:
    """Files of one format with the same columns, in the order of their names.

    ``written`` are the columns whose cells may be no plain numbers, texts and floats; ``worded`` those of texts.
    """

    files: tuple[PartFile, ...]
    parquet: bool
    delimiter: str
    names: tuple[str, ...]
    written: frozenset[int]
    worded: frozenset[int]

    @property
    def paths(self) -> list[Path]:
        """Where the files are."""
        return [part.path for part in self.files]

    def head(self) -> list[list[str]]:
        """The names of the columns and the first rows."""
        first = islice(self.rows(self.files[0], HEAD_ROWS), HEAD_ROWS)
        return [list(self.names), *(list(cells) for _, cells in first)]

    def rows(self, part: PartFile, batch: int = _BATCH) -> Iterator[tuple[int, Sequence[str]]]:
        """The rows of a file as texts, each with its number: the names of the columns stand in row 1.

        Parquet is turned into texts so many rows at a time, whether or not they are asked for.

        Raises
        ------
        ValueError, OSError
            where the file is no such table from some row on.
        """
        return _records(part.path, batch) if self.parquet else _lines(part.path, self.delimiter, len(self.names))


class RaggedRowError(ValueError):
    """A row with another number of cells than the header has."""

    def __init__(self, row: int, cells: int, width: int) -> None:
        super().__init__(f"row {row} has {cells} cells, the header {width}")
        self.row = row


def _records(path: Path, size: int) -> Iterator[tuple[int, Sequence[str]]]:
    number = 1
    for batch in pq.ParquetFile(path).iter_batches(size):
        columns = [part_texts(column) for column in batch.columns]
        for cells in zip(*columns, strict=True):
            number += 1
            yield number, cells


def part_texts(column: pa.Array) -> list[str]:
    """Values as texts, floats in digits without an exponent."""
    if pa.types.is_floating(column.type):
        values = column.to_pylist()
        return ["" if value is None else format(Decimal(repr(value)), "f") for value in values]
    texts: list[str] = as_text(column).to_pylist()
    return texts


def _lines(path: Path, delimiter: str, width: int) -> Iterator[tuple[int, Sequence[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            for number, cells in enumerate(csv.reader(file, delimiter=delimiter, strict=True), start=1):
                if number > 1 and cells:
                    if len(cells) != width:
                        raise RaggedRowError(number, len(cells), width)
                    yield number, cells
        except csv.Error as error:
            raise ValueError(str(error)) from None


def find(folder: Path, source: Source, report: Report) -> Parts:
    """The files of a source, all of one format and with the same columns.

    Raises
    ------
    Unreadable
        where there is none, or one of them is damaged or unlike the first.
    """
    names = source.files(folder)
    files = tuple(PartFile(name, inside(folder, name, report)) for name in names or [source.file])
    parquet = start_of(files[0].path).startswith(_MAGIC)
    columns = [_columns(part, report, source, parquet=parquet) for part in files]
    for part, found in zip(files, columns, strict=True):
        if found != columns[0]:
            raise _unlike(part, files[0], found, columns[0], report)
    written = frozenset(at for at, field in enumerate(columns[0]) if _is_written(field.type))
    worded = frozenset(at for at in written if not pa.types.is_floating(columns[0].field(at).type))
    return Parts(files, parquet, source.delimiter, tuple(columns[0].names), written, worded)


def _is_written(kind: pa.DataType) -> bool:
    return not (pa.types.is_integer(kind) or pa.types.is_decimal(kind))


def _columns(part: PartFile, report: Report, source: Source, *, parquet: bool) -> pa.Schema:
    """The columns of a file, those of delimited text all texts."""
    try:
        if parquet:
            return _schema(part.path).remove_metadata()
        with part.path.open(encoding="utf-8-sig", newline="") as file:
            names = next(csv.reader(file, delimiter=source.delimiter, strict=True), [])
        return pa.schema([pa.field(name, pa.string()) for name in names])
    except (pa.ArrowInvalid, OSError, UnicodeDecodeError, csv.Error) as error:
        raise stop(
            report,
            "broken-file",
            Place(part.name),
            Text(
                f"The file is no {'Parquet' if parquet else 'delimited text in UTF-8'}: {error}",
                f"{'Parquet' if parquet else 'UTF-8 구분자 텍스트'} 파일이 아닙니다.",
            ),
            Text("Export it again.", "다시 내보내십시오."),
        ) from None


def _schema(path: Path) -> pa.Schema:
    """The columns of a Parquet file, by its footer alone: PyArrow reads 64 KB of each of many files for it."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - _ENDING, 0))
        length = _ENDING + int.from_bytes(file.read(_ENDING)[:4], "little")
        if length < size:
            file.seek(size - length)
            with suppress(pa.ArrowInvalid, OSError):
                return pq.read_schema(pa.BufferReader(_MAGIC + file.read()))
    return pq.read_schema(path)


def _unlike(part: PartFile, first: PartFile, found: pa.Schema, wanted: pa.Schema, report: Report) -> Unreadable:
    had, has = (", ".join(f"{field.name} ({field.type})" for field in each) for each in (wanted, found))
    return stop(
        report,
        "unlike-parts",
        Place(part.name, row=1),
        Text(
            f"The file has other columns than {first.name}: {has[:200]}, not {had[:200]}.",
            f"{first.name}과(와) 열이 다릅니다.",
        ),
        Text(
            "Give it the same columns in the same order and of the same types, or a [[source]] of its own.",
            "같은 순서와 형식의 열로 맞추거나 별도의 [[source]]로 두십시오.",
        ),
    )
