"""Rows of files picked by what some of their columns say: where they stand, and as a frame to be summed.

It runs in DuckDB, which passes over those parts of a Parquet file that its statistics rule out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.engine.base import Frame
from crosscut.engine.duck import DuckEngine, files_named, quoted, text_options

WANTED = "wanted"
"""Which of the wanted combinations a row says: its position in their table."""
_BATCH = 1 << 14
_LISTED = 50
"""Distinct texts that a filter lists; of more it says the least and the greatest."""


class Picking:
    """Files of the same columns, and the combinations of texts that are looked for in them.

    Parameters
    ----------
    paths
        The files.
    delimiter
        What stands between the cells of delimited text; empty for Parquet.
    width
        How many columns they have.
    wanted
        One column of texts for each column that is looked at, called by its number from 0; a blank text is a null too.
    """

    def __init__(self, paths: Sequence[Path], delimiter: str, width: int, wanted: pa.Table) -> None:
        self._paths, self._delimiter = list(paths), delimiter
        self._names = [str(number) for number in range(width)]
        self.engine = DuckEngine()
        self._connection = self.engine.connection
        self._connection.execute("SET SESSION parquet_metadata_cache = true")  # each file is asked several times
        types = map(str, self._connection.sql(f"from {self._files(self._paths[:1])}").types)
        self._kinds = dict(zip(self._names, types, strict=True))
        self._conditions = self._typed(wanted)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.engine.close()

    def frame(self) -> Frame:
        """The rows that say one of the combinations, with WANTED; columns are called by their numbers from 0."""
        found: Frame = nw.from_native(self._connection.sql(f"select t.*, w.n as {WANTED} {self._found(self._paths)}"))
        return found

    def holds(self, path: Path) -> bool:
        """Whether any row of a file says one of the combinations."""
        return bool(self._connection.sql(f"select 1 {self._found([path])} limit 1").fetchall())

    def rows(self, path: Path, column: int) -> Iterator[pa.RecordBatch]:
        """The rows of a Parquet file that say one of the combinations and hold a value in a column, in their order.

        Returns
        -------
        Batches of ``row`` (the first record is row 2), WANTED and the column by its number.
        """
        among = f'{self._found([path], numbered=True)} and t."{column}" is not null'
        query = f'select record + 2 as row, w.n as {WANTED}, t."{column}" {among} order by row'
        yield from self._connection.sql(query).to_arrow_reader(_BATCH)

    def first_rows(self, path: Path) -> pa.Table:
        """The first row of a Parquet file that says each of the combinations: ``row`` and WANTED."""
        among = self._found([path], numbered=True)
        return self._collected(f"select min(record) + 2 as row, w.n as {WANTED} {among} group by w.n order by w.n")

    def _collected(self, query: str) -> pa.Table:
        table: pa.Table = self._connection.sql(query).to_arrow_table()
        return table

    def _found(self, paths: Sequence[Path], *, numbered: bool = False) -> str:
        return f"from {self._files(paths, numbered=numbered)}, wanted as w where {' and '.join(self._conditions)}"

    def _files(self, paths: Sequence[Path], *, numbered: bool = False) -> str:
        names = ", ".join(f'"{name}"' for name in [*self._names, *(["record"] if numbered else [])])
        listed = ", ".join(map(quoted, files_named(paths)))
        if not self._delimiter:
            return f"read_parquet([{listed}], file_row_number = {str(numbered).lower()}) as t({names})"
        return f"read_csv([{listed}], {text_options(self._delimiter)}) as t({names})"

    def _typed(self, wanted: pa.Table) -> list[str]:
        """Hold what is wanted in the types of the files, so that their statistics speak of it; the conditions."""
        texts = wanted.append_column("n", pa.array(range(wanted.num_rows), pa.int64()))
        self._connection.register("wanted_texts", texts)
        typed = [f'try_cast(nullif("{name}", \'\') as {self._kinds[name]}) as "{name}"' for name in wanted.column_names]
        query = f"select {', '.join([*typed, 'n'])} from wanted_texts"  # noqa: S608 - numbers and types alone
        self._connection.execute(f"create temp table wanted as {query}")
        self._connection.unregister("wanted_texts")
        return [each for name in wanted.column_names for each in self._condition(name, wanted[name])] or ["true"]

    def _condition(self, name: str, texts: pa.ChunkedArray) -> list[str]:
        """What rows satisfy in one column: for all combinations together, then that of the row's own."""
        distinct = sorted(pc.unique(texts).to_pylist())
        kind = self._kinds[name]
        if "" in distinct:
            own = f"nullif(t.\"{name}\", '')" if kind == "VARCHAR" else f't."{name}"'
            return [f'{own} is not distinct from w."{name}"']
        if len(distinct) <= _LISTED:
            values = ", ".join(f"try_cast({quoted(text)} as {kind})" for text in distinct)
            among = f't."{name}" in ({values})'
        else:
            least, greatest = (f'(select {each}("{name}") from wanted)' for each in ("min", "max"))  # noqa: S608
            among = f'(t."{name}" between {least} and {greatest})'
        return [among, f't."{name}" = w."{name}"']
