"""Workbooks: the cells of every sheet that is shown as tables, parted at empty rows."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from crosscut.audit.documents import archive
from crosscut.audit.documents.formats import Format, Place, hidden, scaled, spreads
from crosscut.audit.documents.limits import MOST_CELLS, MOST_PLACES, too_large, unreadable
from crosscut.audit.documents.model import AuditedDocument, Builder
from crosscut.errors import CrosscutError

TextRows = list[list[str | None]]
_NUMBER = re.compile(r"[-−△▲+(]{0,2}[0-9][0-9,]{0,24}(?:\.[0-9]{1,10})?%?\)?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NOTHING: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())


def read(path: Path, name: str) -> AuditedDocument:
    """Read a workbook. Hidden sheets, rows and columns are left out, since nobody is shown them."""
    import python_calamine

    archive.check(path, name)
    builder = Builder(name)
    cells = 0
    try:
        formats, unseen, spread = scaled(path, name), hidden(path, name), spreads(path, name)
        workbook = python_calamine.CalamineWorkbook.from_path(str(path))
        for about in workbook.sheets_metadata:
            if about.visible == python_calamine.SheetVisibleEnum.Visible:
                if spread.get(about.name, 0) > MOST_PLACES:
                    raise too_large(name, f"the cells of {about.name} spread over {spread[about.name]:,} places")
                sheet = workbook.get_sheet_by_name(about.name)
                cells += sheet.height * sheet.width
                if cells > MOST_CELLS:
                    raise too_large(name, f"more than {MOST_CELLS:,} cells")
                builder.paragraph(about.name)
                rows = _rows(sheet, formats.get(about.name, {}))
                _sheet(builder, _visible(rows, sheet.start or (0, 0), *unseen.get(about.name, _NOTHING)))
    except CrosscutError:
        raise
    except Exception as error:
        raise unreadable(name, "it is no workbook, or a broken one") from error
    return builder.document()


def _rows(sheet: Any, formats: dict[Place, Format]) -> TextRows:
    """The cells as they are printed; None where one is merged into another."""
    top, left = sheet.start or (0, 0)
    rows: TextRows = [
        [_text(value, formats.get((top + row, left + column))) for column, value in enumerate(values)]
        for row, values in enumerate(sheet.to_python(skip_empty_area=True))
    ]
    for (first, start), (last, end) in sheet.merged_cell_ranges or ():
        for row in range(first - top, min(last - top + 1, len(rows))):
            for column in range(start - left, min(end - left + 1, len(rows[row]))):
                if (row, column) != (first - top, start - left) and row >= 0 and column >= 0:
                    rows[row][column] = None
    return rows


def _visible(rows: TextRows, start: tuple[int, int], gone: frozenset[int], columns: frozenset[int]) -> TextRows:
    """The rows and columns that are not hidden."""
    top, left = start
    return [
        [cell for column, cell in enumerate(row, left) if column not in columns]
        for place, row in enumerate(rows, top)
        if place not in gone
    ]


def _text(value: object, shown: Format | None) -> str:
    """A cell as it would be printed."""
    if isinstance(value, float):
        if shown:
            return shown.text(value)
        whole = value.is_integer() and abs(value) < 10**17
        return str(int(value)) if whole else format(value, ".10g") if abs(value) < 10**9 else repr(value)
    if isinstance(value, (bool, datetime, date, time, timedelta)):
        return f"[{value}]"
    return str(value)


def _sheet(builder: Builder, rows: TextRows) -> None:
    """Runs of rows with two cells or more are tables; a row of one cell is a paragraph, or a label amid a table."""
    table: TextRows = []
    for row, following in zip([*rows, []], [*rows[1:], [], []], strict=True):
        filled = [cell for cell in row if cell and cell.strip()]
        within = table and filled and row[0] == filled[0] and _is_body(following)
        if len(filled) >= 2 or within:
            table.append(list(row))
            continue
        if table:
            builder.table(table)
            table = []
        if filled:
            builder.paragraph(filled[0])


def _is_body(row: list[str | None]) -> bool:
    """Whether a row has a label and a number that is no year."""
    first, *others = [cell for cell in row if cell and cell.strip()] or [""]
    numbers = [cell for cell in others if _NUMBER.fullmatch(cell.strip())]
    return not _NUMBER.fullmatch(first.strip()) and any(not _YEAR.fullmatch(cell.strip()) for cell in numbers)
