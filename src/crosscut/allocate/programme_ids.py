"""Ids of programmes that are none: what is offered in their place."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from crosscut.allocate.refusal_words import STANDS_FOR
from crosscut.text import Text
from crosscut.text.refusals import NOTHING, meant

_MOST = 20_000
"""Of more ids the nearest is not looked for."""
_NAMED = 5


def near_id(word: str, known: Sequence[str]) -> Text:
    """The ids that tell apart what an id stands for, or the nearest one; led by a space, empty where there is none."""
    parted = _parted(word, known)
    if parted:
        named = ", ".join(map(repr, parted[:_NAMED]))
        return STANDS_FOR.format(word=repr(word), count=len(parted), named=named)
    return meant(word, known) if len(known) < _MOST else NOTHING


def nearest(word: str, known: Sequence[str]) -> list[str]:
    """The ids that may be meant, some of those that tell apart what an id stands for first; none where none is near."""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6) if len(known) < _MOST else []
    return _parted(word, known)[:_NAMED] or near


def _parted(word: str, known: Sequence[str]) -> list[str]:
    return [each for each in known if word and each.startswith(f"{word}@")]
