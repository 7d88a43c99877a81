"""Workbooks: every sheet's cells as tables, parted at empty rows."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

from crosscut.auditing.documents import archive
from crosscut.auditing.documents.limits import MOST_CELLS, too_large, unreadable
from crosscut.auditing.documents.model import Builder, Document
from crosscut.errors import CrosscutError


def read(path: Path, name: str) -> Document:
    """Read a workbook."""
    import python_calamine

    archive.check(path, name)
    builder = Builder(name)
    cells = 0
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(str(path))
        for sheet_name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(sheet_name).to_python(skip_empty_area=True)
            cells += sum(len(row) for row in rows)
            if cells > MOST_CELLS:
                raise too_large(name, f"more than {MOST_CELLS:,} cells")
            builder.paragraph(sheet_name)
            _sheet(builder, [[_text(value) for value in row] for row in rows])
    except CrosscutError:
        raise
    except Exception as error:
        raise unreadable(name, "it is no workbook, or a broken one") from error
    return builder.document()


def _text(value: object) -> str:
    """A cell as it would be printed without formatting."""
    if isinstance(value, float):
        return (
            str(int(value))
            if value.is_integer() and abs(value) < 10**17
            else format(value, ".10g")
            if abs(value) < 10**9
            else repr(value)
        )
    if isinstance(value, (bool, datetime, date, time, timedelta)):
        return f"[{value}]"
    return str(value)


def _sheet(builder: Builder, rows: list[list[str]]) -> None:
    """Runs of rows with two cells or more are tables; a row of one cell is a paragraph."""
    table: list[list[str | None]] = []
    for row in [*rows, []]:
        filled = [cell for cell in row if cell.strip()]
        if len(filled) >= 2:
            table.append(list(row))
            continue
        if table:
            builder.table(table)
            table = []
        if filled:
            builder.paragraph(filled[0])
