"""Rule ``above-midterm``: the request exceeds the mid-term plan."""

from __future__ import annotations

from crosscut.review.model import HistoryCells, Hit, Parameter, Rule, Values
from crosscut.text import Text


def _hits(cell: HistoryCells, p: Values) -> Hit:
    amount, plan, over = cell.money("amount"), cell.money("midterm"), p.percent("over")
    return Hit(
        when=(plan >= 0) & (amount * over.denominator > plan * (over.denominator + over.numerator)),
        value=amount,
        expected=plan,
        at_stake=amount - plan,
    )


RULE = Rule(
    id="above-midterm",
    title=Text(en="Request above the mid-term plan", ko="중기사업계획 초과 요구"),
    explanation=Text(
        en="The request exceeds what the ministry's own mid-term plan says for the year.",
        ko="요구액이 부처의 중기사업계획상 해당 연도 금액을 넘습니다.",
    ),
    action=Text(
        en="Hold the ministry to its plan, or hear what changed.",
        ko="계획 수준으로 조정하거나 변경 사유를 확인하십시오.",
    ),
    sentence=Text(
        en="{name} {asks} {value} in {year}; the mid-term plan says {expected}.",
        ko="{name}: {year}년 {request} {value}, 중기사업계획 {expected}.",
    ),
    parameters=(
        Parameter("over", "percent", 10, Text(en="excess that is tolerated, in percent", ko="허용 초과율(%)")),
    ),
    needs=("midterm",),
    hits=_hits,
)
