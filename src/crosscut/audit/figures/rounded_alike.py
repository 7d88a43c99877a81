"""Amounts of a document that are rounded as others are: all end in as many zeros, or one changed its unit alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from crosscut.audit.figures.printed_number import Token

_LEAST = 5
"""Of fewer different amounts that all end in a zero this may be an accident."""


def rounded_alike(tokens: Sequence[Token]) -> list[Token]:
    """The numbers of a text, amounts of one currency told to one place with the zeros that all of them end in."""
    told: dict[tuple[str, Fraction], set[Fraction]] = defaultdict(set)
    for token in tokens:
        if token.kind == "amount" and not token.decimals and token.size:
            told[token.currency, token.step].add(token.size)
    grains = {place: _grain(place[1], sizes) for place, sizes in told.items() if len(sizes) >= _LEAST}
    tenths = {(each.currency, each.step) for each in tokens if each.kind == "amount" and each.decimals == 1}
    rounded = (_rounded(token, grains.get((token.currency, token.step), token.step)) for token in tokens)
    return [_as_tenths(token, tenths) for token in rounded]


def _as_tenths(token: Token, tenths: set[tuple[str, Fraction]]) -> Token:
    """An amount below one of a larger unit in which others are told to a tenth: ``600 million`` beside ``7.4 billion``.

    It may be 0.6 of that unit, told in the smaller one, and the difference of two amounts that are rounded so.
    """
    if token.kind != "amount" or token.decimals:
        return token
    steps = [
        step
        for currency, step in tenths
        if currency == token.currency and step > token.step and step <= token.size < 10 * step and not token.size % step
    ]
    return replace(token, round_to=max(token.round_to, *(2 * step for step in steps))) if steps else token


def _rounded(token: Token, grain: Fraction) -> Token:
    """An amount of two digits before the zeros at least."""
    counts = token.kind == "amount" and not token.decimals and token.size >= 10 * grain
    return replace(token, round_to=max(token.round_to, grain)) if counts else token


def _grain(step: Fraction, sizes: set[Fraction]) -> Fraction:
    while all(size % (step * 10) == 0 for size in sizes):
        step *= 10
    return step
