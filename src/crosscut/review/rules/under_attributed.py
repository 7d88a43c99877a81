"""Rule ``under-attributed``: a tagged programme of which a part belongs to no area."""

from __future__ import annotations

from crosscut.findings import Severity
from crosscut.review.model import HistoryCells, Hit, Parameter, Rule, Values
from crosscut.text import Text


def _hits(cell: HistoryCells, p: Values) -> Hit:
    tagged, amount, part = cell.money("tagged"), cell.money("amount"), p.percent("part")
    rest = amount - tagged
    return Hit(
        when=(tagged > 0) & (rest * part.denominator > amount * part.numerator) & (rest > 0),
        value=tagged,
        expected=amount,
        at_stake=rest,
    )


RULE = Rule(
    id="under-attributed",
    title=Text(en="Attributed in part only", ko="일부만 분야에 귀속"),
    explanation=Text(
        en="The programme is tagged with areas, but more than the threshold of its money belongs to none of them. Its rest "
        "counts as outside the taxonomy, rightly or by oversight.",
        ko="분야 표기가 있으나 예산의 상당 부분이 어느 분야에도 속하지 않아 ‘그 외’로 집계됩니다. 옳을 수도, 누락일 수도 있습니다.",
    ),
    action=Text(en="Ask what the rest is for, and decide its share.", ko="나머지의 용도를 확인하고 몫을 정하십시오."),
    sentence=Text(
        en="{name}: of {expected} only {value} is tagged with an area.",
        ko="{name}: 예산 {expected} 가운데 {value}만 분야에 표기되었습니다.",
    ),
    severity=Severity.INFO,
    parameters=(
        Parameter(
            "part", "percent", 10, Text(en="untagged part that is tolerated, in percent", ko="허용 미표기 비율(%)")
        ),
    ),
    needs=("tags",),
    hits=_hits,
)
