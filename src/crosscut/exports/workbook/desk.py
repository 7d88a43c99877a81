"""The sheets of the desk's own workbook: findings on the sources, the review of the demand, the plan."""

from __future__ import annotations

from collections.abc import Iterable

from crosscut.exports.words_of import both_in_own_words
from crosscut.exports.workbook.frame import WorkbookFrame, named, own_column
from crosscut.exports.workbook.layout import Column, SheetRow, WorkbookSheet
from crosscut.findings import Finding
from crosscut.review import Raised
from crosscut.text import Text
from crosscut.text.said_twice import in_both

ROWS = 20_000
"""Rows that a sheet lists, what matters most first; all are in the CSV files."""


def desk_sheets(frame: WorkbookFrame) -> list[WorkbookSheet]:
    """The sheets, the review and the plan where there are any."""
    shown = frame.publication
    made = [_findings(frame, shown.findings)]
    if shown.review is not None:
        made.append(_review(frame, shown.review.findings))
    if shown.plan is not None and not shown.plan.conflict:
        made.append(_plan(frame))
    return made


def _finding_columns(frame: WorkbookFrame, mend: Text) -> tuple[Column, ...]:
    """What a finding says, as the sheets of findings begin."""
    return (
        Column(Text("Severity", "심각도")),
        Column(Text("Rule", "규칙")),
        own_column("Programme", "사업"),
        *frame.columns(Text("Message", "내용"), "long"),
        *frame.columns(mend, "long"),
    )


def _minor(frame: WorkbookFrame, ko: str, en: str) -> Column:
    unit = frame.minor_unit
    return Column(Text(f"{en} ({unit.en})", f"{ko} ({unit.ko})"), "minor")


def _sheet(
    name: str, title: Text, remark: Text, columns: tuple[Column, ...], rows: Iterable[SheetRow]
) -> WorkbookSheet:
    made = tuple(rows)
    if len(made) > ROWS:
        remark = remark.map(lambda said: f"{said} ({ROWS:,} / {len(made):,})")
    return WorkbookSheet(name, title, remark, columns, made[:ROWS], frozen=3)


def _findings(frame: WorkbookFrame, findings: Iterable[Finding]) -> WorkbookSheet:
    columns = (
        *_finding_columns(frame, Text("How to fix it", "조치")),
        Column(Text("File", "파일")),
        Column(Text("Sheet", "시트")),
        Column(Text("Row", "행"), "plain"),
        Column(Text("Column", "열")),
        _minor(frame, "기대값", "Expected"),
        _minor(frame, "값", "Value"),
        _minor(frame, "차이", "Difference"),
    )
    title = Text(en="Findings on the sources", ko="원자료 점검 결과")
    return _sheet(
        "Findings",
        title,
        Text(en="Worst first", ko="심각한 것부터"),
        columns,
        (_finding_row(frame, each) for each in findings),
    )


def _finding_row(frame: WorkbookFrame, finding: Finding) -> SheetRow:
    return (
        named(f"severity_{finding.severity}"),
        finding.rule,
        finding.programme,
        *frame.each(finding.message),
        *frame.each(finding.hint),
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
        *_finding_columns(frame, Text("Action", "조치")),
        _minor(frame, "걸린 금액", "At stake"),
        Column(Text("Decision", "처리")),
        *frame.columns(Text("Reason", "사유"), "long"),
    )
    title = Text(en="Review of the demand", ko="예산 요구 검토")
    remark = Text(en="The most money in question first", ko="쟁점 금액이 큰 것부터")
    return _sheet("Review", title, remark, columns, (_review_row(frame, each) for each in raised))


def _review_row(frame: WorkbookFrame, raised: Raised) -> SheetRow:
    found = raised.finding
    return (
        named(f"severity_{found.severity}"),
        found.rule,
        found.programme,
        *frame.each(found.message),
        *frame.each(both_in_own_words(raised.action)),
        raised.at_stake,
        named(f"review_{raised.disposition}"),
        *frame.each(in_both(raised.reason)),
    )


def _plan(frame: WorkbookFrame) -> WorkbookSheet:
    plan = frame.publication.plan
    columns = (
        own_column("Programme", "사업"),
        own_column("Name", "사업명", "long"),
        _minor(frame, "전년", "Year before"),
        _minor(frame, "요구", "Requested"),
        _minor(frame, "배분안", "Plan"),
        *frame.columns(Text("Reason", "사유"), "long"),
    )
    rows: Iterable[SheetRow] = (
        (
            row["programme"],
            row["name"],
            row["previous"],
            row["requested"],
            row["amount"],
            *frame.each(Text(row["reason"], row["reason_ko"])),
        )
        for row in (plan.rows() if plan else ())
    )
    return _sheet("Plan", _plan_title(frame), Text(en="As in plan.csv", ko="plan.csv와 같음"), columns, rows)


def _plan_title(frame: WorkbookFrame) -> Text:
    adopted = frame.publication.adopted
    if not adopted:
        return Text(en="Allocation plan, not adopted", ko="배분 계획(안), 채택 전")
    if adopted[0].other:
        title = Text(
            "Allocation plan, not the one applied as {period}", "배분 계획(안), {period}(으)로 적용한 것과 다름"
        )
    else:
        title = Text("Allocation plan, applied as {period}", "배분 계획, {period}(으)로 적용함")
    return both_in_own_words(title.format(period=frame.period_name(adopted[0].period)))
