"""The sheets of sums: areas, ministry × area, overlap, effect of the partition rule."""

from __future__ import annotations

from itertools import combinations

from crosscut.exports.words_of import word
from crosscut.exports.workbook.checks import matrix_checks
from crosscut.exports.workbook.frame import Frame, Period, period_cells, period_titles
from crosscut.exports.workbook.layout import Block, Check, Column, Sheet, Value, both
from crosscut.figures import Figure
from crosscut.tables import OUTSIDE

_AREA_COLUMNS = (Column("분야 번호 / Area id"), Column("분야"), Column("Area"))
_PERIOD_COLUMNS = (Column("회계연도 / Fiscal year", "year"), Column("단계 / Stage"))
_WHOLE = both(word("total", "ko"), word("total", "en"))


def areas_sheet(frame: Frame) -> Sheet:
    """Amount, share and number of programmes by area; a column each for every year and stage."""
    labels: list[tuple[Value, ...]] = [(area, *frame.names(area)) for area in frame.areas]
    labels.append(("total", word("total", "ko"), word("total", "en")))
    columns, cells, amounts_at = list(_AREA_COLUMNS), [list(label) for label in labels], {}
    for period in frame.periods:
        amounts_at[period] = len(columns)
        for column, values in _amounts(frame, period):
            columns.append(column)
            for row, value in zip(cells, values, strict=True):
                row.append(value)
    shares_at = len(columns)
    for period in frame.periods:
        for column, values in _parts(frame, period):
            columns.append(column)
            for row, value in zip(cells, values, strict=True):
                row.append(value)
    last = len(frame.areas) - 1
    checks = [_sum_of_areas("Areas", period, amounts_at[period], last) for period in frame.periods]
    checks += [
        _sum_of_shares("Areas", period, shares_at + 2 * place, last)
        for place, period in enumerate(frame.periods)
        if frame.total(period).value
    ]
    return Sheet(
        "Areas",
        "기술 분야별 금액",
        "Amounts by technology area",
        _areas_remark(frame),
        tuple(columns),
        tuple(map(tuple, cells)),
        frozenset({len(cells) - 1}),
        3,
        tuple(checks),
    )


def _areas_remark(frame: Frame) -> str:
    ko, en = ["합계는 분류 밖을 포함"], ["The total includes what is outside the taxonomy"]
    if any(frame.total(period).low is not None for period in frame.periods):
        ko.append("하한과 상한이 빈 칸이면 정확한 값")
        en.append("Where bounds are empty, the amount is exact")
    if frame.empty:
        ko.append(f"이 자료에 줄이 없는 분야: {', '.join(frame.names(area)[0] for area in frame.empty)}")
        en.append(f"Areas without any line here: {', '.join(frame.names(area)[1] for area in frame.empty)}")
    return both(". ".join(ko), ". ".join(en))


def _amounts(frame: Frame, period: Period) -> list[tuple[Column, list[Value]]]:
    """The amounts of a period; where any is not exact, its bounds too; and the change from the year before."""
    ko, en = period_titles(period)
    figures = [*(frame.area(area, period) for area in frame.areas), frame.total(period)]
    found: list[tuple[Column, list[Value]]] = [(frame.money_column(f"{ko} 금액", f"{en} amount"), list(figures))]
    if any(figure.low is not None for figure in figures):
        found.append((frame.money_column(f"{ko} 하한", f"{en} lower bound"), [figure.low for figure in figures]))
        found.append((frame.money_column(f"{ko} 상한", f"{en} upper bound"), [figure.high for figure in figures]))
    earlier = (period[0] - 1, period[1])
    if earlier in frame.periods:
        before = [*(frame.area(area, earlier) for area in frame.areas), frame.total(earlier)]
        change = [frame.publication.book.difference(*pair) for pair in zip(figures, before, strict=True)]
        found.append((frame.money_column(f"{ko} 전년 대비 증감", f"{en} change from {earlier[0]}"), list(change)))
    return found


def _parts(frame: Frame, period: Period) -> list[tuple[Column, list[Value]]]:
    ko, en = period_titles(period)
    book, total = frame.publication.book, frame.total(period)
    shares: list[Value] = [book.ratio(frame.area(area, period), total) for area in frame.areas]
    where = frame.where(period)
    counts: list[Value] = [book.count(frame.counting, area=area, **where) for area in frame.areas]
    return [
        (Column(both(f"{ko} 비중(%)", f"{en} share (%)"), "share"), [*shares, book.ratio(total, total)]),
        (Column(both(f"{ko} 사업 수", f"{en} programmes"), "count"), [*counts, book.count(frame.counting, **where)]),
    ]


def _sum_of_areas(sheet: str, period: Period, column: int, last: int) -> Check:
    ko, en = period_titles(period)
    return Check(
        f"{ko}: 분야와 분류 밖의 합은 총 예산",
        f"{en}: areas and outside sum to the total",
        Block(sheet, 0, column, last, column),
        Block(sheet, last + 1, column, last + 1, column),
    )


def _sum_of_shares(sheet: str, period: Period, column: int, last: int) -> Check:
    ko, en = period_titles(period)
    return Check(f"{ko}: 비중의 합은 100%", f"{en}: shares sum to 100%", Block(sheet, 0, column, last, column), None)


def ministries_sheet(frame: Frame, areas: Sheet) -> Sheet:
    """Ministry × area for every year and stage, with a total row each."""
    columns = [*_PERIOD_COLUMNS, Column("부처 / Ministry")]
    columns += [frame.money_column(*frame.names(area)) for area in frame.areas]
    columns.append(frame.money_column(word("total", "ko"), word("total", "en")))
    rows: list[tuple[Value, ...]] = []
    totals: set[int] = set()
    checks: list[Check] = []
    for period in frame.periods:
        first = len(rows)
        rows += _ministries(frame, period)
        if len(rows) == first:
            continue
        whole = [*(frame.area(area, period) for area in frame.areas), frame.total(period)]
        block = Block("Ministries", first, 3, len(rows) - 1, 3 + len(frame.areas))
        checks += matrix_checks(frame, areas, period, block)
        totals.add(len(rows))
        rows.append((*period_cells(period), _WHOLE, *whole))
    remark = both("빈 칸은 금액 없음", "An empty cell holds no money")
    return Sheet(
        "Ministries",
        "부처 × 기술 분야",
        "Ministry by technology area",
        remark,
        tuple(columns),
        tuple(rows),
        frozenset(totals),
        3,
        tuple(checks),
    )


def _ministries(frame: Frame, period: Period) -> list[tuple[Value, ...]]:
    book, where = frame.publication.book, frame.where(period)
    cells = book.by(frame.counting, "ministry", "area", **where)
    wholes = book.by(frame.counting, "ministry", **where)
    return [
        (*period_cells(period), ministry, *(cells.get((ministry, area)) for area in frame.areas), whole)
        for (ministry,), whole in wholes.items()
    ]


def overlap_sheet(frame: Frame) -> Sheet:
    """The tagged money that two areas have in common, pair by pair, never totalled (§3.4)."""
    columns = (
        *_PERIOD_COLUMNS,
        Column("분야 번호 / Area id"),
        Column("분야 / Area"),
        Column("다른 분야 번호 / Other area id"),
        Column("다른 분야 / Other area"),
        frame.money_column("함께 표시된 금액", "Tagged with both"),
    )
    rows = tuple(
        (*period_cells(period), a, both(*frame.names(a)), b, both(*frame.names(b)), shared)
        for period in frame.periods
        for a, b, shared in _pairs(frame, period)
    )
    remark = both(
        "서로 겹치므로 더하지 않음. 사업마다 두 분야 표시 금액 중 작은 쪽",
        "Amounts overlap and are never totalled. In each programme, the smaller of its two tagged amounts",
    )
    return Sheet("Overlap", "분야 사이의 겹침", "Where areas overlap", remark, columns, rows, counting="overlap")


def _pairs(frame: Frame, period: Period) -> list[tuple[str, str, Figure]]:
    tagged = _tagged(frame, period)
    book = frame.publication.book
    pairs = ((a, b, book.shared(tagged[a], tagged[b])) for a, b in combinations(tagged, 2))
    return [(a, b, shared) for a, b, shared in pairs if shared.value]


def _tagged(frame: Frame, period: Period) -> dict[str, Figure]:
    found = frame.publication.book.by("overlap", "area", **frame.where(period))
    return {area: found[(area,)] for area in frame.areas if area != OUTSIDE and (area,) in found}


def effect_sheet(frame: Frame) -> Sheet:
    """What counting every won once makes of the tagged amounts: by area, tagged, counted once, difference."""
    book = frame.publication.book
    rows: list[tuple[Value, ...]] = []
    for period in frame.periods:
        for area, tagged in _tagged(frame, period).items():
            once = book.amount("partition", area=area, **frame.where(period))
            effect = book.difference(once, tagged)
            rows.append(
                (*period_cells(period), area, *frame.names(area), tagged, once, effect, book.ratio(effect, tagged))
            )
    columns = (
        *_PERIOD_COLUMNS,
        *_AREA_COLUMNS,
        frame.money_column("표시 금액", "Tagged"),
        frame.money_column("한 번씩 나눈 금액", "Counted once"),
        frame.money_column("차이", "Difference"),
        Column("변동률(%) / Rate (%)", "share"),
    )
    remark = both("표시 금액은 서로 겹치므로 더하지 않음", "Tagged amounts overlap and are never totalled")
    return Sheet(
        "Tag rule effect",
        "배분 규칙이 바꾼 것",
        "What the partition rule changed",
        remark,
        columns,
        tuple(rows),
        frozen=5,
        counting="mixed",
    )
