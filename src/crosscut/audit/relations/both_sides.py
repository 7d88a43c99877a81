"""Lists of what a budget comes from and of what it is spent on: where one makes up the whole, the other does as well.

``세입은 A, B, C이다. 세출은 D, E, F이다``: where the first add up, the others are called for one slip, or for one that
is printed in the place of another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.sums import Adding, fits, slips
from crosscut.audit.relations.system import Key, Linear

_LEVELS = frozenset({"level", "after"})
_FEWEST, _MOST, _NEAR = 2, 8, 2
_TOLD = 1_000
"""In how many of its last digits a whole must be told for its parts not to make it up by accident."""

_COMES_IN = re.compile(
    r"세입|수입|재원|revenues?|income|receipts|sources?|funded by|Einnahmen|Erträge|recettes|ingresos|entrate"
    r"|歳入|収入",
    re.IGNORECASE,
)
_GOES_OUT = re.compile(
    r"세출|지출|용도|쓰임|spend|spent|expenditure|outlays?|uses?(?![a-z])|Ausgaben|Aufwend|dépenses|gastos|spese"
    r"|歳出|支出",
    re.IGNORECASE,
)
"""What opens a list of what a budget comes from, and of what it is spent on: both are all of it."""


def both_sides(assembly: Assembly) -> None:
    """Relate a list of one side to the whole that a list of the other side makes up."""
    groups = assembly.prose.groups
    lists = [_levels(group) for group in groups]
    sides = [_side(assembly, levels) for levels in lists]
    if not {1, -1} <= set(sides):
        return
    for place, whole in list(_made_up(assembly, lists, sides)):
        for other in range(max(0, place - _NEAR), min(len(lists), place + _NEAR + 1)):
            if sides[other] == -sides[place]:
                _relate(assembly, lists[other], whole)


def _levels(group: Sequence[NumberInSentence]) -> list[NumberInSentence]:
    return [each for each in group if each.token.currency and each.token.is_size and each.part.role in _LEVELS]


def _side(assembly: Assembly, parts: Sequence[NumberInSentence]) -> int:
    """1 of a list of what comes in, -1 of what goes out, 0 of any other."""
    if not _FEWEST <= len(parts) <= _MOST:
        return 0
    words = assembly.document.text[parts[0].clause.start : parts[0].token.start]
    sides = [way for way, pattern in ((1, _COMES_IN), (-1, _GOES_OUT)) if pattern.search(words)]
    return sides[0] if len(sides) == 1 else 0


def _made_up(
    assembly: Assembly, lists: Sequence[list[NumberInSentence]], sides: Sequence[int]
) -> Iterator[tuple[int, NumberInSentence]]:
    """Each list of a side that is known to make up a whole, as it does, with that whole."""
    states = assembly.system.states
    stated: dict[Key, NumberInSentence] = {}
    for each in (each for levels in lists for each in levels):
        stated.setdefault(states.get(assembly.ids.get(each.token.start, ""), ()), each)
    wholes: dict[frozenset[Key], list[Key]] = defaultdict(list)
    for relation in assembly.system.relations:
        if isinstance(relation, Linear) and relation.kind == "sum" and relation.equal:
            wholes[frozenset(relation.keys[:-1])].append(relation.keys[-1])
    for place, levels in enumerate(lists):
        keys = frozenset(states.get(assembly.ids.get(each.token.start, ""), ()) for each in levels)
        for key in wholes.get(keys, ()) if sides[place] else ():
            whole = stated.get(key)
            if whole and _is_stated(whole) and fits(Adding(whole, tuple(levels), complete=True, equal=True), fine=True):
                yield place, whole


def _is_stated(whole: NumberInSentence) -> bool:
    return whole.token.size >= _TOLD * whole.token.step


def _relate(assembly: Assembly, parts: Sequence[NumberInSentence], whole: NumberInSentence) -> None:
    adding = Adding(whole, tuple(parts), complete=True, equal=True)
    alike = {(each.token.measure, each.token.step) for each in (whole, *parts)}
    if len(alike) > 1 or any(each.token.loose or each.token.size >= whole.token.size for each in parts):
        return
    if fits(adding, fine=True) or slips(assembly, adding) or _has_one_twice(adding):
        keys = [assembly.quantity(each) for each in (*parts, whole)]
        if len(set(keys)) == len(keys):
            terms = (*((key, 1) for key in keys[:-1]), (keys[-1], -1))
            assembly.system.relate(Linear("sum", terms, certain=fits(adding, fine=True)))


def _has_one_twice(adding: Adding) -> bool:
    """Whether parts make up a whole once one of two that are printed alike is another number."""
    sizes = [each.token.size for each in adding.parts]
    gap = adding.whole.token.size - sum(sizes, Fraction(0))
    return any(sizes.count(size) > 1 and size + gap > 0 for size in sizes)
