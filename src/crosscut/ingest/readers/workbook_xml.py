"""What a sheet's XML says that readers of values pass over: errors, merged and hidden cells, formats of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import numpy as np

from crosscut.ingest.readers.marks import CellMarks, Merge
from crosscut.spreadsheets import column_number

_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*?\bt="e"[^>]*>(?:<f[^>]*/>|<f.*?</f>)?<v>([^<]*)</v>', re.DOTALL)
_ERROR_SIGN = re.compile(rb't="e"')
_HIDDEN_SIGN = re.compile(rb'hidden="(?:1|true)"')
_FLAT_SIGN = re.compile(rb'ht="0(?:\.0*)?"')
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
_NUMBER_FORMAT = re.compile(r'\bnumFmtId="(\d+)"')
_STYLED = rb'<c r="([A-Z]+\d+)"%ss="(%s)"'
_FEW_STYLES = 3
_WIDEST = 16_384
_CAPITALS, _DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"0123456789"
_PERCENT = {9: "0%", 10: "0.00%"}
"""The formats that every workbook has without saying so, as far as they print anything beside a number."""


def errors(xml: bytes) -> Iterator[tuple[int, int, str]]:
    """Row (from 1), column (from 0) and text of each cell that shows an error."""
    for sign in _ERROR_SIGN.finditer(xml):
        match = _ERROR.match(xml, xml.rfind(b"<", 0, sign.start()))
        if match:
            yield int(match[2]), column_number(match[1]) - 1, unescape(match[3].decode(errors="replace"))


def hidden_rows(xml: bytes) -> frozenset[int]:
    """The numbers of rows that are hidden, filtered ones among them."""
    signs = (sign.start() for each in (_HIDDEN_SIGN, _FLAT_SIGN) for sign in each.finditer(xml))
    tags = (_HIDDEN_ROW.match(xml, xml.rfind(b"<", 0, at)) for at in signs)
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
    tail = xml[xml.find(b"<mergeCells") :] if b"<mergeCells" in xml else b""
    return tuple(
        Merge(int(match[2]), int(match[4]), column_number(match[1]) - 1, column_number(match[3]) - 1)
        for match in _MERGE.finditer(tail)
    )


def formats_of(styles: bytes) -> dict[int, str]:
    """The format of numbers of each style of cells that has one of its own, in its part for numbers above zero."""
    text = styles.decode(errors="replace")
    codes = _PERCENT | {int(match[1]): unescape(match[2]).split(";")[0] for match in _FORMAT.finditer(text)}
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


def _oddness(font: str) -> str:
    if _STRUCK.search(font):
        return "struck"
    return "white" if _WHITE.search(font) else ""


def _part(text: str, name: str) -> str:
    found = re.search(rf"<{name}\b.*?</{name}>", text, re.DOTALL)
    return found[0] if found else ""


def marks_of_xml(xml: bytes, styles: bytes, width: int) -> CellMarks:
    """What is marked on a sheet of ``width`` columns."""
    marks = CellMarks(formats_of(styles), odd_styles(styles))
    marks.hidden_rows, marks.hidden_columns = set(hidden_rows(xml)), set(hidden_columns(xml))
    marks.merges, marks.errors = list(merges(xml)), list(errors(xml))
    for style, cells in _cells_of(xml, sorted(marks.telling)).items():
        _note_style(marks, cells, style, width)
    return marks


def _cells_of(xml: bytes, styles: list[int]) -> dict[int, list[bytes]]:
    """The references of the cells of each style; a few styles are found soonest one by one."""
    if len(styles) <= _FEW_STYLES:
        return {style: cells for style in styles if (cells := _cells_of_one(xml, style))}
    found: dict[int, list[bytes]] = {}
    for cell, style in re.findall(_STYLED % (rb"[^>]*?\b", b"|".join(b"%d" % style for style in styles)), xml):
        found.setdefault(int(style), []).append(cell)
    return found


def _cells_of_one(xml: bytes, style: int) -> list[bytes]:
    """The references of the cells of a style, which most programs write behind the reference."""
    near = re.findall(rb'<c r="([A-Z]+\d+)" s="%d"' % style, xml)
    if len(near) == xml.count(b' s="%d"' % style):
        return near
    return [cell for cell, _ in re.findall(_STYLED % (rb"[^>]*?\b", b"%d" % style), xml)]


def _note_style(marks: CellMarks, cells: list[bytes], style: int, width: int) -> None:
    """Note the style of cells, column by column."""
    joined = b" ".join(cells)
    rows = np.array(joined.translate(None, _CAPITALS).split(), np.int64)
    said = joined.translate(None, _DIGITS).split()
    letters = set(said)
    of_each = np.array(said) if len(letters) > 1 else None
    for name in sorted(letters):
        here = rows if of_each is None else rows[of_each == name]
        column = column_number(name) - 1
        if column < width:
            marks.styles(here.tolist(), column, style)
