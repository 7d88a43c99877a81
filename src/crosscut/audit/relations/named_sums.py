"""Sums that names tell: a whole named by its parts, or parts whose names leave nothing out.

``재산세·자동차세 470억원. 재산세 319억원, 자동차세 151억원``; ``예산 4,150억원. 일반회계 3,701억원, 특별회계 449억원``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.figures import patterns as p
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.complements import are_all, is_one
from crosscut.audit.relations.parts import NOT_ADDED
from crosscut.audit.relations.sums import Adding, fits, nearly, relate, slips, state

_LEVELS = frozenset({"level", "after"})
_GROUPS, _FAR = 3, 400
_MOST_PARTS = 6
_NEAR, _ASIDE = 24, frozenset(("올해", "지난", "작년", "내년", "전년", "모두", "전체"))
_PAIR_OF_LINES = 3
_RUNS = (2, 3, 4)
_ANOTHER_UNIT = 100
"""So many times its whole no part is but by a word for its unit."""

_PARTED = re.compile(r"\s?[·,、・/]\s?|(?<=[가-힣])(?:과|와) | 및 | and | und | et | y | e | en ")
_NAME = re.compile(r"[가-힣]{2,10}|[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ -]{2,30}|[一-鿿ァ-ヶ]{2,10}")
_TRIMMED = re.compile(r"^[\s*•·○ㅇ□△▲\-–—(:]+|\s?(?:등|총|출동|징수액|예산|금액|판매량?|은|는|이|가).{0,16}$|[\s:(]+$")


@dataclass(frozen=True, slots=True)
class _Named:
    """A level with the words that stand before it since the level before."""

    placed: NumberInSentence
    words: str


def named_sums(assembly: Assembly) -> None:
    """Relate wholes to the parts that names tell, where they add up, or nearly."""
    groups = assembly.prose.groups
    for place, group in enumerate(groups):
        if NOT_ADDED.search(_words(assembly, group)) or p.LIFETIME.search(_words(assembly, group)):
            continue
        named = list(_named(assembly, group))
        following = groups[place + 1 : place + _PAIR_OF_LINES]
        for alike in _by_measure(named):
            _complements(assembly, groups, place, alike)
            if len(alike) == 1:
                _complements(assembly, groups, place, [*alike, *_alone(assembly, following, alike[0])])
        for each in named:
            _parts_by_name(assembly, groups, place, each)


def _by_measure(named: Sequence[_Named]) -> list[list[_Named]]:
    """The levels of each measure: visitors apart from what they paid."""
    measures = dict.fromkeys(each.placed.token.measure for each in named)
    return [[each for each in named if each.placed.token.measure == measure] for measure in measures]


def _alone(assembly: Assembly, groups: Sequence[list[NumberInSentence]], first: _Named) -> Iterator[_Named]:
    """The levels of sentences that have one each of a measure: ``Current: 25.1 million; capital: 4.3 million``."""
    for group in groups:
        named = [each for each in _named(assembly, group) if each.placed.token.measure == first.placed.token.measure]
        if len(named) > 1:
            return
        yield from named


def _words(assembly: Assembly, group: Sequence[NumberInSentence]) -> str:
    return assembly.document.text[group[0].clause.start : group[0].clause.end]


def _named(assembly: Assembly, group: Sequence[NumberInSentence]) -> Iterator[_Named]:
    """The levels of a sentence; one without a name before it has that of the level of another measure before it."""
    text, clause = assembly.document.text, group[0].clause
    start, last = clause.start, dict[object, int]()
    for placed in group:
        if placed.token.is_size and placed.part.role in _LEVELS:
            near = text[start : placed.token.start]
            wide = text[last.get(placed.token.measure, clause.start) : placed.token.start]
            yield _Named(placed, near if is_one(near) else wide)
            start = last[placed.token.measure] = placed.token.end


def _complements(
    assembly: Assembly, groups: Sequence[list[NumberInSentence]], place: int, named: Sequence[_Named]
) -> None:
    """Parts whose names are all there is, of a level before them that they make up, or nearly.

    Those of several sentences make it up, or but for one slip.
    """
    for size in _RUNS:
        for start in range(len(named) - size + 1):
            run = named[start : start + size]
            if are_all([each.words for each in run]) and not _goes_on(named, start + size, run):
                _of_a_level_above(assembly, groups, place, tuple(each.placed for each in run))


def _goes_on(named: Sequence[_Named], after: int, run: Sequence[_Named]) -> bool:
    """Whether another name belongs to the set as well: a fund beside two accounts."""
    return after < len(named) and are_all([*(each.words for each in run), named[after].words])


def _of_a_level_above(
    assembly: Assembly, groups: Sequence[list[NumberInSentence]], place: int, parts: tuple[NumberInSentence, ...]
) -> None:
    first = parts[0]
    known = [
        each
        for group in groups[max(0, place - _GROUPS) : place + 1]
        for each in group
        if each.token.is_size and each.part.role in _LEVELS and each.token.start < first.token.start
        if each.token.measure == first.token.measure and _may_hold(each, parts)
        if first.token.start - each.token.end < _FAR and not _of_other_years(each, parts)
        if _of_the_same_people(each, parts)
    ]
    apart = any(each.clause != first.clause for each in parts)
    for close in (fits, *(() if apart else (nearly,)), partial(slips, assembly)):
        for whole in reversed(known):
            adding = Adding(whole, parts, complete=True, equal=True, told=True)
            if close(adding):
                relate(assembly, adding, [whole, *parts])
                return


def _may_hold(whole: NumberInSentence, parts: Sequence[NumberInSentence]) -> bool:
    """Whether a number is larger than its parts, but for one that is so large that its unit must be another's."""
    larger = [part for part in parts if part.token.size >= whole.token.size]
    return not larger or (len(larger) == 1 and larger[0].token.size >= _ANOTHER_UNIT * whole.token.size)


def _of_the_same_people(whole: NumberInSentence, parts: Sequence[NumberInSentence]) -> bool:
    """Whether people of several sentences are called the same before their numbers; whatever else is counted is."""
    if whole.token.thing != "#명" or all(each.clause == whole.clause for each in parts):
        return True
    called = _called(whole)
    return not called or all(called & _called(each) for each in parts)


def _called(placed: NumberInSentence) -> set[str]:
    """How the words before a number begin, those that say when or that it is all aside."""
    return {word[:2] for word in _NAME.findall(placed.left[-_NEAR:])} - _ASIDE


def _of_other_years(whole: NumberInSentence, parts: Sequence[NumberInSentence]) -> bool:
    return len({each.year for each in (whole, *parts)} - {None}) > 1


def _parts_by_name(assembly: Assembly, groups: Sequence[list[NumberInSentence]], place: int, whole: _Named) -> None:
    """The parts that a whole's own name lists, each the first level below under its name."""
    names = [_TRIMMED.sub("", each).strip() for each in _PARTED.split(whole.words[-60:])]
    names = [name for name in names if _NAME.fullmatch(name)]
    if not 2 <= len(names) <= _MOST_PARTS or any(one in other for one, other in combinations(names, 2)):
        return
    below = [
        each
        for group in groups[place : place + 1 + _GROUPS]
        for each in _named(assembly, group)
        if 0 < each.placed.token.start - whole.placed.token.end < _FAR
        if each.placed.token.measure == whole.placed.token.measure
    ]
    found = [next((each for each in below if _is_called(each.words, name, names)), None) for name in names]
    parts = tuple(each.placed for each in found if each is not None)
    if len(parts) < len(names) or len(set(map(id, parts))) < len(parts) or _of_other_years(whole.placed, parts):
        return
    adding = Adding(whole.placed, parts, complete=True, equal=True, told=True)
    if max(part.token.size for part in parts) >= whole.placed.token.size:
        return
    if fits(adding):
        state(assembly, adding)
    elif nearly(adding) or len(parts) > 2:
        relate(assembly, adding, [whole.placed, *parts])


def _is_called(words: str, name: str, names: Sequence[str]) -> bool:
    """Whether words hold one name and none of the others."""
    plain = words.replace(" ", "")
    return name.replace(" ", "") in plain and not any(
        other.replace(" ", "") in plain for other in names if other != name
    )
