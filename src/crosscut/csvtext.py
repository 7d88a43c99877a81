r"""Tables as CSV files that are safe to open in a spreadsheet, exact to read back, and the same bytes every run.

UTF-8 without a byte order mark, ``\n`` at line ends. Text is quoted and numbers are not, so that a null (nothing) and
an empty text (``""``) stay apart. A text that a spreadsheet would run as a formula gets a leading apostrophe, and so
does a text in which apostrophes alone stand before such a beginning: :func:`restore` takes exactly one off again.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

_RUN_BY_SPREADSHEETS = "=+\\-@\t\r\n＝＋－＠"
_UNSAFE = f"^('*[{_RUN_BY_SPREADSHEETS}])"
_ESCAPED = re.compile(f"^'('*[{_RUN_BY_SPREADSHEETS}])")


def write_csv(path: Path, table: pa.Table) -> None:
    """Write a table as CSV, whole or not at all.

    Parameters
    ----------
    path
        The file, replaced in one step.
    table
        Columns of text, integers, booleans, or lists of text, which are joined by spaces.

    """
    safe = pa.table([_safe(column) for column in table.columns], names=[escape(name) for name in table.column_names])
    partial = path.with_name(f".crosscut.{os.urandom(6).hex()}")
    try:
        with partial.open("xb") as file:
            pacsv.write_csv(safe, file, pacsv.WriteOptions(delimiter=",", eol="\n", quoting_style="needed"))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def escape(text: str) -> str:
    """A text as a cell of CSV that no spreadsheet runs."""
    return re.sub(_UNSAFE, r"'\1", text)


def restore(cell: str) -> str:
    """The text that :func:`escape` made a cell of."""
    return _ESCAPED.sub(r"\1", cell)


def _safe(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_list(column.type):
        column = pc.binary_join(column, " ")
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return pc.replace_substring_regex(column, _UNSAFE, "'\\1", max_replacements=1)
    return column
