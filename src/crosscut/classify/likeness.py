"""The lexicon's scores as the model sees them: by themselves, and by their likeness to those of known texts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_LANDMARKS = 200


@dataclass(frozen=True)
class LikenessMap:
    """Maps the scores of the lexicon to features whose products are the wanted likeness of two texts."""

    centre: Floats
    scale: float
    landmarks: Floats
    reach: float
    spread: Floats
    linear: float
    likeness: float

    @classmethod
    def learn(cls, lexicon: Floats, linear: float, likeness: float) -> LikenessMap:
        """A map for texts like these; the first of them are the landmarks that likeness is measured by."""
        centre = lexicon.mean(axis=0)
        scale = float(np.sqrt(((lexicon - centre) ** 2).sum(axis=1).mean())) or 1.0
        landmarks = np.unique(lexicon, axis=0) if len(lexicon) <= _LANDMARKS else _spread_out(lexicon)
        between = _squares(landmarks, landmarks)
        reach = float(np.median(_squares(lexicon[:1000], lexicon[:1000]))) or 1.0
        values, vectors = np.linalg.eigh(np.exp(-between / reach))
        kept = values > 1e-8
        return cls(centre, scale, landmarks, reach, vectors[:, kept] / np.sqrt(values[kept]), linear, likeness)

    def see(self, lexicon: Floats) -> Floats:
        """The features of a batch."""
        straight = (lexicon - self.centre) * (np.sqrt(self.linear) / self.scale)
        if not self.likeness:
            return straight
        alike = np.exp(-_squares(lexicon, self.landmarks) / self.reach) @ self.spread
        return np.hstack([straight, np.sqrt(self.likeness) * alike]) if self.linear else np.sqrt(self.likeness) * alike


def _spread_out(lexicon: Floats) -> Floats:
    """Landmarks that differ: the distinct rows, at even steps through their order."""
    distinct = np.unique(lexicon, axis=0)
    steps = np.linspace(0, len(distinct) - 1, min(_LANDMARKS, len(distinct))).astype(int)
    return distinct[np.unique(steps)]


def _squares(left: Floats, right: Floats) -> Floats:
    squares = (left**2).sum(axis=1)[:, None] + (right**2).sum(axis=1)[None] - 2 * left @ right.T
    result: Floats = np.maximum(squares, 0)
    return result
