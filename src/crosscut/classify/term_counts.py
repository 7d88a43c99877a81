"""Texts as counts of terms: words and pairs of words, and for Korean, runs of syllables and morphemes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from crosscut.classify.texts import Ints, TextWords, has_hangul, plain

_SLOT_BITS = 21
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SYLLABLE_RUNS = (2, 3, 4)
_LONGEST_WORD = 40
_HANGUL_RUN = re.compile("[가-힣]+")

STOP = frozenset((files("crosscut.classify") / "data" / "stop.txt").read_text(encoding="utf-8").split())
"""English words that say nothing of a topic."""


@dataclass
class WordPairs:
    """Pairs of neighbouring words by number, in a table that is looked up for a whole batch at once.

    Two pairs that fall on one slot share it no more than they must: the more frequent one keeps it.
    """

    slots: Ints
    numbers: NDArray[np.int32]

    @classmethod
    def of(cls, keys: Ints, first: int) -> WordPairs:
        """A table of ``keys``, most frequent first, numbered from ``first`` on."""
        place = _slot(keys)
        _, kept = np.unique(place, return_index=True)
        kept.sort()
        slots = np.full(1 << _SLOT_BITS, -1, np.int64)
        numbers = np.zeros(1 << _SLOT_BITS, np.int32)
        slots[place[kept]] = keys[kept]
        numbers[place[kept]] = first + np.arange(len(kept), dtype=np.int32)
        return cls(slots, numbers)

    @property
    def count(self) -> int:
        """How many pairs have a number."""
        return int((self.slots >= 0).sum())

    def find(self, keys: Ints) -> tuple[NDArray[np.bool_], Ints]:
        """Which of the keys are known, and the numbers of those."""
        place = _slot(keys)
        known = self.slots[place] == keys
        return known, self.numbers[place[known]].astype(np.int64)


def _slot(keys: Ints) -> Ints:
    return ((keys.astype(np.uint64) * _MIX) >> np.uint64(64 - _SLOT_BITS)).astype(np.int64)


@dataclass
class Vocabulary:
    """The words and pairs that stand in at least ``fewest`` texts of those that it was learned from."""

    numbers: dict[str, int]
    pairs: WordPairs
    _seen: dict[str, int] = field(default_factory=dict)

    @classmethod
    def learn(cls, cut: TextWords, fewest: int = 2) -> Vocabulary:
        """The vocabulary of a batch."""
        texts = np.unique(cut.codes * cut.count + cut.owner) // max(cut.count, 1)
        frequency = np.bincount(texts, minlength=len(cut.vocabulary))
        kept = sorted(
            word
            for word, times in zip(cut.vocabulary, frequency.tolist(), strict=True)
            if times >= fewest and 1 < len(word) <= _LONGEST_WORD and word not in STOP
        )
        numbers = {word: number for number, word in enumerate(kept)}
        words = cls(numbers, WordPairs.of(np.zeros(0, np.int64), 0))
        text, owner, number = words._words(cut)
        key, owner = words._keys(text, owner, number)
        both = np.unique(np.stack([key, owner]), axis=1)[0] if len(key) else key
        keys, times = np.unique(both, return_counts=True)
        frequent = times >= max(fewest, 3)
        order = np.lexsort((keys[frequent], -times[frequent]))
        return cls(numbers, WordPairs.of(keys[frequent][order], len(kept)))

    @property
    def size(self) -> int:
        """How many words and pairs there are."""
        return len(self.numbers) + self.pairs.count

    def names(self) -> list[str]:
        """The words, then the pairs, in the order of their numbers."""
        words = list(self.numbers)
        taken = np.flatnonzero(self.pairs.slots >= 0)
        keys = self.pairs.slots[taken[np.argsort(self.pairs.numbers[taken])]]
        firsts, seconds = np.divmod(keys, max(len(words), 1))
        return [*words, *(f"{words[a]} {words[b]}" for a, b in zip(firsts.tolist(), seconds.tolist(), strict=True))]

    def counts(self, cut: TextWords) -> csr_array:
        """How often each word and pair stands in each text, float32."""
        text, owner, number = self._words(cut)
        keys, second = self._keys(text, owner, number)
        known, pairs = self.pairs.find(keys)
        return _table(np.concatenate([owner, second[known]]), np.concatenate([number, pairs]), cut.count, self.size)

    def _words(self, cut: TextWords) -> tuple[Ints, Ints, Ints]:
        get = self.numbers.get
        places = np.fromiter((get(word, -1) for word in cut.vocabulary), np.int64, len(cut.vocabulary))
        number = places[cut.codes] if len(places) else cut.codes
        known = number >= 0
        return cut.text[known], cut.owner[known], number[known]

    def _keys(self, text: Ints, owner: Ints, number: Ints) -> tuple[Ints, Ints]:
        beside = text[1:] == text[:-1]
        keys = number[:-1][beside] * max(len(self.numbers), 1) + number[1:][beside]
        return keys, owner[1:][beside]


def _table(text: Ints, term: Ints, texts: int, terms: int) -> csr_array:
    ones = np.ones(len(text), np.float32)
    counts = csr_array((ones, (text, term)), shape=(texts, max(terms, 1)), dtype=np.float32)
    counts.sum_duplicates()
    return counts


def syllables(text: str) -> list[str]:
    """Runs of two to four Korean syllables, also across the spaces that Korean names often lack."""
    joined = _HANGUL_RUN.findall(plain(text).replace(" ", ""))
    return [run[at : at + size] for run in joined for size in _SYLLABLE_RUNS for at in range(len(run) - size + 1)]


class Morphemes:
    """Korean texts as morphemes of meaning, by kiwipiepy; others are left alone. Loading takes a second."""

    def of(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """The nouns, roots and foreign words of each text."""
        return [self._one(text) if has_hangul(text) else () for text in texts]

    def _one(self, text: str) -> tuple[str, ...]:
        read = plain(text[:_MOST_ANALYSED])
        return analysed(read) if len(read) <= _MOST_REMEMBERED else _analysed(read)


def _analysed(text: str) -> tuple[str, ...]:
    tokens: Any = _kiwi().tokenize(text)
    return tuple(token.form for token in tokens if token.tag[:1] == "N" or token.tag in _KEPT)


@lru_cache(maxsize=1 << 15)
def analysed(text: str) -> tuple[str, ...]:
    """The morphemes of a short text, kept: to learn and to propose, the same texts are read several times over."""
    return _analysed(text)


@cache
def _kiwi() -> Any:
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1)


_MOST_ANALYSED = 4_000
_MOST_REMEMBERED = 400
_KEPT = frozenset({"XR", "SL", "SH", "SN", "XPN", "XSN"})
