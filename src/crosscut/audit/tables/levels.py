"""How deep each line of a table stands: by its mark, by its label's indent, or by labels that come again and again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

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
    return found if any(found) else _by_repeated_labels(labels)


def _by_repeated_labels(labels: Sequence[str]) -> list[int]:
    """The lines whose labels come again below others, in the same runs, one deeper than those: ``Revenue, Capital``.

    0 for all where no run of several comes twice.
    """
    counted = Counter(label.strip() for label in labels)
    again = [counted[label.strip()] > 1 for label in labels]
    runs = [
        tuple(place for place, _ in run)
        for repeated, run in groupby(enumerate(again), key=lambda each: each[1])
        if repeated
    ]
    names = Counter(tuple(labels[place].strip() for place in run) for run in runs if len(run) > 1 and run[0])
    deeper = {
        place
        for run in runs
        for place in run
        if names[tuple(labels[each].strip() for each in run)] > 1 and all(labels[each].strip() for each in run)
    }
    return [int(place in deeper) for place in range(len(labels))]


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
