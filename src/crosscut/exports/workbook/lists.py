"""The sheets that list: programmes, findings, figures."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell

from crosscut.exports.words_of import word
from crosscut.exports.workbook.checks import matrix_checks
from crosscut.exports.workbook.frame import Frame, Period, period_titles
from crosscut.exports.workbook.layout import HEADER, Block, Check, Column, Sheet, Value, both
from crosscut.figures import Figure

PROGRAMME_ROWS = 20_000
"""Programmes that the workbook lists; beyond, those with the largest amounts. All are in the CSV files."""

FINDING_ROWS = 20_000
"""Findings that the workbook lists, worst first."""

_NAMED = ("programme", "name", "name_en", "ministry", "committee")


def programmes_sheet(frame: Frame, areas: Sheet) -> Sheet:
    """One row a programme: names, ministry, and at the leading year and stage the amount by area."""
    listed, all_of_them = _listed(frame)
    main = period_titles(frame.main)
    columns = [
        Column("사업 번호 / Id"),
        Column("사업명", "long"),
        Column("Name", "long"),
        Column("부처 / Ministry"),
        Column("전문위원회 / Committee"),
    ]
    for area in frame.areas:
        ko, en = frame.names(area)
        columns.append(frame.money_column(f"{main[0]} {ko}", f"{main[1]} {en}"))
    totals_at = len(columns)
    periods = (frame.main, *(period for period in frame.periods if period != frame.main))
    titles = [period_titles(period) for period in periods]
    columns += [frame.money_column(f"{ko} 금액", f"{en} amount") for ko, en in titles]
    rows = _programme_rows(frame, listed, periods)
    checks: list[Check] = []
    for place, period in enumerate(periods if all_of_them and rows else ()):
        first = len(_NAMED) if period == frame.main else totals_at + place
        checks += matrix_checks(frame, areas, period, Block("Programmes", 0, first, len(rows) - 1, totals_at + place))
    remark = both("빈 칸은 금액 없음", "An empty cell holds no money")
    if not all_of_them:
        count = f"{PROGRAMME_ROWS:,}"
        ko = f"금액이 큰 {count}개 사업만 실음. 전부는 CSV 파일에 있음. 빈 칸은 금액 없음"
        remark = both(ko, f"Only the {count} largest programmes; all are in the CSV files. Empty cells hold no money")
    return Sheet(
        "Programmes",
        "사업",
        "Programmes",
        remark,
        tuple(columns),
        rows,
        frozen=2,
        checks=tuple(checks),
    )


def _listed(frame: Frame) -> tuple[list[dict[str, str]], bool]:
    """The programmes to list, by id, and whether that is all of them."""
    programmes = sorted(
        frame.publication.programmes.select(_NAMED).to_pylist(), key=lambda each: str(each["programme"])
    )
    if len(programmes) <= PROGRAMME_ROWS:
        return programmes, True
    amounts = frame.publication.book.by(frame.counting, "programme", fiscal_year=frame.main[0], stage=frame.main[1])
    size = {programme: figure.value for (programme,), figure in amounts.items()}
    programmes.sort(key=lambda each: -size.get(each["programme"], 0))
    return sorted(programmes[:PROGRAMME_ROWS], key=lambda each: str(each["programme"])), False


def _programme_rows(
    frame: Frame, listed: list[dict[str, str]], periods: tuple[Period, ...]
) -> tuple[tuple[Value, ...], ...]:
    book = frame.publication.book
    cells = book.by(frame.counting, "programme", "area", fiscal_year=frame.main[0], stage=frame.main[1])
    wholes = [book.by(frame.counting, "programme", fiscal_year=year, stage=stage) for year, stage in periods]
    return tuple(
        (
            *(each[name] for name in _NAMED),
            *(cells.get((each["programme"], area)) for area in frame.areas),
            *(whole.get((each["programme"],)) for whole in wholes),
        )
        for each in listed
    )


def findings_sheet(frame: Frame) -> Sheet:
    """What the rules say about the data, worst first."""
    unit = both(frame.minor_name("ko"), frame.minor_name("en"))
    columns = (
        Column("심각도 / Severity"),
        Column("규칙 / Rule"),
        Column("사업 / Programme"),
        Column("내용", "long"),
        Column("Message", "long"),
        Column("조치", "long"),
        Column("Mend", "long"),
        Column("파일 / File"),
        Column("시트 / Sheet"),
        Column("행 / Row", "plain"),
        Column("열 / Column"),
        Column(f"기대값 Expected ({unit})", "minor"),
        Column(f"값 Value ({unit})", "minor"),
        Column(f"차이 Difference ({unit})", "minor"),
    )
    all_findings = frame.publication.findings
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            both(word(f"severity_{each.severity}", "ko"), word(f"severity_{each.severity}", "en")),
            each.rule,
            each.programme,
            each.message_ko,
            each.message,
            each.hint_ko,
            each.hint,
            each.place.file,
            each.place.sheet,
            each.place.row or None,
            each.place.column,
            each.expected,
            each.value,
            each.difference,
        )
        for each in all_findings[:FINDING_ROWS]
    )
    remark = both("심각한 것부터", "Worst first")
    if len(all_findings) > FINDING_ROWS:
        remark += f" ({FINDING_ROWS:,} / {len(all_findings):,}; findings.csv)"
    return Sheet("Findings", "점검 결과", "Findings", remark, columns, rows, frozen=3)


def figures_sheet(frame: Frame, sheets: list[Sheet]) -> Sheet:
    """Every figure that the other sheets show: its id, definition, value as in figures.json, and where it stands."""
    unit = both(frame.minor_name("ko"), frame.minor_name("en"))
    columns = (
        Column("수치 번호 / Figure id"),
        Column("종류 / Kind"),
        Column("계수 방식 / Counting"),
        Column("조건 / Where", "long"),
        Column("바탕 / Of"),
        Column(f"값 / Value ({unit})", "minor"),
        Column(f"전체 / Whole ({unit})", "minor"),
        Column(f"하한 / Low ({unit})", "minor"),
        Column(f"상한 / High ({unit})", "minor"),
        Column("근거 줄 수 / Rows", "plain"),
        Column("위치 / Cell"),
    )
    shown = _shown(sheets)
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            figure.id,
            both(word(f"kind_{figure.kind}", "ko"), word(f"kind_{figure.kind}", "en")),
            figure.counting,
            "; ".join(f"{key}={value}" for key, value in figure.where),
            " ".join(figure.of),
            figure.value,
            figure.whole,
            figure.low,
            figure.high,
            len(figure.rows),
            place,
        )
        for _, (figure, place) in sorted(shown.items())
    )
    remark = both("값은 figures.json과 같음. 사업 수는 개수", "Values are those of figures.json; programmes are counts")
    return Sheet("Figures", "공표 수치", "Figures", remark, columns, rows, frozen=1)


def _shown(sheets: list[Sheet]) -> dict[str, tuple[Figure, str]]:
    found: dict[str, tuple[Figure, str]] = {}
    for sheet in sheets:
        for row, values in enumerate(sheet.rows):
            for column, value in enumerate(values):
                if isinstance(value, Figure) and value.id not in found:
                    found[value.id] = value, f"{sheet.name}!{xl_rowcol_to_cell(HEADER + 1 + row, column)}"
    return found
