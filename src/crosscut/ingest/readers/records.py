"""What the records of an old workbook (xls) say of a sheet beside its values: hidden, merged, errors, formats."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from crosscut.ingest.readers.compound import stream
from crosscut.ingest.readers.marks import CellMarks, Merge
from crosscut.ingest.readers.number_formats import BUILT_IN
from crosscut.ingest.readers.record_formulas import Formulas

_SHEET, _FORMAT, _XF, _END_OF_PART = 0x85, 0x41E, 0xE0, 0x0A
_COLUMN, _ROW, _MERGED, _ERROR, _FORMULA = 0x7D, 0x208, 0xE5, 0x205, 0x06
_CELLS = frozenset({0x203, 0x27E, _FORMULA, _ERROR})
"""Records of one cell that begin with its row, its column and its style: numbers, formulas and errors."""
_TEXTS = frozenset({0xFD, 0x204})
"""Records of texts, which begin so too."""
_ERROR_RESULT, _BLANK_RESULT = 2, 3
_FONT, _STRIKE = 0x31, 0x08
_MANY = 0xBD
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_ZERO_HEIGHT, _HIDDEN, _DEPTH = 0x20, 1, 0x0F


def marks_of_records(data: bytes, sheet: str) -> CellMarks:
    """What is marked on a sheet of an xls file; nothing where its records cannot be followed."""
    book = stream(data, ("Workbook", "Book"))
    try:
        return _read(book, sheet)
    except (struct.error, IndexError, UnicodeDecodeError):
        return CellMarks()


@dataclass
class _Globals:
    """Where the sheets begin, and the format of numbers of each style of cells."""

    sheets: dict[str, int] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)
    fonts: list[int] = field(default_factory=list)
    depths: dict[int, int] = field(default_factory=dict)
    struck: list[bool] = field(default_factory=list)

    def odd(self) -> dict[int, str]:
        """The styles whose letters are struck out; there is no font of number 4."""
        at = [font - (font > 4) for font in self.fonts]
        return {style: "struck" for style, font in enumerate(at) if font < len(self.struck) and self.struck[font]}

    def formats(self) -> dict[int, str]:
        """The format of each style that has one of its own."""
        known = BUILT_IN | self.codes
        return {style: known[each] for style, each in enumerate(self.styles) if each in known}


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of a part of a workbook; parts inside it, such as charts, are passed over."""
    at, depth = start, 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == 0x809:
            depth += 1
        if kind == _END_OF_PART:
            depth -= 1
            if depth <= 0:
                return
        if depth == 1:
            yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _read(book: bytes, sheet: str) -> CellMarks:
    known = _Globals()
    for kind, body in _records(book, 0):
        if kind == _SHEET:
            known.sheets[_text(body[6:], body[6], 1)] = struct.unpack_from("<I", body)[0]
        elif kind == _FORMAT:
            known.codes[struct.unpack_from("<H", body)[0]] = _text(body[2:], struct.unpack_from("<H", body, 2)[0], 2)
        elif kind == _XF:
            if depth := body[8] & _DEPTH:
                known.depths[len(known.fonts)] = depth
            known.fonts.append(struct.unpack_from("<H", body)[0])
            known.styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _FONT:
            known.struck.append(bool(struct.unpack_from("<H", body, 2)[0] & _STRIKE))
    marks = CellMarks(known.formats(), known.odd(), depths=known.depths)
    if sheet in known.sheets:
        formulas = Formulas()
        for kind, body in _records(book, known.sheets[sheet]):
            _note(kind, body, marks)
            if kind == _FORMULA:
                row, column = struct.unpack_from("<2H", body)
                formulas.note(row + 1, column, body[20:], blank=_result(body) == _BLANK_RESULT)
        marks.empty_formulas = formulas.without_result()
    return marks


def _result(formula: bytes) -> int | None:
    """What kind of result a formula has that is no number."""
    return formula[6] if formula[12:14] == b"\xff\xff" else None


def _text(body: bytes, length: int, size: int) -> str:
    """A text behind its length, which takes ``size`` bytes, and a flag that says whether a letter has two bytes."""
    wide = body[size] & 1
    raw = body[size + 1 : size + 1 + length * (2 if wide else 1)]
    return raw.decode("utf-16-le" if wide else "latin-1")


def _note(kind: int, body: bytes, marks: CellMarks) -> None:
    if kind == _COLUMN:
        first, last, _, _, flags = struct.unpack_from("<5H", body)
        if flags & _HIDDEN:
            marks.hidden_columns.update(range(first, min(last, 255) + 1))
    elif kind == _ROW:
        number, flags = struct.unpack_from("<H10xI", body)
        if flags & _ZERO_HEIGHT:
            marks.hidden_rows.add(number + 1)
    elif kind == _MERGED:
        for first, last, left, right in struct.iter_unpack("<4H", body[2 : 2 + struct.unpack_from("<H", body)[0] * 8]):
            marks.merges.append(Merge(first + 1, last + 1, left, right))
    elif kind == _MANY:
        row, first = struct.unpack_from("<2H", body)
        for column, at in enumerate(range(4, len(body) - 6, 6), start=first):
            marks.style(row + 1, column, struct.unpack_from("<H", body, at)[0])
    elif kind in _CELLS or kind in _TEXTS:
        _note_cell(kind, body, marks)


def _note_cell(kind: int, body: bytes, marks: CellMarks) -> None:
    row, column, style = struct.unpack_from("<3H", body)
    if kind in _TEXTS:
        marks.set_in([row + 1], column, style)
        return
    marks.style(row + 1, column, style)
    value, is_error = body[6], kind == _ERROR and body[7] == 1
    if kind == _FORMULA and _result(body) == _ERROR_RESULT:
        value, is_error = body[8], True
    if is_error:
        marks.errors.append((row + 1, column, _ERRORS.get(value, "#UNKNOWN!")))
