"""The level that a sentence says a movement of, where the sentence before it states that level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.frames import Frame
from crosscut.audit.relations.readings import checks, worked
from crosscut.audit.slips import slipped

_LEVELS = frozenset({"level", "after"})
_FAR = 240
_IN_BRACKETS = re.compile(r"\s?\(\s?[-+−–△▲]?\s?")
"""What stands between the level of a year and its rate: ``2024 29.6 (+11.5%), 2025 35.3 (+19.3%)``."""


_PART_OF_A_YEAR = re.compile(
    r"[상하]반기|분기|[0-9]월|first half|second half|quarter|Halbjahr|Quartal|semestre|trimestre"
)
"""What stands before a level of a part of a year only."""

_WHEN = re.compile(
    r"(?:19|20)[0-9]{2}(?:년도?)?(?:의|에는|에|도)?|올해|지난해|작년|내년|^(?:in|for)(?= )", re.IGNORECASE
)
_ON_THE_YEAR = re.compile(
    r",? (?:or |up |down |(?:which|that) is |an? (?:rise|increase|growth|fall|decrease|drop|cut) of )?"
    r"|\s?(?:으로|로)?,?\s(?P<korean>전년도?|지난해|작년)\s?(?:보다|대비|에 ?비해)\s?(?:[가-힣]{2,4}액?인\s)?"
)
_ON_THE_YEAR_BEHIND = re.compile(
    r"\s(?:more |less |higher |lower )?(?:than|from|on) the (?:previous year|year before)\s?[.,;)\n]"
    r"|\s?year-on-year\s?[.,;)\n]"
)
"""What stands between a level and its rate, or behind this, where it is on the level of the year before outright."""

_CLOSED = re.compile(r"\s?(?:증가|감소|상승|하락|증|감|increase|decrease|growth|up|down|higher|lower)?\s?\)")
"""What stands behind a rate that is alone in its brackets."""


def with_earlier(assembly: Assembly, groups: Sequence[list[NumberInSentence]], frame: Frame) -> Frame:
    """A movement with its level before, taken from the sentences just before it: ``was … The new one is …, up …``.

    It is taken only where what is said of the movement holds then, or but for one slip of a figure.
    """
    slots = frame.slots
    if "before" in slots or "after" not in slots or not {"difference", "growth"} & set(slots):
        return frame
    for group in reversed(groups):
        before = _single(group, slots["after"])
        if before is None:
            continue
        tried = replace(frame, slots={**slots, "before": before})
        told = checks(tried.slots, frame.direction)
        in_turn = dated(before, slots["after"])
        if told.fine or (in_turn and (near_miss(assembly, tried) or _is_stated_outright(before, frame))):
            return tried
    return frame


def _is_stated_outright(before: NumberInSentence, frame: Frame) -> bool:
    """Whether a rate is said to be on the year before, and both years' levels have the same words before them."""
    growth, after = frame.slots.get("growth"), frame.slots["after"]
    named = [_WHEN.sub("", each.label).strip() for each in (before, after)]
    if growth is None or not (beside := _ON_THE_YEAR.fullmatch(growth.left)):
        return False
    told = beside["korean"] or _ON_THE_YEAR_BEHIND.match(growth.right)
    return bool(told and named[0] and named[0] == named[1] and before.part.role == "level")


def from_the_last(assembly: Assembly, levels: Sequence[NumberInSentence], frame: Frame) -> Frame:
    """A movement from the level of the year before, where the last movement of its sentence ended there."""
    slots = frame.slots
    if "before" in slots or "after" not in slots or not levels or not {"difference", "growth"} & set(slots):
        return frame
    last, after = levels[-1], slots["after"]
    if bool(_PART_OF_A_YEAR.search(last.left)) != bool(_PART_OF_A_YEAR.search(after.left)):
        return frame
    if last.clause != after.clause or last.token.measure != after.token.measure or not dated(last, after):
        return frame
    tried = replace(frame, slots={**slots, "before": last})
    growth = slots.get("growth")
    beside = growth and _IN_BRACKETS.fullmatch(growth.left) and _CLOSED.match(growth.right)
    told = set(slots) == {"after", "growth"} and beside and not last.relative
    return tried if told or checks(tried.slots, frame.direction).proven or near_miss(assembly, tried) else frame


def _single(group: Sequence[NumberInSentence], after: NumberInSentence) -> NumberInSentence | None:
    """The one level that a sentence states, of the same currency and no later year."""
    levels = [placed for placed in group if placed.token.is_size and placed.part.role in _LEVELS]
    others = [placed for placed in group if placed.token.is_size and placed not in levels]
    if len(levels) != 1 or others or levels[0].token.measure != after.token.measure:
        return None
    before = levels[0]
    far = after.clause.start - before.clause.end > _FAR or before.clause.line.shape != after.clause.line.shape
    late = None not in (before.year, after.year) and (before.year or 0) >= (after.year or 0)
    return None if far or late else before


def dated(before: NumberInSentence, after: NumberInSentence) -> bool:
    """Whether the levels are said of one year and the next."""
    return before.year is not None and after.year == before.year + 1


def near_miss(assembly: Assembly, frame: Frame) -> bool:
    """Whether one slip of what is said of the movement is all that is in its way."""
    expected = worked(frame.slots, frame.direction)
    return any(slipped(assembly.placed(frame.slots[role]), span) for role, span in expected.items())
