"""What every engine can do, so that one set of Narwhals expressions runs on all of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import narwhals as nw
import pyarrow as pa

from crosscut.errors import CrosscutError

Frame = nw.LazyFrame[Any]
"""A lazy frame of whichever engine made it."""


FILE, ROW = "file_at", "row"
"""What :meth:`Engine.scan_numbered` says of each row."""
ROW_GROUP = 122_880
"""Rows of a group in a Parquet file, the least that a reader takes: few enough to read next to nothing in vain."""


class EngineError(CrosscutError):
    """An engine cannot run here. The message says what to install or to set."""


class Engine(ABC):
    """A place where table expressions run.

    Frames are lazy Narwhals frames; those of two engines, or of two instances of one, must not meet in one expression.
    """

    name: str
    """What :func:`crosscut.engine.open` calls it."""
    faults: tuple[type[Exception], ...]
    """What it raises where files are not what they are read as."""

    @abstractmethod
    def load(self, table: pa.Table) -> Frame:
        """An Arrow table as a lazy frame of this engine."""

    @abstractmethod
    def scan(self, *paths: str | Path) -> Frame:
        """Parquet files as one lazy frame, read as far as an expression asks for and never held whole."""

    @abstractmethod
    def scan_text(self, *paths: str | Path, delimiter: str = ",") -> Frame:
        """Delimited UTF-8 files, each with one header row, as one lazy frame of texts; a blank cell is null."""

    @abstractmethod
    def scan_numbered(self, *paths: str | Path, width: int, delimiter: str = "") -> Frame:
        """Files of ``width`` columns, called by their numbers from 0, with FILE and ROW; Parquet without a delimiter.

        FILE is a file's position among the paths. The first record of a file has row 2; blank lines are not counted.

        Raises
        ------
        EngineError
            where the engine cannot number the rows of such files.
        """

    @abstractmethod
    def decimals(self, frame: Frame, name: str, column: str) -> Frame:
        """``frame`` with the column ``name``: texts or floats as decimal(38, 9), null where one is no such number.

        A float counts as the shortest decimal that reads back as it. Digits past the ninth place are rounded: whoever
        needs the number exact compares it with what it came from.
        """

    @abstractmethod
    def ids(self, frame: Frame, name: str, columns: Sequence[str]) -> Frame:
        """``frame`` with the column ``name``: :func:`crosscut.tables.row_id` of some columns of texts, none null."""

    @abstractmethod
    def quotient(self, frame: Frame, name: str, dividend: str, divisor: str) -> Frame:
        """``frame`` with the column ``name``: two int64 columns divided exactly, rounded towards zero.

        The one step that is native to each engine: Narwhals' ``//`` goes through floating point on Spark and is
        wrong there beyond 2**53 without saying so. The divisor must not be zero.
        """

    @abstractmethod
    def fixed(self, frame: Frame, whole: str, billionths: str, column: str) -> Frame:
        """``frame`` with a decimal of at most nine places as two int64: before the point and behind it."""

    @abstractmethod
    def write(self, frame: Frame, folder: Path, part: str, order: Sequence[str]) -> dict[int, list[Path]]:
        """Write a frame as Parquet into an empty folder: for each value of ``part``, an int, its files in order.

        ``part`` itself is not written. All rows of one value are sorted by ``order``, through all of its files, in row
        groups of about ROW_GROUP rows; nothing of their size is held. An order of all rows gives the same bytes again.
        """

    @abstractmethod
    def keep(self, frame: Frame, folder: Path) -> Frame:
        """Work a frame out once, as Parquet in a new folder, in whose place it then stands while the folder does."""

    @abstractmethod
    def wide(self, amount: nw.Expr) -> nw.Expr:
        """An int64 expression in a type whose sums cannot overflow (§3.1)."""

    @abstractmethod
    def collect(self, frame: Frame) -> pa.Table:
        """Run the frame's expression and bring the result here."""

    @abstractmethod
    def close(self) -> None:
        """Give back what the engine holds; its frames cannot be used afterwards."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def conform(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The table with the columns and types of ``schema``, whatever an engine made of them.

    Raises
    ------
    CrosscutError
        where a number is too large for its column: an amount that no int64 holds is refused, never wrapped (§3.1).

    """
    columns = [_cast(table[field.name], field) for field in schema]
    return pa.table(columns, schema=schema)


def paths_as_text(paths: Sequence[str | Path]) -> list[str]:
    """Paths for an engine's reader; at least one is needed."""
    if not paths:
        raise CrosscutError("scan() was given no file", hint="Name at least one Parquet file")
    return [str(path) for path in paths]


def _cast(column: pa.ChunkedArray, field: pa.Field) -> pa.ChunkedArray:
    try:
        return column.cast(field.type)
    except pa.ArrowInvalid as error:
        raise CrosscutError(
            f"column {field.name!r} holds a number beyond {field.type} ({error})",
            code="overflow",
            hint="Amounts are in minor units: look whether a source's unit is too large, or sum fewer lines at once",
        ) from None
