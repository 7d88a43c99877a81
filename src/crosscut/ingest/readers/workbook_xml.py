"""What a sheet's XML says that readers of values pass over: errors, merged and hidden cells, formats of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from crosscut.ingest.readers.marks import CellMarks, Merge
from crosscut.ingest.readers.number_formats import BUILT_IN
from crosscut.ingest.readers.raised_text import raised_in_xml
from crosscut.ingest.readers.styled_cells import styled_cells
from crosscut.spreadsheets import column_number

_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*?\bt="e"[^>]*>(?:<f[^>]*/>|<f.*?</f>)?<v>([^<]*)</v>', re.DOTALL)
_ERROR_SIGN = re.compile(rb't="e"')
_HIDDEN_SIGN = re.compile(rb'h(?:idden="(?:1|true)"|t="0(?:\.0*)?")')
_HIDDEN_ROW = re.compile(rb'<row\b(?=[^>]*(?:\bhidden="(?:1|true)"|\bht="0(?:\.0*)?"))[^>]*?\br="(\d+)"')
_HIDDEN_COLUMN = re.compile(rb'\bhidden="(?:1|true)"|\bwidth="0(?:\.0*)?"')
_COLUMN = re.compile(rb"<col\b[^>]*>")
_MERGE = re.compile(rb'<mergeCell\b[^>]*?\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_FORMAT = re.compile(r'<numFmt\b[^>]*?\bnumFmtId="(\d+)"[^>]*?\bformatCode="([^"]*)"')
_XF = re.compile(r"<xf\b[^>]*>")
_FONT = re.compile(r"<font\b[^>]*?(?:/>|>.*?</font>)", re.DOTALL)
_FONT_ID, _FILL_ID = re.compile(r'\bfontId="(\d+)"'), re.compile(r'\bfillId="(\d+)"')
_STRUCK = re.compile(r'<strike\s*(?:val="(?:1|true)"\s*)?/>')
_WHITE = re.compile(r'<color\b[^>]*\b(?:rgb="FFFFFFFF"|theme="0")(?![^>]*\btint=)')
_INDENT = re.compile(r'<alignment\b[^>]*\bindent="([1-9]\d{0,2})"')
_NUMBER_FORMAT = re.compile(r'\bnumFmtId="(\d+)"')
_WIDEST = 16_384
"""The formats that every workbook has without saying so, as far as they print anything beside a number."""


def errors(xml: bytes) -> Iterator[tuple[int, int, str]]:
    """Row (from 1), column (from 0) and text of each cell that shows an error."""
    for sign in _ERROR_SIGN.finditer(xml):
        match = _ERROR.match(xml, xml.rfind(b"<", 0, sign.start()))
        if match:
            yield int(match[2]), column_number(match[1]) - 1, unescape(match[3].decode(errors="replace"))


def hidden_rows(xml: bytes) -> frozenset[int]:
    """The numbers of rows that are hidden, filtered ones among them."""
    tags = (_HIDDEN_ROW.match(xml, xml.rfind(b"<", 0, sign.start())) for sign in _HIDDEN_SIGN.finditer(xml))
    return frozenset(int(tag[1]) for tag in tags if tag)


def hidden_columns(xml: bytes) -> frozenset[int]:
    """The numbers (from 0) of columns that are hidden."""
    head = xml[: xml.find(b"<sheetData")] if b"<sheetData" in xml else b""
    found: set[int] = set()
    for tag in _COLUMN.findall(head):
        if _HIDDEN_COLUMN.search(tag):
            first, last = (re.search(rb'\b%s="(\d+)"' % name, tag) for name in (b"min", b"max"))
            if first and last:
                found.update(range(int(first[1]) - 1, min(int(last[1]), _WIDEST)))
    return frozenset(found)


def merges(xml: bytes) -> tuple[Merge, ...]:
    """The cells that are merged."""
    end = xml.rfind(b"</sheetData>")
    tail = xml[xml.find(b"<mergeCells", max(end, 0)) :] if b"<mergeCells" in xml[max(end, 0) :] else b""
    return tuple(
        Merge(int(match[2]), int(match[4]), column_number(match[1]) - 1, column_number(match[3]) - 1)
        for match in _MERGE.finditer(tail)
    )


def formats_of(styles: bytes) -> dict[int, str]:
    """The format of numbers of each style of cells that has one of its own."""
    text = styles.decode(errors="replace")
    codes = BUILT_IN | {int(match[1]): unescape(match[2]) for match in _FORMAT.finditer(text)}
    found = {}
    for number, xf in enumerate(_XF.findall(_part(text, "cellXfs"))):
        format_id = _NUMBER_FORMAT.search(xf)
        if format_id and int(format_id[1]) in codes:
            found[number] = codes[int(format_id[1])]
    return found


def odd_styles(styles: bytes) -> dict[int, str]:
    """The styles of cells whose letters are struck out, or white on no colour."""
    text = styles.decode(errors="replace")
    fonts = [_oddness(font) for font in _FONT.findall(_part(text, "fonts"))]
    found = {}
    for number, xf in enumerate(_XF.findall(_part(text, "cellXfs"))):
        font, fill = (int(match[1]) if (match := each.search(xf)) else 0 for each in (_FONT_ID, _FILL_ID))
        why = fonts[font] if font < len(fonts) else ""
        if why and (why == "struck" or fill == 0):
            found[number] = why
    return found


def depths_of(styles: bytes) -> dict[int, int]:
    """How far in each style of cells that says so sets its texts."""
    told = re.split(r"<xf\b", _part(styles.decode(errors="replace"), "cellXfs"))[1:]
    return {style: int(match[1]) for style, xf in enumerate(told) if (match := _INDENT.search(xf))}


def _oddness(font: str) -> str:
    if _STRUCK.search(font):
        return "struck"
    return "white" if _WHITE.search(font) else ""


def _part(text: str, name: str) -> str:
    found = re.search(rf"<{name}\b.*?</{name}>", text, re.DOTALL)
    return found[0] if found else ""


def marks_of_xml(xml: bytes, styles: bytes, shared: bytes, width: int) -> CellMarks:
    """What is marked on a sheet of ``width`` columns."""
    marks = CellMarks(formats_of(styles), odd_styles(styles), depths=depths_of(styles))
    marks.hidden_rows, marks.hidden_columns = set(hidden_rows(xml)), set(hidden_columns(xml))
    marks.merges, marks.errors = list(merges(xml)), list(errors(xml))
    marks.raised = list(raised_in_xml(xml, shared))
    for style, column, rows in styled_cells(xml, marks.meaningful):
        if column < width:
            marks.styles(rows.tolist(), column, style)
    return marks
