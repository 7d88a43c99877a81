"""Rule ``missing-name``: the programme has no name that says anything."""

from __future__ import annotations

from crosscut.review.model import HistoryCells, Hit, Parameter, Rule, Values
from crosscut.text import Text


def _hits(cell: HistoryCells, p: Values) -> Hit:
    amount = cell.money("amount")
    return Hit(
        when=(cell["name"].str.strip_chars().str.len_chars() < p.number("letters"))
        & (cell["name_en"].str.strip_chars().str.len_chars() < p.number("letters"))
        & (cell["amount"] > 0),
        value=amount,
        expected=cell.none(),
        at_stake=amount,
    )


RULE = Rule(
    id="missing-name",
    title=Text(en="No name", ko="사업명 누락"),
    explanation=Text(
        en="The programme asks for money without a name, or with one too short to say anything.",
        ko="사업명이 없거나 뜻을 알 수 없을 만큼 짧은데 예산을 요구합니다.",
    ),
    action=Text(en="Return it to the ministry to be named.", ko="부처에 보완을 요청하십시오."),
    sentence=Text(
        en="{programme} {asks} {value} and has no name that says what for.",
        ko="{programme}: {request} {value}, 사업명이 없거나 너무 짧습니다.",
    ),
    parameters=(Parameter("letters", "count", 2, Text(en="least number of letters", ko="최소 글자 수")),),
    hits=_hits,
)
