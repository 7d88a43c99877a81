"""The default engine: DuckDB, inside this process."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb
import narwhals as nw
import pyarrow as pa

from crosscut.engine import in_memory
from crosscut.engine.base import FILE, ROW, ROW_GROUP, Engine, Frame, paths_as_text

TEXT_BUFFER = 1 << 23
"""Bytes of a text that are read at once: with DuckDB's own 32 MB what is held grows with the number of files."""


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def files_named(paths: Sequence[str | Path]) -> list[str]:
    """Paths for DuckDB's readers, which take them for patterns: each sign of one is written to mean itself."""
    return [re.sub(r"[*?\[]", r"[\g<0>]", path) for path in paths_as_text(paths)]


def text_options(delimiter: str) -> str:
    """How delimited files are read, as SQL writes it."""
    style = f"header = true, all_varchar = true, delim = {quoted(delimiter)}, quote = '\"', escape = '\"'"
    return f"{style}, strict_mode = true, buffer_size = {TEXT_BUFFER}"


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
        return nw.from_native(self.connection.read_parquet(files_named(paths)))

    def scan_text(self, *paths: str | Path, delimiter: str = ",") -> Frame:
        """Delimited files as one lazy frame of texts."""
        found = self.connection.read_csv(
            files_named(paths),  # type: ignore[arg-type]  # the stubs know one file alone
            header=True,
            all_varchar=True,
            delimiter=delimiter,
            quotechar='"',
            escapechar='"',
            strict_mode=True,
            buffer_size=TEXT_BUFFER,
        )
        return nw.from_native(found)

    def scan_numbered(self, *paths: str | Path, width: int, delimiter: str = "") -> Frame:
        """Files as one lazy frame with the file and row of each record."""
        listed = ", ".join(map(quoted, files_named(paths)))
        names = ", ".join(f'"{number}"' for number in range(width))
        if not delimiter:
            files = f"from read_parquet([{listed}], file_row_number = true) select file_index::bigint, *"
            query = f"from ({files}) as t({FILE}, {names}, record) select {names}, {FILE}, record + 2 as {ROW}"
            return nw.from_native(self.connection.sql(query))
        text = f"read_csv([{listed}], {text_options(delimiter)}, filename = 'name_of_file')"
        counts = f"from {text} select name_of_file as name, count(*) as rows group by all"
        counted = dict(self.connection.sql(counts).fetchall())
        sizes = [counted.get(path, 0) for path in paths_as_text(paths)]
        starts = [(at, path, sum(sizes[:at])) for at, path in enumerate(paths_as_text(paths))]
        listed_starts = ", ".join(f"({at}, {quoted(path)}, {start})" for at, path, start in starts)
        numbered = f"(from {text} select *, row_number() over ()) as t({names}, name, record)"
        starting = f"(values {listed_starts}) as s(place, name, start)"
        query = f"from {numbered} join {starting} on s.name = t.name select {names}, s.place::bigint as {FILE}"
        return nw.from_native(self.connection.sql(f"{query}, record - s.start + 1 as {ROW}"))

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

    def fixed(self, frame: Frame, whole: str, billionths: str, column: str) -> Frame:
        """A decimal as two int64."""
        before = duckdb.SQLExpression(f'cast(trunc("{column}") as bigint)').alias(whole)
        rest = f'cast(("{column}" - trunc("{column}"))::decimal(10, 9) * 1000000000::decimal(10, 0) as bigint)'
        found: Frame = nw.from_native(
            frame.to_native().select(duckdb.StarExpression(), before, duckdb.SQLExpression(rest).alias(billionths))
        )
        return found

    def write(self, frame: Frame, folder: Path, part: str, order: Sequence[str]) -> dict[int, list[Path]]:
        """Write one sorted file for each value of ``part``: first all rows by part as they come, then each in order."""
        staged, made = folder / ".staged", dict[int, list[Path]]()
        try:
            frame.to_native().write_parquet(str(staged), partition_by=[part])
            for each in staged.glob(f"{part}=*"):
                number = int(each.name.partition("=")[2])
                path = folder / f"{number}.parquet"
                by = ", ".join(f'"{name}"' for name in order)
                rows = f"from read_parquet({quoted(f'{files_named([each])[0]}/*.parquet')}, hive_partitioning = false)"
                style = f"format parquet, compression zstd, row_group_size {ROW_GROUP}"
                self.connection.execute(f"copy ({rows} order by {by}) to {quoted(str(path))} ({style})")
                shutil.rmtree(each)
                made[number] = [path]
        finally:
            shutil.rmtree(staged, ignore_errors=True)
        return dict(sorted(made.items()))

    def keep(self, frame: Frame, folder: Path) -> Frame:
        """Write one file, its rows as they come."""
        folder.mkdir()
        path = folder / "rows.parquet"
        frame.to_native().write_parquet(str(path))
        return self.scan(path)

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
