"""Rule ``year-end-rush``: the money was spent in a hurry at the end of the year."""

from __future__ import annotations

import narwhals as nw

from crosscut.review.model import HistoryCells, Hit, Parameter, Rule, Values
from crosscut.review.rules.impossible_share import WHOLE, impossible
from crosscut.text import Text

EVEN_QUARTER = WHOLE // 4
MONTHS = 12


def _hits(cell: HistoryCells, p: Values) -> Hit:
    quarter, month = p.percent("quarter"), p.percent("month")
    late = cell["q4"] * quarter.denominator >= quarter.numerator * 100_000
    last = cell["december"] * month.denominator >= month.numerator * 100_000
    quarter_over = nw.when(cell["q4"] > EVEN_QUARTER).then((cell["q4"] - EVEN_QUARTER) * MONTHS).otherwise(nw.lit(0))
    month_over = nw.when(cell["december"] * MONTHS > WHOLE).then(cell["december"] * MONTHS - WHOLE).otherwise(nw.lit(0))
    over = nw.when(~cell["q4"].is_null()).then(quarter_over).otherwise(month_over)
    spent = nw.coalesce(cell.money("executed"), cell.money("x0"), cell.money("p1"), cell.money("amount"))
    fixed = cell.says(("name", "name_en", "method"), p.words("fixed"))
    return Hit(
        when=~fixed
        & ~impossible(cell)
        & nw.any_horizontal(late, last, ignore_nulls=True)
        & (cell["amount"] > 0)
        & (spent > 0),
        value=spent,
        expected=cell.none(),
        at_stake=spent * over,
        divisor=WHOLE * MONTHS,
        more={"q4_rate": cell["q4"], "december_rate": cell["december"]},
    )


RULE = Rule(
    id="year-end-rush",
    title=Text(en="Rush at the end of the year", ko="연말 몰아쓰기"),
    explanation=Text(
        en="The last quarter, or December alone, took more of the year's spending than the threshold. At stake is what "
        "the last quarter took beyond an even quarter of the year, or where only December is known, what it took beyond an "
        "even month. Transfers on a fixed day of the year, and those between funds and accounts, are left out by their "
        "words; shares that cannot be are told by impossible-share.",
        ko="4분기 또는 12월 한 달의 지출 비중이 기준을 넘습니다. 쟁점 금액은 4분기 지출 가운데 균등 배분(25%)을 넘는 부분이며, 12월만 알 "
        "때에는 12월 지출 가운데 월 균등 배분(1/12)을 넘는 부분입니다. 정해진 날에 교부하는 사업과 기금·회계 사이의 거래는 표현을 보고 "
        "제외하고, 있을 수 없는 비중은 impossible-share가 알립니다.",
    ),
    action=Text(
        en="Ask for the schedule of spending and why it fell so late.", ko="집행 일정과 연말 집중 사유를 확인하십시오."
    ),
    sentence=Text(
        en="{name}: of {value}, {q4_rate} % was spent in the last quarter and {december_rate} % in December.",
        ko="{name}: {value} 가운데 4분기에 {q4_rate}%, 12월에 {december_rate}%를 집행했습니다.",
    ),
    without={
        "q4_rate": Text(
            en="{name}: of {value}, {december_rate} % was spent in December.",
            ko="{name}: {value} 가운데 12월에 {december_rate}%를 집행했습니다.",
        ),
        "december_rate": Text(
            en="{name}: of {value}, {q4_rate} % was spent in the last quarter.",
            ko="{name}: {value} 가운데 4분기에 {q4_rate}%를 집행했습니다.",
        ),
    },
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
