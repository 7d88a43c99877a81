"""How alike two texts are: pairs of letters, those that few texts have counting more."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from math import log

_NOISE = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """The text's letters and digits in one case, everything between them left out."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters in a text, its ends marked."""
    word = letters(text)
    marked = f"^{word}$" if word else ""
    return frozenset(marked[at : at + 2] for at in range(len(marked) - 1))


class Likeness:
    """Likeness within one collection of texts, where what most of them have tells little."""

    def __init__(self, texts: Iterable[str]) -> None:
        distinct = sorted({letters(text) for text in texts})
        counts = Counter(pair for text in distinct for pair in pairs(text))
        self._whole = len(distinct) + 1
        self._weights = {pair: log(self._whole / count) for pair, count in counts.items()}

    def weight(self, pair: str) -> float:
        """How much a pair of letters tells; most where no text has it."""
        return self._weights.get(pair, log(self._whole))

    def of(self, one: str, other: str) -> float:
        """From 0 (nothing in common) to 1 (the same letters): twice the common weight over both weights."""
        mine, theirs = pairs(one), pairs(other)
        both = self._sum(mine) + self._sum(theirs)
        return 2 * self._sum(mine & theirs) / both if both else 0.0

    def _sum(self, found: Iterable[str]) -> float:
        return sum(self.weight(pair) for pair in sorted(found))
