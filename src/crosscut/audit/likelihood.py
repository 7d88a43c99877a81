"""How likely each figure of a contradiction is to be the wrong one, and what it should have been."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from crosscut.audit import phrases
from crosscut.audit.comes_out import comes_out
from crosscut.audit.copied import is_copied
from crosscut.audit.directions.words import OPPOSITE
from crosscut.audit.model import Interval, PrintedFigure
from crosscut.audit.reconcile.conflicts import FigureConflict
from crosscut.audit.reconcile.exact import Reading, propagate, stated
from crosscut.audit.reconcile.narrowing import Contradiction
from crosscut.audit.relations.system import Key, Linear, Ratio, Relation, System
from crosscut.audit.repairs import LOST_WORD, Repair, repairs

_COPIED = 8
"""How much it counts that a figure is the one beside it, printed again."""

_NARROW = Fraction(1, 20)
_ODD_UNIT = 6
_TURNED = 24
_REST = 16
"""How much it counts that words call a number what is left of others: it was worked out of them."""
_EXACT = 5
"""How much it counts that a slip comes out just as the others are printed, and not by rounding."""

_FEW_STEPS = 4
_FEW_DIGITS = 1_000
_WEAK = 8
_FAR_LESS_LIKELY = 2
FOLLOWS = "what follows from the others"
DOUBTFUL_SLIP = 3
"""From this rank on a slip of a rate is less likely than what the amounts make it."""

_FEW_POINTS = Fraction(5, 100)
"""Rates that differ by so little are near each other, however small both are."""


_MOST_SLIPS = 6
_MOST_TRIED = 30
_OFF = 3
"""By how many ranks a slip within all rounding is less likely that does not come out when a person adds up."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure to doubt: what it should lie between, and the slips that would explain it.

    ``middle`` is what the others make it, and ``plain`` says that this comes out in a person's sums while no likely
    slip does. ``copied`` says that it is the number beside it, printed again.
    """

    figure: PrintedFigure
    expected: Interval
    repairs: tuple[Repair, ...]
    score: int
    middle: Fraction | None = None
    plain: bool = False
    copied: bool = False


def in_order(figure: str) -> tuple[str, int]:
    """A figure's id as figures are counted."""
    head = figure.rstrip("0123456789")
    return head, int(figure[len(head) :] or 0)


def weigh(system: System, conflict: FigureConflict, chosen: frozenset[str], doubts: Mapping[str, int]) -> list[Doubt]:
    """How likely each figure of a set is to be the wrong one."""
    found = []
    for name in sorted(chosen, key=in_order):
        figure = system.figures[name]
        expected = expectation(system, conflict.component.relations, conflict.component.keys, name, chosen)
        wide = not expected.bounded or (_wide(expected) and not _few_steps(figure, expected))
        middle = _middle(system, conflict, name, chosen)
        outcome = _outcomes(system, conflict, figure, chosen)
        slips = _in_order_of_sums(_repairs(figure, expected), outcome)
        held = outcome(slips[0].value) if slips else False
        exact = bool(slips) and held is not False and _comes_out(figure, slips[0], middle)
        follows = None if middle is None else phrases.to_its_step(figure, middle)
        unlikely = held is False and (not slips or slips[0].rank >= DOUBTFUL_SLIP)
        plain = unlikely and follows is not None and outcome(follows) is True
        quality = (_likelihood(slips[0]) if exact else _quality(figure, slips[0])) if slips else 0
        score = (
            doubts.get(name, 50)
            + _EXACT * (exact and figure.kind != "percentage")
            + (quality if not wide or exact else _of_wide(slips, quality) if expected.bounded else quality // 3)
        )
        score += 60 * has_wrong_base(conflict, system, figure)
        score += _ODD_UNIT * (bool(slips) and _odd_unit(system, figure, slips[0]))
        copied = is_copied(system, figure, expected)
        score += _COPIED * copied
        found.append(Doubt(figure, expected, slips, score, middle, plain, copied))
        found[-1] = replace(found[-1], score=score + _leaning(system, conflict, found[-1], wide=wide))
    return found


def _outcomes(
    system: System, conflict: FigureConflict, figure: PrintedFigure, chosen: frozenset[str]
) -> Callable[[Fraction], bool | None]:
    """Whether a value in place of a figure's comes out in a person's sums with those that are not in doubt."""
    others = chosen - {figure.id}
    sums = [each for each in conflict.component.relations if not others & _members(system, each)]
    return lambda value: comes_out(system, sums, figure, value)


def _in_order_of_sums(slips: Sequence[Repair], outcome: Callable[[Fraction], bool | None]) -> tuple[Repair, ...]:
    """The slips that explain a figure, those that come out in a person's sums before others as likely."""
    ranked = sorted(slips, key=lambda each: each.rank + _OFF * (outcome(each.value) is False))
    return tuple(ranked[:_MOST_SLIPS])


def _members(system: System, relation: Relation) -> frozenset[str]:
    rate = (relation.figure,) if isinstance(relation, Ratio) else ()
    return frozenset((*system.figures_of(relation.keys), *rate))


def _quality(figure: PrintedFigure, slip: Repair) -> int:
    """How much a slip speaks for a figure's being the wrong one: of few digits, almost any is one slip away."""
    if slip.reason == LOST_WORD:
        return 0
    few = figure.step and abs(figure.value) < _FEW_DIGITS * figure.step and slip.rank >= DOUBTFUL_SLIP
    return min(_WEAK, _likelihood(slip)) if few else _likelihood(slip)


def _of_wide(slips: tuple[Repair, ...], quality: int) -> int:
    """How much a slip into a wide range speaks: two digits swapped come to less than many others do."""
    return quality * 3 // 4 if slips and slips[0].rank <= 1 else quality // 2


def _likelihood(slip: Repair) -> int:
    return max(0, 36 - 7 * slip.rank)


def _comes_out(figure: PrintedFigure, slip: Repair, middle: Fraction | None) -> bool:
    """Whether a slip comes out just as the others are printed, and not only within their rounding."""
    return middle is not None and 2 * abs(slip.value - middle) <= figure.step


def _leaning(system: System, conflict: FigureConflict, doubt: Doubt, *, wide: bool) -> int:
    """What parts figures that are as likely: changes that go the other way, then changes, then totals and rates."""
    key = system.states.get(doubt.figure.id, ("",))
    total = any(
        isinstance(each, Linear) and each.kind == "sum" and each.terms[-1][0] == key
        for each in conflict.component.relations
    )
    changed = key[-1] == "difference" or key[0] == "change"
    rate = any(isinstance(each, Ratio) and each.figure == doubt.figure.id for each in conflict.component.relations)
    rest = _REST * (key in system.rests)
    average = any(each.kind == "average" and each.keys[-1] == key for each in conflict.component.relations)
    return _TURNED * (is_turned(doubt) and not wide) + rest + 2 * changed + total + rate + _REST * average


@lru_cache(maxsize=4096)
def _repairs(figure: PrintedFigure, expected: Interval) -> tuple[Repair, ...]:
    return tuple(repairs(figure, expected, _MOST_TRIED))


def _odd_unit(system: System, figure: PrintedFigure, slip: Repair) -> bool:
    """Whether a slip of the unit gives a figure the unit that most others of its document have."""
    old, _, new = slip.reason.partition(" in place of ")
    if not new:
        return False
    texts = [each.text for each in system.figures.values() if each.document == figure.document and each.is_money]
    return sum(new in text for text in texts) > sum(old in text for text in texts)


def _middle(system: System, conflict: FigureConflict, name: str, chosen: frozenset[str]) -> Fraction | None:
    """What a figure should be, as the printed numbers of the others make it; None where they leave it open."""
    component = conflict.component
    span = expectation(system, component.relations, component.keys, name, chosen, reading="rounded")
    return None if span.low is None or span.high is None else (span.low + span.high) / 2


def is_turned(doubt: Doubt) -> bool:
    """Whether a change would be right if it went the other way."""
    span, figure = doubt.expected, doubt.figure
    if span.low is None or span.high is None or not figure.value:
        return False
    mirrored = Interval(-span.high, -span.low)
    return (span.high < 0 < figure.value or figure.value < 0 < span.low) and not mirrored.meet(figure.lenient).empty


def opposites(system: System, doubts: Iterable[Doubt]) -> list[tuple[str, str]]:
    """The word that would say the opposite direction of a change, where one of some is right but for its words."""
    turned = (each.figure.id for each in doubts if is_turned(each))
    return [(system.opposites[name], OPPOSITE) for name in turned if name in system.opposites][:1]


def _few_steps(figure: PrintedFigure, span: Interval) -> bool:
    """Whether a range leaves only a few values that a figure may print."""
    assert span.low is not None
    assert span.high is not None
    return span.high - span.low <= _FEW_STEPS * figure.step


def _wide(span: Interval) -> bool:
    assert span.low is not None
    assert span.high is not None
    return span.high - span.low > _NARROW * max(abs(span.high), abs(span.low))


def expectation(
    system: System,
    relations: Collection[Relation],
    keys: Collection[Key],
    name: str,
    without: frozenset[str],
    *,
    reading: Reading = "lenient",
) -> Interval:
    """What a figure should lie between, by all the others that are not in doubt."""
    try:
        bounds = propagate(system, relations, stated(system, keys, without, reading=reading), without, reading)
    except Contradiction:
        return Interval()
    found = bounds.get(system.states.get(name, ()), Interval())
    for relation in relations:
        if isinstance(relation, Ratio) and relation.figure == name:
            found = found.meet(_quotient(bounds[relation.over], bounds[relation.under], relation))
    return Interval() if found.empty else found


def _quotient(over: Interval, under: Interval, relation: Ratio) -> Interval:
    """The range of the percentage that makes ``over`` of ``under``."""
    if not over.bounded or not under.bounded or under.low is None or under.low <= 0:
        return Interval()
    assert over.low is not None
    assert over.high is not None
    assert under.high is not None
    quotients = [one / other for one in (over.low, over.high) for other in (under.low, under.high)]
    low, high = min(quotients), max(quotients)
    if relation.transform == "growth":
        return Interval(low - 1, high - 1)
    if relation.transform == "of_after":
        return Interval() if high >= 1 else Interval(low / (1 - low), high / (1 - high))
    return Interval(low, high)


def suggested(doubt: Doubt, *, base: bool, turned: bool = False) -> list[tuple[str, str]]:
    """What a figure was probably meant to be, the likeliest first, each with its reason.

    ``base`` says that it is a rate of the later amount, ``turned`` that only words are wrong and no number follows.
    """
    span = doubt.expected
    found = [(repair.text, repair.reason) for repair in doubt.repairs]
    if span.low is not None and span.high is not None and (base or not _wide_for(doubt.figure, span)):
        middle = (span.low + span.high) / 2 if doubt.middle is None else doubt.middle
        computed = phrases.printed(doubt.figure, phrases.to_its_step(doubt.figure, middle))
        reason = "the rate on the earlier amount" if base else FOLLOWS
        lost = [each for each in found if each[1] == LOST_WORD]
        found = [each for each in found if each not in lost]
        slip = dict(found).get(computed)
        narrow = doubt.figure.kind == "percentage" and bool(doubt.repairs) and doubt.repairs[0].rank >= DOUBTFUL_SLIP
        sure = base or doubt.plain or doubt.copied or narrow
        if sure or (slip and _is_as_likely(doubt, computed, middle)) or not found:
            found = [
                (computed, slip if slip and not base else reason),
                *(each for each in found if each[0] != computed),
            ]
        elif not slip:
            found.append((computed, reason))
        found += lost
    return [each for each in found if not turned or each[1] != FOLLOWS]


def _is_as_likely(doubt: Doubt, computed: str, middle: Fraction) -> bool:
    """Whether a slip makes a figure just what the others make it, or is about as likely as the likeliest one."""
    repair = next(each for each in doubt.repairs if each.text == computed)
    return repair.value == middle or repair.rank - doubt.repairs[0].rank < _FAR_LESS_LIKELY


def _wide_for(figure: PrintedFigure, span: Interval) -> bool:
    assert span.low is not None
    assert span.high is not None
    return span.high - span.low > 12 * figure.step and _wide(span)


def has_wrong_base(conflict: FigureConflict, system: System, figure: PrintedFigure) -> bool:
    """Whether a growth rate was worked out on the later amount."""
    if figure.kind != "percentage" or figure.id in system.states:
        return False
    for relation in conflict.component.relations:
        if isinstance(relation, Ratio) and relation.figure == figure.id and relation.transform == "growth":
            lines = [each for each in conflict.component.relations if isinstance(each, Linear)]
            try:
                bounds = propagate(system, lines, stated(system, conflict.component.keys))
            except Contradiction:
                return False
            after, before = bounds[relation.over], bounds[relation.under]
            if not after.bounded or not before.bounded or not after.low or not before.low:
                continue
            assert after.high is not None
            assert before.high is not None
            on_after = Interval(1 - before.high / after.low, 1 - before.low / after.high)
            if not on_after.meet(figure.lenient).empty:
                return True
    return False


def nearness(doubt: Doubt) -> Fraction | None:
    """How far a figure is from what it should be, as a part of the larger of the two; None where that is open.

    Rates that differ by a few points are near each other, however small both are.
    """
    middle, value = doubt.middle, doubt.figure.value
    if middle is not None and doubt.figure.kind == "percentage" and abs(value - middle) <= _FEW_POINTS:
        return Fraction(0)
    largest = max(abs(middle), abs(value)) if middle is not None else 0
    return abs(value - middle) / largest if middle is not None and largest else None
