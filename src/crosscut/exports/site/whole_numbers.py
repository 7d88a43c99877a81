"""Amounts in data files, of which a budget of many programmes has millions: whole numbers, and short."""

from __future__ import annotations

_WORTH = 3
"""Zeros at the end of a number from which on their count is shorter than they are."""


def whole(number: int) -> str:
    """A whole number as data files have it, its last zeros counted: 3,718,000,000 is ``3718e6``."""
    text = str(number)
    digits = text.rstrip("0")
    zeros = len(text) - len(digits)
    return f"{digits}e{zeros}" if digits and zeros >= _WORTH else text
