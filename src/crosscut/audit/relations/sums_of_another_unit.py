"""Sums that come out with the one number that is far larger, or far smaller, than it should be in another unit.

``379만1000톤 … 101억3000톤, 225만1000톤``; ``국비 4,926억원, 지방비 1,642만원, 민간 1,642억원``: no words need to say
which add up. That is a guess, which at most warns.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from itertools import pairwise

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.readings import span
from crosscut.audit.relations.sums import Adding, fits
from crosscut.audit.relations.system import Linear

_LEVELS = frozenset({"level", "after"})
_POWERS = tuple(Fraction(10) ** each for each in (1, 2, 3, 4, 6, 8))
_UNITS = tuple(Fraction(10) ** each for each in (3, 4, 6, 8))
"""By how much a word for a unit exceeds the one below it, or the one below that."""

_FAR_LARGER = 50
"""How many times the next largest number a number of another unit is at least."""

_FEWEST, _SEVERAL, _MOST = 2, 3, 6
_OUTLYING, _TOLD, _FINE = 300, 200, 3_000
"""In how many of its last digits a whole must be told for it to be no accident that its parts come out: with a number
far larger than all others, with one far smaller, and with one that leaves some play."""

_SKIPS_A_UNIT = re.compile(r"[0-9,]+조\s?[0-9,]+만(?:\s?원)?$")
_TRILLION, _HUNDRED_MILLION, _TEN_THOUSAND = Fraction(10**12), Fraction(10**8), Fraction(10**4)
_FAR = 160
"""How many letters may part a whole from its parts, and these from one another."""

_EACH = re.compile(
    r"당\s|(?:마다|씩|매월|월|연|최대|최고|한도|한도는)\s|(?:per|each|apiece|up to|at most|bis zu)(?![a-z])",
    re.IGNORECASE,
)
"""What stands beside an amount for one of some things, which is rightly far smaller than what all get."""

_NEXT = re.compile(
    r"(?:\([^()]{0,12}\))?(?:이고|이며|원)?(?:,|과|와|·|/|및|\s및)?\s?[^\d.,;%]{0,14}(?:은|는|이|가|에|에는|\s|:)?\s?"
    r"|[^.;%]{0,60}(?:,|;|,? and|,? und|,? et|&)\s"
)
"""What parts the items of a list: their names, or, where each leads what it is for, words that join them."""

_VERB = re.compile(r"(?:을|를)\s[가-힣]{1,8}(?:고|며|해|여)[,\s]|에\s")


def sums_of_another_unit(assembly: Assembly) -> None:
    """Relate sums that come out with one number told in a smaller unit, or in a larger one."""
    kinds = defaultdict[str, list[NumberInSentence]](list)
    for group in assembly.prose.groups:
        for each in group:
            if each.token.is_size and each.part.role in _LEVELS:
                kinds[each.token.measure].append(each)
    for alike in kinds.values():
        largest, *others = sorted(alike, key=lambda each: each.token.size, reverse=True)
        if len(others) >= _FEWEST and largest.token.size >= _FAR_LARGER * others[0].token.size:
            _relate_the_only(assembly, [each for power in _POWERS for each in _with_it(alike, largest, power)])
        for at, odd in enumerate(alike):
            if odd.token.currency and not _EACH.search(odd.left[-12:] + " " + odd.right[:8]):
                _relate_the_only(assembly, list(_with_a_larger_unit(assembly, alike, at)))


def _relate_the_only(assembly: Assembly, found: Sequence[Adding]) -> None:
    """Relate a sum that comes out, where only one does."""
    by_whole = {id(each.whole): each for each in found}
    if len(by_whole) == 1:
        _relate(assembly, *by_whole.values())


def _with_it(levels: Sequence[NumberInSentence], odd: NumberInSentence, power: Fraction) -> Iterator[Adding]:
    """The sums of a run of levels that come out with one of them, or their whole, so many times smaller."""
    meant = _times(odd, 1 / power)
    at = next(place for place, each in enumerate(levels) if each is odd)
    spans = [span(each) for each in (*levels[:at], meant, *levels[at + 1 :])]
    for start in range(len(levels)):
        for end in range(start + _SEVERAL, min(len(levels), start + _MOST) + 1):
            total = reduce(_plus, spans[start:end])
            wholes = (*range(start), *range(end, len(levels))) if start <= at < end else (at,)
            for place in wholes:
                whole = meant if place == at else levels[place]
                told = whole.token.size >= _OUTLYING * whole.token.grain
                if told and not total.meet(spans[place]).empty:
                    yield Adding(levels[place], tuple(levels[start:end]), complete=False, equal=True)


def _with_a_larger_unit(assembly: Assembly, levels: Sequence[NumberInSentence], at: int) -> Iterator[Adding]:
    """The sums of a whole and the levels right behind or before it that come out with one in the unit of another."""
    odd, meanings = levels[at], _in_larger_units(assembly, levels, at)
    for start in range(max(0, at - _MOST), at + 1):
        for end in range(max(at + 1, start + _SEVERAL), min(len(levels), start + _MOST + 1) + 1):
            run = levels[start:end]
            if not _are_together(run):
                break
            for other in meanings:
                meant = [other if each is odd else each for each in run]
                for whole, parts in ((0, slice(1, None)), (-1, slice(None, -1))):
                    if _come_out(assembly, Adding(meant[whole], tuple(meant[parts]), complete=False, equal=True), odd):
                        yield Adding(run[whole], tuple(run[parts]), complete=False, equal=True)


def _in_larger_units(assembly: Assembly, levels: Sequence[NumberInSentence], at: int) -> list[NumberInSentence]:
    """What a level would be in the unit of a level near it, or with its second part in the unit below its first."""
    odd = levels[at]
    scales = {each.token.scale for each in levels[max(0, at - _MOST) : at + _MOST + 1]}
    found = [_times(odd, power) for power in _UNITS if odd.token.scale * power in scales]
    if _SKIPS_A_UNIT.match(assembly.document.text, odd.token.start, odd.token.end):
        first, token = odd.token.size // _TRILLION * _TRILLION, odd.token
        second = _times(replace(odd, token=replace(token, size=token.size - first)), _HUNDRED_MILLION / _TEN_THOUSAND)
        found.append(replace(second, token=replace(second.token, size=first + second.token.size)))
    return found


def _are_together(run: Sequence[NumberInSentence]) -> bool:
    """Whether levels of one list stand close to one another, each told as exactly as it is printed, of one year."""
    near = all(other.token.start - one.token.end <= _FAR for one, other in pairwise(run))
    return near and not any(each.token.loose for each in run) and len({each.year for each in run} - {None}) < _FEWEST


def _come_out(assembly: Assembly, adding: Adding, odd: NumberInSentence) -> bool:
    """Whether parts make up their whole to the last digit that is printed, of so many that this is no accident."""
    whole = adding.whole.token
    text = assembly.document.text
    gaps = [text[one.token.end : other.token.start] for one, other in pairwise(adding.parts)]
    if not all(_NEXT.fullmatch(gap) and not _VERB.match(gap) for gap in gaps):
        return False
    beside = [
        each.clause == odd.clause for each in (adding.whole, *adding.parts) if each.token.start != odd.token.start
    ]
    if not any(beside) or (whole.start == odd.token.start and not all(beside)):
        return False
    if whole.size < _TOLD * whole.grain or max(each.token.size for each in adding.parts) >= whole.size:
        return False
    exact = sum(each.token.size for each in adding.parts) == whole.size
    return exact or (whole.size >= _FINE * whole.grain and fits(adding, fine=True) and fits(adding))


def _times(placed: NumberInSentence, factor: Fraction) -> NumberInSentence:
    """A number as it would be so many times larger."""
    token = placed.token
    size, step, round_to = (each * factor for each in (token.size, token.step, token.round_to))
    return replace(placed, token=replace(token, size=size, step=step, round_to=round_to))


def _plus(one: Interval, other: Interval) -> Interval:
    nothing = Fraction(0)
    return Interval((one.low or nothing) + (other.low or nothing), (one.high or nothing) + (other.high or nothing))


def _relate(assembly: Assembly, adding: Adding) -> None:
    terms = (*((assembly.quantity(each), 1) for each in adding.parts), (assembly.quantity(adding.whole), -1))
    if len({key for key, _ in terms}) == len(terms):
        assembly.system.relate(Linear("sum", terms, certain=False))
