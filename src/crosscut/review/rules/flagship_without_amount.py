"""Rule ``flagship-without-amount``: announced, but without money."""

from __future__ import annotations

from crosscut.review.model import HistoryCells, Hit, Parameter, Rule, Values
from crosscut.text import Text


def _hits(cell: HistoryCells, p: Values) -> Hit:
    named = cell.says(("name", "name_en"), p.words("words"))
    said = cell["flagship"].fill_null("").str.strip_chars().str.to_lowercase()
    marked = ~said.is_in(["", "no", "n", "x", "0", "아니오", "없음"])
    amount = cell.money("amount").fill_null(0)
    return Hit(
        when=(named | marked) & (amount <= 0),
        value=amount,
        expected=cell.none(),
        at_stake=amount * 0,
    )


RULE = Rule(
    id="flagship-without-amount",
    title=Text(en="Flagship without an amount", ko="금액 없는 대표사업"),
    explanation=Text(
        en="A programme that is announced as a flagship has no amount in the year, so that nothing says what it costs.",
        ko="대표(플래그십) 사업으로 내세웠지만 해당 연도 금액이 없습니다.",
    ),
    action=Text(
        en="Find the lines that pay for it, or do not announce it.",
        ko="재원이 되는 사업을 확인하거나 발표에서 제외하십시오.",
    ),
    sentence=Text(
        en="{name} is a flagship and has no amount in {year}.", ko="{name}: 대표사업이지만 {year}년 금액이 없습니다."
    ),
    parameters=(
        Parameter(
            "words",
            "words",
            ("플래그십", "flagship", "フラッグシップ"),
            Text(en="words in its name", ko="사업명의 표현"),
        ),
    ),
    hits=_hits,
)
