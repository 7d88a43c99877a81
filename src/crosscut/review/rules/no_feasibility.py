"""Rule ``no-feasibility``: new, large, and never studied for feasibility."""

from __future__ import annotations

from crosscut.review.model import HistoryCells, Hit, Parameter, Rule, Values
from crosscut.text import Text


def _hits(cell: HistoryCells, p: Values) -> Hit:
    total, amount = cell.money("total_cost"), cell.money("amount")
    study = cell["feasibility"].fill_null("").str.strip_chars().str.to_lowercase()
    new = cell["before"].is_null() & (cell["start"].is_null() | (cell["start"] >= cell["year"]))
    return Hit(
        when=new
        & (total >= p.number("least"))
        & study.is_in(["", *(word.casefold() for word in p.words("none"))])
        & (amount > 0),
        value=total,
        expected=amount * 0 + p.number("least"),
        at_stake=amount,
    )


RULE = Rule(
    id="no-feasibility",
    title=Text(en="New and large without a feasibility study", ko="예비타당성조사 없는 대형 신규사업"),
    explanation=Text(
        en="A new programme whose total cost reaches the threshold (KRW 50 bn historically) has no feasibility study.",
        ko="총사업비가 기준(종래 500억원) 이상인 신규사업인데 예비타당성조사 결과가 없습니다.",
    ),
    action=Text(
        en="Hold it until the study is done or its exemption is on file.",
        ko="조사가 끝나거나 면제 근거가 확인될 때까지 보류하십시오.",
    ),
    sentence=Text(
        en="{name} is new in {year}, will cost {value} in all (threshold {expected}) and has no feasibility study.",
        ko="{name}: {year}년 신규, 총사업비 {value}(기준 {expected})이나 예비타당성조사가 없습니다.",
    ),
    parameters=(
        Parameter(
            "least",
            "amount",
            "KRW 50000 million",
            Text(en="total cost from which a study is due", ko="조사 대상 총사업비"),
        ),
        Parameter(
            "none",
            "words",
            ("no", "none", "없음", "미실시", "x", "n", "아니오", "無"),
            Text(en="words that mean no study", ko="조사가 없음을 뜻하는 표현"),
        ),
    ),
    needs=("total_cost", "feasibility", "history|start"),
    back=5,
    hits=_hits,
)
