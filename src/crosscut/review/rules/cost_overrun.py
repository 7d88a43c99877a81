"""Rule ``cost-overrun``: the total cost has left its plan."""

from __future__ import annotations

import narwhals as nw

from crosscut.review.model import HistoryCells, Hit, Parameter, Rule, Values
from crosscut.text import Text


def _hits(cell: HistoryCells, p: Values) -> Hit:
    total, plan, over = cell.money("total_cost"), cell.money("total_cost_plan"), p.percent("over")
    excess, amount = total - plan, cell.money("amount")
    return Hit(
        when=(plan > 0) & (amount > 0) & (total * over.denominator > plan * (over.denominator + over.numerator)),
        value=total,
        expected=plan,
        at_stake=nw.when(excess < amount).then(excess).otherwise(amount),
    )


RULE = Rule(
    id="cost-overrun",
    title=Text(en="Total cost over plan", ko="총사업비 초과"),
    explanation=Text(
        en="The total cost as known now exceeds the plan by more than the threshold.",
        ko="현재 총사업비가 당초 계획을 기준 이상 넘습니다.",
    ),
    action=Text(en="Review the plan again before more is given.", ko="추가 지원 전에 계획을 재검토하십시오."),
    sentence=Text(
        en="{name}: the total cost is {value}, planned were {expected}: {difference} more than planned.",
        ko="{name}: 총사업비 {value}, 계획 {expected}, 초과 {difference}.",
    ),
    parameters=(
        Parameter("over", "percent", 20, Text(en="excess that is tolerated, in percent", ko="허용 초과율(%)")),
    ),
    needs=("total_cost", "total_cost_plan"),
    hits=_hits,
)
