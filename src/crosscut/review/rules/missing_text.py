"""Rule ``missing-text``: nothing says what the money is for."""

from __future__ import annotations

from crosscut.review.model import HistoryCells, Hit, Parameter, Rule, Values
from crosscut.text import Text


def _hits(cell: HistoryCells, p: Values) -> Hit:
    amount = cell.money("amount")
    return Hit(
        when=(cell["text"].str.strip_chars().str.len_chars() < p.number("letters")) & (cell["amount"] > 0),
        value=amount,
        expected=cell.none(),
        at_stake=amount,
    )


RULE = Rule(
    id="missing-text",
    title=Text(en="No description", ko="사업 설명 누락"),
    explanation=Text(
        en="Other programmes say what the money is for; this one's text is empty or too short to say anything.",
        ko="다른 사업과 달리 사업 목적·내용이 비어 있거나 너무 짧습니다.",
    ),
    action=Text(en="Return it to the ministry to be described.", ko="부처에 보완을 요청하십시오."),
    sentence=Text(
        en="{name} {asks} {value}, and what for is not said or said too shortly.",
        ko="{name}: {request} {value}, 사업 설명이 없거나 너무 짧습니다.",
    ),
    parameters=(Parameter("letters", "count", 20, Text(en="least number of letters", ko="최소 글자 수")),),
    needs=("text",),
    hits=_hits,
)
