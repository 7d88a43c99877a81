"""Control totals: what a total printed elsewhere and the ledger's own sum say to each other."""

from __future__ import annotations

from typing import TypedDict

from crosscut.findings import Place
from crosscut.ingest.report import FATAL, INFO, Report
from crosscut.money import Unit, format_amount


class _Amounts(TypedDict):
    value: int
    expected: int
    difference: int
    rows: tuple[str, ...]


def compare(
    label: str,
    value: int,
    expected: int,
    *,
    place: Place,
    unit: Unit,
    report: Report,
    explained: str = "",
    citation: str = "",
    lines: tuple[str, ...] = (),
    tolerance: int = 0,
) -> None:
    """Report a control: met, differing (fatal), or differing by rounding or for a stated reason (info).

    ``value`` is the sum of the rows, ``expected`` the printed total, both in minor units; ``tolerance`` is what
    rounding of the rows may leave between them.
    """
    amounts: _Amounts = {"value": value, "expected": expected, "difference": value - expected, "rows": lines}
    printed = f" ({citation})" if citation else ""
    (value_en, value_ko), (total_en, total_ko) = _both(value, unit), _both(expected, unit)
    gap_en, gap_ko = _both(value - expected, unit, sign=True)
    why = f" {explained}" if explained else ""
    if value == expected:
        report.add(
            "control-met",
            INFO,
            place,
            (
                f"{label}: the rows sum to the printed total, {total_en}{printed}.",
                f"{label}: 행의 합이 적힌 합계 {total_ko}와(과) 같습니다{printed}.",
            ),
            **amounts,
        )
        return
    if abs(value - expected) <= tolerance:
        report.add(
            "control-rounded",
            INFO,
            place,
            (
                (
                    f"{label}: the rows sum to {value_en}, the printed total is {total_en}{printed}: {gap_en}, which "
                    "rounding of the rows explains."
                ),
                f"{label}: 행의 합은 {value_ko}, 적힌 합계는 {total_ko}{printed}: 반올림 차이 {gap_ko}.",
            ),
            **amounts,
        )
        return
    report.add(
        "control-total",
        INFO if explained else FATAL,
        place,
        (
            f"{label}: the rows sum to {value_en}, the printed total is {total_en}{printed}: {gap_en}.{why}",
            f"{label}: 행의 합은 {value_ko}, 적힌 합계는 {total_ko}{printed}: 차이 {gap_ko}.{why}",
        ),
        mend=(
            "Find the rows that are missing or counted twice, or explain the difference in control.explained.",
            "빠지거나 겹친 행을 찾거나, control.explained에 차이의 까닭을 적으십시오.",
        ),
        **amounts,
    )


def _both(amount: int, unit: Unit, *, sign: bool = False) -> tuple[str, str]:
    return format_amount(amount, unit, sign=sign), format_amount(amount, unit, language="ko", sign=sign)
