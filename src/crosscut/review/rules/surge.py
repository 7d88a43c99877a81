"""Rule ``surge``: the request leaves the programme's own trend behind."""

from __future__ import annotations

from crosscut.review.model import HistoryCells, Hit, Parameter, Rule, Values
from crosscut.text import Text

_ISSUES = {
    "materials supply": Text(en="materials supply", ko="소재·부품·장비 수급"),
    "infectious disease": Text(en="infectious disease", ko="감염병"),
    "disaster": Text(en="disaster response", ko="재난·안전 대응"),
}


def _hits(cell: HistoryCells, p: Values) -> Hit:
    amount, trend, growth = cell.money("amount"), cell.money("trend"), p.percent("growth")
    left = amount * growth.denominator
    right = trend * (growth.denominator + growth.numerator)
    return Hit(
        when=(cell["p1"] > 0) & (left > right) & (amount - trend >= p.number("least")),
        value=amount,
        expected=trend,
        at_stake=amount - trend,
        more={"last_amount": cell["p1"]},
    )


RULE = Rule(
    id="surge",
    title=Text(en="Surge against its own trend", ko="자체 추세 대비 급증"),
    explanation=Text(
        en="The request exceeds where the programme would go on its own: last year's amount and, where it was rising, "
        "its yearly rise over the last two or three years. Growth for a short-lived issue, such as materials supply or "
        "an infectious disease, has to be shown to be needed still. Programmes that had nothing last year are not "
        "compared. No published practice sets the threshold: it is the office's choice.",
        ko="요구액이 자체 추세(전년도 금액과, 증가하던 사업이면 최근 2~3년의 연평균 증가액)를 넘습니다. 소재 수급이나 감염병처럼 "
        "일시적인 현안으로 늘어난 예산은 계속 필요한지 보여야 합니다. 전년도 금액이 없는 사업은 비교하지 않습니다. 기준값은 공개된 "
        "관행이 없어 기관이 정합니다.",
    ),
    action=Text(
        en="Ask what the growth buys and whether its reason still stands; otherwise return to the trend.",
        ko="증액의 근거가 지금도 유효한지 확인하고, 아니면 추세 수준으로 조정하십시오.",
    ),
    sentence=Text(
        en="{name} {asks} {value} in {year}; it had {last_amount} and its own trend leads to {expected}. {reason}",
        ko="{name}: {year}년 {request} {value}, 전년도 {last_amount}, 자체 추세 {expected}. {reason}",
    ),
    parameters=(
        Parameter("growth", "percent", 30, Text(en="growth above the trend, in percent", ko="추세 대비 증가율(%)")),
        Parameter("least", "amount", "1", Text(en="least growth that is looked at", ko="살펴볼 최소 증가액")),
    ),
    needs=("history",),
    back=3,
    hits=_hits,
    reasons={
        "소재|부품|장비|소부장|공급망|수출규제|희소금속|supply chain|semiconductor shortage|critical material|サプライチェーン|供給網": _ISSUES[
            "materials supply"
        ],
        "감염병|코로나|백신|팬데믹|신종플루|메르스|covid|pandemic|infectious|vaccin|感染症|コロナ|ワクチン": _ISSUES[
            "infectious disease"
        ],
        "재난|지진|산불|홍수|미세먼지|disaster|hurricane|wildfire|flood|災害|震災|disaster relief": _ISSUES["disaster"],
    },
)
