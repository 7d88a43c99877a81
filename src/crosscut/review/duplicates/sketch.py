"""Short sketches of token sets, from which similar sets are found without comparing all of them.

One-permutation MinHash: each pass hashes every token once, into one of 16 bins, and keeps the least hash of each bin.
Two sets agree at a place of their sketches about as often as they are similar. A band is four places of different
passes: sets that agree in one band of 64 are compared, which two sets of similarity one half miss in two cases of a
hundred. The hashes depend on the tokens alone, so that every engine and every run makes the same sketches.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

PASSES, BINS, BAND = 16, 16, 4
PLACES = PASSES * BINS
"""How many places a sketch has: 64 bands of four."""

_AT_ONCE = 300_000
_NOTHING = np.uint32(0xFFFFFFFF)

U64 = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Sketches:
    """One row a set: the keys of its bands, and eight bits of every place, by which similarity is estimated."""

    bands: U64
    places: npt.NDArray[np.uint8]


def token_hashes(tokens: Iterable[str]) -> npt.NDArray[np.uint32]:
    """A number for each token that depends on nothing else."""
    return np.fromiter((crc32(token) for token in map(str.encode, tokens)), np.uint32)


def sketches(hashes: npt.NDArray[np.uint32], starts: npt.NDArray[np.int64]) -> Sketches:
    """Sketch sets whose token hashes stand one after another; ``starts`` has one more entry than there are sets."""
    many = len(starts) - 1
    bands = np.zeros((many, PLACES // BAND), np.uint64)
    places = np.zeros((many, PLACES), np.uint8)
    at = 0
    while at < many:
        end = max(int(np.searchsorted(starts, starts[at] + _AT_ONCE, side="right")) - 1, at + 1)
        least = _least(hashes[starts[at] : starts[end]], starts[at : end + 1] - starts[at])
        bands[at:end] = _bands(least)
        places[at:end] = (least.reshape(-1, PLACES) & np.uint32(0xFF)).astype(np.uint8)
        at = end
    return Sketches(bands, places)


def _least(hashes: npt.NDArray[np.uint32], starts: npt.NDArray[np.int64]) -> npt.NDArray[np.uint32]:
    """The least hash of each bin of each pass: sets × PASSES × BINS, empty bins filled from the next full one."""
    many = len(starts) - 1
    owner = np.repeat(np.arange(many, dtype=np.int64) * BINS, np.diff(starts))
    wide = hashes.astype(np.uint64)
    least = np.full((PASSES, many * BINS), _NOTHING, np.uint32)
    for each in range(PASSES):
        mixed = _mixed(wide + np.uint64((each + 1) << 32))
        np.minimum.at(least[each], owner + (mixed >> np.uint64(60)).astype(np.int64), mixed.astype(np.uint32))
    full = least.reshape(PASSES, many, BINS)
    there = np.diff(starts) > 0
    for _ in range(BINS - 1):
        empty = full == _NOTHING
        if not empty[:, there].any():
            break
        full = np.where(empty, np.roll(full, -1, axis=2), full)
    return np.ascontiguousarray(full.transpose(1, 0, 2))


def _mixed(values: U64) -> U64:
    """The splitmix64 finaliser."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _bands(least: npt.NDArray[np.uint32]) -> U64:
    """Keys of bands: the places of four neighbouring passes in one bin."""
    groups = least.reshape(len(least), PASSES // BAND, BAND, BINS).astype(np.uint64)
    key = np.zeros((len(least), PASSES // BAND, BINS), np.uint64)
    for each in range(BAND):
        key = _mixed(key * np.uint64(31) + groups[:, :, each, :])
    return key.reshape(len(least), PLACES // BAND)


def likely(
    places: npt.NDArray[np.uint8],
    first: npt.NDArray[np.int64],
    second: npt.NDArray[np.int64],
    least: float,
    at_once: int = 5_000,
) -> npt.NDArray[np.bool_]:
    """Which pairs agree at so many places that their sets may be similar enough: four deviations of doubt are given."""
    needed = int(PLACES * (least - 4 * (least * (1 - least) / PLACES) ** 0.5))
    parts = [
        _agreeing(places[first[at : at + at_once]] == places[second[at : at + at_once]]) >= needed
        for at in range(0, len(first), at_once)
    ]
    return np.concatenate(parts) if parts else np.zeros(0, bool)


def _agreeing(same: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """How many of each row's places hold: eight sums of 32 places side by side, and then theirs."""
    eighths = same.view(np.uint64).sum(axis=1, keepdims=True)
    return np.asarray(eighths.view(np.uint8).sum(axis=1, dtype=np.int64))
