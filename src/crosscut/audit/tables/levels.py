"""How deep each line of a table stands, by its mark and by how far its label is indented."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARK = re.compile(
    r"\s{0,6}(?P<sign>[○ㅇ□■◇◆▷▶※•·․▪‧∙*\-–—└])|(?P<roman>[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])\s?\.?|(?P<circle>[①-⑳])"
    r"|(?P<closed>\([0-9가-하]{1,2}\))|(?P<digit>[0-9]{1,2}[.)])(?![0-9])|(?P<letter>[가-하][.)])(?![0-9])"
)
_SAME = {"ㅇ": "○", "․": "·", "‧": "·", "∙": "·", "–": "-", "—": "-"}
_STEP = 3.0
_MOST_STEPS = 6

Key = tuple[str, int]


def levels(labels: Sequence[str], indents: Sequence[float]) -> list[int]:
    """How deep each line stands; 0 for all where nothing tells."""
    steps = _steps(indents)
    stack: list[Key] = []
    found = []
    for label, indent in zip(labels, steps, strict=True):
        key = _key(label, indent)
        if key in stack:
            del stack[stack.index(key) + 1 :]
        else:
            while stack and not key[0] and not stack[-1][0] and stack[-1][1] > key[1]:
                stack.pop()
            stack.append(key)
        found.append(len(stack) - 1)
    return found


def _key(label: str, indent: int) -> Key:
    match = _MARK.match(label)
    if match is None:
        return "", indent
    sign = match["sign"]
    return (_SAME.get(sign, sign) if sign else str(match.lastgroup)), 0


def _steps(indents: Sequence[float]) -> list[int]:
    """The indents counted from the smallest; all 0 where they are too many, as those of centred labels are."""
    marks: list[float] = []
    for indent in sorted(indents):
        if not marks or indent - marks[-1] > _STEP:
            marks.append(indent)
    if len(marks) > _MOST_STEPS or len(marks) * 2 > len(indents):
        return [0] * len(indents)
    return [sum(indent > mark + _STEP for mark in marks[:-1]) for indent in indents]
