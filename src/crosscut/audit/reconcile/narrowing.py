"""Ranges narrowed by relations, in whole numbers where they are whole: ten times as quick as fractions."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection
from fractions import Fraction

from crosscut.audit.relations.system import Key, Linear, Ratio, Relation

_ROUNDS = 24
Exact = int | Fraction
Span = tuple[Exact | None, Exact | None]
"""A closed range: its ends, None where it has none."""
Spans = dict[Key, Span]


class Contradiction(Exception):  # noqa: N818
    """Nothing satisfies the statements and relations together; ``relation`` is where that came out, if at any."""

    def __init__(self, relation: Relation | None = None) -> None:
        super().__init__()
        self.relation = relation


def narrow(relations: Collection[Relation], spans: Spans, rate: Callable[[Ratio], Span | None]) -> None:
    """Narrow spans by relations until nothing changes; Contradiction where one becomes empty.

    ``rate`` is what the percentage of a ratio says that ``over`` is of ``under``; None where it says nothing.
    """
    listed = list(relations)
    by_key: dict[Key, list[int]] = defaultdict(list)
    for place, relation in enumerate(listed):
        for key in relation.keys:
            by_key[key].append(place)
    queue, waits = deque(range(len(listed))), [True] * len(listed)
    for _ in range(_ROUNDS * max(len(listed), 1)):
        if not queue:
            break
        place = queue.popleft()
        waits[place] = False
        for key, found in _narrowed(listed[place], spans, rate):
            met = meet(spans[key], found)
            if met is None:
                raise Contradiction(listed[place])
            if met is not spans[key]:
                spans[key] = met
                for other in by_key[key]:
                    if other != place and not waits[other]:
                        queue.append(other)
                        waits[other] = True


def meet(one: Span, other: Span) -> Span | None:
    """What both spans allow: the first itself where the other narrows it nowhere, None where that is nothing."""
    (low, high), (least, most) = one, other
    keeps_low = least is None or (low is not None and low >= least)
    keeps_high = most is None or (high is not None and high <= most)
    if keeps_low and keeps_high:
        return one
    low, high = low if keeps_low else least, high if keeps_high else most
    return None if low is not None and high is not None and low > high else (low, high)


def times(span: Span, factor: Exact) -> Span:
    """A span times a number that is not zero."""
    if factor == 1:
        return span
    low = None if span[0] is None else span[0] * factor
    high = None if span[1] is None else span[1] * factor
    return (low, high) if factor > 0 else (high, low)


def _narrowed(relation: Relation, spans: Spans, rate: Callable[[Ratio], Span | None]) -> list[tuple[Key, Span]]:
    if isinstance(relation, Linear):
        return _linear(relation, spans)
    by = rate(relation)
    return [] if by is None else _ratio(relation, spans, by)


def _linear(relation: Linear, spans: Spans) -> list[tuple[Key, Span]]:
    """Each term's span from the others': one unbounded term is narrowed, two leave nothing to say."""
    terms = [times(spans[key], factor) for key, factor in relation.terms]
    no_low, no_high = (sum(each[end] is None for each in terms) for end in (0, 1))
    if no_low > 1 and no_high > 1:
        return []
    lows, highs = (sum(each[end] or 0 for each in terms) for end in (0, 1))
    found = []
    for (key, factor), (low, high) in zip(relation.terms, terms, strict=True):
        top = None if no_low - (low is None) else (low or 0) - lows
        bottom = None if no_high - (high is None) or not relation.equal else (high or 0) - highs
        share = factor if abs(factor) == 1 else Fraction(1, factor)
        found.append((key, times((bottom, top), share)))
    return found


def _ratio(relation: Ratio, spans: Spans, by: Span) -> list[tuple[Key, Span]]:
    over, under = spans[relation.over], spans[relation.under]
    found = []
    if under[0] is not None and under[0] >= 0:
        found.append((relation.over, _product(under, by)))
        if by[0] is not None and by[0] > 0 and over[0] is not None and over[0] >= 0:
            found.append((relation.under, _quotient(over, by)))
        elif by[1] is not None and by[1] < 0 and over[1] is not None and over[1] <= 0:
            found.append((relation.under, _quotient(times(over, -1), times(by, -1))))
    return found


def _product(under: Span, by: Span) -> Span:
    """The product of a span at or above zero and a bounded one of any sign."""
    (low, high), (bottom, top) = under, by
    assert low is not None
    assert bottom is not None
    assert top is not None
    least = low if bottom >= 0 else high
    most = low if top <= 0 else high
    return None if least is None else least * bottom, None if most is None else most * top


def _quotient(over: Span, by: Span) -> Span:
    """The quotient of a span at or above zero and one above zero."""
    low = None if over[0] is None or not by[1] else Fraction(over[0]) / by[1]
    high = None if over[1] is None or not by[0] else Fraction(over[1]) / by[0]
    return low, high
