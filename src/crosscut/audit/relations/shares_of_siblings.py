"""Shares beside their amounts, of a whole that the shares around them show: ``19.1% (3.86), 11.0% (2.21)`` of 20.2.

What the whole is, no words need to say: the amount of which most of the shares of neighbouring sentences
are. One that is not of it is related to it too where it is near, or one slip away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.readings import span
from crosscut.audit.relations.shares import CHANGED, are_all, is_of_another, is_size, measure, whole_of
from crosscut.audit.relations.system import Key, Ratio
from crosscut.audit.repairs import Repair, repairs
from crosscut.audit.slips import slipped

_NEIGHBOURS, _ABOVE = 4, 8
"""How many sentences beside its own show what a share is of, and how many sentences above one its whole may stand."""

_FINE = Fraction(1, 15)
"""How finely a pair must tell its whole, as a part of it, so that it says something."""

_FINEST = Fraction(1, 180)
"""The same where no other pair tells it."""

_NEAR = Fraction(3, 20)
"""By how much of itself a share may be off and still be of a whole, misprinted."""

_LAST_DIGIT = Fraction(3, 2)
"""By how many of its last digits a share is off that takes what is left of one hundred."""

_LEAST, _MOST_ODD, _TWO, _SEVERAL, _MANY = 2, 1, 2, 3, 12
_VERY_FINE = Fraction(1, 150)
"""How finely pairs must tell a whole that no place prints but with another unit."""
_AFTER = re.compile(
    r"\s?[(\[]\s?(?:약 ?|전체의 ?|총액의 ?)?|,? or (?:about )?[A-Z]?|(?:으로|로),? (?:전체(?:의|\s예산의)? ?)?|, soit "
    r"|, also ",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\s?[(\[]\s?|\s?(?:인|에 ?해당하는|에 ?달하는) |,? or (?:about )?| with | - | – |, soit )[A-Z]?", re.IGNORECASE
)
_MARK = re.compile(r"\s?[,·:/]\s?")
_FROM_OR_TO = re.compile(r"\)(?:에서|으로|로)\s")
_LEVELS = frozenset({"level", "after", "share", "whole"})
_RATES = frozenset({"level", "share", "growth"})


@dataclass(frozen=True, slots=True)
class _Pair:
    """An amount with the share beside it."""

    amount: NumberInSentence
    share: NumberInSentence
    meant: Interval
    """What the two leave for the whole."""

    known: dict[int, bool] = field(default_factory=dict, compare=False)
    """Of which wholes, by where they stand, it is the share."""

    @classmethod
    def of(cls, amount: NumberInSentence, share: NumberInSentence) -> _Pair:
        """The pair of an amount and a share."""
        return cls(amount, share, whole_of((amount, share)))


def shares_of_siblings(assembly: Assembly) -> None:
    """Relate shares to the whole that most of the shares around them are of."""
    groups = assembly.prose.groups
    told = [[pair for pair in _pairs(group) if _is_stated(assembly, group, pair)] for group in groups]
    said = [each for each in assembly.system.relations if isinstance(each, Ratio) and each.kind == "share"]
    taken = {each.figure for each in said}
    printed = {each.figure for each in said if assembly.system.stating(each.under)}
    for place, pairs in enumerate(told):
        names = [assembly.ids.get(each.share.token.start) for each in pairs]
        if not pairs or all(name in printed for name in names):
            continue
        again = all(name in taken for name in names)
        found = _shared_out(groups, told, place)
        if found is not None and again and not all(_roughly(pair, found[1]) for pair in pairs):
            found = None
        if found is not None:
            _relate(assembly, pairs, *found, printed if again else taken)
        else:
            _of_a_misprinted_whole(assembly, place, pairs)


def _shared_out(
    groups: Sequence[Sequence[NumberInSentence]], told: Sequence[Sequence[_Pair]], place: int
) -> tuple[list[_Pair], NumberInSentence] | None:
    """The pairs nearest around a sentence that show a whole: those of which none is odd, or else the first."""
    first = None
    counted = measure(told[place][0].amount)
    for far in range(_NEIGHBOURS + 1):
        around = [each for near in told[max(0, place - far) : place + far + 1] for each in near]
        alike = [each for each in around if measure(each.amount) == counted]
        whole = _whole(groups, place, alike)
        if whole is not None and not _left_odd(alike, whole):
            return alike, whole
        first = first or (None if whole is None else (alike, whole))
    return first


def _of_a_misprinted_whole(assembly: Assembly, place: int, pairs: Sequence[_Pair]) -> None:
    whole = _misprinted_whole(assembly, place, pairs)
    if whole is None:
        return
    for pair in pairs:
        _of(assembly, pair, assembly.quantity(whole), assembly.placed(pair.share).id)


def _left_odd(pairs: Sequence[_Pair], whole: NumberInSentence) -> bool:
    """Whether some pair is not of a whole, nor exchanged with another."""
    fine = [each for each in pairs if _is_fine(each.meant)]
    return any(not _roughly(each, whole) for each in fine) and not _exchanged(fine, whole)


def _is_stated(assembly: Assembly, group: Sequence[NumberInSentence], pair: _Pair) -> bool:
    """Whether the rate of a pair may be a share: in a sentence of a rise or fall only behind the rate of that."""
    clause = group[0].clause
    if CHANGED.search(assembly.document.text[clause.start : clause.end]) is None:
        return True
    if _is_from_or_to(assembly, pair):
        return True
    moved = [each for each in group if each.part.role == "growth" and each.part.explicit]
    before = any(each.token.end <= pair.amount.token.start for each in moved)
    return before and not pair.share.part.explicit and pair.share.left.strip() in ("(", "[")


def _is_from_or_to(assembly: Assembly, pair: _Pair) -> bool:
    """Whether a pair says where a count came from or went to: ``606사(82.56%)에서 585사(79.70%)로``."""
    behind = assembly.document.text[pair.share.token.end : pair.share.token.end + 8]
    return pair.share.left.strip() == "(" and _FROM_OR_TO.match(behind) is not None


def _pairs(group: Sequence[NumberInSentence]) -> Iterator[_Pair]:
    """Each amount of a sentence with its share, whichever stands first; a number belongs to one pair."""
    last: NumberInSentence | None = None
    listed = sum(_is_listed(one, other) for one, other in pairwise(group)) >= _TWO
    for one, other in pairwise(group):
        if one is last:
            continue
        sized, rated = (one, other) if other.token.kind == "percentage" else (other, one)
        beside = (_AFTER if sized is one else _BEFORE).fullmatch(other.left) or (listed and _is_listed(one, other))
        if beside and is_size(sized) and _is_share(rated) and sized.part.role in _LEVELS:
            last = other
            yield _Pair.of(sized, rated)


def _is_listed(one: NumberInSentence, other: NumberInSentence) -> bool:
    """Whether a rate stands behind a size with nothing but a mark between: several in a sentence are pairs."""
    return is_size(one) and other.token.kind == "percentage" and _MARK.fullmatch(other.left) is not None


def _is_share(rate: NumberInSentence) -> bool:
    told = rate.part.role in _RATES and not rate.part.direction and not rate.token.sign
    return rate.token.kind == "percentage" and told and not is_of_another(rate) and not rate.token.loose


def _whole(groups: Sequence[Sequence[NumberInSentence]], place: int, pairs: Sequence[_Pair]) -> NumberInSentence | None:
    """The size printed in or above a sentence of which most pairs are the shares; none where two sizes are as good."""
    fine = [each for each in pairs if _is_fine(each.meant)]
    if not fine:
        return None
    counted, amounts = {measure(each.amount) for each in pairs}, {id(each.amount) for each in pairs}
    known = [
        each
        for group in groups[max(0, place - _ABOVE) : place + 1]
        for each in group
        if is_size(each) and each.token.size and {measure(each)} == counted
        if id(each) not in amounts
    ]
    known = _likely(fine, known)
    held = [(sum(_roughly(pair, each) for pair in fine) + len(_exchanged(fine, each)), each) for each in known]
    best = max(held, key=lambda pair: pair[0], default=None)
    if best is None or best[0] < len(fine) - max(_MOST_ODD, len(fine) // 4) or not _is_shown(fine, *best):
        return None
    rivals = [each for count, each in held if count == best[0] and each.token.size != best[1].token.size]
    return None if rivals else best[1]


def _likely(pairs: Sequence[_Pair], known: list[NumberInSentence]) -> list[NumberInSentence]:
    """The sizes that most of many pairs may be the shares of: those near what the middle one is of."""
    if len(pairs) < _MANY:
        return known
    middle = sorted(each.meant.low or Fraction(0) for each in pairs)[len(pairs) // 2]
    return [each for each in known if middle <= 2 * each.token.size and each.token.size <= 2 * middle]


def _is_shown(pairs: Sequence[_Pair], held: int, whole: NumberInSentence) -> bool:
    """Whether enough pairs show a whole: two, or one that tells it very finely."""
    if held >= _LEAST or are_all([(each.amount, each.share) for each in pairs]):
        return True
    return any(_holds(each, whole) and _is_fine(each.meant, _FINEST) for each in pairs)


def _exchanged(pairs: Sequence[_Pair], whole: NumberInSentence) -> list[_Pair]:
    """The two pairs that are not of a whole, and would be with their amounts exchanged."""
    odd = [each for each in pairs if not _roughly(each, whole)]
    if len(odd) != _TWO:
        return []
    one, other = odd
    turned = (_Pair.of(other.amount, one.share), _Pair.of(one.amount, other.share))
    return odd if all(_roughly(each, whole) for each in turned) else []


def _misprinted_whole(assembly: Assembly, place: int, pairs: Sequence[_Pair]) -> NumberInSentence | None:
    """The only size above that is a unit, or a factor of ten, off from the whole of all pairs, which nothing prints."""
    meant = Interval()
    for each in (pair.meant for pair in pairs):
        meant = meant.meet(each) if _is_fine(each) else meant
    if len(pairs) < _SEVERAL or not _is_fine(meant, _VERY_FINE) or meant.empty:
        return None
    amounts = {id(each.amount) for each in pairs}
    counted = {measure(each.amount) for each in pairs}
    known = [
        each
        for group in assembly.prose.groups[max(0, place - _ABOVE) : place + 1]
        for each in group
        if is_size(each) and each.token.size and {measure(each)} == counted and id(each) not in amounts
    ]
    if any(not meant.meet(span(each)).empty for each in known):
        return None
    off = [each for each in known if any(map(_is_of_a_unit, repairs(assembly.placed(each), meant)))]
    return off[0] if len(off) == 1 else None


def _is_of_a_unit(slip: Repair) -> bool:
    return slip.reason.startswith("a factor") or " in place of " in slip.reason


def _roughly(pair: _Pair, whole: NumberInSentence) -> bool:
    """Whether a pair tells its whole finely, and it is this one but for the last digit of its share."""
    place = whole.token.start
    if place not in pair.known:
        pair.known[place] = _is_roughly(pair, whole)
    return pair.known[place]


def _is_roughly(pair: _Pair, whole: NumberInSentence) -> bool:
    gap = abs(pair.amount.token.size / whole.token.size - pair.share.token.size)
    fine = _is_fine(pair.meant)
    return _holds(pair, whole) or (fine and gap <= _LAST_DIGIT * pair.share.token.step)


def _holds(pair: _Pair, whole: NumberInSentence) -> bool:
    """Whether a pair tells its whole finely, and it is this one."""
    return _is_fine(pair.meant) and not pair.meant.meet(span(whole)).empty


def _is_fine(meant: Interval, fine: Fraction = _FINE) -> bool:
    if meant.low is None or meant.high is None:
        return False
    return meant.high - meant.low <= 2 * fine * meant.low


def _relate(
    assembly: Assembly, pairs: Sequence[_Pair], around: Sequence[_Pair], whole: NumberInSentence, taken: set[str]
) -> None:
    odd = [each for each in around if not _roughly(each, whole) and _is_fine(each.meant)]
    exchanged = _exchanged([each for each in around if _is_fine(each.meant)], whole)
    key = assembly.quantity(whole)
    for pair in pairs:
        figure = assembly.placed(pair.share).id
        misprinted = len(odd) == _MOST_ODD and pair in odd and _is_nearly(assembly, pair, whole)
        if figure not in taken and (_holds(pair, whole) or misprinted or pair in exchanged):
            _of(assembly, pair, key, figure)


def _of(assembly: Assembly, pair: _Pair, whole: Key, figure: str) -> None:
    part = assembly.quantity(pair.amount)
    if part != whole:
        assembly.system.relate(Ratio("share", part, whole, figure, "part"))


def _is_nearly(assembly: Assembly, pair: _Pair, whole: NumberInSentence) -> bool:
    """Whether a share is near that of its amount, or one slip of either away."""
    part, under, rate = span(pair.amount), span(whole), span(pair.share)
    if not part.low or not part.high or not under.low or not under.high or not rate.low or not rate.high:
        return False
    middle = pair.amount.token.size / whole.token.size
    if abs(middle - pair.share.token.size) <= _NEAR * pair.share.token.size:
        return True
    amount = assembly.placed(pair.amount)
    return slipped(amount, Interval(under.low * rate.low, under.high * rate.high)) or slipped(
        assembly.placed(pair.share), Interval(part.low / under.high, part.high / under.low)
    )
