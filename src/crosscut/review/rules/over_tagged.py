"""Rule ``over-tagged``: restates what the checks of the inputs found, with the money at stake."""

from __future__ import annotations

from crosscut.review.model import Rule
from crosscut.text import Text

RULE = Rule(
    id="over-tagged",
    title=Text(en="Tagged with more than it has", ko="분야 표기 초과"),
    explanation=Text(
        en="The amounts that the source tags with areas add up to more than the programme has: some of its money is claimed twice.",
        ko="자료의 분야별 표기 금액 합이 사업 예산보다 많아 같은 돈이 중복 표기되었습니다.",
    ),
    action=Text(en="Tag each part once, or decide shares.", ko="중복 없이 표기하거나 몫을 정하십시오."),
    sentence=Text(),
    needs=("tags",),
    answered=True,
    restates=("over-tagged",),
)
