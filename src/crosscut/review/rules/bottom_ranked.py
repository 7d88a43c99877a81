"""Rule ``bottom-ranked``: among all that were evaluated, the programme is at the bottom."""

from __future__ import annotations

from crosscut.review.model import HistoryCells, Hit, Parameter, Rule, Values
from crosscut.text import Text


def _hits(cell: HistoryCells, p: Values) -> Hit:
    cut = p.percent("cut")
    return Hit(
        when=(cell["score"] <= p.number("bottom")) & (cell["amount"] > 0),
        value=cell.money("amount"),
        expected=cell.none(),
        at_stake=cell.money("amount") * cut.numerator,
        divisor=cut.denominator,
        more={"score_points": cell["score"]},
    )


RULE = Rule(
    id="bottom-ranked",
    title=Text(en="Bottom of the ranking", ko="상대평가 하위"),
    explanation=Text(
        en="Of all programmes with a score, this one is in the lowest part (20 % since the reform of 2023). Programmes "
        "with the score at the edge are all in, unless that makes more than the part; then none of them is.",
        ko="점수가 있는 모든 사업 가운데 하위(2023년 개편 이후 20%)에 속합니다. 경계 점수의 사업은 비율을 넘지 않을 때만 모두 포함합니다.",
    ),
    action=Text(en="Restructure or cut next year.", ko="다음 연도에 구조조정하거나 감액하십시오."),
    sentence=Text(
        en="{name} {asks} {value} with {score_points} points, at the bottom of all that were evaluated.",
        ko="{name}: {request} {value}, 점수 {score_points}(으)로 평가 대상 가운데 하위입니다.",
    ),
    parameters=(
        Parameter("bottom", "percent", 20, Text(en="the lowest part, in percent", ko="하위 비율(%)")),
        Parameter("cut", "percent", 10, Text(en="cut that is at stake, in percent", ko="쟁점 감액률(%)")),
    ),
    needs=("score",),
    hits=_hits,
    relative=("score", "bottom"),
)
