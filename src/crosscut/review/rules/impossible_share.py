"""Rule ``impossible-share``: a share of the year's spending that no programme can have."""

from __future__ import annotations

import narwhals as nw

from crosscut.review.model import HistoryCells, Hit, Rule, Values
from crosscut.text import Text

WHOLE = 100_000
"""All of a year's spending, in thousandths of a per cent."""


def impossible(cell: HistoryCells) -> nw.Expr:
    """Whether a share of the year's spending, of those that are known, cannot be."""
    quarter, month = cell["q4"], cell["december"]
    beyond = [each > WHOLE for each in (quarter, month)] + [each < 0 for each in (quarter, month)]
    return nw.any_horizontal(*beyond, month > quarter, ignore_nulls=True)


def _hits(cell: HistoryCells, _: Values) -> Hit:
    return Hit(
        when=impossible(cell),
        value=cell.none(),
        expected=cell.none(),
        at_stake=nw.lit(0),
        more={"q4_rate": cell["q4"], "december_rate": cell["december"]},
    )


RULE = Rule(
    id="impossible-share",
    title=Text(en="A share of the year that cannot be", ko="있을 수 없는 집행 비중"),
    explanation=Text(
        en="What was spent in the last quarter, or in December, is said to be more than all of the year's spending or less "
        "than nothing, or December more than the quarter that it is in. Nothing is at stake by it: the fact is wrong, not "
        "the programme.",
        ko="4분기 또는 12월의 집행 비중이 100%를 넘거나 0%보다 작거나, 12월의 비중이 그 달이 속한 4분기보다 큽니다. 사업이 아니라 자료가 "
        "틀린 것이므로 쟁점 금액은 없습니다.",
    ),
    action=Text(
        en="Correct the fact: it is a percentage of the year's spending.",
        ko="자료를 바로잡으십시오. 연간 집행액에 대한 비중(%)이어야 합니다.",
    ),
    sentence=Text(
        en="{name}: {q4_rate} % of the year's spending in the last quarter and {december_rate} % in December cannot be.",
        ko="{name}: 연간 집행액 가운데 4분기 {q4_rate}%, 12월 {december_rate}%는 있을 수 없습니다.",
    ),
    without={
        "q4_rate": Text(
            en="{name}: {december_rate} % of the year's spending in December cannot be.",
            ko="{name}: 연간 집행액 가운데 12월 {december_rate}%는 있을 수 없습니다.",
        ),
        "december_rate": Text(
            en="{name}: {q4_rate} % of the year's spending in the last quarter cannot be.",
            ko="{name}: 연간 집행액 가운데 4분기 {q4_rate}%는 있을 수 없습니다.",
        ),
    },
    needs=("q4|december",),
    back=1,
    hits=_hits,
)
