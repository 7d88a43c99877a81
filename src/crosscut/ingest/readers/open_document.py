"""What an OpenDocument sheet (ods) marks beside its values: hidden, merged, errors, formats of numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from crosscut.ingest.cell_words import is_error
from crosscut.ingest.readers.marks import CellMarks, Merge
from crosscut.ingest.readers.raised_text import raised_in_cell, raising_styles

_TAG = re.compile(
    rb"<table:(table-row|table-column|table-cell|covered-table-cell)\b([^>]*?)(/?)>"
    rb"(?:\s*<text:p[^>]*>\s*([#E][^<]{2,12}?)\s*</text:p>)?"
)
_NAME = re.compile(rb'\btable:name="([^"]*)"')
_MARKING = (
    b'visibility="',
    b'-spanned="',
    b">#",
    b">Err:",
    b"data-style-name",
    b"text-position",
    b"formula",
    b"currency=",
    b"margin-left=",
)
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')
_ROWS = re.compile(rb'number-rows-spanned="(\d+)"')
_COLUMNS = re.compile(rb'number-columns-spanned="(\d+)"')
_HIDDEN = re.compile(rb'visibility="(?:collapse|filter)"')
_STYLE = re.compile(rb'(?<!default-cell-)style-name="([^"]*)"')
_OF_COLUMN = re.compile(rb'default-cell-style-name="([^"]*)"')
_CURRENCY = re.compile(rb'office:currency="([A-Z]{3})"')
_MOST = 1_000
"""Repeated rows and columns that are looked at one by one."""


def marks_of_content(xml: bytes, sheet: str, width: int) -> CellMarks:
    """What is marked on a sheet of ``width`` columns."""
    part = _sheet(xml, sheet)
    if not any(sign in xml for sign in _MARKING):
        return CellMarks()
    numbers, formats, depths = _formats(xml)
    walk = _Walk(CellMarks(formats, signed=False, depths=depths), numbers, width)
    raising = raising_styles(xml)
    for match in _TAG.finditer(part):
        walk.step(match[1], match[2], match[4])
        if raising and match[1] == b"table-cell" and not match[3]:
            walk.note_raised(part[match.end(2) + 1 : part.find(b"</table:table-cell>", match.end())], raising)
    return walk.marks


def _sheet(xml: bytes, sheet: str) -> bytes:
    for piece in re.split(rb"(?=<table:table\s)", xml)[1:]:
        named = _NAME.search(piece[: piece.find(b">")])
        if named and unescape(named[1].decode(errors="replace")) == sheet:
            return piece[: piece.find(b"</table:table>")]
    return b""


@dataclass
class _Walk:
    """Where the reading of a sheet stands: row from 1, column from 0."""

    marks: CellMarks
    numbers: dict[bytes, int]
    width: int
    row: int = 0
    repeated: int = 1
    column: int = 0
    defaults: list[bytes] = field(default_factory=list)

    def step(self, kind: bytes, said: bytes, text: bytes | None) -> None:
        """Take one tag."""
        found = _REPEATED.search(said)
        count = int(found[1]) if found else 1
        if kind == b"table-column":
            self._column(said, min(count, self.width - len(self.defaults)))
        elif kind == b"table-row":
            self.row, self.repeated, self.column = self.row + self.repeated, count, 0
            if _HIDDEN.search(said):
                self.marks.hidden_rows.update(range(self.row, self.row + min(count, _MOST)))
        else:
            if kind == b"table-cell":
                self._cell(said, text, min(count, self.width - self.column))
            self.column += count

    def note_raised(self, cell: bytes, raising: frozenset[bytes]) -> None:
        """Take what the cell before here holds, where it is a number with raised marks."""
        if text := raised_in_cell(cell, raising):
            self.marks.raised.append((self.row, self.column - 1, text))

    def _column(self, said: bytes, count: int) -> None:
        if _HIDDEN.search(said):
            self.marks.hidden_columns.update(range(len(self.defaults), len(self.defaults) + count))
        default = _OF_COLUMN.search(said)
        self.defaults += [default[1] if default else b""] * count

    def _cell(self, said: bytes, text: bytes | None, count: int) -> None:
        if b"-spanned=" in said:
            down, across = (int(found[1]) if (found := each.search(said)) else 1 for each in (_ROWS, _COLUMNS))
            if down > 1 or across > 1:
                self.marks.merges.append(Merge(self.row, self.row + down - 1, self.column, self.column + across - 1))
        if b":formula=" in said and b"value-type=" not in said:
            self.marks.empty_formulas.setdefault(self.column, []).append(self.row)
        if named := _CURRENCY.search(said):
            self.marks.style_of(self.row, self.column, named[1].decode(errors="replace"))
        own = _STYLE.search(said)
        for column in range(self.column, self.column + count):
            style = own[1] if own else self.defaults[column] if column < len(self.defaults) else b""
            shown = unescape(text.decode(errors="replace")) if text else ""
            for row in range(self.row, self.row + min(self.repeated, _MOST)):
                if style in self.numbers and b"value-type=" in said:
                    self.marks.style(row, column, self.numbers[style])
                if is_error(shown):
                    self.marks.errors.append((row, column, shown))


_CELL_STYLE = re.compile(rb"<style:style\b[^>]*(?:/>|>.*?</style:style>)", re.DOTALL)
_MARGIN = re.compile(rb'\bfo:margin-left="([\d.]+)')
_NUMBER_STYLE = re.compile(rb"<number:(number|currency|percentage)-style\b")
_NAMED = re.compile(rb'<number:[^>]*?\bstyle:name="([^"]*)".*', re.DOTALL)
_PIECE = re.compile(
    rb"<number:(number|text|currency-symbol)(?=[\s/>])([^>]*?)(?:/>|>(.*?)</number:(?:number|text|currency-symbol)>)",
    re.DOTALL,
)


def _formats(xml: bytes) -> tuple[dict[bytes, int], dict[int, str], dict[int, int]]:
    """The number of each style of cells that tells; the formats as a spreadsheet writes them, and how far in they set.

    The last are in thousandths of the file's unit of length.
    """
    codes = {match[1]: _code(match[0]) for match in _styles(xml)}
    numbers: dict[bytes, int] = {}
    formats: dict[int, str] = {}
    depths: dict[int, int] = {}
    for style in _CELL_STYLE.findall(xml):
        name = re.search(rb'\bstyle:name="([^"]*)"', style)
        data = re.search(rb'\bstyle:data-style-name="([^"]*)"', style)
        margin = _MARGIN.search(style)
        number = len(numbers)
        if data and data[1] in codes:
            formats[number] = codes[data[1]]
        if margin and (depth := round(float(margin[1]) * 1000)):
            depths[number] = depth
        if name and (number in formats or number in depths):
            numbers[name[1]] = number
    return numbers, formats, depths


def _styles(xml: bytes) -> list[re.Match[bytes]]:
    found = []
    for start in _NUMBER_STYLE.finditer(xml):
        end = xml.find(b"</number:%s-style>" % start[1], start.start())
        match = _NAMED.match(xml, start.start(), max(end, 0))
        if match:
            found.append(match)
    return found


_SIGNS = frozenset({b"-", b"(", b")"})
"""What a format prints of numbers below zero, where it names another one for those above."""


def _code(style: bytes) -> str:
    """The format of numbers above zero, of one that stands for those below as well without their signs."""
    out, signs = "", _SIGNS if b"<style:map" in style else frozenset[bytes]()
    for piece in _PIECE.finditer(style):
        if piece[1] == b"number":
            least = re.search(rb'min-integer-digits="(\d+)"', piece[2])
            grouped = b'grouping="true"' in piece[2]
            decimals = re.search(rb'\bnumber:decimal-places="([1-9]\d*)"', piece[2])
            out += "#,##0" if grouped else "0" * max(1, min(int(least[1]), 40) if least else 1)
            out += ".0" if decimals else ""
        elif piece[3] and piece[3] not in signs:
            text = unescape(piece[3].decode(errors="replace"))
            out += text if text == "%" else f'"{text}"'
    return out or ('"-"' if signs else "")
