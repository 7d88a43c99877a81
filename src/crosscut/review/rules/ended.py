"""Rule ``ended``: the programme is over and still asks."""

from __future__ import annotations

from crosscut.review.model import HistoryCells, Hit, Rule, Values
from crosscut.text import Text


def _hits(cell: HistoryCells, p: Values) -> Hit:  # noqa: ARG001
    amount = cell.money("amount")
    return Hit(
        when=(cell["end"] < cell["year"]) & (cell["amount"] > 0),
        value=amount,
        expected=amount * 0,
        at_stake=amount,
        more={"end": cell["end"]},
    )


RULE = Rule(
    id="ended",
    title=Text(en="Ended, but still asking", ko="종료 후 계속 요구"),
    explanation=Text(
        en="The programme's last year is before the year that it asks for.",
        ko="사업 종료 연도가 요구 연도보다 앞섭니다.",
    ),
    action=Text(en="End it, or see the decision that prolongs it.", ko="종료하거나 연장 결정의 근거를 확인하십시오."),
    sentence=Text(
        en="{name} ended in {end} and {asks} {value} in {year}.",
        ko="{name}: {end}년에 종료되었으나 {year}년에 {value}을(를) {demanded}.",
    ),
    needs=("end",),
    hits=_hits,
)
