"""Rule ``year-end-rush``: the money was spent in a hurry at the end of the year."""

from __future__ import annotations

import narwhals as nw

from crosscut.review.model import HistoryCells, Hit, Parameter, Rule, Values
from crosscut.text import Text


def _hits(cell: HistoryCells, p: Values) -> Hit:
    quarter, month = p.percent("quarter"), p.percent("month")
    late = cell["q4"] * quarter.denominator >= quarter.numerator * 100_000
    last = cell["december"] * month.denominator >= month.numerator * 100_000
    excess = nw.when(cell["q4"] > 25_000).then(cell["q4"] - 25_000).otherwise(nw.lit(0))
    over = nw.coalesce(excess, cell["december"])
    spent = nw.coalesce(cell.money("executed"), cell.money("x0"), cell.money("p1"), cell.money("amount"))
    fixed = cell.says(("name", "name_en", "method"), p.words("fixed"))
    return Hit(
        when=~fixed & nw.any_horizontal(late, last, ignore_nulls=True) & (cell["amount"] > 0) & (spent > 0),
        value=spent,
        expected=cell.none(),
        at_stake=spent * over,
        divisor=100_000,
        more={"q4_rate": cell["q4"], "december_rate": cell["december"]},
    )


RULE = Rule(
    id="year-end-rush",
    title=Text(en="Rush at the end of the year", ko="연말 몰아쓰기"),
    explanation=Text(
        en="The last quarter, or December alone, took more of the year's spending than the threshold. At stake is what "
        "the last quarter took beyond an even quarter of the year. Transfers on a fixed day of the year, and those between "
        "funds and accounts, are left out by their words.",
        ko="4분기 또는 12월 한 달의 지출 비중이 기준을 넘습니다. 쟁점 금액은 4분기 지출 가운데 균등 배분(25%)을 넘는 부분입니다. 정해진 "
        "날에 교부하는 사업과 기금·회계 사이의 거래는 표현을 보고 제외합니다.",
    ),
    action=Text(
        en="Ask for the schedule of spending and why it fell so late.", ko="집행 일정과 연말 집중 사유를 확인하십시오."
    ),
    sentence=Text(
        en="{name}: of {value}, {q4_rate} % was spent in the last quarter and {december_rate} % in December.",
        ko="{name}: {value} 가운데 4분기에 {q4_rate}%, 12월에 {december_rate}%를 집행했습니다.",
    ),
    parameters=(
        Parameter("quarter", "percent", 50, Text(en="part spent in the last quarter, in percent", ko="4분기 비중(%)")),
        Parameter(
            "fixed",
            "words",
            (
                "교부세",
                "교부금",
                "직불",
                "소득보전",
                "전출",
                "예탁",
                "예수원금",
                "예수원리금",
                "이자상환",
                "기금간거래",
                "국공채 인수",
                "국고여유자금",
                "transfer",
                "grants-in-aid to states",
                "交付税",
                "交付金",
                "繰入",
            ),
            Text(en="words of money that falls due on a fixed day", ko="정해진 날에 나가는 돈의 표현"),
        ),
        Parameter("month", "percent", 30, Text(en="part spent in December, in percent", ko="12월 비중(%)")),
    ),
    needs=("q4|december",),
    back=1,
    hits=_hits,
)
