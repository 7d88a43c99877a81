"""Random draws that depend on seed, row and purpose alone, and not on what was drawn before."""

from __future__ import annotations

import hashlib
import math
from functools import cache
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]

_QUANTILES = 4_096
_LOG_MEAN, _LOG_SPREAD = 8.9, 1.4
"""Of the logarithm of programme amounts in million won: about those of Korea's 2026 budget."""


class Draws:
    """The draws of some programmes, given by their numbers.

    Parameters
    ----------
    seed
        Any integer.
    rows
        Numbers of the programmes, from 1.

    """

    def __init__(self, seed: int, rows: U64) -> None:
        self.seed, self.rows = seed, rows

    def raw(self, purpose: str) -> U64:
        """64 random bits a row (the finaliser of SplitMix64 over a key of seed and purpose)."""
        key = hashlib.blake2b(f"{self.seed}\x1f{purpose}".encode(), digest_size=8).digest()
        start = np.uint64(int.from_bytes(key, "big"))
        bits = start + self.rows * np.uint64(0x9E3779B97F4A7C15)
        bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return bits ^ (bits >> np.uint64(31))

    def below(self, purpose: str, limit: int) -> I64:
        """An integer in [0, limit) a row."""
        return ((self.raw(purpose) >> np.uint64(32)) * np.uint64(limit) >> np.uint64(32)).astype(np.int64)

    def weighted(self, purpose: str, weights: tuple[int, ...]) -> I64:
        """The place of one of the weights a row, as likely as the weight is large."""
        bounds = np.cumsum(weights)
        place: I64 = np.searchsorted(bounds, self.below(purpose, int(bounds[-1])), side="right")
        return place

    def amounts(self) -> I64:
        """A log-normal amount in whole millions a row, interpolated between integer quantiles."""
        table, bits = _quantiles(), self.raw("amount")
        place = (bits >> np.uint64(52)).astype(np.int64)
        rest = ((bits >> np.uint64(32)) & np.uint64(0xFFFFF)).astype(np.int64)
        low: I64 = table[place]
        return low + ((table[place + 1] - low) * rest >> 20)

    def kept(self, where: NDArray[np.bool_]) -> Draws:
        """The draws of the rows where ``where`` holds."""
        return Draws(self.seed, self.rows[where])


@cache
def _quantiles() -> NDArray[Any]:
    """4,097 amounts in whole millions, a quantile each."""
    normal = NormalDist(_LOG_MEAN, _LOG_SPREAD)
    places = ((place + 0.5) / (_QUANTILES + 1) for place in range(_QUANTILES + 1))
    return np.array([max(1, round(math.exp(normal.inv_cdf(place)))) for place in places], dtype=np.int64)
