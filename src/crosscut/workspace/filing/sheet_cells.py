"""The first sheet of a workbook as its cells say it: values, which of them are formulas, and which show no result."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from crosscut.spreadsheets import column_letters, column_number, extent
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.filing.isolated_reader import UnreadError, read_isolated
from crosscut.workspace.words import word

MOST_UNPACKED, MOST_PARTS = 100 << 20, 5_000
MOST_SPREAD = 20_000_000
"""The places of a sheet from its first cell to its last."""
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_KIND = re.compile(rb'\bt="(\w+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>[^<]")
_FIRST_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?[\s:]id="([^"]+)"')

Value = str | float | int | bool | None | object
Result = Literal["value", "none", "error"]


@dataclass(frozen=True, slots=True)
class SheetCells:
    """A sheet: its name, its rows from the first cell on, and its marks by row (from 1) and column (from 0).

    ``formulas`` tells what each formula shows; ``errors`` are cells that show an error such as ``#DIV/0!``.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    formulas: Mapping[tuple[int, int], Result]
    errors: frozenset[tuple[int, int]]


def cells_of(content: bytes) -> SheetCells:
    """The cells of a workbook's first sheet, read in a process of its own.

    Raises
    ------
    WorkspaceError
        where it is no workbook, or unpacks to more than can be held.
    """
    try:
        return _unpacked(read_isolated("workbook", content, ""))
    except UnreadError:
        raise WorkspaceError(word("sheet_kind")) from None


def read_workbook(content: bytes, name: str = "") -> SheetCells:
    """The same, in this process.

    Raises
    ------
    WorkspaceError
        where it is no workbook, or unpacks to more than can be held.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            parts = opened.infolist()
            if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_UNPACKED:
                raise WorkspaceError(word("sheet_size"))
            xml = _first_sheet(opened)
            height, width = extent(xml, doubted=True)
            if height * width > MOST_SPREAD:
                raise WorkspaceError(word("sheet_size"))
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        name = book.sheet_names[0]
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (zipfile.BadZipFile, CalamineError, IndexError, OSError):
        raise WorkspaceError(word("sheet_kind")) from None
    return SheetCells(name, rows, *_marks(xml))


def packed(cells: SheetCells) -> str:
    """Cells as JSON, in which times are told from texts."""
    marks = {"formulas": [[*place, result] for place, result in cells.formulas.items()], "errors": list(cells.errors)}
    return json.dumps({"name": cells.name, "rows": [[_wire(each) for each in row] for row in cells.rows], **marks})


def _wire(value: Value) -> object:
    if isinstance(value, timedelta):
        return {"timedelta": [value.days, value.seconds, value.microseconds]}
    if isinstance(value, datetime | date | time):
        return {type(value).__name__: value.isoformat()}
    return value


def _unpacked(text: str) -> SheetCells:
    read = json.loads(text)
    rows = [
        [_TIMES[min(each)](each[min(each)]) if isinstance(each, dict) else each for each in row] for row in read["rows"]
    ]
    formulas: dict[tuple[int, int], Result] = {(row, column): result for row, column, result in read["formulas"]}
    return SheetCells(read["name"], rows, formulas, frozenset((row, column) for row, column in read["errors"]))


def _value(told: Value | dict[str, Value]) -> Value:
    if not isinstance(told, dict):
        return told
    ((kind, said),) = told.items()
    return _TIMES[kind](said)


_TIMES: Mapping[str, Callable[..., Value]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda parts: timedelta(*parts),
}


def _first_sheet(packed: zipfile.ZipFile) -> bytes:
    """The XML of the first sheet; empty where the workbook keeps none."""
    names = packed.namelist()
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(names):
        return b""
    first = _FIRST_SHEET.search(packed.read("xl/workbook.xml"))
    for tag in re.findall(rb"<(?:\w+:)?Relationship\b[^>]*>", packed.read("xl/_rels/workbook.xml.rels")):
        said = dict(re.findall(rb'\b(Id|Target)="([^"]*)"', tag))
        if first and said.get(b"Id") == first[1]:
            target = said.get(b"Target", b"").decode(errors="replace")
            member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return packed.read(member) if member in names else b""
    return b""


def _marks(xml: bytes) -> tuple[dict[tuple[int, int], Result], frozenset[tuple[int, int]]]:
    formulas, errors = dict[tuple[int, int], Result](), set[tuple[int, int]]()
    for attributes, inner in _CELL.findall(xml):
        at, kind = _PLACE.search(attributes), _KIND.search(attributes)
        if not at:
            continue
        place, is_error = (int(at[2]), column_number(at[1]) - 1), bool(kind and kind[1] == b"e")
        if is_error:
            errors.add(place)
        if _FORMULA.search(inner):
            shows = bool(_VALUE.search(inner)) or bool(kind and kind[1] == b"str")
            formulas[place] = "error" if is_error else "value" if shows else "none"
    return formulas, frozenset(errors)


def cell_name(row: int, place: int) -> str:
    """A cell as spreadsheets call it: ``B5``."""
    return f"{column_letters(place + 1)}{row}"
