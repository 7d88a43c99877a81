"""Rule ``carried-over``: much of the last budget went over into the next year."""

from __future__ import annotations

import narwhals as nw

from crosscut.review.model import HistoryCells, Hit, Parameter, Rule, Values
from crosscut.text import Text


def _hits(cell: HistoryCells, p: Values) -> Hit:
    carried, share = cell.money("carried_over"), p.percent("share")
    base = nw.coalesce(cell.money("budgeted"), cell.money("p1"), cell.money("amount"))
    asked = nw.when(carried < cell.money("amount")).then(carried).otherwise(cell.money("amount"))
    return Hit(
        when=(cell["amount"] > 0)
        & (base > 0)
        & (carried * share.denominator >= base * share.numerator)
        & (carried > 0),
        value=carried,
        expected=base,
        at_stake=asked,
    )


RULE = Rule(
    id="carried-over",
    title=Text(en="Carried over", ko="이월 과다"),
    explanation=Text(
        en="A large part of the budget was carried over and can still be spent while new money is asked for.",
        ko="예산의 상당 부분이 이월되어 아직 쓸 수 있는데 새 예산을 요구합니다.",
    ),
    action=Text(
        en="Count what was carried over against the request.", ko="이월액을 요구액에서 차감하는 방안을 검토하십시오."
    ),
    sentence=Text(
        en="{name} carried over {value} of {expected} ({share} % or more) and asks again in {year}.",
        ko="{name}: {expected} 가운데 {value}을(를) 이월({share}% 이상)하고 {year}년에 다시 {demanded}.",
    ),
    parameters=(Parameter("share", "percent", 20, Text(en="part carried over, in percent", ko="이월 비율(%)")),),
    needs=("carried_over",),
    back=3,
    hits=_hits,
)
