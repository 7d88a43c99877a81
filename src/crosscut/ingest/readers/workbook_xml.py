"""What a sheet's XML says that readers of values pass over: errors, merged and hidden cells, formats of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from crosscut.ingest.readers.archive import column_number
from crosscut.ingest.readers.marks import CellMarks, Merge
from crosscut.ingest.readers.number_formats import is_of_ids, parts

_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*?\bt="e"[^>]*>(?:<f[^>]*/>|<f.*?</f>)?<v>([^<]*)</v>', re.DOTALL)
_HIDDEN_ROW = re.compile(rb'<row\b(?=[^>]*(?:\bhidden="(?:1|true)"|\bht="0(?:\.0*)?"))[^>]*?\br="(\d+)"')
_HIDDEN_COLUMN = re.compile(rb'\bhidden="(?:1|true)"|\bwidth="0(?:\.0*)?"')
_COLUMN = re.compile(rb"<col\b[^>]*>")
_MERGE = re.compile(rb'<mergeCell\b[^>]*?\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_FORMAT = re.compile(r'<numFmt\b[^>]*?\bnumFmtId="(\d+)"[^>]*?\bformatCode="([^"]*)"')
_CELL_FORMATS = re.compile(r"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_XF = re.compile(r"<xf\b[^>]*>")
_NUMBER_FORMAT = re.compile(r'\bnumFmtId="(\d+)"')
_WIDEST = 16_384
_PERCENT = {9: "0%", 10: "0.00%"}
"""The formats that every workbook has without saying so, as far as they print anything beside a number."""


def errors(xml: bytes) -> Iterator[tuple[int, int, str]]:
    """Row (from 1), column (from 0) and text of each cell that shows an error."""
    if b't="e"' in xml:
        for match in _ERROR.finditer(xml):
            yield int(match[2]), column_number(match[1]) - 1, unescape(match[3].decode(errors="replace"))


def hidden_rows(xml: bytes) -> frozenset[int]:
    """The numbers of rows that are hidden, filtered ones among them."""
    if b"hidden=" not in xml and b'ht="0' not in xml:
        return frozenset()
    return frozenset(int(match[1]) for match in _HIDDEN_ROW.finditer(xml))


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
    cells = _CELL_FORMATS.search(text)
    found = {}
    for number, xf in enumerate(_XF.findall(cells[0] if cells else "")):
        format_id = _NUMBER_FORMAT.search(xf)
        if format_id and int(format_id[1]) in codes:
            found[number] = codes[int(format_id[1])]
    return found


def marks_of_xml(xml: bytes, formats: dict[int, str], width: int) -> CellMarks:
    """What is marked on a sheet of ``width`` columns."""
    marks = CellMarks(formats, set(hidden_rows(xml)), set(hidden_columns(xml)), list(merges(xml)), list(errors(xml)))
    for style, code in formats.items():
        if any(parts(code)):
            for column, row in _first_cells(xml, style, width):
                marks.first[column, style] = row
        if is_of_ids(code):
            for match in re.finditer(rb'<c r="([A-Z]+)(\d+)"[^>]*?\bs="%d"' % style, xml):
                marks.codes.setdefault(column_number(match[1]) - 1, []).append((int(match[2]), code))
    return marks


def _first_cells(xml: bytes, style: int, last: int) -> Iterator[tuple[int, int]]:
    """The first cell of a style in each column."""
    seen: set[int] = set()
    for match in re.finditer(rb'<c r="([A-Z]+)(\d+)"[^>]*?\bs="%d"' % style, xml):
        column = column_number(match[1]) - 1
        if column < last and column not in seen:
            seen.add(column)
            yield column, int(match[2])
