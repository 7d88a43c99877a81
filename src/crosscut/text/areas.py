"""What readers call money that stands in no area."""

from __future__ import annotations

from crosscut.text.pair import Text

AREAS = {
    "outside": Text("Outside the taxonomy", "분류 밖"),
    "unread": Text("Not looked at", "미분류"),
    "inside": Text("Inside the taxonomy", "분류체계 안"),
}
"""Money that no area holds, money that nobody has looked at yet, and all areas together."""

HINTS = {
    "outside": Text("Money that no area holds", "어느 분야에도 들지 않는 금액"),
    "unread": Text("Money that nobody has attributed yet", "아직 분류하지 않은 금액"),
}
