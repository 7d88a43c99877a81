"""Items that go from one level to another, with their rate and their change in a bracket, before a verb that all share.

``일반회계는 3조5828억원에서 3조8700억원으로 8.0%(2872억원), 특별회계는 6348억원에서 7147억원으로 12.6%(799억원) 증가``.
So do items that tell only the level that they go to, where another in the same form comes out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.system import Linear, Ratio

_FROM = re.compile(r"에서\s?(?:(?:올해|내년|지난해|(?:19|20)[0-9]{2}년)\s?)?")
_TO = re.compile(r"(?:으로|로)\s?(?:각각 )?")
_OPENS = re.compile(r"\s?\(\s?")
_RISES, _FALLS = re.compile(r"증가|늘|증액|확대|상승"), re.compile(r"감소|줄|감액|축소|하락")
_GOES_ON = re.compile(r"\)\s?(?:씩\s?|각각\s?)?(?:,\s|증|늘|확대|상승|감|줄|축소|하락)")
"""What stands behind an item: the next one, or the verb of all."""

_FOUR, _THREE, _FEWEST = 4, 3, 2
_LEVELS = frozenset({"level", "before", "after"})


def items_from_to(assembly: Assembly) -> None:
    """Relate the levels, the rate and the change of each such item, where its own words relate none of them."""
    taken = {each.figure for each in assembly.system.relations if isinstance(each, Ratio)}
    text = assembly.document.text
    for group in assembly.prose.groups:
        for start in range(len(group) - _FOUR + 1):
            four = group[start : start + _FOUR]
            if _is_item(text, four):
                rate, change = sorted(four[2:], key=lambda each: each.token.kind != "percentage")
                if assembly.ids.get(rate.token.start) not in taken:
                    _relate(assembly, four[0], four[1], rate, change)
        _items_to(assembly, group, taken)


def _items_to(assembly: Assembly, group: Sequence[NumberInSentence], taken: set[str]) -> None:
    """Relate the level, the rate and the change of each item of a sentence that tells no earlier levels."""
    runs = [group[start : start + _THREE] for start in range(len(group) - _THREE + 1)]
    told = [each for each in runs if _is_item_to(assembly.document.text, each)]
    if len(told) < _FEWEST or not any(_comes_out(*each) for each in told):
        return
    for after, *moved in told:
        rate, change = sorted(moved, key=lambda each: each.token.kind != "percentage")
        if assembly.ids.get(rate.token.start) not in taken:
            _relate_to(assembly, after, rate, change)


def _is_item_to(text: str, three: Sequence[NumberInSentence]) -> bool:
    """Whether numbers follow each other as to, by and by, with one verb for all items of their sentence."""
    after, *moved = three
    kinds = sorted(each.token.kind == "percentage" for each in moved)
    sizes = [each for each in three if each.token.kind != "percentage"]
    if kinds != [False, True] or any(each.token.loose or each.token.sign for each in three):
        return False
    if len({each.token.measure for each in sizes}) > 1 or not all(each.token.is_size for each in sizes):
        return False
    gaps = [text[one.token.end : other.token.start] for one, other in pairwise(three)]
    behind = text[three[-1].token.end : after.clause.end]
    told = _TO.fullmatch(gaps[0]) and _OPENS.fullmatch(gaps[1]) and _GOES_ON.match(behind)
    return bool(told) and len(_ways(behind)) == 1 and after.part.role in _LEVELS and not after.left.endswith("에서 ")


def _ways(words: str) -> list[int]:
    return [way for way, pattern in ((1, _RISES), (-1, _FALLS)) if pattern.search(words)]


def _comes_out(after: NumberInSentence, *moved: NumberInSentence) -> bool:
    """Whether a rate is that of a change to a level."""
    rate, change = sorted(moved, key=lambda each: each.token.kind != "percentage")
    before = after.token.size - change.token.size * (rate.part.direction or 1)
    return before > 0 and abs(change.token.size / before - rate.token.size) <= rate.token.step


def _relate_to(assembly: Assembly, after: NumberInSentence, rate: NumberInSentence, change: NumberInSentence) -> None:
    way = _ways(assembly.document.text[change.token.end : after.clause.end])[0]
    figure = assembly.placed(rate, way).id
    assembly.placed(change, way)
    over, moved = assembly.quantity(after), assembly.quantity(change)
    under = assembly.local("before", after.token.start)
    if over != moved:
        assembly.system.levels.discard(moved)
        assembly.system.levels.add(under)
        assembly.system.relate(
            Linear("difference", ((over, 1), (under, -1), (moved, -1))),
            Ratio("growth", over, under, figure, "growth"),
            Ratio("growth", moved, under, figure, "part"),
            Ratio("growth", moved, over, figure, "of_after"),
        )


def _is_item(text: str, four: Sequence[NumberInSentence]) -> bool:
    """Whether numbers follow each other as from, to, by (and by), and the verb of their sentence goes the same way."""
    before, after, *moved = four
    kinds = sorted(each.token.kind == "percentage" for each in moved)
    sizes = [each for each in four if each.token.kind != "percentage"]
    if kinds != [False, True] or any(each.token.loose or each.token.sign for each in four):
        return False
    if len({each.token.measure for each in sizes}) > 1 or not all(each.token.is_size for each in sizes):
        return False
    gaps = [text[one.token.end : other.token.start] for one, other in pairwise(four)]
    told = all(pattern.fullmatch(gap) for pattern, gap in zip((_FROM, _TO, _OPENS), gaps, strict=True))
    verb = _RISES if after.token.size > before.token.size else _FALLS
    behind = text[four[-1].token.end : before.clause.end]
    told = told and _GOES_ON.match(behind) is not None
    ways = [way for way in (_RISES, _FALLS) if way.search(behind)]
    return told and ways == [verb] and {each.part.role for each in (before, after)} <= _LEVELS


def _relate(
    assembly: Assembly,
    before: NumberInSentence,
    after: NumberInSentence,
    rate: NumberInSentence,
    change: NumberInSentence,
) -> None:
    way = 1 if after.token.size > before.token.size else -1
    figure = assembly.placed(rate, way).id
    assembly.placed(change, way)
    over, under, moved = (assembly.quantity(each) for each in (after, before, change))
    if len({over, under, moved}) == len((over, under, moved)):
        assembly.system.levels.discard(moved)
        assembly.system.relate(
            Linear("difference", ((over, 1), (under, -1), (moved, -1))),
            Ratio("growth", over, under, figure, "growth"),
            Ratio("growth", moved, under, figure, "part"),
            Ratio("growth", moved, over, figure, "of_after"),
        )
