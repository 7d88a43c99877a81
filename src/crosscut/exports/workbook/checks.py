"""The sheet of checks: live formulas that sum parts and compare them to the whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_rowcol_to_cell

from crosscut.calendar import Period
from crosscut.exports.workbook.frame import TOTAL, WorkbookFrame
from crosscut.exports.workbook.layout import (
    EXACT,
    HEADER,
    CellBlock,
    CellFormula,
    Column,
    SheetRow,
    SumCheck,
    Value,
    WorkbookSheet,
)
from crosscut.figures import Figure
from crosscut.text import Text

_BEYOND = Text(
    en="beyond Excel's exact integers (2^53): not checked here",
    ko="엑셀의 정수 한계(2^53)를 넘어 여기서 점검하지 않음",
)


def checks_sheet(frame: WorkbookFrame, sheets: list[WorkbookSheet]) -> WorkbookSheet:
    """One row a promise of the other sheets: parts, whole and difference as formulas, and whether it holds."""
    by_name = {sheet.name: sheet for sheet in sheets}
    checks = [check for sheet in sheets for check in sheet.checks]
    rows = tuple(_row(place, check, by_name, frame) for place, check in enumerate(checks))
    columns = (
        Column(Text("No.", "번호"), "plain"),
        *frame.columns(Text("Check", "점검"), "long"),
        frame.money_column(Text(en="Sum of parts", ko="부분의 합")),
        frame.money_column(Text(en="Whole", ko="전체")),
        frame.money_column(Text(en="Difference", ko="차이")),
        Column(Text("Holds", "일치"), "truth"),
    )
    remark = Text(
        en="All values are live formulas: differences must be 0 and every check TRUE; shares sum to 1",
        ko="모든 값은 살아 있는 수식이며 차이는 0, 일치는 TRUE여야 함",
    )
    return WorkbookSheet("Checks", Text(en="Checks", ko="검산"), remark, columns, rows, frozen=1)


def matrix_checks(frame: WorkbookFrame, areas: WorkbookSheet, period: Period, block: CellBlock) -> tuple[SumCheck, ...]:
    """That each column of a matrix sums to the same area's cell on the first sheet.

    The last column of ``block`` is the total, those before it are the areas; a block of one column is the total alone.
    """
    when = frame.period_name(period)
    title = frame.money_column(Text(en=f"{when.en} amount", ko=f"{when.ko} 금액")).title
    whole = next(place for place, column in enumerate(areas.columns) if column.title == title)
    names = [*map(frame.area_name, frame.areas), TOTAL]
    first = len(names) - (block.last_column - block.first_column + 1)
    return tuple(
        SumCheck(
            Text(
                en=f"{when.en} {names[row].en}: {block.sheet} sums to Areas",
                ko=f"{when.ko} {names[row].ko}: {block.sheet} 시트의 합은 Areas 시트의 금액",
            ),
            CellBlock(block.sheet, block.first_row, column, block.last_row, column),
            areas.cell(row, whole),
        )
        for row, column in enumerate(range(block.first_column, block.last_column + 1), first)
    )


def _row(place: int, check: SumCheck, sheets: dict[str, WorkbookSheet], frame: WorkbookFrame) -> SheetRow:
    cells = [_exact(value, frame) for value in _values(check.parts, sheets) if value is not None]
    summed = f"SUM({reference(check.parts)})"
    parts, size = sum(cells, Fraction(0)), sum(map(abs, cells), Fraction(0))
    if check.whole is None:
        return _promise(place, frame.each(check.text), (f"ROUND({summed},9)", parts), ("1", Fraction(1)))
    (whole,) = (_exact(value, frame) for value in _values(check.whole, sheets))
    if max(size, abs(whole)) > EXACT:
        return place + 1, *frame.each(check.text), _BEYOND, None, None, None
    return _promise(place, frame.each(check.text), (summed, parts), (reference(check.whole), whole))


def _promise(place: int, said: tuple[str, ...], parts: tuple[str, Fraction], whole: tuple[str, Fraction]) -> SheetRow:
    row = HEADER + 1 + place
    summed, wanted, difference = (xl_rowcol_to_cell(row, 1 + len(said) + at) for at in range(3))
    return (
        place + 1,
        *said,
        CellFormula(f"={parts[0]}", _number(parts[1])),
        CellFormula(f"={whole[0]}", _number(whole[1])),
        CellFormula(f"={summed}-{wanted}", _number(parts[1] - whole[1])),
        CellFormula(f"={difference}=0", parts[1] == whole[1]),
    )


def reference(block: CellBlock) -> str:
    """A block of data cells as a formula names it."""
    top, bottom = HEADER + 1 + block.first_row, HEADER + 1 + block.last_row
    cells = xl_range_abs(top, block.first_column, bottom, block.last_column)
    return f"{quote_sheetname(block.sheet)}!{cells}"


def _values(block: CellBlock, sheets: dict[str, WorkbookSheet]) -> Iterator[Value]:
    for row in sheets[block.sheet].rows[block.first_row : block.last_row + 1]:
        yield from row[block.first_column : block.last_column + 1]


def _exact(value: Value, frame: WorkbookFrame) -> Fraction:
    """What the cell of a figure holds; an empty cell is nothing."""
    if not isinstance(value, Figure):
        return Fraction(0)
    return Fraction(value.value, value.whole or frame.unit.factor)


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
