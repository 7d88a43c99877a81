"""Sums of levels in sentences around their whole, which one slip is in the way of.

``손해보험사는 5조7722억원, … 생명보험사는 3조5941억원 … 전체는 총 9조3763억원``: the whole is called one, and its parts
stand in the sentences before it, or in the list behind it. And a number that is far larger than all others of its kind,
which comes out with them in another unit: ``379만1000톤 … 101억3000톤, 225만1000톤``. Both are guesses, which at most
warn.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.parts import NOT_ADDED
from crosscut.audit.relations.sums import Adding, fits, slips
from crosscut.audit.relations.system import Linear

_LEVELS = frozenset({"level", "after"})
_TOTAL = re.compile(
    r"(?:전체|총액|총|합계|모두|전국|연간|(?<![a-z])(?:total|overall|all|together|insgesamt|gesamt\w{0,12}|au total"
    r"|en total|in totale)(?![a-z])|総額|合計|全体)[^\d.;]{0,40}$",
    re.IGNORECASE,
)
_POWERS = tuple(Fraction(10) ** each for each in (1, 2, 3, 4, 6, 8))
_FAR_LARGER = 50
"""How many times the next largest number a number of another unit is at least."""

_FEWEST, _SEVERAL, _MOST, _MANY, _MOST_LISTED = 2, 3, 6, 4, 20
_BACK = 4
_TOLD, _TOLD_OF_TWO = 2_000, 20_000
"""In how many of its last digits a whole must be told for a slip to be no accident: of many parts, and of few."""

_OUTLYING = 300
"""The same where a unit is off."""


def sums_around(assembly: Assembly) -> None:
    """Relate wholes to the levels around them, where one slip is in the way."""
    groups = [
        [each for each in group if each.token.is_size and each.part.role in _LEVELS] for group in assembly.prose.groups
    ]
    related = {key for each in assembly.system.relations if isinstance(each, Linear) for key in _sum_keys(each)}
    for whole, runs in _told(assembly, groups):
        tried = [Adding(whole, run, complete=False, equal=True) for run in runs]
        if _is_free(assembly, whole, related) and not any(fits(each) for each in tried):
            off = [each for each in tried if _is_fine(each) and slips(assembly, each)]
            if len(off) == 1:
                _relate(assembly, off[0])
    for adding in _of_another_unit([each for group in groups for each in group]):
        _relate(assembly, adding)


def _sum_keys(relation: Linear) -> tuple[object, ...]:
    return relation.keys if relation.kind == "sum" else ()


def _is_free(assembly: Assembly, placed: NumberInSentence, related: set[object]) -> bool:
    return assembly.system.states.get(assembly.ids.get(placed.token.start, "")) not in related


def _told(
    assembly: Assembly, groups: Sequence[list[NumberInSentence]]
) -> Iterator[tuple[NumberInSentence, list[tuple[NumberInSentence, ...]]]]:
    """Each level that is called a whole, with the runs of levels before and behind it that it may be made up of."""
    for place, group in enumerate(groups):
        for whole in group[:1]:
            words = assembly.document.text[whole.clause.start : whole.token.start]
            if _TOTAL.search(words) and not NOT_ADDED.search(words):
                yield whole, [*_before(groups, place, whole), *_listed_behind(groups, place, whole)]


def _before(
    groups: Sequence[list[NumberInSentence]], place: int, whole: NumberInSentence
) -> Iterator[tuple[NumberInSentence, ...]]:
    """The runs of sentences of one level each that end before a whole."""
    parts = list[NumberInSentence]()
    for group in reversed(groups[max(0, place - _BACK) : place]):
        mine = [each for each in group if _go_together(each, whole)]
        if len(mine) == 1:
            parts = [*mine, *parts]
            if len(parts) >= _FEWEST:
                yield tuple(parts)


def _listed_behind(
    groups: Sequence[list[NumberInSentence]], place: int, whole: NumberInSentence
) -> Iterator[tuple[NumberInSentence, ...]]:
    """The items of the list that follows a whole, each with one level."""
    parts = list[NumberInSentence]()
    for group in groups[place + 1 :]:
        item = bool(group) and group[0].clause.line.shape == "item"
        if parts and not item:
            break
        if item and len(group) == 1 and _go_together(group[0], whole):
            parts.append(group[0])
    if _MANY <= len(parts) <= _MOST_LISTED:
        yield tuple(parts)


def _go_together(part: NumberInSentence, whole: NumberInSentence) -> bool:
    same = part.token.measure == whole.token.measure and part.token.step == whole.token.step
    return same and not part.token.loose and len({part.year, whole.year} - {None}) < _FEWEST


def _is_fine(adding: Adding) -> bool:
    least = _TOLD if len(adding.parts) >= _MANY else _TOLD_OF_TWO
    largest = max(each.token.size for each in adding.parts)
    return adding.whole.token.size >= least * adding.whole.token.grain and largest < adding.whole.token.size


def _of_another_unit(levels: Sequence[NumberInSentence]) -> Iterator[Adding]:
    """Sums that come out with the one number of its kind that is far larger than all others told in a smaller unit."""
    kinds = defaultdict[str, list[NumberInSentence]](list)
    for each in levels:
        kinds[each.token.measure].append(each)
    for alike in kinds.values():
        largest, *others = sorted(alike, key=lambda each: each.token.size, reverse=True)
        if len(others) >= _FEWEST and largest.token.size >= _FAR_LARGER * others[0].token.size:
            found = {id(each.whole): each for power in _POWERS for each in _with_it(alike, largest, power)}
            if len(found) == 1:
                yield from found.values()


def _with_it(levels: Sequence[NumberInSentence], odd: NumberInSentence, power: Fraction) -> Iterator[Adding]:
    """The sums of a run of levels that come out with one of them, or their whole, so many times smaller."""
    token = odd.token
    meant = replace(
        odd, token=replace(token, size=token.size / power, step=token.step / power, round_to=token.round_to / power)
    )
    at = levels.index(odd)
    told = [*levels[:at], meant, *levels[at + 1 :]]
    for start in range(len(told)):
        for end in range(start + _SEVERAL, min(len(told), start + _MOST) + 1):
            for place, whole in enumerate(told):
                if start <= place < end or not (start <= at < end or place == at):
                    continue
                adding = Adding(whole, tuple(told[start:end]), complete=False, equal=True)
                if whole.token.size >= _OUTLYING * whole.token.grain and fits(adding):
                    yield Adding(levels[place], tuple(levels[start:end]), complete=False, equal=True)


def _relate(assembly: Assembly, adding: Adding) -> None:
    terms = (*((assembly.quantity(each), 1) for each in adding.parts), (assembly.quantity(adding.whole), -1))
    if len({key for key, _ in terms}) == len(terms):
        assembly.system.relate(Linear("sum", terms, certain=False))
