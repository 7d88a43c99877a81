"""Rule ``poor-grade``: the last evaluation found the programme poor."""

from __future__ import annotations

import narwhals as nw

from crosscut.review.model import HistoryCells, Hit, Parameter, Rule, Values
from crosscut.text import Text


def _hits(cell: HistoryCells, p: Values) -> Hit:
    score, cut = p.percent("score"), p.percent("cut")
    low = cell["score"] * score.denominator <= score.numerator * 100_000
    named = cell.says(("grade",), p.words("grades"))
    return Hit(
        when=nw.any_horizontal(low, named, ignore_nulls=True) & (cell["amount"] > 0),
        value=cell.money("amount"),
        expected=cell.none(),
        at_stake=cell.money("amount") * cut.numerator,
        divisor=cut.denominator,
        more={"grade": cell["grade"], "score_points": cell["score"]},
    )


RULE = Rule(
    id="poor-grade",
    title=Text(en="Poor performance", ko="성과 미흡"),
    explanation=Text(
        en="The last evaluation gave one of the poor grades, or no more points than the threshold (75 in the practice of "
        "2009). Practice cuts such programmes by at least 10 % (10 to 20 % in 2012).",
        ko="최근 평가에서 미흡 등급이거나 기준 이하의 점수(2009년 기준 75점)를 받았습니다. 미흡 사업은 10% 이상(2012년 10~20%) 감액해 왔습니다.",
    ),
    action=Text(
        en="Cut by at least the rate in use, or say why not.", ko="적용 비율 이상 감액하거나 예외 사유를 밝히십시오."
    ),
    sentence=Text(
        en="{name} {asks} {value}; its last evaluation: {grade} {score_points}. At least {cut} % is to be cut.",
        ko="{name}: {request} {value}, 최근 평가 {grade} {score_points}. {cut}% 이상 감액 대상입니다.",
    ),
    parameters=(
        Parameter(
            "grades",
            "words",
            ("미흡", "부진", "부적절", "폐지", "poor", "inadequate", "ineffective"),
            Text(en="grades that are poor", ko="미흡으로 보는 등급"),
        ),
        Parameter("score", "percent", 75, Text(en="points up to which a score is poor", ko="미흡으로 보는 점수 상한")),
        Parameter("cut", "percent", 10, Text(en="least cut, in percent", ko="최소 감액률(%)")),
    ),
    needs=("grade|score",),
    hits=_hits,
)
