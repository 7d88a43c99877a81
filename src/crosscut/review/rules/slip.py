"""Rule ``slip``: the amount is probably a slip of a digit or of the unit."""

from __future__ import annotations

import narwhals as nw

from crosscut.review.history import YEARS
from crosscut.review.model import HistoryCells, Hit, Parameter, Rule, Values
from crosscut.text import Text

_UNITS = (1_000, 1_000_000)
_USUAL = 3
"""An amount within so many times one of an earlier year is the programme's own size: last year was the exception."""


def _hits(cell: HistoryCells, p: Values) -> Hit:
    amount, last, parts = cell.money("amount"), cell.money("p1"), cell.money("parts")
    tests, near = [], p.percent("near")
    for other in (last, parts):
        for power in (10, 100, 1_000, 10_000, 1_000_000):
            tests += [(amount == other * power), (other == amount * power)]
        for unit in _UNITS:
            for big, small in ((amount, other), (other, amount)):
                low = small * unit * near.denominator - small * unit * near.numerator
                high = small * unit * near.denominator + small * unit * near.numerator
                tests.append((big * near.denominator >= low) & (big * near.denominator <= high))
    expected = nw.coalesce(last, parts)
    gap = amount - expected
    earlier = [cell.money(f"p{back}") for back in range(2, YEARS + 1)]
    usual = [(amount <= past * _USUAL) & (past <= amount * _USUAL) & (past > 0) for past in earlier]
    return Hit(
        when=(amount > 0)
        & ~nw.any_horizontal(*usual, ignore_nulls=True)
        & (expected > 0)
        & nw.any_horizontal(*tests, ignore_nulls=True)
        & nw.any_horizontal(
            amount - last >= p.number("least"),
            last - amount >= p.number("least"),
            amount - parts >= p.number("least"),
            parts - amount >= p.number("least"),
            ignore_nulls=True,
        ),
        value=amount,
        expected=expected,
        at_stake=nw.when(gap > 0).then(gap).otherwise(gap * 0),
    )


RULE = Rule(
    id="slip",
    title=Text(en="Probably a slip of digit or unit", ko="자릿수·단위 오기 의심"),
    explanation=Text(
        en="The amount is exactly 10, 100 or 1,000 times last year's (or the sum of its parts), or the other way round, "
        "or close to a thousand or a million times: a digit too many, or thousands read as millions. An amount as in one "
        "of the four years before last is none: then last year was the exception.",
        ko="금액이 전년도(또는 내역사업 합계)의 정확히 10배, 100배, 1,000배이거나 그 반대, 또는 천 배·백만 배에 가깝습니다. 자릿수나 단위(천원·백만원)를 "
        "잘못 적었을 수 있습니다. 그 이전 4년 중 어느 해와 비슷한 금액은 제외합니다.",
    ),
    action=Text(en="Compare with the printed document before anything else.", ko="먼저 원문과 대조하십시오."),
    sentence=Text(
        en="{name}: {value} in {year} against {expected}: probably a slip of a digit or of the unit.",
        ko="{name}: {year}년 {value}, 비교 금액 {expected}. 자릿수나 단위 오기로 보입니다.",
    ),
    parameters=(
        Parameter(
            "near", "percent", 20, Text(en="how near to a unit's factor, in percent", ko="단위 배수에 가까운 정도(%)")
        ),
        Parameter("least", "amount", "1", Text(en="least difference that is looked at", ko="살펴볼 최소 차이")),
    ),
    needs=("history|subprogrammes",),
    back=5,
    hits=_hits,
)
