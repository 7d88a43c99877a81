"""What the figures of a review say of themselves."""

from __future__ import annotations

from crosscut.text import Text

ASKING = {"asks": Text("asks for", "요구"), "request": Text("request", "요구"), "demanded": Text("asks", "요구합니다")}
"""Words for a stage that asks for money."""

GIVEN = {"asks": Text("has", "예산"), "request": Text("budget", "예산"), "demanded": Text("has", "예산에 반영했습니다")}
"""Words for a stage that gives money, or spends it."""

STAKE = Text(
    "The amount in question, each programme once: by its largest open finding, and no more than it asks for. By area "
    "it is split by the programme's shares.",
    "사업마다 가장 큰 미결 검토 사항 하나만, 요구액을 넘지 않게 더한 쟁점 금액. 분야별로는 사업의 몫대로 나눔.",
)
ALONE = Text(
    "What the findings of this rule put in question by themselves, each programme once and no more than it asks for.",
    "이 규칙의 검토 사항만 볼 때 쟁점이 되는 금액. 사업마다 한 번, 요구액을 넘지 않게 셈.",
)
