"""Items that go from one level to another, with their rate and their change in a bracket, before a verb that all share.

``일반회계는 3조5828억원에서 3조8700억원으로 8.0%(2872억원), 특별회계는 6348억원에서 7147억원으로 12.6%(799억원) 증가``.
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
_GOES_ON = re.compile(r"\)\s?(?:씩\s?)?(?:,\s|증|늘|확대|상승|감|줄|축소|하락)")
"""What stands behind an item: the next one, or the verb of all."""

_FOUR = 4
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
