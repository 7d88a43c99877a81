"""Rule ``low-execution-years``: over several years, too little of the budgets was spent."""

from __future__ import annotations

import narwhals as nw

from crosscut.review.model import HistoryCells, Hit, Parameter, Rule, Values
from crosscut.text import Text


def _hits(cell: HistoryCells, p: Values) -> Hit:
    budgeted, executed, rate = cell.money("budgeted_years"), cell.money("executed_years"), p.percent("rate")
    mean = budgeted - executed
    asked = cell.money("amount") * cell["rated"]
    stake = nw.when(mean < asked).then(mean).otherwise(asked)
    return Hit(
        when=(cell["amount"] > 0)
        & (cell["rated"] >= p.number("years"))
        & (executed * rate.denominator < budgeted * rate.numerator),
        value=executed,
        expected=budgeted,
        at_stake=stake,
        per="rated",
        more={"rated": cell["rated"]},
    )


RULE = Rule(
    id="low-execution-years",
    title=Text(en="Sluggish execution over several years", ko="다년간 집행 부진"),
    explanation=Text(
        en="Over the last years whose execution is known (up to four), less than the threshold of the budgets was spent "
        "in all. Institutes that averaged below 70 % over three years have been named as poor in practice. At stake is "
        "the yearly mean of what stayed unspent, up to what is asked for.",
        ko="집행이 확인된 최근 연도(최대 4년) 전체의 집행률이 기준보다 낮습니다. 3년 평균 집행률 70% 미만을 부진으로 본 사례가 있습니다. "
        "쟁점 금액은 요구액을 한도로 한 연평균 미집행액입니다.",
    ),
    action=Text(
        en="Size the programme to what it has been able to spend.", ko="실제 집행 능력에 맞추어 규모를 조정하십시오."
    ),
    sentence=Text(
        en="{name} spent {value} of {expected} over {rated} years, less than {rate} %.",
        ko="{name}: {rated}년간 예산 {expected} 가운데 {value}만 집행했습니다(기준 {rate}%).",
    ),
    parameters=(
        Parameter("rate", "percent", 70, Text(en="least rate of execution, in percent", ko="최소 집행률(%)")),
        Parameter("years", "count", 2, Text(en="least number of years that are known", ko="확인된 최소 연수")),
    ),
    needs=("execution",),
    back=3,
    hits=_hits,
)
