"""What a binary workbook (xlsb) marks on a sheet beside its values: hidden, merged, errors, formats, struck letters."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from crosscut.ingest.readers.marks import CellMarks, Merge
from crosscut.ingest.readers.number_formats import BUILT_IN

_ROW, _ERROR, _FORMULA_ERROR, _LAST_CELL = 0, 3, 11, 11
_FONT, _FORMAT, _XF, _COLUMN, _SHEET, _MERGE = 43, 44, 47, 60, 156, 176
_STYLES_BEGIN, _STYLES_END = 617, 618
_HIDDEN_ROW, _HIDDEN_COLUMN, _STRIKE = 0x10, 1, 0x08
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_WIDEST = 16_384
_RELATION = re.compile(r"<Relationship\b[^>]*>")


def marks_of_binary(path: Path, sheet: str) -> CellMarks:
    """What is marked on a sheet; nothing where its parts cannot be followed."""
    with zipfile.ZipFile(path) as archive:
        names = frozenset(archive.namelist())
        if not {"xl/workbook.bin", "xl/_rels/workbook.bin.rels"} <= names:
            return CellMarks()
        try:
            member = _member(archive.read("xl/workbook.bin"), archive.read("xl/_rels/workbook.bin.rels"), sheet)
            styles = archive.read("xl/styles.bin") if "xl/styles.bin" in names else b""
            return _marks(archive.read(member), _styles(styles)) if member in names else CellMarks()
        except (struct.error, IndexError, UnicodeDecodeError):
            return CellMarks()


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record: both their kind and their length are written seven bits a byte."""
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        length, at = _number(data, at, 4)
        yield kind, data[at : at + length]
        at += length


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for place in range(most):
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            break
    return value, at


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A text behind its length, and where it ends; a length of all ones is no text."""
    (length,) = struct.unpack_from("<I", body, at)
    if length == 0xFFFFFFFF:
        return "", at + 4
    return body[at + 4 : at + 4 + 2 * length].decode("utf-16-le"), at + 4 + 2 * length


def _member(workbook: bytes, relations: bytes, sheet: str) -> str:
    for kind, body in _records(workbook):
        if kind == _SHEET:
            wanted, end = _text(body, 8)
            if _text(body, end)[0] == sheet:
                for tag in _RELATION.findall(relations.decode(errors="replace")):
                    if re.search(rf'\bId="{re.escape(wanted)}"', tag):
                        target = re.search(r'\bTarget="([^"]*)"', tag)
                        return _inside(target[1]) if target else ""
    return ""


def _inside(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))


def _styles(data: bytes) -> CellMarks:
    """Marks that know the styles, and no cell yet."""
    codes, struck, formats, odd, depths = dict(BUILT_IN), [], {}, {}, {}
    style, inside = 0, False
    for kind, body in _records(data):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif kind == _FONT:
            struck.append(bool(struct.unpack_from("<H", body, 2)[0] & _STRIKE))
        elif kind in {_STYLES_BEGIN, _STYLES_END}:
            inside = kind == _STYLES_BEGIN
        elif kind == _XF and inside:
            code, font = struct.unpack_from("<2H", body, 2)
            if code in codes:
                formats[style] = codes[code]
            if font < len(struck) and struck[font]:
                odd[style] = "struck"
            if body[11]:
                depths[style] = body[11]
            style += 1
    return CellMarks(formats, odd, depths=depths)


def _marks(data: bytes, marks: CellMarks) -> CellMarks:
    row = 0
    for kind, body in _records(data):
        if kind == _ROW:
            row = struct.unpack_from("<I", body)[0] + 1
            if body[11] & _HIDDEN_ROW:
                marks.hidden_rows.add(row)
        elif kind <= _LAST_CELL:
            column = struct.unpack_from("<I", body)[0]
            marks.height, marks.width = max(marks.height, row), max(marks.width, column + 1)
            marks.style(row, column, int.from_bytes(body[4:7], "little"))
            if kind in {_ERROR, _FORMULA_ERROR}:
                marks.errors.append((row, column, _ERRORS.get(body[8], "#UNKNOWN!")))
        elif kind == _COLUMN:
            first, last = struct.unpack_from("<2I", body)
            if struct.unpack_from("<H", body, 16)[0] & _HIDDEN_COLUMN:
                marks.hidden_columns.update(range(first, min(last, _WIDEST) + 1))
        elif kind == _MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", body)
            marks.merges.append(Merge(top + 1, bottom + 1, left, right))
    return marks
