"""Rule ``tag-roll-up``: restates what the checks of the inputs found, with the money at stake."""

from __future__ import annotations

from crosscut.review.model import Rule
from crosscut.text import Text

RULE = Rule(
    id="tag-roll-up",
    title=Text(en="Tags of parts do not make the tags of the whole", ko="내역사업 분야 표기 불일치"),
    explanation=Text(
        en="What the subprogrammes are tagged with in an area differs from what their programme is tagged with.",
        ko="내역사업의 분야 표기 합이 세부사업의 분야 표기와 다릅니다.",
    ),
    action=Text(en="Fix the tag that is wrong.", ko="틀린 표기를 고치십시오."),
    sentence=Text(),
    needs=("subprogrammes", "tags"),
    answered=True,
    restates=("tag-roll-up",),
)
