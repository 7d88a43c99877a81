"""Amounts of a document that all end in as many zeros, and so are rounded to what stands before these."""

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
    return [_rounded(token, grains.get((token.currency, token.step), token.step)) for token in tokens]


def _rounded(token: Token, grain: Fraction) -> Token:
    """An amount of two digits before the zeros at least."""
    counts = token.kind == "amount" and not token.decimals and token.size >= 10 * grain
    return replace(token, round_to=max(token.round_to, grain)) if counts else token


def _grain(step: Fraction, sizes: set[Fraction]) -> Fraction:
    while all(size % (step * 10) == 0 for size in sizes):
        step *= 10
    return step
