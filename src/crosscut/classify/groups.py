"""What belongs together and is never split: families of programmes, and folds of whole groups."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SIGNS = re.compile(r"[\W\d_]+")


def family(name: str) -> str:
    """What the lines of one programme share: its name without brackets, digits, spaces and signs."""
    text = unicodedata.normalize("NFKC", name)
    while _BRACKETS.search(text):
        text = _BRACKETS.sub("", text)
    return _SIGNS.sub("", text).casefold() or text


def groups(texts: pa.Table) -> list[str]:
    """The group of each row of a table of TEXTS: its own where it names one, else its family."""
    rows = zip(texts["group"].to_pylist(), texts["name"].to_pylist(), strict=True)
    return [group or family(name) for group, name in rows]


def mark(text: str) -> bytes:
    """A number that depends on the text alone: what decides where order must not."""
    return hashlib.sha256(text.encode()).digest()


def folds(members: Sequence[str], count: int = 5) -> Ints:
    """A fold for each member so that no group is split and the folds are even, whatever the order of the members."""
    sizes = Counter(members)
    filled = [0] * count
    place = {}
    for group in sorted(sizes, key=lambda group: (-sizes[group], mark(group))):
        place[group] = filled.index(min(filled))
        filled[place[group]] += sizes[group]
    return np.array([place[group] for group in members], np.int64)


def numbered(members: Sequence[str]) -> Ints:
    """Groups as numbers."""
    return np.unique(np.array(members, dtype=object).astype(str), return_inverse=True)[1].astype(np.int64)
