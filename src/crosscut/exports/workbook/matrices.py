"""The sheets of sums: areas, ministry × area, overlap, effect of the partition rule."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from crosscut.calendar import Period
from crosscut.exports.words_of import both_in_own_words
from crosscut.exports.workbook.checks import matrix_checks
from crosscut.exports.workbook.frame import TOTAL, WorkbookFrame, ministry_column
from crosscut.exports.workbook.layout import CellBlock, Column, SheetRow, SumCheck, Value, WorkbookSheet
from crosscut.exports.workbook.sheet_names import ministries_name
from crosscut.figures import Figure
from crosscut.tables import NO_AREA
from crosscut.text import Text

_AREA, _AREA_ID = Text("Area", "분야"), Column(Text("Area id", "분야 번호"))
_PERIOD_COLUMNS = (Column(Text("Fiscal year", "회계연도"), "year"), Column(Text("Stage", "단계")))


class _Filled(NamedTuple):
    """A column and its values from the first row to the last."""

    column: Column
    values: list[Value]


def areas_sheet(frame: WorkbookFrame) -> WorkbookSheet:
    """Amount, share and number of programmes by area; a column each for every year and stage."""
    amounts = [_amounts(frame, period) for period in frame.periods]
    parts = [_parts(frame, period) for period in frame.periods]
    names = [frame.area_name(area) for area in frame.areas]
    called = zip(*map(frame.each, [*names, TOTAL]), strict=True)
    labels = [
        _Filled(_AREA_ID, [*frame.areas, "total"]),
        *(_Filled(column, list(each)) for column, each in zip(frame.columns(_AREA), called, strict=True)),
    ]
    columns = [*labels, *(each for group in (*amounts, *parts) for each in group)]
    return WorkbookSheet(
        "Areas",
        Text(en="Amounts by technology area", ko="기술 분야별 금액"),
        _areas_remark(frame),
        tuple(each.column for each in columns),
        tuple(zip(*(each.values for each in columns), strict=True)),
        frozenset({len(frame.areas)}),
        len(labels),
        _areas_checks(frame, list(map(len, amounts))),
    )


def _areas_remark(frame: WorkbookFrame) -> Text:
    ko, en = ["합계는 ‘그 외’를 포함"], ["The total includes what is outside the taxonomy"]
    if frame.has_unread:
        ko, en = ["합계는 ‘그 외’와 미분류를 포함"], [f"{en[0]} and what nobody has looked at"]
    if any(frame.total(period).low is not None for period in frame.periods):
        ko.append("하한과 상한이 같으면 정확한 값")
        en.append("Where both bounds are the same, the amount is exact")
    if frame.empty:
        names = [frame.area_name(area) for area in frame.empty]
        ko.append(f"이 자료에 줄이 없는 분야: {', '.join(name.ko for name in names)}")
        en.append(f"Areas without any line here: {', '.join(name.en for name in names)}")
    return Text(en=". ".join(en), ko=". ".join(ko))


def _amounts(frame: WorkbookFrame, period: Period) -> list[_Filled]:
    """The amounts of a period; where any is not exact, its bounds too; and the change from the year before."""
    when = frame.period_name(period)
    figures = _figures(frame, period)
    found = [_money(frame, Text(en=f"{when.en} amount", ko=f"{when.ko} 금액"), [*figures])]
    if any(figure.low is not None for figure in figures):
        lower = Text(en=f"{when.en} lower bound", ko=f"{when.ko} 하한")
        upper = Text(en=f"{when.en} upper bound", ko=f"{when.ko} 상한")
        found.append(_money(frame, lower, [figure.value if figure.low is None else figure.low for figure in figures]))
        found.append(_money(frame, upper, [figure.value if figure.high is None else figure.high for figure in figures]))
    earlier = next((each for each in frame.publication.calendar.comparisons(period) if each.year < period.year), None)
    if earlier and earlier.stage == period.stage:
        pairs = zip(figures, _figures(frame, earlier), strict=True)
        ko = "전년" if earlier.year == period.year - 1 else f"{frame.publication.calendar.year(earlier.year, 'ko')}년"
        title = Text(
            en=f"{when.en} change from {frame.publication.calendar.year(earlier.year)}", ko=f"{when.ko} {ko} 대비 증감"
        )
        found.append(_money(frame, title, [frame.publication.book.difference(*pair) for pair in pairs]))
    return found


def _figures(frame: WorkbookFrame, period: Period) -> list[Figure]:
    """The amount of each area, then that of all."""
    return [*(frame.area(area, period) for area in frame.areas), frame.total(period)]


def _money(frame: WorkbookFrame, title: Text, values: list[Value]) -> _Filled:
    return _Filled(frame.money_column(title), values)


def _parts(frame: WorkbookFrame, period: Period) -> list[_Filled]:
    when, book, figures = frame.period_name(period), frame.publication.book, _figures(frame, period)
    counts = [book.count(frame.counting, area=area, **period.where) for area in frame.areas]
    share = Text(en=f"{when.en} share (%)", ko=f"{when.ko} 비중(%)")
    named = both_in_own_words(Text(en="programmes", ko="사업 수"))
    programmes = Text(en=f"{when.en} {named.en}", ko=f"{when.ko} {named.ko}")
    return [
        _Filled(Column(share, "share"), [book.ratio(figure, figures[-1]) for figure in figures]),
        _Filled(Column(programmes, "count"), [*counts, book.count(frame.counting, **period.where)]),
    ]


def _areas_checks(frame: WorkbookFrame, widths: list[int]) -> tuple[SumCheck, ...]:
    """That areas sum to the total and shares to one; ``widths`` are the columns of amounts of each period."""
    last, amounts_at = len(frame.areas) - 1, 1 + len(frame.languages)
    shares_at = amounts_at + sum(widths)
    sums, shares = [], []
    for place, (period, width) in enumerate(zip(frame.periods, widths, strict=True)):
        sums.append(_sum_of_areas(frame, period, amounts_at, last))
        if frame.total(period).value:
            shares.append(_sum_of_shares(frame, period, shares_at + 2 * place, last))
        amounts_at += width
    return (*sums, *shares)


def _sum_of_areas(frame: WorkbookFrame, period: Period, column: int, last: int) -> SumCheck:
    when = frame.period_name(period)
    text = Text(en=f"{when.en}: areas and outside sum to the total", ko=f"{when.ko}: 분야와 ‘그 외’의 합은 총 예산")
    if frame.has_unread:
        text = Text(
            en=f"{when.en}: areas, outside and not looked at sum to the total",
            ko=f"{when.ko}: 분야와 ‘그 외’, 미분류의 합은 총 예산",
        )
    total = CellBlock("Areas", last + 1, column, last + 1, column)
    return SumCheck(text, CellBlock("Areas", 0, column, last, column), total)


def _sum_of_shares(frame: WorkbookFrame, period: Period, column: int, last: int) -> SumCheck:
    when = frame.period_name(period)
    text = Text(en=f"{when.en}: shares sum to 100%", ko=f"{when.ko}: 비중의 합은 100%")
    return SumCheck(text, CellBlock("Areas", 0, column, last, column), None)


def ministries_sheet(frame: WorkbookFrame, areas: WorkbookSheet) -> WorkbookSheet:
    """Ministry × area for every year and stage, with a total row each."""
    rows: list[SheetRow] = []
    totals: set[int] = set()
    checks: list[SumCheck] = []
    for period in frame.periods:
        first = len(rows)
        rows += _ministries(frame, period)
        block = CellBlock(ministries_name(), first, 3, len(rows) - 1, 3 + len(frame.areas))
        checks += matrix_checks(frame, areas, period, block)
        totals.add(len(rows))
        rows.append((*frame.period_cells(period), TOTAL, *_figures(frame, period)))
    by_area = map(frame.money_column, map(frame.area_name, frame.areas))
    return WorkbookSheet(
        ministries_name(),
        Text(en="Ministry by technology area", ko="부처 × 기술 분야"),
        Text(en="An empty cell holds no money", ko="빈 칸은 금액 없음"),
        (*_PERIOD_COLUMNS, ministry_column(), *by_area, frame.money_column(TOTAL)),
        tuple(rows),
        frozenset(totals),
        3,
        tuple(checks),
    )


def _ministries(frame: WorkbookFrame, period: Period) -> list[SheetRow]:
    book = frame.publication.book
    cells = book.by(frame.counting, "ministry", "area", **period.where)
    wholes = book.by(frame.counting, "ministry", **period.where)
    return [
        (*frame.period_cells(period), ministry, *(cells.get((ministry, area)) for area in frame.areas), whole)
        for (ministry,), whole in wholes.items()
    ]


def overlap_sheet(frame: WorkbookFrame) -> WorkbookSheet:
    """The tagged money that two areas have in common, pair by pair, never totalled (§3.4)."""
    columns = (
        *_PERIOD_COLUMNS,
        _AREA_ID,
        Column(_AREA),
        Column(Text("Other area id", "분야 B 번호")),
        Column(Text("Area B", "분야 B")),
        frame.money_column(Text(en="Tagged with both", ko="함께 표시된 금액")),
    )
    rows = tuple(row for period in frame.periods for row in _pairs(frame, period))
    remark = Text(
        en="Amounts overlap and are never totalled. In each programme, the smaller of its two tagged amounts",
        ko="서로 겹치므로 더하지 않음. 사업마다 두 분야 제출 금액 중 작은 쪽",
    )
    title = Text(en="Where areas overlap", ko="분야 사이의 겹침")
    return WorkbookSheet("Overlap", title, remark, columns, rows, counting="overlap")


def _pairs(frame: WorkbookFrame, period: Period) -> list[SheetRow]:
    tagged, book = _tagged(frame, period), frame.publication.book
    rows = list[SheetRow]()
    for first, second in combinations(tagged, 2):
        shared = book.shared(tagged[first], tagged[second])
        names = map(frame.area_name, (first, second))
        if shared.value:
            rows.append((*frame.period_cells(period), first, next(names), second, next(names), shared))
    return rows


def _tagged(frame: WorkbookFrame, period: Period) -> dict[str, Figure]:
    found = frame.publication.book.by("overlap", "area", **period.where)
    return {area: found[(area,)] for area in frame.areas if area not in NO_AREA and (area,) in found}


def effect_sheet(frame: WorkbookFrame) -> WorkbookSheet:
    """What counting every amount once makes of the tagged amounts: by area, tagged, counted once, difference."""
    columns = (
        *_PERIOD_COLUMNS,
        _AREA_ID,
        *frame.columns(_AREA),
        frame.money_column(both_in_own_words(Text(en="Tagged", ko="부처 제출 금액"))),
        frame.money_column(Text(en="Counted once", ko="한 번씩 나눈 금액")),
        frame.money_column(Text(en="Difference", ko="차이")),
        Column(Text("Rate (%)", "변동률(%)"), "share"),
    )
    rows = tuple(
        _effect(frame, period, area, tagged)
        for period in frame.periods
        for area, tagged in _tagged(frame, period).items()
    )
    remark = Text(en="Tagged amounts overlap and are never totalled", ko="부처 제출 금액은 서로 겹치므로 더하지 않음")
    return WorkbookSheet(
        "Tag rule effect",
        Text(en="What counting once changed", ko="중복 제거에 따른 차이"),
        remark,
        columns,
        rows,
        frozen=3 + len(frame.languages),
        counting="mixed",
    )


def _effect(frame: WorkbookFrame, period: Period, area: str, tagged: Figure) -> SheetRow:
    book, name = frame.publication.book, frame.area_name(area)
    once = book.amount("partition", area=area, **period.where)
    effect = book.difference(once, tagged)
    rate = book.ratio(effect, tagged)
    return (*frame.period_cells(period), area, *frame.each(name), tagged, once, effect, rate)
