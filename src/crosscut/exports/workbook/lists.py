"""The sheets that list: programmes, figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from crosscut.calendar import Period
from crosscut.exports.workbook.checks import matrix_checks
from crosscut.exports.workbook.frame import WorkbookFrame, ministry_column, named, own_column
from crosscut.exports.workbook.layout import HEADER, CellBlock, Column, SheetRow, SumCheck, WorkbookSheet
from crosscut.exports.workbook.sheet_names import programmes_name
from crosscut.figures import Figure
from crosscut.spreadsheets import MOST_ROWS
from crosscut.text import Text

FIGURE_ROWS = MOST_ROWS - HEADER - 1
"""Figures that one sheet holds below its heading."""

PROGRAMME_ROWS = 20_000
"""Programmes that the workbook lists; beyond, those with the largest amounts. All are in the CSV files."""


class ProgrammeRowHead(NamedTuple):
    """A programme as its row begins."""

    id: str
    name: str
    name_en: str
    ministry: str
    committee: str


_BEFORE_AMOUNTS = len(ProgrammeRowHead._fields)


def programmes_sheet(frame: WorkbookFrame, areas: WorkbookSheet) -> WorkbookSheet:
    """One row a programme: names, ministry, and at the leading year and stage the amount by area."""
    known = _programmes(frame)
    listed = _largest(frame, known)
    periods = (frame.leading, *(period for period in frame.periods if period != frame.leading))
    rows = _programme_rows(frame, listed, periods)
    is_whole = len(listed) == len(known)
    return WorkbookSheet(
        programmes_name(),
        Text(en="Programmes", ko="사업"),
        _programmes_remark(is_whole=is_whole),
        _programme_columns(frame, periods),
        rows,
        frozen=2,
        checks=_programme_checks(frame, areas, periods, len(rows)) if is_whole and rows else (),
    )


def _programmes(frame: WorkbookFrame) -> list[ProgrammeRowHead]:
    """All programmes, by id."""
    table = frame.publication.programmes
    columns = (table[name].to_pylist() for name in ("programme", *ProgrammeRowHead._fields[1:]))
    return sorted((ProgrammeRowHead(*row) for row in zip(*columns, strict=True)), key=lambda each: each.id)


def _largest(frame: WorkbookFrame, programmes: list[ProgrammeRowHead]) -> list[ProgrammeRowHead]:
    """The programmes to list, by id: those with the largest amounts where there are too many."""
    if len(programmes) <= PROGRAMME_ROWS:
        return programmes
    groups = frame.publication.book.groups(frame.counting, "programme", **frame.leading.where)
    size = {programme: cell.amount for (programme,), cell in groups.items()}
    first = sorted(programmes, key=lambda each: -size.get(each.id, 0))[:PROGRAMME_ROWS]
    return sorted(first, key=lambda each: each.id)


def _programmes_remark(*, is_whole: bool) -> Text:
    if is_whole:
        return Text(en="An empty cell holds no money", ko="빈 칸은 금액 없음")
    count = f"{PROGRAMME_ROWS:,}"
    return Text(
        en=f"Only the {count} largest programmes; all are in the CSV files. Empty cells hold no money",
        ko=f"금액이 큰 {count}개 사업만 실음. 전부는 CSV 파일에 있음. 빈 칸은 금액 없음",
    )


def _programme_columns(frame: WorkbookFrame, periods: tuple[Period, ...]) -> tuple[Column, ...]:
    leading, names = frame.period_name(frame.leading), map(frame.area_name, frame.areas)
    by_area = (Text(en=f"{leading.en} {name.en}", ko=f"{leading.ko} {name.ko}") for name in names)
    titles = map(frame.period_name, periods)
    totals = (Text(en=f"{title.en} amount", ko=f"{title.ko} 금액") for title in titles)
    named = (
        own_column("Id", "사업 번호"),
        own_column("Name", "사업명", "long"),
        Column(Text("English name", "영문명"), "long"),
        ministry_column(),
        own_column("Committee", "전문위원회"),
    )
    return (*named, *map(frame.money_column, by_area), *map(frame.money_column, totals))


def _programme_rows(
    frame: WorkbookFrame, listed: list[ProgrammeRowHead], periods: tuple[Period, ...]
) -> tuple[SheetRow, ...]:
    book = frame.publication.book
    cells = book.by(frame.counting, "programme", "area", **frame.leading.where)
    totals = [book.by(frame.counting, "programme", **period.where) for period in periods]
    return tuple(
        (
            *each,
            *(cells.get((each.id, area)) for area in frame.areas),
            *(total.get((each.id,)) for total in totals),
        )
        for each in listed
    )


def _programme_checks(
    frame: WorkbookFrame, areas: WorkbookSheet, periods: tuple[Period, ...], rows: int
) -> tuple[SumCheck, ...]:
    checks: list[SumCheck] = []
    totals_at = _BEFORE_AMOUNTS + len(frame.areas)
    for last, period in enumerate(periods, totals_at):
        first = _BEFORE_AMOUNTS if period == frame.leading else last
        checks += matrix_checks(frame, areas, period, CellBlock(programmes_name(), 0, first, rows - 1, last))
    return tuple(checks)


def figures_sheets(frame: WorkbookFrame, sheets: list[WorkbookSheet]) -> list[WorkbookSheet]:
    """Every figure that the other sheets show: its id, definition, value as in figures.json, and where it stands.

    They go on in another sheet where one is full.
    """
    unit = frame.minor_unit
    columns = (
        Column(Text("Figure id", "수치 번호")),
        Column(Text("Kind", "종류")),
        Column(Text("Counting", "집계 방식")),
        Column(Text("Where", "조건"), "long"),
        Column(Text("Of", "바탕")),
        _valued(Text("Value", "값"), unit),
        _valued(Text("Whole", "전체"), unit),
        _valued(Text("Low", "하한"), unit),
        _valued(Text("High", "상한"), unit),
        Column(Text("Rows", "근거 줄 수"), "plain"),
        Column(Text("Cell", "위치")),
    )
    first: dict[str, tuple[Figure, str]] = {}
    for figure, place in printed_figures(sheets):
        first.setdefault(figure.id, (figure, place))
    rows = tuple(_figure_row(*first[key]) for key in sorted(first))
    remark = Text(
        en="Values are those of figures.json; programmes are counts", ko="값은 figures.json과 같음. 사업 수는 개수"
    )
    whole = WorkbookSheet("Figures", Text(en="Figures", ko="공표 수치"), remark, columns, rows, frozen=1)
    return _parted(whole) if len(rows) > FIGURE_ROWS else [whole]


def _parted(sheet: WorkbookSheet) -> list[WorkbookSheet]:
    """A sheet in as many as its rows need, which say so."""
    parts = [sheet.rows[at : at + FIGURE_ROWS] for at in range(0, len(sheet.rows), FIGURE_ROWS)]
    many = len(parts)
    said = Text(en=f"On {many} sheets, since one is full", ko=f"한 시트에 다 들어가지 않아 시트 {many}개에 나눔")
    remark = Text(en=f"{said.en}. {sheet.remark.en}", ko=f"{said.ko}. {sheet.remark.ko}")
    return [
        replace(
            sheet,
            name=sheet.name if at == 1 else f"{sheet.name} {at}",
            title=Text(en=f"{sheet.title.en} ({at} of {many})", ko=f"{sheet.title.ko} ({many}개 중 {at})"),
            remark=remark,
            rows=part,
        )
        for at, part in enumerate(parts, 1)
    ]


def _valued(title: Text, unit: Text) -> Column:
    return Column(Text(f"{title.en} ({unit.en})", f"{title.ko} ({unit.ko})"), "minor")


def _figure_row(figure: Figure, place: str) -> SheetRow:
    return (
        figure.id,
        named(f"kind_{figure.kind}"),
        figure.counting,
        "; ".join(f"{key}={value}" for key, value in figure.where),
        " ".join(each.id for each in figure.of),
        figure.value,
        figure.whole,
        figure.low,
        figure.high,
        figure.row_count,
        place,
    )


def printed_figures(sheets: list[WorkbookSheet]) -> Iterator[tuple[Figure, str]]:
    """Every figure that stands in a cell, with the cell's place."""
    for sheet in sheets:
        for row, values in enumerate(sheet.rows):
            for column, value in enumerate(values):
                if isinstance(value, Figure):
                    yield value, f"{sheet.name}!{xl_rowcol_to_cell(HEADER + 1 + row, column)}"
