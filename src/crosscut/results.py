"""What every answer can do: print itself in a few lines, and turn into a table of any library."""

from __future__ import annotations

from abc import ABC, abstractmethod
from html import escape
from typing import TYPE_CHECKING

import pyarrow as pa

from crosscut.errors import CrosscutError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

_FIRST = 10
"""Rows that an answer shows of itself."""
_WIDTH = 8
"""Columns that an answer shows of itself."""
_LONGEST = 40
"""Characters of a cell that an answer shows of itself."""


class Answer(ABC):
    """An answer that has a title of one line and a table."""

    @abstractmethod
    def titled_table(self) -> tuple[str, pa.Table]:
        """What the answer is, and its rows; amounts are int64 in the currency's minor unit."""

    def to_arrow(self) -> pa.Table:
        """The answer as a PyArrow table; amounts are int64 in the currency's minor unit."""
        return self.titled_table()[1]

    def to_pandas(self) -> pd.DataFrame:
        """The answer as a pandas frame.

        Raises
        ------
        CrosscutError
            where pandas is not installed.
        """
        try:
            import pandas  # noqa: F401
        except ImportError:
            raise CrosscutError("pandas is not installed", hint="pip install pandas, or use to_arrow()") from None
        frame: pd.DataFrame = self.to_arrow().to_pandas()
        return frame

    def to_polars(self) -> pl.DataFrame:
        """The answer as a Polars frame.

        Raises
        ------
        CrosscutError
            where Polars is not installed.
        """
        try:
            import polars as pl
        except ImportError:
            raise CrosscutError("polars is not installed", hint="pip install polars, or use to_arrow()") from None
        frame = pl.from_arrow(self.to_arrow())
        assert isinstance(frame, pl.DataFrame)
        return frame

    def __len__(self) -> int:
        return int(self.to_arrow().num_rows)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        title, table = self.titled_table()
        head = table.slice(0, _FIRST)
        columns = [[name, *map(_cell, head[name].to_pylist())] for name in head.column_names[:_WIDTH]]
        widths = [max(map(len, column)) for column in columns]
        lines = [
            "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
            for row in zip(*columns, strict=True)
        ]
        return "\n".join([title, *lines, *_more(table)])

    def _repr_html_(self) -> str:
        title, table = self.titled_table()
        head = table.slice(0, _FIRST)
        names = head.column_names[:_WIDTH]
        header = "".join(f"<th>{escape(name)}</th>" for name in names)
        rows = zip(*(head[name].to_pylist() for name in names), strict=True)
        body = "".join(f"<tr>{''.join(f'<td>{escape(_cell(value))}</td>' for value in row)}</tr>" for row in rows)
        more = "".join(f"<p>{escape(line)}</p>" for line in _more(table))
        shown = f"<table><thead><tr>{header}</tr></thead><tbody>{body}</tbody></table>"
        return f"<p>{escape(title)}</p>{shown}{more}"


def _more(table: pa.Table) -> list[str]:
    rows, columns = table.num_rows - _FIRST, table.column_names[_WIDTH:]
    return [
        *([f"… and {rows:,} rows more"] if rows > 0 else []),
        *([f"… and the columns {', '.join(columns)}"] if columns else []),
    ]


def _cell(value: object) -> str:
    if value is None:
        return ""
    number = isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10_000
    text = f"{value:,}" if number else str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
