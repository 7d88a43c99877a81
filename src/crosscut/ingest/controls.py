"""Control totals: what a total printed elsewhere and the ledger's own sum say to each other."""

from __future__ import annotations

from typing import TypedDict

from crosscut.findings import Place
from crosscut.ingest.report import FATAL, INFO, Report
from crosscut.money import Unit, amount_text
from crosscut.text import Text


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
    own: bool = False,
) -> None:
    """Report a control: met, differing (fatal), or differing by rounding or for a stated reason (info).

    ``value`` is the sum of the rows, ``expected`` the printed total, both in minor units; ``tolerance`` is what
    rounding of the rows may leave between them. ``own`` says that the total is a row of the table itself.
    """
    amounts: _Amounts = {"value": value, "expected": expected, "difference": value - expected, "rows": lines}
    close = abs(value - expected) <= tolerance
    rule, said = ("control-met", _MET) if value == expected else _DIFFERENT[close]
    message = said.format(
        label=label,
        value=amount_text(value, unit),
        total=amount_text(expected, unit),
        printed=f" ({citation})" if citation else "",
        gap=amount_text(value - expected, unit, sign=True),
        why=f" {explained}" if explained and not close else "",
    )
    told = rule == "control-total"
    report.add(
        rule,
        FATAL if told and not explained else INFO,
        place,
        message,
        mend=_MENDS[own] if told else Text(),
        **amounts,
    )


_MET = Text(
    "{label}: the rows sum to the printed total, {total}{printed}.",
    "{label}: 세부 합계가 공표액 {total}과(와) 일치{printed}.",
)
_DIFFERENT = {
    True: (
        "control-rounded",
        Text(
            "{label}: the rows sum to {value}, the printed total is {total}{printed}: {gap}, which rounding explains.",
            "{label}: 세부 합계 {value}, 공표액 {total}{printed}: 반올림 차이 {gap}.",
        ),
    ),
    False: (
        "control-total",
        Text(
            "{label}: the rows sum to {value}, the printed total is {total}{printed}: {gap}.{why}",
            "{label}: 세부 합계 {value}, 공표액 {total}{printed}: 차이 {gap}.{why}",
        ),
    ),
}
"""What is said of a total that differs, by whether rounding explains it."""
_MENDS = {
    own: Text(
        f"Find the rows that are missing or counted twice, or explain the difference in {place}.",
        f"빠지거나 겹친 행을 찾거나, {place}에 차이의 까닭을 적으십시오.",
    )
    for own, place in ((True, "decisions/reconciliation.csv"), (False, "control.explained"))
}
"""What is to be done, by whether the total stands in the table itself."""
