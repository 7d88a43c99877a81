"""Rates that are steps of one change: ``rise 3.5% in January and a further 2% in July, from 41,000 to 43,285``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import Interval
from crosscut.audit.relations.frames import Frame
from crosscut.audit.relations.readings import span

_FURTHER = re.compile(
    r"(?:(?<![a-z])(?:a further|another|an additional|then(?: by)?|again by|and again)|추가로|다시|또다시|이어|또|재차)"
    r"\s(?:약\s|about\s)?$",
    re.IGNORECASE,
)


def is_a_step(frame: Frame, group: Sequence[NumberInSentence]) -> bool:
    """Whether a movement's rate is one of several: another is told to follow it, or all together come out."""
    rate = frame.slots.get("growth")
    others = [each for each in group if each.token.kind == "percentage" and each is not rate]
    if rate is None or not others or not {"before", "after"} <= set(frame.slots):
        return False
    if any(_FURTHER.search(each.left) for each in others):
        return True
    return _come_out(frame, [rate, *others])


def _come_out(frame: Frame, rates: Sequence[NumberInSentence]) -> bool:
    """Whether a level comes out of the one before by all rates of a sentence, one after the other."""
    low, high = span(frame.slots["before"]).low, span(frame.slots["before"]).high
    for each in rates:
        way = each.part.direction or frame.direction or 1
        ends = [span(each).low, span(each).high]
        if low is None or high is None or ends[0] is None or ends[1] is None:
            return False
        first, last = sorted((1 + way * ends[0], 1 + way * ends[1]))
        low, high = low * first, high * last
    return not Interval(low, high).meet(span(frame.slots["after"])).empty
