"""How strongly the lexicon speaks for each area, and what that is worth before anyone has decided anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscut.classify.lexicon import Lexicon
from crosscut.classify.matching import Hits, Matcher
from crosscut.classify.texts import TextWords

Floats = NDArray[np.float64]

NAME_WEIGHT = 3.0
"""A term in the name counts as three in the text: a name says the main aim, a text also what else it touches."""

ENOUGH = 8.0
"""The score at which an area is as likely as none: one strong term in the name, or three strong ones in the text."""

_SLOPE = 2.0


@dataclass(frozen=True)
class Found:
    """What the lexicon found in a batch: hits in the names and in the texts, and the score of each area by text."""

    name: Hits
    text: Hits
    scores: Floats


class LexiconScorer:
    """Scores texts by the terms of a lexicon alone."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.areas, self.names = lexicon.areas, lexicon.names
        self.matcher = Matcher(lexicon)
        place = {area: number for number, area in enumerate(self.areas)}
        self._area = np.array([place.get(term.area, -1) for term in self.matcher.terms], np.int64)
        self._strength = np.array([term.strength for term in self.matcher.terms], float)

    def find(self, names: Sequence[str], texts: Sequence[str], cut: TextWords | None = None) -> Found:
        """Terms and scores of a batch; ``cut`` are the words of all names, then of all texts, where they are known."""
        hits = self.matcher.find([*names, *texts], cut)
        name = hits.where(hits.text < len(names))
        text = hits.where(hits.text >= len(names), len(names))
        return Found(name, text, NAME_WEIGHT * self._sums(name, len(names)) + self._sums(text, len(names)))

    def name_scores(self, found: Found) -> Floats:
        """The part of the scores that the names give."""
        return NAME_WEIGHT * self._sums(found.name, len(found.scores))

    def _sums(self, hits: Hits, count: int) -> Floats:
        """Strength of each distinct term, more for its repetitions but ever less, by text and area."""
        pairs, times = np.unique(hits.text * len(self._area) + hits.term, return_counts=True)
        text, term = np.divmod(pairs, max(len(self._area), 1))
        known = self._area[term] >= 0
        text, term, times = text[known], term[known], times[known]
        worth = self._strength[term] * (1 + np.log(times))
        flat = np.bincount(text * len(self.areas) + self._area[term], worth, count * len(self.areas))
        return flat.reshape(count, len(self.areas)).astype(np.float64)


def prior(scores: Floats) -> Floats:
    """Probabilities of each area and, last, of none, from scores alone: a guess until decisions calibrate it."""
    none = np.full((len(scores), 1), ENOUGH)
    raised = np.concatenate([scores, none], axis=1) / _SLOPE
    odds = np.exp(raised - raised.max(axis=1, keepdims=True))
    total: Floats = odds / odds.sum(axis=1, keepdims=True)
    return total
