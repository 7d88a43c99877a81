"""Ranges that follow from statements and relations, in exact arithmetic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import Literal

from crosscut.audit.model import Interval, PrintedFigure
from crosscut.audit.relations.system import Key, Linear, Ratio, Relation, System

_ROUNDS = 24
_ZERO = Fraction(0)
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
    readings: tuple[Reading, ...] = ("rounded", "cut") if len(relations) == 1 else ("lenient",)
    only = next(iter(relations)) if len(relations) == 1 else None
    for reading in readings:
        try:
            bounds = stated(system, keys, without, reading=reading)
            if isinstance(only, Linear):
                if not _comes_out(only, bounds):
                    continue
            else:
                propagate(system, relations, bounds, without, reading)
        except Contradiction:
            continue
        return True
    return False


def _comes_out(relation: Linear, bounds: Bounds) -> bool:
    """Whether a sum may be nothing, or less where it need not be equal, within what its terms allow."""
    spans = [_times(bounds[key], factor) for key, factor in relation.terms]
    lows = [low for low, _ in spans if low is not None]
    highs = [high for _, high in spans if high is not None]
    if len(lows) == len(spans) and sum(lows, _ZERO) > 0:
        return False
    return not relation.equal or len(highs) < len(spans) or sum(highs, _ZERO) >= 0


def holds(system: System, relation: Relation, without: Collection[str] = ()) -> bool:
    """Whether one relation holds by itself, without some figures; worked out once for each choice of them."""
    members = {figure for key in relation.keys for figure in system.stating(key)}
    if isinstance(relation, Ratio):
        members.add(relation.figure)
    gone = frozenset(members.intersection(without))
    if (relation, gone) not in system.held:
        system.held[relation, gone] = consistent(system, [relation], relation.keys, gone)
    return system.held[relation, gone]


class Contradiction(Exception):  # noqa: N818
    """Nothing satisfies the statements and relations together."""


def stated(
    system: System, keys: Iterable[Key], without: Collection[str] = (), *, reading: Reading = "lenient"
) -> Bounds:
    """What the figures themselves allow for each quantity; Contradiction where two figures exclude each other.

    ``reading`` says how printed numbers came about: rounded, cut, or either.
    """
    bounds = {}
    for key in keys:
        span = Interval(_ZERO, None) if key in system.levels else Interval()
        for figure in system.stating(key):
            if figure not in without:
                span = _met(span, read_as(system.figures[figure], reading))
        bounds[key] = span
    return bounds


def propagate(
    system: System,
    relations: Collection[Relation],
    bounds: Bounds,
    without: Collection[str] = (),
    reading: Reading = "lenient",
) -> Bounds:
    """The ranges narrowed by relations until nothing changes; Contradiction where a range becomes empty."""
    by_key: dict[Key, list[Relation]] = defaultdict(list)
    for relation in relations:
        for key in relation.keys:
            by_key[key].append(relation)
    queue: dict[Relation, None] = dict.fromkeys(relations)
    left = _ROUNDS * max(len(relations), 1)
    while queue and left:
        relation = next(iter(queue))
        del queue[relation]
        left -= 1
        for key, interval in _narrowed(system, relation, bounds, without, reading):
            met = _met(bounds[key], interval)
            if met is not bounds[key]:
                bounds[key] = met
                queue.update((each, None) for each in by_key[key] if each is not relation)
    return bounds


def _met(one: Interval, other: Interval) -> Interval:
    """What both ranges allow: the first itself where the other narrows it nowhere."""
    low = one.low if other.low is None or (one.low is not None and one.low >= other.low) else other.low
    high = one.high if other.high is None or (one.high is not None and one.high <= other.high) else other.high
    if low is one.low and high is one.high:
        return one
    if low is not None and high is not None and low > high:
        raise Contradiction
    return Interval(low, high)


def _narrowed(
    system: System, relation: Relation, bounds: Bounds, without: Collection[str], reading: Reading
) -> list[tuple[Key, Interval]]:
    if isinstance(relation, Linear):
        return _linear(relation, bounds)
    if relation.figure in without:
        return []
    return _ratio(system, relation, bounds, reading)


def _linear(relation: Linear, bounds: Bounds) -> list[tuple[Key, Interval]]:
    """Each term's range from the others': one unbounded term is narrowed, two leave nothing to say."""
    lows, highs, no_low, no_high = _ZERO, _ZERO, 0, 0
    spans = []
    for key, factor in relation.terms:
        low, high = _times(bounds[key], factor)
        spans.append((low, high))
        lows, no_low = (lows, no_low + 1) if low is None else (lows + low, no_low)
        highs, no_high = (highs, no_high + 1) if high is None else (highs + high, no_high)
    found = []
    for (key, factor), (low, high) in zip(relation.terms, spans, strict=True):
        rest_low = None if no_low - (low is None) else lows - (low or _ZERO)
        rest_high = None if no_high - (high is None) else highs - (high or _ZERO)
        top = None if rest_low is None else -rest_low
        bottom = None if rest_high is None or not relation.equal else -rest_high
        share = factor if abs(factor) == 1 else Fraction(1, factor)
        found.append((key, Interval(*_times(Interval(bottom, top), share))))
    return found


def _times(interval: Interval, factor: int | Fraction) -> tuple[Fraction | None, Fraction | None]:
    if factor == 1:
        return interval.low, interval.high
    low = None if interval.low is None else interval.low * factor
    high = None if interval.high is None else interval.high * factor
    return (low, high) if factor > 0 else (high, low)


def factor(system: System, relation: Ratio, reading: Reading = "lenient") -> Interval:
    """What the percentage of a ratio says that ``over`` is of ``under``."""
    printed = read_as(system.figures[relation.figure], reading)
    assert printed.low is not None
    assert printed.high is not None
    return Interval(_transformed(printed.low, relation), _transformed(printed.high, relation))


def _transformed(value: Fraction, relation: Ratio) -> Fraction:
    if relation.transform == "part":
        return value
    if relation.transform == "growth":
        return 1 + value
    return value / (1 + value) if value > -1 else Fraction(-(10**6))


def _ratio(system: System, relation: Ratio, bounds: Bounds, reading: Reading) -> list[tuple[Key, Interval]]:
    over, under, by = bounds[relation.over], bounds[relation.under], factor(system, relation, reading)
    found = []
    if under.low is not None and under.low >= 0:
        found.append((relation.over, _product(under, by)))
        if by.low is not None and by.low > 0 and over.low is not None and over.low >= 0:
            found.append((relation.under, _quotient(over, by)))
        elif by.high is not None and by.high < 0 and over.high is not None and over.high <= 0:
            found.append((relation.under, _quotient(_mirror(over), _mirror(by))))
    return found


def _mirror(interval: Interval) -> Interval:
    return Interval(None if interval.high is None else -interval.high, None if interval.low is None else -interval.low)


def _product(under: Interval, by: Interval) -> Interval:
    """The product of a range at or above zero and a bounded range of any sign."""
    low, high = under.low, under.high
    bottom, top = by.low, by.high
    assert low is not None
    assert bottom is not None
    assert top is not None
    if bottom >= 0:
        least: Fraction | None = low * bottom
    else:
        least = None if high is None else high * bottom
    if top <= 0:
        most: Fraction | None = low * top
    else:
        most = None if high is None else high * top
    return Interval(least, most)


def _quotient(over: Interval, by: Interval) -> Interval:
    """The quotient of a range at or above zero and one above zero."""
    low = None if over.low is None or not by.high else over.low / by.high
    high = None if over.high is None or not by.low else over.high / by.low
    return Interval(low, high)
