"""Control totals: what a total printed elsewhere and the ledger's own sum say to each other."""

from __future__ import annotations

from typing import Any

from crosscut.findings import Place
from crosscut.ingest.report import FATAL, INFO, Report
from crosscut.money import Unit, format_amount


def compare(
    label: str, value: int, expected: int, place: Place, unit: Unit, report: Report, *,
    explained: str = "", citation: str = "", lines: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """Report a control: met, differing (fatal), or differing for a stated reason (info).

    ``value`` is the sum of the rows, ``expected`` the printed total, both in minor units.
    """
    in_en, in_ko = (lambda n: format_amount(n, unit)), (lambda n: format_amount(n, unit, language="ko"))
    amounts: dict[str, Any] = {"value": value, "expected": expected, "difference": value - expected, "rows": lines}
    printed = f" ({citation})" if citation else ""
    if value == expected:
        report.add(
            "control-met", INFO, place,
            (f"{label}: the rows sum to the printed total, {in_en(expected)}{printed}.",
             f"{label}: 행의 합이 적힌 합계 {in_ko(expected)}와(과) 같습니다{printed}."), **amounts,
        )  # fmt: skip
        return
    gap = value - expected
    report.add(
        "control-total", INFO if explained else FATAL, place,
        (f"{label}: the rows sum to {in_en(value)}, the printed total is {in_en(expected)}{printed}: "
         f"{format_amount(gap, unit, sign=True)}.{' ' + explained if explained else ''}",
         f"{label}: 행의 합은 {in_ko(value)}, 적힌 합계는 {in_ko(expected)}{printed}: "
         f"차이 {format_amount(gap, unit, language='ko', sign=True)}.{' ' + explained if explained else ''}"),
        mend=("Find the rows that are missing or counted twice, or explain the difference in control.explained.",
              "빠지거나 겹친 행을 찾거나, control.explained에 차이의 까닭을 적으십시오."), **amounts,
    )  # fmt: skip
