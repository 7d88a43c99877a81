"""Workbooks (xlsx, xlsb, xls, ods) through calamine, after a look into their archive."""

from __future__ import annotations

import datetime
import difflib
import gc
import re
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import repeat
from operator import is_, itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from crosscut.characters import folded
from crosscut.config import Source
from crosscut.findings import Place
from crosscut.ingest.limits import HEAD_ROWS
from crosscut.ingest.readers import workbook_xml
from crosscut.ingest.readers.archive import Archive, checked
from crosscut.ingest.readers.binary_workbook import marks_of_binary
from crosscut.ingest.readers.cell_texts import float_text, number_text
from crosscut.ingest.readers.files import stop_no_table
from crosscut.ingest.readers.marks import NO_MARKS, CellMarks, Marks, OtherSheet
from crosscut.ingest.readers.no_tables import kind_within
from crosscut.ingest.readers.number_formats import printed, with_decimals
from crosscut.ingest.readers.open_document import marks_of_content
from crosscut.ingest.readers.raised_text import Raised
from crosscut.ingest.readers.ranges import bounds_of, head_rows, is_within
from crosscut.ingest.readers.reader import Reader
from crosscut.ingest.readers.records import marks_of_records
from crosscut.ingest.readers.sheet import Body, encoded
from crosscut.ingest.report import Report, Unreadable, stop
from crosscut.spreadsheets import MOST_COLUMNS
from crosscut.text import Text

_MOST_SHEETS = 30
"""Other sheets whose headers are looked at."""
_INEXACT = 10**15
"""Whole numbers from which a spreadsheet, which keeps fifteen digits, drops some."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass
class ExcelSheet:
    """One sheet of a workbook, its cells as calamine reads them; ``codes`` are rows and formats of ids by column."""

    file: str
    name: str
    cells: list[list[Any]]
    formulas: dict[int, list[int]] = field(default_factory=dict)
    marks: Marks = NO_MARKS
    codes: dict[int, list[tuple[Sequence[int], str]]] = field(default_factory=dict)
    head_rows: int = HEAD_ROWS

    @cached_property
    def head(self) -> Sequence[Sequence[str]]:
        """The first rows as text."""
        return [[cell_text(cell).strip() for cell in row] for row in self.cells[: self.head_rows]]

    def body(self, header_end: int, wanted: Collection[int], amounts: Collection[int], width: int) -> Body:  # noqa: ARG002
        """See :class:`Sheet`."""
        with _uncollected():
            return self._body(header_end, wanted, amounts)

    def _body(self, header_end: int, wanted: Collection[int], amounts: Collection[int]) -> Body:
        rows = self.cells[header_end:]
        columns, dates, typed, long = {}, {}, {}, {}
        for number in wanted:
            cells = list(map(itemgetter(number), rows))
            if number not in amounts:
                self._put_shown(cells, number, header_end)
            kinds = set(map(type, cells))
            numeric = _typed(cells, kinds)
            text, dated, inexact = _column(cells, kinds, numeric)
            columns[number] = text if number in amounts else encoded(text)
            if number in amounts:
                typed[number] = numeric
            elif inexact:
                long[number] = inexact
            if dated:
                dates[number] = dated
        numbers = np.arange(header_end + 1, header_end + 1 + len(rows), dtype=np.int32)
        formulas = {
            column: [row - header_end - 1 for row in at if row > header_end]
            for column, at in self.formulas.items()
            if column in columns
        }
        return Body(columns, numbers, dates, formulas, typed, long)

    def _put_shown(self, cells: list[Any], number: int, header_end: int) -> None:
        """Put into a column of texts what the formats of its numbers print: the zeros of codes, and texts in them."""
        for rows, code in self.codes.get(number, ()):
            places = np.asarray(rows, np.int64) - header_end - 1
            places = places[(places >= 0) & (places < len(cells))].tolist()
            numbers = {cells[at] for at in places if type(cells[at]) in (int, float)}
            texts = with_decimals(numbers, code) if "." in code else _as_codes(numbers, code)
            for at in places:
                if type(cells[at]) is not bool and cells[at] in texts:
                    cells[at] = texts[cells[at]]


def _as_codes(numbers: Collection[float], code: str) -> dict[float, str]:
    return {each: printed(int(each), code) for each in numbers if each >= 0 and each == int(each)}


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without collections of garbage, which very many new cells start over and over though they make no cycles."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _typed(cells: list[Any], kinds: set[type]) -> npt.NDArray[np.bool_]:
    """Which cells the file holds as numbers."""
    if kinds == {float} or float not in kinds:
        return np.full(len(cells), bool(kinds) and float in kinds)
    return np.fromiter(map(is_, map(type, cells), repeat(float)), bool, len(cells))


def _column(
    cells: list[Any], kinds: set[type], numeric: npt.NDArray[np.bool_]
) -> tuple[pa.Array, list[int], list[int]]:
    """A column as text, the positions of its dates, and those of its numbers of more digits than are kept."""
    if kinds <= {str}:
        return pa.array(cells, pa.string()), [], []
    if kinds == {float}:
        numbers = np.array(cells, np.float64)
        return float_text(pa.array(numbers)), [], np.flatnonzero(np.abs(numbers) >= _INEXACT).tolist()
    if kinds == {str, float}:
        return _texts_and_numbers(cells, numeric)
    dated = [at for at, cell in enumerate(cells) if isinstance(cell, datetime.date)] if _dated(kinds) else []
    long = [at for at, cell in enumerate(cells) if type(cell) is float and abs(cell) >= _INEXACT]
    texts = [cell if type(cell) is str else cell_text(cell) for cell in cells]
    return pa.array(texts, pa.string()), dated, long


def _texts_and_numbers(cells: list[Any], numeric: npt.NDArray[np.bool_]) -> tuple[pa.Array, list[int], list[int]]:
    numbers = np.array([cell if type(cell) is float else 0.0 for cell in cells], np.float64)
    texts = pa.array(["" if type(cell) is float else cell for cell in cells], pa.string())
    both = pc.if_else(pa.array(numeric), float_text(pa.array(numbers)), texts)
    return both, [], np.flatnonzero(np.abs(numbers) >= _INEXACT).tolist()


def _dated(kinds: set[type]) -> bool:
    return any(issubclass(kind, datetime.date) for kind in kinds)


def cell_text(cell: Any) -> str:
    """One cell as text: a number as its shortest exact decimal, a date in ISO form."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return number_text(cell)
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return str(cell)


def open_sheet(path: Path, source: Source, report: Report) -> ExcelSheet:
    """Open the sheet of a workbook that a source names, or its first visible one.

    Raises
    ------
    Unreadable
        where the workbook is damaged, locked or too large, or has no such sheet.

    """
    try:
        with _uncollected():
            return _open(path, source, report)
    except PasswordError:
        raise _locked(source, report) from None
    except CalamineError as error:
        if kind := kind_within(path):
            raise stop_no_table(source.file, kind, report) from None
        raise stop(
            report,
            "broken-file",
            Place(source.file),
            Text(f"The workbook is damaged: {error}", "통합 문서가 손상되었습니다."),
            Text("Open it in a spreadsheet program and save it again.", "표 계산 프로그램에서 다시 저장하십시오."),
        ) from None


def _open(path: Path, source: Source, report: Report) -> ExcelSheet:
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
        archive = checked(path, source.file, report) if zipped else None
        if not archive and _ENCRYPTED in file.read():
            raise _locked(source, report)
        file.seek(0)
        with CalamineWorkbook.from_filelike(file) as workbook:
            name = _sheet_name(workbook, source, report)
            xml = archive.sheet_xml(name) if archive else b""
            binary = marks_of_binary(path, name) if archive and not xml else CellMarks()
            if archive:
                archive.check_spread()
                archive.must_hold(name, binary.height, binary.width)
            with ThreadPoolExecutor(1) as aside:  # calamine lets Python work meanwhile
                loading = aside.submit(workbook.get_sheet_by_name, name)
                marks, formulas = _of_xml(archive, xml) if archive and xml else (None, {})
                cells = loading.result().to_python(skip_empty_area=False)
            others = () if source.sheet else _others(workbook, name, archive)
            hidden = name not in _visible(workbook)
    if not cells:
        raise stop(
            report,
            "empty-file",
            Place(source.file, name),
            Text("The sheet is empty.", "빈 시트입니다."),
            Text("Name another sheet in source.sheet.", "source.sheet에 다른 시트를 적으십시오."),
        )
    marks = marks or _marks(path, archive, name, len(cells[0])) or binary
    formulas = formulas or marks.empty_formulas
    for row, column, text in (*marks.errors, *(each for each in marks.raised if _is_amount(cells, each))):
        if row <= len(cells) and column < len(cells[0]):
            cells[row - 1][column] = text
    return ExcelSheet(
        source.file,
        name,
        cells,
        formulas,
        replace(marks.marks(others, partial(is_within, bounds=bounds_of(source))), hidden=hidden),
        marks.codes,
        head_rows(source),
    )


_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")


def _is_amount(cells: Sequence[Sequence[object]], raised: Raised) -> bool:
    """Whether a number with raised marks is no year at the head of a column, above which there is no number."""
    row, column, text = raised
    if not _YEAR.match(text) or row > len(cells) or column >= len(cells[0]):
        return True
    return any(isinstance(each[column], int | float) for each in cells[: row - 1])


def _of_xml(archive: Archive, xml: bytes) -> tuple[CellMarks, dict[int, list[int]]]:
    """What a sheet's XML marks, and its formulas without a value."""
    return workbook_xml.marks_of_xml(
        xml, archive.styles(), archive.shared_texts(), MOST_COLUMNS
    ), archive.empty_formulas(xml)


def _marks(path: Path, archive: Archive | None, sheet: str, width: int) -> CellMarks | None:
    """What the bytes of a workbook without XML of its own mark on a sheet; None of a zipped binary one."""
    if archive is None:
        return marks_of_records(path.read_bytes(), sheet)
    content = archive.content()
    return marks_of_content(content, sheet, width) if content else None


def _others(workbook: CalamineWorkbook, name: str, archive: Archive | None) -> tuple[OtherSheet, ...]:
    """The other sheets, the first of them where there are very many."""
    listed = [each for each in workbook.sheets_metadata if each.typ is SheetTypeEnum.WorkSheet and each.name != name]
    return tuple(
        OtherSheet(each.name, _head(workbook, each.name, archive), each.visible is SheetVisibleEnum.Visible)
        for each in listed[:_MOST_SHEETS]
    )


def _head(workbook: CalamineWorkbook, name: str, archive: Archive | None) -> list[list[str]]:
    if archive and not archive.is_fair(name):
        return []
    cells = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=HEAD_ROWS)
    return [[cell_text(cell).strip() for cell in row] for row in cells]


def _visible(workbook: CalamineWorkbook) -> list[str]:
    return [sheet.name for sheet in workbook.sheets_metadata if sheet.visible is SheetVisibleEnum.Visible]


def _sheet_name(workbook: CalamineWorkbook, source: Source, report: Report) -> str:
    sheets = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    wanted = folded(source.sheet)
    named = [name for name in sheets if wanted and folded(name) == wanted]
    if named:
        return source.sheet if source.sheet in named else named[0]
    visible = [name for name in _visible(workbook) if name in sheets]
    if not source.sheet and (visible or sheets):
        return (visible or sheets)[0]
    near = difflib.get_close_matches(source.sheet, sheets, n=1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    raise stop(
        report,
        "missing-sheet",
        Place(source.file, source.sheet),
        Text(
            f"There is no sheet {source.sheet!r}; there are {', '.join(map(repr, sheets))}.",
            f"시트 {source.sheet!r}이(가) 없습니다. 있는 시트: {', '.join(map(repr, sheets))}.",
        ),
        Text(f"Fix source.sheet.{meant}", "source.sheet를 고치십시오."),
    )


def _locked(source: Source, report: Report) -> Unreadable:
    return stop(
        report,
        "password-protected",
        Place(source.file),
        Text("The workbook is locked with a password.", "암호로 잠긴 통합 문서입니다."),
        Text("Save it without a password.", "암호 없이 다시 저장하십시오."),
    )


_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
READER = Reader("excel", lambda start, _: start.startswith(_BEGINNINGS), open_sheet)
