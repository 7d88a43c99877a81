"""What readers call money that stands in no area."""

from __future__ import annotations

from crosscut.text.pair import Text

AREAS = {
    "outside": Text("Outside the taxonomy", "그 외"),
    "unread": Text("Not looked at", "미분류"),
    "inside": Text("Inside the taxonomy", "분류 대상"),
}
"""Money that no area holds, money that nobody has looked at yet, and all areas together."""

OUTSIDE_NAMES = ("outside", "Outside the taxonomy", "그 외", "그외", "분류 밖")
"""What decisions may call money that no area holds: today's names, and those that earlier files were written with."""

WITHDRAWN_NAMES = ("withdrawn", "철회")
"""What decisions may give as the area that take back what the same person decided until then."""

HINTS = {
    "outside": Text("Money that no area holds", "어느 분야에도 들지 않는 금액"),
    "unread": Text("Money that nobody has attributed yet", "아직 분류하지 않은 금액"),
}
