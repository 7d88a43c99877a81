"""The level that a sentence without one goes on speaking of: ``It has 1.9 billion. Down by 107 million, or 5.3 %``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.earlier import dated, near_miss
from crosscut.audit.relations.frames import Frame
from crosscut.audit.relations.readings import base, checks, expected_before, expected_difference, worked
from crosscut.audit.slips import slipped

MOST_LEVELS = 3
"""How many levels are kept in mind."""

_NEAR, _FAR = 160, 320
_NEARLY = Fraction(1, 6)
"""By how much of itself a rate may be off and still be that of two levels in two sentences, misprinted."""

_WORD = re.compile(r"[0-9]{1,3}[가-힣]|[가-힣]{2,}|[A-Za-zÀ-ÿ]{4,}")
_PARTICLE = re.compile(r"(?<=[가-힣])(?:은|는|이|가|의|을|를|도)$")
_OF_ANY_SIZE = re.compile(
    r"총|전체|합계|예산|규모|금액|[0-9]년|전년|작년|지난해|올해|total|budget|year|amount|spending|from", re.IGNORECASE
)
"""Words before a level that name no other thing."""

_OF_LAST_YEAR = re.compile(
    r"^[\s*•·○ㅇ□\-–—(]{0,8}(?:이는 )?(?:전년도?|작년|지난해|올해|금년)(?:도|의)?\s?(?:[가-힣]{1,6}\s?){0,2}\(?$"
    r"|^[\s*•·\-–—(]{0,8}(?:(?:this|that|it|which) (?:is|was) )?(?:up |down |an? \w+ )?"
    r"(?:from|on|against|over|compared with)(?: the)?(?: last year['’]s| previous year['’]s)?\s?$",
    re.IGNORECASE,
)
"""All that stands before a level of the year before, in a sentence that goes on."""

_SUBJECT_OF = re.compile(
    r"\W{0,8}(?:(?:내년|올해|금년|(?:19|20)[0-9]{2}년)도?\s|(?:This year|Next year|In (?:19|20)[0-9]{2}),? )?"
    r"(?:(?P<subject>[^\d.,;()]{2,40}[가-힣A-Za-z])(?:은|는)\s|(?P<subject_en>(?:The|Its|Our|Total) [^\d.,;()]{3,40}?) "
    r"(?:is|was|stands at|rose|fell|grew|has|increased|decreased|will|climbed|dropped|declined)(?![a-z]))"
)
"""What a sentence begins with, but for its year."""

_FROM_A_YEAR = re.compile(
    r"\s?(?:(?:올해|금년|지난해|작년|전년도?|(?:19|20)[0-9]{2}년도?)(?:도)?\s?(?:본예산|예산)?\s?\(?\s?)?"
    r"|(?: by| from)?(?: about)? ?"
)
"""All that stands between it and the first number of a movement from the year before."""

_OF_THEM = re.compile(
    r"\W{0,4}(?:(?:이|그) ?(?:가운데|중)(?:에서|에)?|among (?:them|these)|of (?:these|them))(?![A-Za-z가-힣])",
    re.IGNORECASE,
)
"""What begins a sentence that goes on with one of several things of the sentence before."""

_THIS_IS = re.compile(
    r"^\W{0,4}(?:이는|이것은|이 같은 수치는)\s(?:바로 )?(?:전달|전월|지난달|전분기|전년도?|작년|지난해)"
    r"(?:\s[가-힣]{1,6}){0,2}\s?[(\[]?$"
    r"|^\W{0,4}(?:this|that) (?:is|was) (?:up|down|an increase|a decrease|a rise|a fall)(?: by| of)?\s$",
    re.IGNORECASE,
)
"""What begins a sentence that goes on with the only level of the one before, in whichever line that stands."""

_ITEM = re.compile(r"[,;·:)\]]")
_LEAST_DIGITS, _TWO = 5, 2
_BESIDE = 6
_FROM_THIS_YEAR = re.compile(
    r"^\W{0,4}(?:이는 )?(?:올해|금년|전년도?|작년|지난해)(?:도)?\s?(?:본예산|예산)?\s?(?:보다|대비|에 ?비해)\s?$"
)
"""All that stands before the rate of a sentence without a subject, which is of what the sentence before it states."""

APART = re.compile(
    r"감안|고려하면|실질|물가|inflation|real terms|constant|제외|차감|공제|빼면|빼고|뺀"
    r"|상계|내부거래|net of|excluding|excludes|apart from|other than|adjusted for|adjusting for",
    re.IGNORECASE,
)
"""What says that two amounts are not of one thing, the same but for time."""

_SUBJECT = re.compile(
    r"[가-힣]{2,}(?<!보다)(?<!대비)(?:은|는|이|가)\s|(?<![A-Za-z])(?:the|its|[A-Z][a-z]{2,}) [a-z]{3,}"
)
_GOES_ON = re.compile(
    r"^[\s*•·○ㅇ□\-–—(]{0,8}(?:이는 |이것은 )?(?:전년도?|작년|지난해|올해|금년|정부안|본예산)(?:도|의)?\s?"
    r"(?:예산|본예산|대비|보다|에 ?비해)?\s?\(?$"
    r"|^[\s*•·○ㅇ□\-–—(]{0,8}(?:이는|이것은) (?:[가-힣]{1,6}\s){0,4}(?:제출한|당초|정부안|요구한|편성한)\s?\(?$"
    r"|^[\s*•·\-–—(]{0,8}(?:(?:this|that|it|which) is )?(?:up|down|an? (?:increase|cut|rise|decrease)"
    r"|increased|decreased|cut)(?: by| of| from)?\s?$",
    re.IGNORECASE,
)
"""All that stands before the first number of a sentence that goes on."""


def carried(assembly: Assembly, levels: Sequence[NumberInSentence], frame: Frame) -> NumberInSentence | None:
    """The level that a movement without one is of: the last of its line, or the one with which its sum comes out."""
    slots = frame.slots
    if "after" in slots or len(slots) < 2 or not levels:
        return None
    named = _item_named(assembly, levels, frame)
    goes_on = _OF_THEM.match(assembly.document.text, frame.first.clause.start, frame.first.token.start)
    if named is not None or goes_on:
        return named or _named_of_them(assembly, levels, frame)
    if "before" in slots and {"growth", "difference"} & set(slots):
        for level in reversed(levels):
            if _of_one_subject(assembly, level, frame):
                return level
    if "before" in slots and _same_line(assembly, levels[-1], frame):
        words = assembly.document.text[frame.first.clause.start : frame.first.clause.end]
        if not checks({**slots, "after": levels[-1]}, frame.direction).broken:
            return levels[-1]
        return None if APART.search(words) or _is_shown_before(assembly, frame) else levels[-1]
    confirmed = next((level for level in reversed(levels) if _confirmed(level, frame)), None)
    return confirmed or _of_the_last(assembly, levels, frame)


def _item_named(assembly: Assembly, levels: Sequence[NumberInSentence], frame: Frame) -> NumberInSentence | None:
    """The item of a list of brackets before that a sentence begins with by its name."""
    start, first = frame.first.clause.start, frame.first.token.start
    for level in reversed(levels):
        name = _ITEM.split(level.left.rstrip(" (["))[-1].strip()
        bracketed = level.left.rstrip().endswith(("(", "["))
        words = assembly.document.text[start:first].lstrip()
        if bracketed and name and _near(level, frame) and re.match(rf"{re.escape(name)}(?:은|는|이|가|의|\s)", words):
            return level
    return None


def _named_of_them(assembly: Assembly, levels: Sequence[NumberInSentence], frame: Frame) -> NumberInSentence | None:
    """The level of a list whose name a sentence repeats that goes on with one of them; else one that comes out."""
    words = assembly.document.text[frame.first.clause.start : frame.first.token.start]
    for level in reversed(levels):
        name = _ITEM.split(level.left.rstrip(" (["))[-1].strip()
        if len(name) >= _TWO and name in words and _near(level, frame):
            return level
    return next((level for level in reversed(levels) if _confirmed(level, frame)), None)


def _of_the_last(assembly: Assembly, levels: Sequence[NumberInSentence], frame: Frame) -> NumberInSentence | None:
    """The last level, where words say that a movement goes on from it, and little is in the way."""
    slots = frame.slots
    last, words = levels[-1], assembly.document.text[frame.first.clause.start : frame.first.token.start]
    if "before" in slots and "growth" in slots and _THIS_IS.search(words) and _is_alone_before(assembly, last, frame):
        return last
    if "before" in slots and "growth" in slots and _near(last, frame) and _nearly(last, frame):
        return last if _OF_LAST_YEAR.search(words) or _of_one_name(assembly, last, frame) else None
    if _goes_on_at_once(assembly, last, frame, words):
        return last
    return last if _GOES_ON.search(words) and _near(last, frame) and _one_slip(assembly, last, frame) else None


def _goes_on_at_once(assembly: Assembly, last: NumberInSentence, frame: Frame, words: str) -> bool:
    """Whether a rate and its difference in brackets are said of the only level of the sentence just before."""
    if not {"difference", "growth"} <= set(frame.slots) or not _FROM_THIS_YEAR.match(words) or not _near(last, frame):
        return False
    groups = assembly.prose.groups
    place = next((at for at, group in enumerate(groups) if group[0].clause == frame.first.clause), 0)
    alone = place > 0 and [each for each in groups[place - 1] if each.token.is_size] == [last]
    return alone and last.clause.line.start == frame.first.clause.line.start and len(groups[place]) == len(frame.slots)


def between_levels(assembly: Assembly, levels: Sequence[NumberInSentence], frame: Frame) -> Frame:
    """A movement without levels, with the last two levels said before it where its difference is theirs.

    Of levels of one year and the next it may be one slip away.
    """
    slots = frame.slots
    if "difference" not in slots or {"before", "after"} & set(slots) or len(levels) < 2:
        return frame
    for after, before in pairwise(reversed(levels)):
        tried = {**slots, "before": before, "after": after}
        if not _near(before, frame) or not _near(after, frame):
            continue
        moved = replace(frame, slots=tried)
        if checks(tried, frame.direction).fine or (dated(before, after) and near_miss(assembly, moved)):
            return moved
    return frame


def _is_alone_before(assembly: Assembly, last: NumberInSentence, frame: Frame) -> bool:
    """Whether a level is the only size of the sentence just before a movement, in its measure."""
    groups = assembly.prose.groups
    place = next((at for at, group in enumerate(groups) if group[0].clause == frame.first.clause), 0)
    return place > 0 and [each for each in groups[place - 1] if each.token.is_size] == [last] and _near(last, frame)


def _same_line(assembly: Assembly, level: NumberInSentence, frame: Frame) -> bool:
    first, text = frame.first, assembly.document.text
    between = text[max(level.token.end, first.clause.start) : first.token.start]
    line = level.clause.line.start == first.clause.line.start
    near = line and first.token.start - level.token.end < _NEAR and _near(level, frame)
    subjects = {_subject(_SUBJECT_OF.match(text, each.clause.start, each.token.start)) for each in (level, first)}
    return near and not first.near and not _SUBJECT.search(between) and len(subjects - {""}) < _TWO


def _near(level: NumberInSentence, frame: Frame) -> bool:
    """Whether a level stands not far before, in the currency of what is said of it."""
    currencies = {placed.token.measure for placed in frame.slots.values() if placed.token.is_size}
    return 0 < frame.first.token.start - level.token.end < _FAR and currencies <= {level.token.measure}


def _confirmed(level: NumberInSentence, frame: Frame) -> bool:
    told = checks({**frame.slots, "after": level}, frame.direction)
    return _near(level, frame) and (told.proven or _of_the_later(level, frame))


def _is_shown_before(assembly: Assembly, frame: Frame) -> bool:
    """Whether a movement is that of another size told before it in its line, as one of the whole behind its parts."""
    line, first = frame.first.clause.line.start, frame.first.token.start
    sizes = (each for group in assembly.prose.groups for each in group if each.token.is_size)
    told = (each for each in sizes if each.clause.line.start == line and each.token.start < first)
    return any(_near(each, frame) and checks({**frame.slots, "after": each}, frame.direction).proven for each in told)


def _of_the_later(level: NumberInSentence, frame: Frame) -> bool:
    """Whether a difference with its rate beside it is that share of the level, as rates on a wrong base are."""
    difference, growth = frame.slots.get("difference"), frame.slots.get("growth")
    if "before" in frame.slots or difference is None or growth is None or len(growth.left) > _BESIDE:
        return False
    return checks({"before": level, "difference": difference, "growth": growth}).proven


def _nearly(level: NumberInSentence, frame: Frame) -> bool:
    """Whether a rate is near that of two levels, or theirs on the wrong one of the two."""
    slots = frame.slots
    worked_out = worked({**slots, "after": level}, frame.direction)["growth"]
    if worked_out.low is None or worked_out.high is None or worked_out.low <= 0:
        return False
    rate, middle = slots["growth"].token.size, (worked_out.low + worked_out.high) / 2
    base = {"before": level, "after": slots["before"], "growth": slots["growth"]}
    return abs(rate - middle) <= _NEARLY * rate or checks(base, -frame.direction).proven


def _of_one_name(assembly: Assembly, level: NumberInSentence, frame: Frame) -> bool:
    """Whether a level and a movement from another are told in the same words."""
    text = assembly.document.text
    words = [
        {_PARTICLE.sub("", word) for word in _WORD.findall(text[each.clause.start : each.token.start])}
        for each in (level, frame.slots["before"])
    ]
    return len(words[0] & words[1]) > 1 and all(_OF_ANY_SIZE.search(word) for word in words[1] - words[0])


def _of_one_subject(assembly: Assembly, level: NumberInSentence, frame: Frame) -> bool:
    """Whether a sentence says of the same subject, in the same words, what a movement from an earlier level is of."""
    first, before = frame.first, frame.slots["before"]
    if not _near(level, frame) or level.clause == first.clause:
        return False
    if level.year is not None and before.year is not None and level.year <= before.year:
        return False
    one, other = (
        _SUBJECT_OF.match(assembly.document.text, each.clause.start, each.token.start) for each in (level, first)
    )
    if one is None or other is None or _subject(one) != _subject(other):
        return False
    return _FROM_A_YEAR.fullmatch(assembly.document.text, other.end(), first.token.start) is not None


def _subject(match: re.Match[str] | None) -> str:
    return (match["subject"] or match["subject_en"]).lower() if match else ""


def _one_slip(assembly: Assembly, level: NumberInSentence, frame: Frame) -> bool:
    """Whether one slip of an amount of many digits is all that is in the way."""
    slots = {**frame.slots, "after": level}
    from_rate = expected_before(slots, frame.direction)
    expected: dict[str, Interval | None] = {
        "before": from_rate or (base(slots, frame.direction) if "difference" in slots else None),
        "difference": expected_difference(slots, frame.direction),
    }
    return any(
        span is not None and _many_digits(slots[role]) and slipped(assembly.placed(slots[role]), span)
        for role, span in expected.items()
        if role in slots
    )


def _many_digits(placed: NumberInSentence) -> bool:
    return bool(placed.token.size >= placed.token.step * 10 ** (_LEAST_DIGITS - 1))
