"""Numbers that are the codes of what rows are of, and no figures."""

from __future__ import annotations

from collections.abc import Sequence

_CODE_DIGITS = 4
"""Digits that a code has at least."""


def are_codes(texts: Sequence[str]) -> bool:
    """Whether numbers are the codes of what their rows are of: bare, all of one length, and some come again."""
    plain = all(text.isdigit() and len(text) >= _CODE_DIGITS for text in texts)
    return plain and len({len(text) for text in texts}) == 1 and len(set(texts)) < len(texts)
