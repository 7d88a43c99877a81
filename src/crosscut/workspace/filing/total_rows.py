"""Rows that are no programmes but totals of programmes: by the words that they say, or by what they sum to."""

from __future__ import annotations

from collections.abc import Iterable

from crosscut.ingest.total_words import is_generic, total_word

FEWEST = 3
"""How many rows right above a row it sums up, at least, where it is not all of them."""


def says_total(name: str) -> bool:
    """Whether a name is a word for a total, or ends in one as names of programmes do not: ``합계``, ``부처 소계``."""
    found = total_word(name.strip())
    return found is not None and not found.weak and (found.closing or is_generic(found.rest))


def sums_up(amount: int, above: Iterable[int]) -> bool:
    """Whether an amount is the sum of all amounts above it, or of a few right above."""
    amounts = [each for each in above if each]
    total = 0
    for count, each in enumerate(reversed(amounts), start=1):
        total += each
        if amount and total == amount and (count >= FEWEST or 1 < count == len(amounts)):
            return True
    return False
