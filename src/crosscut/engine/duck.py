"""The default engine: DuckDB, inside this process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import narwhals as nw
import pyarrow as pa

from crosscut.engine import in_memory
from crosscut.engine.base import Engine, Frame, paths_as_text

TEXT_BUFFER = 1 << 23
"""Bytes of a text that are read at once: with DuckDB's own 32 MB what is held grows with the number of files."""


class DuckEngine(Engine):
    """DuckDB in memory.

    Parameters
    ----------
    threads
        how many threads it may use; 0 leaves it to DuckDB. Results do not depend on it.
    memory_limit
        such as ``"8GB"``; beyond it DuckDB works in a temporary folder. Empty leaves it to DuckDB.

    """

    name = "duckdb"
    faults = (duckdb.Error,)

    def __init__(self, *, threads: int = 0, memory_limit: str = "") -> None:
        self._own = in_memory.MemoryDatabase() if threads or memory_limit else None
        self.connection = self._own.connection if self._own else in_memory.connection()
        if threads:
            self.connection.execute("SET threads = ?", [threads])
        if memory_limit:
            self.connection.execute("SET memory_limit = ?", [memory_limit])

    def load(self, table: pa.Table) -> Frame:
        """An Arrow table as a lazy frame; the table is read in place."""
        return nw.from_native(self.connection.from_arrow(table))

    def scan(self, *paths: str | Path) -> Frame:
        """Parquet files as one lazy frame."""
        return nw.from_native(self.connection.read_parquet(paths_as_text(paths)))

    def scan_text(self, *paths: str | Path, delimiter: str = ",") -> Frame:
        """Delimited files as one lazy frame of texts."""
        found = self.connection.read_csv(
            paths_as_text(paths),  # type: ignore[arg-type]  # the stubs know one file alone
            header=True,
            all_varchar=True,
            delimiter=delimiter,
            quotechar='"',
            escapechar='"',
            strict_mode=True,
            buffer_size=TEXT_BUFFER,
        )
        return nw.from_native(found)

    def decimals(self, frame: Frame, name: str, column: str) -> Frame:
        """Texts or floats as decimal(38, 9), by way of the text that DuckDB writes of a float, the shortest."""
        value = duckdb.SQLExpression(f'try_cast(cast("{column}" AS varchar) AS decimal(38, 9))').alias(name)
        found: Frame = nw.from_native(frame.to_native().select(duckdb.StarExpression(), value))
        return found

    def ids(self, frame: Frame, name: str, columns: Sequence[str]) -> Frame:
        """The first 16 digits of the SHA-256 of the texts with a mark between them."""
        joined = ", ".join(f'"{column}"' for column in columns)
        made = duckdb.SQLExpression(f"left(sha256(concat_ws(chr(31), {joined})), 16)").alias(name)
        found: Frame = nw.from_native(frame.to_native().select(duckdb.StarExpression(), made))
        return found

    def quotient(self, frame: Frame, name: str, dividend: str, divisor: str) -> Frame:
        """Exact division of two int64 columns, rounded towards zero."""
        quotient = duckdb.SQLExpression(f'"{dividend}" // "{divisor}"').alias(name)
        divided: Frame = nw.from_native(frame.to_native().select(duckdb.StarExpression(), quotient))
        return divided

    def wide(self, amount: nw.Expr) -> nw.Expr:
        """The amount as it is: DuckDB sums int64 in 128 bits."""
        return amount

    def collect(self, frame: Frame) -> pa.Table:
        """Run the frame's query."""
        table: pa.Table = frame.to_native().to_arrow_table()
        return table

    def close(self) -> None:
        """Close the connection, and the database that is its own with its temporary folder."""
        self.connection.close()
        if self._own:
            self._own.close()
