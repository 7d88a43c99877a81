"""Rule ``subsidy-like``: money handed out to companies rather than research."""

from __future__ import annotations

import narwhals as nw

from crosscut.review.model import HistoryCells, Hit, Parameter, Rule, Values
from crosscut.text import Text


def _hits(cell: HistoryCells, p: Values) -> Hit:
    named = cell.says(("name", "name_en"), p.words("words"))
    told = cell.says(("text",), p.words("text_words"))
    given = cell.says(("method",), p.words("methods")) if p.words("methods") else nw.lit(False)
    amount = cell.money("amount")
    return Hit(
        when=(named | told | given) & (cell["amount"] > 0),
        value=amount,
        expected=cell.none(),
        at_stake=amount,
        more={"method": cell["method"]},
    )


RULE = Rule(
    id="subsidy-like",
    title=Text(en="Like a subsidy to companies", ko="기업 보조금 성격"),
    explanation=Text(
        en="By its words the programme hands money to companies (vouchers, loans, company support) rather than pays for "
        "research. Words only point; whether it is research is for a person to say.",
        ko="사업명이나 설명의 표현상 연구 수행보다 기업 지원(바우처, 융자, 기업지원 등)에 가깝습니다. 표현은 실마리일 뿐 판단은 사람이 합니다.",
    ),
    action=Text(
        en="See whether it is research; if not, move it out or restructure it.",
        ko="연구개발인지 확인하고, 아니면 이관하거나 구조조정하십시오.",
    ),
    sentence=Text(
        en="{name} {asks} {value} and reads like a subsidy to companies. {method}",
        ko="{name}: {request} {value}, 기업 보조금 성격의 표현이 있습니다. {method}",
    ),
    parameters=(
        Parameter(
            "words",
            "words",
            (
                "바우처",
                "기업지원",
                "기업육성",
                "창업지원",
                "사업화지원",
                "융자",
                "이차보전",
                "보조금",
                "장려금",
                "voucher",
                "subsid",
                "loan",
                "grants to business",
                "補助金",
                "助成金",
                "利子補給",
            ),
            Text(en="words in its name", ko="사업명의 표현"),
        ),
        Parameter(
            "text_words",
            "words",
            ("보조금 지급", "기업에 보조", "기업 보조", "subsidies to companies", "企業に補助"),
            Text(en="words in its text", ko="설명의 표현"),
        ),
        Parameter(
            "methods", "words", (), Text(en="ways of giving that count (fact method)", ko="해당하는 지원 방식(method)")
        ),
    ),
    hits=_hits,
)
