"""Ranges that follow from statements and relations, in exact arithmetic."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction
from math import lcm
from typing import Literal

from crosscut.audit.model import Interval, PrintedFigure
from crosscut.audit.reconcile.narrowing import Contradiction, Exact, Span, Spans, meet, narrow, times
from crosscut.audit.relations.system import Key, Linear, Ratio, Relation, System

_ZERO = Fraction(0)
_NONE = frozenset[str]()
Bounds = dict[Key, Interval]
Reading = Literal["rounded", "cut", "lenient"]


def read_as(figure: PrintedFigure, reading: Reading) -> Interval:
    """The range of a figure whose number was rounded, was cut, or either."""
    if reading == "lenient" or figure.loose:
        return figure.lenient
    if reading == "rounded":
        return Interval(figure.low, figure.high)
    if figure.value < 0:
        return Interval(figure.lenient.low, figure.value)
    return Interval(figure.value, figure.lenient.high)


def consistent(
    system: System, relations: Collection[Relation], keys: Collection[Key], without: Collection[str] = ()
) -> bool:
    """Whether nothing contradicts: a single relation when all its numbers were rounded, or all were cut."""
    if len(relations) != 1:
        return contradiction(system, relations, keys, without) is None
    only = next(iter(relations))
    readings: tuple[Reading, ...] = ("rounded", "cut")
    return any(_is_true(system, only, keys, without, reading) for reading in readings)


def contradiction(
    system: System, relations: Collection[Relation], keys: Collection[Key], without: Collection[str] = ()
) -> Contradiction | None:
    """What contradicts, whether the numbers of several relations were rounded or cut; None where nothing does."""
    try:
        _settled(system, relations, stated(system, keys, without), without, "lenient")
    except Contradiction as found:
        return found
    return None


def _is_true(
    system: System, relation: Relation, keys: Collection[Key], without: Collection[str], reading: Reading
) -> bool:
    """Whether one relation is true when all its numbers came about in one way."""
    try:
        bounds = stated(system, keys, without, reading=reading)
    except Contradiction:
        return False
    if isinstance(relation, Linear):
        return _comes_out(relation, bounds)
    return relation.figure in without or _is_rated(relation, bounds, _rate(system, relation, reading))


def _comes_out(relation: Linear, bounds: Bounds) -> bool:
    """Whether a sum may be nothing, or less where it need not be equal, within what its terms allow."""
    spans = [times((bounds[key].low, bounds[key].high), factor) for key, factor in relation.terms]
    lows = [low for low, _ in spans if low is not None]
    highs = [high for _, high in spans if high is not None]
    if len(lows) == len(spans) and sum(lows, _ZERO) > 0:
        return False
    return not relation.equal or len(highs) < len(spans) or sum(highs, _ZERO) >= 0


def _is_rated(relation: Ratio, bounds: Bounds, by: tuple[Fraction, Fraction]) -> bool:
    """Whether ``over`` may be what a rate says of ``under``, of which it says nothing where that may be below zero."""
    over, under = bounds[relation.over], bounds[relation.under]
    if under.low is None or under.low < 0:
        return True
    least = under.low if by[0] >= 0 else under.high
    most = under.low if by[1] <= 0 else under.high
    if over.high is not None and least is not None and _compared(least, by[0], over.high) > 0:
        return False
    return over.low is None or most is None or _compared(most, by[1], over.low) >= 0


def _compared(one: Fraction, other: Fraction, product: Fraction) -> int:
    """Above zero where the product of two numbers is above another number, below where it is below; no division."""
    left = one.numerator * other.numerator * product.denominator
    return left - product.numerator * one.denominator * other.denominator


def holds(system: System, relation: Relation, without: Collection[str] = ()) -> bool:
    """Whether one relation holds by itself, without some figures; worked out once for each choice of them."""
    gone = frozenset(_members(system, relation).intersection(without)) if without else _NONE
    held = system.held.get((relation, gone))
    if held is None:
        held = system.held[relation, gone] = consistent(system, [relation], relation.keys, gone)
    return held


def _members(system: System, relation: Relation) -> set[str]:
    members = {figure for key in relation.keys for figure in system.stating(key)}
    if isinstance(relation, Ratio):
        members.add(relation.figure)
    return members


def stated(
    system: System, keys: Iterable[Key], without: Collection[str] = (), *, reading: Reading = "lenient"
) -> Bounds:
    """What the figures themselves allow for each quantity; Contradiction where two figures exclude each other.

    ``reading`` says how printed numbers came about: rounded, cut, or either.
    """
    bounds = {}
    for key in keys:
        span: Span = (_ZERO, None) if key in system.levels else (None, None)
        for figure in system.stating(key):
            if figure not in without:
                said = read_as(system.figures[figure], reading)
                met = meet(span, (said.low, said.high))
                if met is None:
                    raise Contradiction
                span = met
        bounds[key] = Interval(*map(_fraction, span))
    return bounds


def propagate(
    system: System,
    relations: Collection[Relation],
    bounds: Bounds,
    without: Collection[str] = (),
    reading: Reading = "lenient",
) -> Bounds:
    """The ranges narrowed by relations until nothing changes; Contradiction where a range becomes empty."""
    spans, scale = _settled(system, relations, bounds, without, reading)
    return {
        key: Interval(*(None if end is None else Fraction(end) / scale for end in ends)) for key, ends in spans.items()
    }


def _settled(
    system: System, relations: Collection[Relation], bounds: Bounds, without: Collection[str], reading: Reading
) -> tuple[Spans, int]:
    """Ranges narrowed by relations, times the whole number that makes their ends whole.

    Relations are of sums and of ratios, so that they hold of all quantities times one number too.
    """
    scale = lcm(*(end.denominator for each in bounds.values() for end in (each.low, each.high) if end is not None))
    spans: Spans = {key: (_scaled(each.low, scale), _scaled(each.high, scale)) for key, each in bounds.items()}
    rates: dict[str, Span] = {}

    def rate(relation: Ratio) -> Span | None:
        if relation.figure in without:
            return None
        name = f"{relation.transform} {relation.figure}"
        if name not in rates:
            rates[name] = _rate(system, relation, reading)
        return rates[name]

    narrow(relations, spans, rate)
    return spans, scale


def _scaled(end: Fraction | None, scale: int) -> int | None:
    return None if end is None else end.numerator * (scale // end.denominator)


def _unscaled(end: Exact | None, scale: int) -> Fraction | None:
    return None if end is None else Fraction(end) / scale


def _fraction(end: Exact | None) -> Fraction | None:
    return end if end is None or isinstance(end, Fraction) else Fraction(end)


def _rate(system: System, relation: Ratio, reading: Reading) -> tuple[Fraction, Fraction]:
    """What the percentage of a ratio says that ``over`` is of ``under``."""
    printed = read_as(system.figures[relation.figure], reading)
    assert printed.low is not None
    assert printed.high is not None
    return _transformed(printed.low, relation), _transformed(printed.high, relation)


def _transformed(value: Fraction, relation: Ratio) -> Fraction:
    if relation.transform == "part":
        return value
    if relation.transform == "growth":
        return 1 + value
    return value / (1 + value) if value > -1 else Fraction(-(10**6))
