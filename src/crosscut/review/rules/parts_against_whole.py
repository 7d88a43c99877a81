"""Rule ``parts-against-whole``: restates what the checks of the inputs found, with the money at stake."""

from __future__ import annotations

from crosscut.review.model import Rule
from crosscut.text import Text

RULE = Rule(
    id="parts-against-whole",
    title=Text(en="Parts do not make the whole", ko="내역사업 합계 불일치"),
    explanation=Text(
        en="The subprogrammes of the programme sum to another amount than its own.",
        ko="내역사업 합계가 세부사업 금액과 다릅니다.",
    ),
    action=Text(en="Find the part that is missing or wrong.", ko="빠지거나 틀린 내역사업을 찾으십시오."),
    sentence=Text(),
    needs=("subprogrammes",),
    restates=("subprogramme-sum",),
)
