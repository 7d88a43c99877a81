"""Texts as vectors: terms, what terms go together in all texts, the lexicon's scores, ministry and committee."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack
from threadpoolctl import threadpool_limits

from crosscut.classify.scores import ENOUGH, NAME_WEIGHT, LexiconScorer
from crosscut.classify.term_counts import Morphemes, Vocabulary, syllables
from crosscut.classify.texts import Ints, TextWords, has_hangul, words

Floats = NDArray[np.float64]

_TOPICS = 300
BATCH = 4_000
"""Texts that are looked at together: enough that the work is done in C, few enough to fit in memory."""


@dataclass(frozen=True)
class Batch:
    """Some texts as vectors: ``sparse`` terms of length one, and ``dense`` scores of the lexicon and of origin."""

    sparse: csr_array
    lexicon: Floats
    origin: csr_array

    def take(self, rows: Ints) -> Batch:
        """Some of the texts."""
        return Batch(self.sparse[rows], self.lexicon[rows], self.origin[rows])


class Korean:
    """Syllable runs and morphemes as further terms, where any text has Korean in it."""

    def __init__(self, names: Sequence[str], bodies: Sequence[str]) -> None:
        self._morphemes = Morphemes()
        listed = [self._terms(name, body) for name, body in zip(names, bodies, strict=True)]
        frequency = Counter(term for terms in listed for term in set(terms))
        self.numbers = {term: number for number, term in enumerate(sorted(frequency))}

    def counts(self, names: Sequence[str], bodies: Sequence[str]) -> csr_array:
        """How often each term stands in each text."""
        rows, columns = [], []
        for row, (name, body) in enumerate(zip(names, bodies, strict=True)):
            known = [self.numbers[term] for term in self._terms(name, body) if term in self.numbers]
            rows += [row] * len(known)
            columns += known
        shape = (len(names), max(len(self.numbers), 1))
        counts = csr_array((np.ones(len(rows), np.float32), (rows, columns)), shape=shape, dtype=np.float32)
        counts.sum_duplicates()
        return counts

    def _terms(self, name: str, body: str) -> list[str]:
        if not (has_hangul(name) or has_hangul(body)):
            return []
        runs = syllables(name) + syllables(body)
        named, told = self._morphemes.of([name, body])
        return runs + [f"name {form}" for form in named] + [f"text {form}" for form in told]


class Space:
    """How texts become vectors; learned from all texts at hand, decided or not."""

    def __init__(self, texts: pa.Table, scorer: LexiconScorer) -> None:
        self.scorer = scorer
        names, bodies = texts["name"].to_pylist(), texts["text"].to_pylist()
        self.vocabulary = Vocabulary.learn(cut := words([*names, *bodies]).folded())
        any_korean = any(map(has_hangul, names)) or any(map(has_hangul, bodies))
        self.korean = Korean(names, bodies) if any_korean else None
        self.origins = {
            (column, value): number
            for number, (column, value) in enumerate(
                sorted({(column, value) for column in _ORIGIN for value in texts[column].to_pylist() if value})
            )
        }
        counts = self._counts(names, bodies, cut)
        present = np.bincount(counts.indices, minlength=counts.shape[1])
        self.rarity = (np.log((1 + len(names)) / (1 + present)) + 1).astype(np.float32)
        self.topics = self._topics(self._scaled(counts))

    @cached_property
    def term_names(self) -> list[str]:
        """The words, pairs, runs and morphemes that texts are counted in, in the order of the columns."""
        korean = [term.split(" ", maxsplit=1)[-1] for term in self.korean.numbers] if self.korean else []
        return [*self.vocabulary.names(), *korean]

    def batch(self, names: Sequence[str], bodies: Sequence[str], origin: Sequence[tuple[str, ...]]) -> Batch:
        """Texts as vectors."""
        cut = words([*names, *bodies])
        sparse = self._scaled(self._counts(names, bodies, cut.folded()))
        return Batch(sparse, self._lexicon(names, bodies, cut), self._origin(origin))

    def _counts(self, names: Sequence[str], bodies: Sequence[str], cut: TextWords) -> csr_array:
        counts = self.vocabulary.counts(cut)
        return hstack([counts, self.korean.counts(names, bodies)], format="csr") if self.korean else counts

    def _scaled(self, counts: csr_array) -> csr_array:
        scaled = counts.copy()
        scaled.data = (1 + np.log(scaled.data)) * self.rarity[scaled.indices]
        rows = np.repeat(np.arange(scaled.shape[0]), np.diff(scaled.indptr))
        length = np.sqrt(np.bincount(rows, scaled.data.astype(np.float64) ** 2, scaled.shape[0]))
        scaled.data /= np.maximum(length, 1e-9).astype(np.float32)[rows]
        return scaled

    def _topics(self, scaled: csr_array) -> NDArray[np.float32]:
        """Terms × topics: directions in which terms go together, evened half-way; texts get a mean length of one."""
        from sklearn.utils.extmath import randomized_svd

        rank = min(_TOPICS, min(scaled.shape) - 1)
        if rank < 2:
            return np.zeros((scaled.shape[1], 0), np.float32)
        with threadpool_limits(1):
            _, _, directions = randomized_svd(scaled, rank, n_iter=3, random_state=0)
        projected = scaled @ directions.T
        spread = np.sqrt((projected**2).mean(axis=0))
        evened = directions.T / np.sqrt(np.maximum(spread, 1e-9))
        length = np.sqrt(((scaled @ evened) ** 2).sum(axis=1).mean())
        result: NDArray[np.float32] = (evened / max(length, 1e-9)).astype(np.float32)
        return result

    def _lexicon(self, names: Sequence[str], bodies: Sequence[str], cut: TextWords) -> Floats:
        found = self.scorer.find(names, bodies, cut)
        named = self.scorer.name_scores(found) / NAME_WEIGHT
        told = found.scores - NAME_WEIGHT * named
        part = found.scores / (found.scores.sum(axis=1, keepdims=True) + ENOUGH)
        return np.hstack([np.log1p(named), np.log1p(np.maximum(told, 0)), 2 * part])

    def _origin(self, origin: Sequence[tuple[str, ...]]) -> csr_array:
        cells = [
            (row, self.origins[pair])
            for row, values in enumerate(origin)
            for pair in zip(_ORIGIN, values, strict=True)
            if pair in self.origins
        ]
        rows, columns = zip(*cells, strict=True) if cells else ((), ())
        shape = (len(origin), max(len(self.origins), 1))
        return csr_array((np.ones(len(cells), np.float32), (rows, columns)), shape=shape)


_ORIGIN = ("ministry", "committee")
