"""Differences told as coarsely as their levels: rounded in one way, they are off by one of their last digits at most.

``4.2조원에서 2.4조원으로 1.6조원 줄인다`` is wrong: only with one number cut and another rounded might it be right.
"""

from __future__ import annotations

from dataclasses import replace

from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.frames import Frame

_THREE = ("before", "after", "difference")
_MOST_OFF = 2


def as_rounded(assembly: Assembly, frame: Frame) -> None:
    """Take the three amounts of a movement as rounded, where they are off by two of their last digits and more."""
    if not set(_THREE) <= set(frame.slots):
        return
    tokens = [frame.slots[role].token for role in _THREE]
    steps = {each.step for each in tokens} | {each.grain for each in tokens}
    before, after, difference = (each.size for each in tokens)
    if len(steps) != 1 or any(each.loose for each in tokens):
        return
    if abs(abs(after - before) - difference) >= _MOST_OFF * tokens[0].step:
        figures = assembly.system.figures
        for role in _THREE:
            name = assembly.id_of(frame.slots[role])
            figures[name] = replace(figures[name], lenient=Interval(figures[name].low, figures[name].high))
