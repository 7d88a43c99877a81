"""Sheets into the file: formats, tables, widths, links and what Excel must be kept from doing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import TypedDict, Unpack

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from crosscut.exports.words_of import both_in_own_words
from crosscut.exports.workbook.about import cover_lines, particulars
from crosscut.exports.workbook.frame import WorkbookFrame
from crosscut.exports.workbook.layout import (
    EXACT,
    HEADER,
    CellFormula,
    Column,
    ColumnKind,
    SheetLink,
    SheetRow,
    Value,
    WorkbookSheet,
    clean,
    distinct,
    table_name,
    width,
)
from crosscut.figures import Figure
from crosscut.text import Text

Held = str | int | float | None
"""What a cell holds: nothing, or text, or a number that Excel keeps."""

CREATED = datetime(2026, 1, 1)  # noqa: DTZ001
"""The creation date in the document's properties: fixed, so that the same publication gives the same bytes."""

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


class CellLook(TypedDict, total=False):
    """How a cell looks, as XlsxWriter calls it."""

    font_name: str
    font_size: int
    font_color: str
    bold: bool
    underline: int
    valign: str
    align: str
    num_format: str
    text_wrap: bool
    bg_color: str
    top: int
    bottom: int


_PLAIN = CellLook(font_name="Malgun Gothic", font_size=10, valign="top")
_WHOLE = "#,##0;-#,##0;0"
_LOOKS: dict[ColumnKind, CellLook] = {
    "text": {"num_format": "@"},
    "long": {"text_wrap": True},
    "money": {"num_format": _WHOLE},
    "minor": {"num_format": _WHOLE},
    "count": {"num_format": _WHOLE},
    "share": {"num_format": "0.0%"},
    "year": {"num_format": "0", "align": "left"},
    "plain": {"num_format": "0", "align": "left"},
    "truth": {"align": "center"},
}
_LEAST, _WIDEST, _WIDEST_LONG, _LOOKED_AT = 9, 34, 60, 2_000
_SHARE_WIDTH = 8
_LINE_HEIGHT, _HIGHEST = 14, 405


class OpenBook:
    """The open file and the formats it is written with."""

    def __init__(self, path: Path, frame: WorkbookFrame) -> None:
        self.book = xlsxwriter.Workbook(str(path), _OPTIONS)
        self.frame = frame
        self._formats: dict[str, Format] = {}
        title, run = frame.publication.settings.title, frame.publication.id
        self.book.set_properties({"title": frame.cell_text(title), "comments": f"Run {run}", "created": CREATED})

    def clean(self, text: Text | str) -> str:
        """A text as a cell can hold it, in the languages of the workbook."""
        return clean(self.frame.cell_text(text) if isinstance(text, Text) else text, self.frame.languages)

    def format(self, name: str, **look: Unpack[CellLook]) -> Format:
        """The format of a name, made once."""
        if name not in self._formats:
            self._formats[name] = self.book.add_format(_PLAIN | look)
        return self._formats[name]

    def of_kind(self, kind: ColumnKind, *, total: bool) -> Format:
        """The format of a data cell."""
        if total:
            return self.format(f"{kind} total", **(_LOOKS[kind] | CellLook(bold=True, top=1)))
        return self.format(kind, **_LOOKS[kind])


def write_book(path: Path, frame: WorkbookFrame, sheets: list[WorkbookSheet]) -> None:
    """Write the cover and all sheets into a file."""
    opened = OpenBook(path, frame)
    _cover(opened)
    for sheet in sheets:
        _sheet(opened, sheet)
    try:
        opened.book.close()
    except FileCreateError as error:
        raise (error.args[0] if error.args and isinstance(error.args[0], OSError) else error) from None


def _cover(opened: OpenBook) -> None:
    sheet, title = opened.book.add_worksheet("Cover"), opened.frame.publication.settings.title
    heading = opened.format("heading", bold=True, font_size=16)
    titles = opened.frame.each(title)
    for row, said in enumerate(titles):
        sheet.write_string(row, 0, opened.clean(said), heading)
        sheet.set_row(row, 26)
    for row, (label, text) in enumerate(cover_lines(opened.frame), len(titles)):
        said = opened.frame.cell_text(text)
        sheet.write_string(row, 0, opened.clean(label), opened.format("label", bold=True))
        sheet.write_string(row, 1, opened.clean(said), opened.format("long cover", text_wrap=True))
        sheet.set_row(row, _LINE_HEIGHT * _lines(said, 90))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    sheet.hide_gridlines(2)
    _print(sheet)


def _sheet(opened: OpenBook, sheet: WorkbookSheet) -> None:
    paper = opened.book.add_worksheet(sheet.name)
    named = particulars(opened.frame, sheet.counting or opened.frame.counting)
    title = opened.format("title", bold=True, font_size=14, valign="bottom")
    paper.write_string(0, 0, opened.clean(both_in_own_words(sheet.title)), title)
    for row, line in enumerate((opened.frame.cell_text(both_in_own_words(sheet.remark)), *opened.frame.each(named)), 1):
        paper.write_string(row, 0, opened.clean(line), opened.format("line"))
    rows = sheet.rows or ((Text("None", "없음"), *[None] * (len(sheet.columns) - 1)),)
    shown = [_cells(sheet.columns, values, opened.frame) for values in rows]
    forms = {total: [opened.of_kind(column.kind, total=total) for column in sheet.columns] for total in (False, True)}
    for row, cells in enumerate(zip(rows, shown, strict=True)):
        total = row in sheet.totals
        for column, (form, value, held) in enumerate(zip(forms[total], *cells, strict=True)):
            if total or held not in (None, ""):
                _cell(opened, paper, (HEADER + 1 + row, column), form, value, held=held)
    _table(opened, paper, sheet, len(rows))
    _measure(paper, sheet, rows, shown, opened.frame)
    paper.freeze_panes(HEADER + 1, sheet.frozen)
    paper.repeat_rows(HEADER)
    _print(paper)


def _table(opened: OpenBook, paper: Worksheet, sheet: WorkbookSheet, rows: int) -> None:
    heading = opened.format("column", bold=True, text_wrap=True, bottom=1, bg_color="#E7EEF7")
    titles = distinct(opened.clean(column.title) for column in sheet.columns)
    headers = [{"header": title, "header_format": heading} for title in titles]
    options = {"name": table_name(sheet.name), "columns": headers, "style": "Table Style Light 1", "banded_rows": False}
    paper.add_table(HEADER, 0, HEADER + rows, len(sheet.columns) - 1, options)
    for place, column in enumerate(sheet.columns):
        if column.kind == "truth":
            wrong = opened.format("wrong", bold=True, bg_color="#C00000", font_color="#FFFFFF")
            rule = {"type": "cell", "criteria": "==", "value": "FALSE", "format": wrong}
            paper.conditional_format(HEADER + 1, place, HEADER + rows, place, rule)


def _cell(opened: OpenBook, paper: Worksheet, at: tuple[int, int], form: Format, value: Value, *, held: Held) -> None:
    if held is None:
        paper.write_blank(*at, None, form)
    elif isinstance(value, SheetLink):
        link = opened.format("link", font_color="#0B4F9E", underline=1)
        paper.write_url(*at, f"internal:'{value.sheet}'!A1", link, value.sheet)
    elif isinstance(value, CellFormula):
        paper.write_formula(*at, value.text, form, value.value)
    elif isinstance(held, str):
        paper.write_string(*at, opened.clean(held), form)
    else:
        paper.write_number(*at, held, form)


def _cells(columns: Sequence[Column], values: SheetRow, frame: WorkbookFrame) -> tuple[Held, ...]:
    return tuple(
        value if value is None or isinstance(value, str) else cell_value(column, value, frame)
        for column, value in zip(columns, values, strict=True)
    )


def cell_value(column: Column, value: Value, frame: WorkbookFrame) -> Held:
    """What a cell holds: a number where Excel keeps it exactly, its digits as text where it does not."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Text):
        return frame.cell_text(value)
    if isinstance(value, CellFormula | SheetLink):
        return value.value if isinstance(value, CellFormula) else value.sheet
    if isinstance(value, Figure) and value.kind == "ratio":
        return float(Fraction(value.value, value.whole)) if value.whole else "–"
    number = value.value if isinstance(value, Figure) else value
    if column.kind == "money" and isinstance(number, int):
        number //= frame.unit.factor
    if isinstance(number, int) and abs(number) > EXACT:
        return f"{number:,}"
    return number


def _measure(
    paper: Worksheet,
    sheet: WorkbookSheet,
    rows: Sequence[SheetRow],
    shown: Sequence[tuple[Held, ...]],
    frame: WorkbookFrame,
) -> None:
    """Columns as wide as what is in them; rows as high as their wrapped texts, since not every reader does that."""
    seen = zip(*shown[:_LOOKED_AT], strict=True)
    widths = [_column_width(column, held, frame) for column, held in zip(sheet.columns, seen, strict=True)]
    for place, wide in enumerate(widths):
        paper.set_column(place, place, wide)
    titles = [
        _lines(frame.cell_text(column.title), wide - 3) for column, wide in zip(sheet.columns, widths, strict=True)
    ]
    paper.set_row(HEADER, _LINE_HEIGHT * max(titles) + 4)
    wrapped = [place for place, column in enumerate(sheet.columns) if column.kind == "long"]
    for row, values in enumerate(rows):
        texts = [(value, widths[place]) for place in wrapped if isinstance(value := values[place], str)]
        lines = max((_lines(clean(text, frame.languages), wide) for text, wide in texts), default=1)
        if lines > 1:
            paper.set_row(HEADER + 1 + row, min(_HIGHEST, _LINE_HEIGHT * lines))


def _column_width(column: Column, shown: Sequence[Held], frame: WorkbookFrame) -> int:
    widest = _WIDEST_LONG if column.kind == "long" else _WIDEST
    words = max(width(part) for part in frame.each(column.title)) // 2 + 5
    return max(_LEAST, min(widest, max(words, _widest(column, shown)) + 2))


def _widest(column: Column, shown: Sequence[Held]) -> int:
    """How wide the widest of a column's cells is: of numbers the largest or the smallest."""
    if column.kind == "share":
        return _SHARE_WIDTH
    numbers = [each for each in shown if isinstance(each, int | float)]
    ends = (min(numbers), max(numbers)) if numbers else ()
    texts = [width(each) for each in shown if isinstance(each, str)]
    return max([_SHARE_WIDTH if None in shown else 0, *texts, *(len(f"{each:,.0f}") + 1 for each in ends)])


def _lines(text: str, wide: int) -> int:
    """How many lines a text takes in a column, about."""
    return sum(max(1, -(-width(line) // max(1, wide))) for line in text.split("\n"))


def _print(paper: Worksheet) -> None:
    paper.set_landscape()
    paper.set_paper(9)
    paper.fit_to_pages(1, 0)
