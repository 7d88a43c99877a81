"""Rule ``low-execution``: last time, too little of the budget was spent."""

from __future__ import annotations

import narwhals as nw

from crosscut.review.model import HistoryCells, Hit, Parameter, Rule, Values
from crosscut.text import Text


def _hits(cell: HistoryCells, p: Values) -> Hit:
    budgeted, executed, rate = cell.money("budgeted"), cell.money("executed"), p.percent("rate")
    unspent = budgeted - executed
    asked = nw.when(unspent < cell.money("amount")).then(unspent).otherwise(cell.money("amount"))
    return Hit(
        when=(cell["amount"] > 0)
        & (executed * rate.denominator < budgeted * rate.numerator)
        & (unspent >= p.number("least")),
        value=executed,
        expected=budgeted,
        at_stake=asked,
        more={"asked_amount": cell["amount"], "spent_back": cell["spent_back"]},
    )


RULE = Rule(
    id="low-execution",
    title=Text(en="Sluggish execution", ko="집행 부진"),
    explanation=Text(
        en="In the latest year whose execution is known, less than the threshold of the budget was spent, and money is "
        "asked for again. At stake is what stayed unspent, up to what is asked for.",
        ko="집행이 확인된 가장 최근 연도의 집행률이 기준보다 낮은데 다시 예산을 요구합니다. 쟁점 금액은 요구액을 한도로 한 미집행액입니다.",
    ),
    action=Text(
        en="Cut by what could not be spent, or see a credible plan.",
        ko="미집행 규모만큼 조정하거나 집행 계획을 확인하십시오.",
    ),
    sentence=Text(
        en="{name} spent {value} of {expected} in {spent_back}, less than {rate} %; for {year} it {asks} {asked_amount}.",
        ko="{name}: {spent_back}년 예산 {expected} 가운데 {value}만 집행(기준 {rate}%), {year}년 {request} {asked_amount}.",
    ),
    parameters=(
        Parameter("rate", "percent", 70, Text(en="least rate of execution, in percent", ko="최소 집행률(%)")),
        Parameter("least", "amount", "1", Text(en="least unspent amount that is looked at", ko="살펴볼 최소 미집행액")),
    ),
    needs=("execution",),
    back=3,
    hits=_hits,
)
