"""Sums that words may mean: which are related, and which leave two readings open and are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.figures.precision import ranges
from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.system import Linear
from crosscut.audit.slips import slipped

_MOST_PARTS, _LEAST_LISTED = 12, 3
_ROOM = 1e-9


@dataclass(frozen=True, slots=True)
class Adding:
    """A whole and its parts as words give them.

    ``complete`` says that the words leave nothing unlisted; ``equal`` that the parts are meant as all, as far as the
    layout tells. Where neither holds they are no more than the whole. ``told`` says that a verb adds them up.
    """

    whole: NumberInSentence
    parts: tuple[NumberInSentence, ...]
    complete: bool
    equal: bool
    told: bool = False


def _span(placed: NumberInSentence, *, fine: bool = False) -> Interval:
    """What a number allows; ``fine`` takes round numbers as they are printed."""
    token = placed.token
    return ranges(token.size, token.step, token.loose)[1] if fine else token.span


def _total(parts: Iterable[NumberInSentence], *, fine: bool = False) -> Interval:
    spans = [_span(placed, fine=fine) for placed in parts]
    low = sum((span.low or Fraction(0) for span in spans), Fraction(0))
    high = sum((span.high or Fraction(0) for span in spans), Fraction(0))
    return Interval(low, high)


def as_fine_as(whole: NumberInSentence, parts: Sequence[NumberInSentence]) -> NumberInSentence:
    """A whole told as finely as the parts that words say make it up."""
    finest = min((part.token.grain for part in parts), default=whole.token.grain)
    return replace(whole, token=replace(whole.token, round_to=min(whole.token.round_to, finest)))


def fits(adding: Adding, *, fine: bool = False) -> bool:
    """Whether the parts add up, within what their printed digits allow; ``fine`` takes round numbers as printed."""
    if not fine and not _may_fit(adding):
        return False
    return not _total(adding.parts, fine=fine).meet(_span(adding.whole, fine=fine)).empty


def _may_fit(adding: Adding) -> bool:
    """Whether the parts can add up at all, by floats with room for what they round: exact fractions cost far more."""
    spans = [part.token.rough_span for part in adding.parts]
    (low, high), (least, most) = map(sum, zip(*spans, strict=True)), adding.whole.token.rough_span
    room = _ROOM * (abs(low) + abs(high) + abs(least) + abs(most))
    return low <= most + room and high >= least - room


_OF_WHICH = re.compile(r"\s?(?:가운데|중에서|중(?=\s))")
"""What stands behind a part of which the next number is a part itself."""


def relate(assembly: Assembly, adding: Adding, amounts: Sequence[NumberInSentence]) -> None:
    """Relate a whole and its parts, unless another reading of the same amounts is consistent.

    A list that does not make up its whole may leave some out, or be of something else: that is called only where one
    slip of one figure would explain it, where the words add it up, or where they say that it is complete and less is
    missing than any of it. What is as much as the whole by itself is no part of it, nor what is a
    thousandth of the whole's last printed place, such as a price beside a total.
    """
    if not fits(adding):
        if any(part.is_nothing_beside(adding.whole) for part in adding.parts):
            return
        if any(not _span(part).meet(_span(adding.whole)).empty for part in adding.parts):
            return
        if any(_OF_WHICH.match(part.right) for part in adding.parts[:-1]):
            return
        other = _other_reading(adding, amounts)
        if other is not None:
            adding = other
        elif adding.equal and not slips(assembly, adding) and not (adding.complete and (adding.told or nearly(adding))):
            if not _short(adding):
                return
            adding = Adding(adding.whole, adding.parts, complete=False, equal=False)
    state(assembly, adding)


def state(assembly: Assembly, adding: Adding) -> None:
    """Relate a whole and its parts as they are given."""
    over = assembly.quantity(adding.whole)
    terms = tuple((assembly.quantity(placed), 1) for placed in adding.parts)
    if len({key for key, _ in terms}) == len(terms) and over not in dict(terms):
        exact = adding.equal or fits(adding)
        assembly.system.relate(Linear("sum" if exact else "within", (*terms, (over, -1)), equal=exact, certain=exact))


def _with_one_unit(adding: Adding) -> bool:
    """Whether parts add up where the only one of another unit has that of all other figures: ``8.5 million``."""
    scales = Counter(each.token.scale for each in (adding.whole, *adding.parts))
    odd = [each for each in adding.parts if scales[each.token.scale] == 1]
    if len(scales) != len(("usual", "odd")) or len(odd) != 1 or len(adding.parts) < _LEAST_LISTED:
        return False
    token, usual = odd[0].token, adding.whole.token.scale
    worth = usual / token.scale
    meant = replace(
        odd[0], token=replace(token, size=token.size * worth, step=token.step * worth, round_to=Fraction(0))
    )
    parts = tuple(meant if each is odd[0] else each for each in adding.parts)
    return fits(replace(adding, parts=parts), fine=True)


def nearly(adding: Adding) -> bool:
    """Whether less is missing, or too much, than half of the smallest part."""
    gap = abs(sum(part.token.size for part in adding.parts) - adding.whole.token.size)
    return gap * 2 < min(part.token.size for part in adding.parts)


def _short(adding: Adding) -> bool:
    total, whole = _total(adding.parts), _span(adding.whole)
    return total.high is not None and whole.low is not None and total.high < whole.low


def _other_reading(adding: Adding, amounts: Sequence[NumberInSentence]) -> Adding | None:
    """One of the amounts as the sum of all others, or of a run of them, or the whole as a run's."""
    for placed in amounts:
        others = tuple(each for each in amounts if each is not placed)
        tried = Adding(placed, others, complete=True, equal=True)
        if len(others) > 1 and fits(tried, fine=True):
            return tried
    parts = adding.parts
    for start, end in combinations(range(len(parts) + 1), 2):
        if 2 <= end - start < len(parts) <= _MOST_PARTS:
            tried = Adding(adding.whole, parts[start:end], complete=True, equal=True)
            if fits(tried, fine=True):
                return tried
    return None


def slips(assembly: Assembly, adding: Adding) -> bool:
    """Whether one slip of one figure, or the unit of the others, would make the parts add up."""
    total = _total(adding.parts)
    if _with_one_unit(adding):
        return True
    if slipped(assembly.placed(adding.whole), total):
        return True
    whole = _span(adding.whole)
    for placed in adding.parts:
        rest = _total(each for each in adding.parts if each is not placed)
        if rest.low is None or rest.high is None or whole.low is None or whole.high is None:
            continue
        expected = Interval(whole.low - rest.high, whole.high - rest.low)
        if expected.high is not None and expected.high > 0 and slipped(assembly.placed(placed), expected):
            return True
    return False
