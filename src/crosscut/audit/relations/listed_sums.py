"""Sums that no word tells: a level, and in the sentences behind it the levels that it is made of, all but for one slip.

``출원은 9만2413건이다. 특허(4만1078건), 상표(3만3080건), 디자인(1만4700건)…``. Whether sentences list all of
something shows where another level of the document is made up exactly so. They are guesses, which at most warn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.figures import patterns as p
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.parts import NOT_ADDED, SOME
from crosscut.audit.relations.sums import Adding, fits, slips
from crosscut.audit.relations.system import Linear

_LEVELS = frozenset({"level", "after"})
_FEWEST, _MANY, _MOST, _SENTENCES = 2, 4, 6, 3
_FINE, _SHOWN = 1_000, 500
"""In how many of its last digits a whole must be told for a slip to be no accident, and for a sum that shows lists."""
_FINEST = 50_000
"""The same where many parts are listed, and no other sum of the document shows that its sentences list all."""

Listed = tuple[NumberInSentence, tuple[NumberInSentence, ...]]


def listed_sums(assembly: Assembly) -> None:
    """Relate levels to those that the next sentences list, where one slip is in the way of their sum."""
    known = [Adding(whole, parts, complete=False, equal=True) for whole, parts in _listed(assembly)]
    shown = [each for each in known if _steps(each) >= _SHOWN and fits(each, fine=True)]
    lists = {len(each.parts) for each in shown}
    whole = {id(placed) for each in known if fits(each, fine=True) for placed in (each.whole, *each.parts)}
    for each in known:
        told = all(id(placed) in whole for placed in each.parts)
        if id(each.whole) in whole or told or not _is_one_slip_away(assembly, each):
            continue
        many = len(each.parts) >= _MANY and _steps(each) >= _FINEST
        if many or (len(each.parts) in lists and _steps(each) >= _FINE):
            _relate(assembly, each)


def _listed(assembly: Assembly) -> Iterator[Listed]:
    """Each level with the runs of whole sentences behind it that hold levels of its kind alone."""
    groups = [
        [each for each in group if each.token.is_size and each.part.role in _LEVELS] for group in assembly.prose.groups
    ]
    adds_up = [0 < len(group) <= _MOST and _may_be_all(assembly, group) for group in groups]
    for place, group in enumerate(groups):
        for whole in group[:_MOST]:
            parts = list[NumberInSentence]()
            for following in range(place + 1, min(place + 1 + _SENTENCES, len(groups))):
                if not adds_up[following] or not _go_together(whole, groups[following]):
                    break
                parts += groups[following]
                if _FEWEST <= len(parts) <= _MOST and max(each.token.size for each in parts) < whole.token.size:
                    yield whole, tuple(parts)


def _may_be_all(assembly: Assembly, parts: Sequence[NumberInSentence]) -> bool:
    """Whether a sentence calls its levels no examples, and says nothing against adding them up."""
    words = assembly.document.text[parts[0].clause.start : parts[0].clause.end]
    return not (NOT_ADDED.search(words) or SOME.search(words) or p.LIFETIME.search(words))


def _go_together(whole: NumberInSentence, parts: Sequence[NumberInSentence]) -> bool:
    """Whether a sentence's levels may be all of a whole: of its kind and as finely told."""
    return all(
        each.token.measure == whole.token.measure
        and each.token.step == whole.token.step
        and not each.token.loose
        and len({each.year, whole.year} - {None}) < _FEWEST
        for each in parts
    )


def _steps(adding: Adding) -> Fraction:
    return adding.whole.token.size / adding.whole.token.grain


def _is_one_slip_away(assembly: Assembly, adding: Adding) -> bool:
    """Whether one slip is in the way, and the gap is that of a digit, of two digits swapped or of a factor of ten."""
    gap = abs(adding.whole.token.size - sum(each.token.size for each in adding.parts)) / adding.whole.token.step
    digits = str(gap.numerator).rstrip("0") if gap.denominator == 1 else ""
    one_digit = len(digits) == 1
    swapped = 1 < len(digits) <= _FEWEST and int(digits) % 9 == 0
    tens = any(gap == 9 * each.token.size / each.token.step for each in (adding.whole, *adding.parts))
    return (one_digit or swapped or tens) and slips(assembly, adding)


def _relate(assembly: Assembly, adding: Adding) -> None:
    terms = (
        *((assembly.quantity(each), 1) for each in adding.parts),
        (assembly.quantity(adding.whole), -1),
    )
    if len({key for key, _ in terms}) == len(terms):
        assembly.system.relate(Linear("sum", terms, certain=False))
