"""The sheets of the desk's own workbook: findings on the sources, the review of the demand, the plan."""

from __future__ import annotations

from collections.abc import Iterable

from crosscut.exports.words_of import in_own_words
from crosscut.exports.workbook.frame import WorkbookFrame, named
from crosscut.exports.workbook.layout import Column, SheetRow, WorkbookSheet, both
from crosscut.findings import Finding
from crosscut.review import Raised
from crosscut.text import Text

ROWS = 20_000
"""Rows that a sheet lists, what matters most first; all are in the CSV files."""

_SAID = (
    Column("심각도 / Severity"),
    Column("규칙 / Rule"),
    Column("사업 / Programme"),
    Column("내용", "long"),
    Column("Message", "long"),
    Column("조치", "long"),
)
"""What a finding says, as the sheets of findings begin."""


def desk_sheets(frame: WorkbookFrame) -> list[WorkbookSheet]:
    """The sheets, the review and the plan where there are any."""
    shown = frame.publication
    made = [_findings(frame, shown.findings)]
    if shown.review is not None:
        made.append(_review(frame, shown.review.findings))
    if shown.plan is not None and not shown.plan.conflict:
        made.append(_plan(frame))
    return made


def _minor(frame: WorkbookFrame, ko: str, en: str) -> Column:
    return Column(f"{ko} {en} ({both(frame.minor_unit)})", "minor")


def _sheet(
    name: str, title: Text, remark: Text, columns: tuple[Column, ...], rows: Iterable[SheetRow]
) -> WorkbookSheet:
    made = tuple(rows)
    said = both(remark)
    if len(made) > ROWS:
        said += f" ({ROWS:,} / {len(made):,})"
    return WorkbookSheet(name, title, said, columns, made[:ROWS], frozen=3)


def _findings(frame: WorkbookFrame, findings: Iterable[Finding]) -> WorkbookSheet:
    columns = (
        *_SAID,
        Column("Mend", "long"),
        Column("파일 / File"),
        Column("시트 / Sheet"),
        Column("행 / Row", "plain"),
        Column("열 / Column"),
        _minor(frame, "기대값", "Expected"),
        _minor(frame, "값", "Value"),
        _minor(frame, "차이", "Difference"),
    )
    title = Text(en="Findings on the sources", ko="원자료 점검 결과")
    return _sheet("Findings", title, Text(en="Worst first", ko="심각한 것부터"), columns, map(_finding_row, findings))


def _finding_row(finding: Finding) -> SheetRow:
    return (
        both(named(f"severity_{finding.severity}")),
        finding.rule,
        finding.programme,
        finding.message.ko,
        finding.message.en,
        finding.hint.ko,
        finding.hint.en,
        finding.place.file,
        finding.place.sheet,
        finding.place.row or None,
        finding.place.column,
        finding.expected,
        finding.value,
        finding.difference,
    )


def _review(frame: WorkbookFrame, raised: Iterable[Raised]) -> WorkbookSheet:
    columns = (
        *_SAID,
        Column("Action", "long"),
        _minor(frame, "걸린 금액", "At stake"),
        Column("처리 / Decision"),
        Column("사유 / Reason", "long"),
    )
    title = Text(en="Review of the demand", ko="예산 요구 검토")
    remark = Text(en="The most money at stake first", ko="걸린 금액이 큰 것부터")
    return _sheet("Review", title, remark, columns, map(_review_row, raised))


def _review_row(raised: Raised) -> SheetRow:
    found = raised.finding
    return (
        both(named(f"severity_{found.severity}")),
        found.rule,
        found.programme,
        found.message.ko,
        found.message.en,
        in_own_words(raised.action, "ko"),
        in_own_words(raised.action, "en"),
        raised.at_stake,
        both(named(f"review_{raised.disposition}")),
        raised.reason,
    )


def _plan(frame: WorkbookFrame) -> WorkbookSheet:
    plan = frame.publication.plan
    columns = (
        Column("사업 / Programme"),
        Column("사업명 / Name", "long"),
        _minor(frame, "전년", "Year before"),
        _minor(frame, "요구", "Requested"),
        _minor(frame, "배분안", "Plan"),
        Column("사유", "long"),
        Column("Reason", "long"),
    )
    rows: Iterable[SheetRow] = (
        (
            row["programme"],
            row["name"],
            row["previous"],
            row["requested"],
            row["amount"],
            row["reason_ko"],
            row["reason"],
        )
        for row in (plan.rows() if plan else ())
    )
    title = Text(en="Allocation plan, not adopted", ko="배분 계획(안), 채택 전")
    return _sheet("Plan", title, Text(en="As in plan.csv", ko="plan.csv와 같음"), columns, rows)
