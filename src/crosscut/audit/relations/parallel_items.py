"""Items told in one form: ``A 6,582 to 6,827 3.7% (245), B 4,381 to 4,654 6.2% (273), C …``.

Where most items of a list come out in one reading, finely and in no other, their author means the others to as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, permutations

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.readings import checks, span
from crosscut.audit.relations.system import Linear, Ratio

_LEAST, _SURE, _LARGEST = 3, 3, 4
_APART, _FAR = 12, 120
_FINE = Fraction(1, 10)
_ENDS = re.compile(r"(?<=[은는이가을를])\s|으(?=로)|\s")
"""What may differ between the words of one form."""

Item = Sequence[NumberInSentence]
Slots = Mapping[str, NumberInSentence]


@dataclass(frozen=True, slots=True)
class _Reading:
    """The role of each number of an item, in order."""

    roles: tuple[str, ...]

    def of(self, item: Item) -> Slots:
        """The numbers of an item by role."""
        return dict(zip(self.roles, item, strict=True))

    def way(self, item: Item, usual: int) -> int:
        """The way that an item's change goes, by its own words, its numbers or those of the list."""
        slots = self.of(item)
        told = next((each.part.direction for each in item if each.part.direction), 0)
        if not told and {"before", "after"} <= set(slots):
            return 1 if slots["after"].token.size > slots["before"].token.size else -1
        return told or usual

    def holds(self, item: Item, usual: int) -> bool:
        """Whether an item comes out so, and not by accident."""
        slots = self.of(item)
        if "part" in slots:
            return _is_share(slots)
        told = checks(slots, self.way(item, usual))
        return told.proven and told.growth is True


def parallel_items(assembly: Assembly) -> None:
    """Relate the numbers of items of one form, of which most come out in one reading."""
    system = assembly.system
    related = {
        each.figure for each in system.relations if isinstance(each, Ratio) and all(map(system.stating, each.keys))
    }
    for items in _lists(assembly):
        ways = {each.part.direction for item in items for each in item if each.part.direction}
        usual = ways.pop() if len(ways) == 1 else 1
        counted = {each: sum(each.holds(item, usual) for item in items) for each in _readings(items[0])}
        held = max(counted.values(), default=0)
        best = [each for each, count in counted.items() if count == held]
        if held < _LEAST - 1 or len(best) != 1 or 3 * held < 2 * len(items):
            continue
        for item in (each for each in items if best[0].holds(each, usual) or not _is_open(each, counted, usual)):
            rate = next(each for each in item if each.token.kind == "percentage")
            if assembly.ids.get(rate.token.start) not in related:
                _relate(assembly, best[0].of(item), best[0].way(item, usual), certain=held >= _SURE)


def _is_open(item: Item, readings: Iterable[_Reading], usual: int) -> bool:
    """Whether an item comes out in some reading, if not in that of the others."""
    return any(each.holds(item, usual) for each in readings)


def _readings(item: Item) -> Iterator[_Reading]:
    """The ways to read an item of two or three sizes and a rate."""
    sizes = [place for place, each in enumerate(item) if each.token.is_size]
    told: tuple[tuple[str, ...], ...] = (("before", "after"), ("after", "difference"), ("part", "base"))
    if len(sizes) == _LARGEST - 1:
        told = (("before", "after", "difference"),)
    for roles in told:
        for order in permutations(roles):
            named = dict(zip(sizes, order, strict=True))
            yield _Reading(tuple(named.get(place, "growth") for place in range(len(item))))


def _is_share(slots: Slots) -> bool:
    part, base, rate = (span(slots[role]) for role in ("part", "base", "growth"))
    if not part.low or not part.high or not base.low or not base.high:
        return False
    worked = Interval(part.low / base.high, part.high / base.low)
    fine = part.high / base.low - part.low / base.high <= _FINE * slots["growth"].token.size
    return fine and not worked.meet(rate).empty


def _lists(assembly: Assembly) -> Iterator[list[Item]]:
    """The longest runs of items of one form."""
    numbers = [each for group in assembly.prose.groups for each in group]
    place = 0
    while place < len(numbers):
        runs = [_run(assembly, numbers, place, size) for size in (_LARGEST, _LARGEST - 1)]
        best = max(runs, key=lambda run: sum(map(len, run)))
        if len(best) >= _LEAST:
            yield best
        place += max(1, sum(map(len, best)) if len(best) >= _LEAST else 1)


def _run(assembly: Assembly, numbers: Sequence[NumberInSentence], start: int, size: int) -> list[Item]:
    """The items of so many numbers that follow one another from a place on in the form of the first."""
    first = numbers[start : start + size]
    form = _form(assembly, first)
    found: list[Item] = []
    if form is None:
        return found
    for place in range(start, len(numbers), size):
        item = numbers[place : place + size]
        if found and item[0].token.start - found[-1][-1].token.end > _FAR:
            break
        if _form(assembly, item) != form:
            break
        found.append(item)
    return found


def _form(assembly: Assembly, item: Item) -> tuple[str, ...] | None:
    """What the numbers of an item are and what stands between them; None where they are no item with one rate."""
    kinds = ["%" if each.token.kind == "percentage" else each.token.measure for each in item]
    if kinds.count("%") != 1 or len(set(kinds)) != len(("rate", "measure")) or len(item) < _LEAST:
        return None
    if any(each.token.loose or each.within for each in item):
        return None
    text = assembly.document.text
    between = [text[one.token.end : other.token.start] for one, other in pairwise(item)]
    if any(len(each) > _APART or "\n" in each for each in between):
        return None
    return (*kinds, *(_ENDS.sub("", each) for each in between))


def _relate(assembly: Assembly, slots: Slots, way: int, *, certain: bool) -> None:
    system, place = assembly.system, slots["growth"].token.start
    if "part" in slots:
        part, base = (assembly.quantity(slots[role]) for role in ("part", "base"))
        if part != base:
            figure = assembly.placed(slots["growth"]).id
            system.relate(Ratio("share", part, base, figure, "part", certain))
        return
    keys = {role: assembly.local(role, place) for role in ("before", "after", "difference")}
    system.levels.update((keys["before"], keys["after"]))
    for role, key in keys.items():
        if role in slots:
            system.state(assembly.placed(slots[role], way if role == "difference" else 0), key)
    figure = assembly.placed(slots["growth"], way).id
    if "difference" in slots:
        terms = ((keys["after"], 1), (keys["before"], -1), (keys["difference"], -1))
        system.relate(
            Linear("difference", terms, certain=certain),
            Ratio("growth", keys["difference"], keys["before"], figure, "part", certain),
            Ratio("growth", keys["difference"], keys["after"], figure, "of_after", certain),
        )
    if "before" in slots and "after" in slots:
        system.relate(Ratio("growth", keys["after"], keys["before"], figure, "growth", certain))
