"""Programmes of which one follows another, told by what they state or by their years."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from crosscut.review.duplicates.candidates import ComparableProgrammes
from crosscut.review.duplicates.pair_facts import KnownProgramme, ProgrammeKeys
from crosscut.review.duplicates.tokens import Bools, Ints, codes

GAP = 3
"""How many years may lie between an older programme and the one that continues it."""

Four = tuple[Ints, Ints, Ints, Bools]


class Continuations:
    """Who may follow whom."""

    def __init__(self, programmes: ComparableProgrammes, known: KnownProgramme, keys: ProgrammeKeys) -> None:
        places = {programme: place for place, programme in enumerate(programmes.ids)}
        self._stated = np.array([bool(each) for each in known.predecessors], bool)
        self._by_id = np.array([places.get(each, -1) if each else -1 for each in known.predecessors], np.int64)
        names = codes([*programmes.names, *known.predecessors])
        self._own, self._before = names[: len(places)], names[len(places) :]
        self._known, self._keys = known, keys

    def among(self, first: Ints, second: Ints, portions: Iterable[slice]) -> Bools:
        """Pairs of which one follows the other; not where one of the very name does, unless it is stated."""
        found = [self._following(first, second, portion) for portion in portions]
        rows, new, old, named = (np.concatenate(column) for column in zip(*found, strict=True))
        rivalled = np.isin(new, new[named]) | np.isin(old, old[named])
        held = np.zeros(len(first), bool)
        held[rows[~(rivalled & ~named & ~self._stated[new])]] = True
        return held

    def _following(self, first: Ints, second: Ints, portion: slice) -> Four:
        """Rows of pairs of which one follows, which one that is, which one it follows, and whether names are equal."""
        one, other = first[portion], second[portion]
        turned = self._follows(other, one)
        either = np.flatnonzero(self._follows(one, other) | turned)
        one, other, turned = one[either], other[either], turned[either]
        new, old = np.where(turned, (other, one), (one, other))
        return either + portion.start, new, old, self._alike(self._keys.spelling, one, other)

    def _follows(self, new: Ints, old: Ints) -> Bools:
        """One follows where it begins after the other ended.

        The next round of one name at one ministry, which ends later, may begin in the year in which the other ends.
        """
        known = self._known
        named = (self._by_id[new] == old) | (self._before[new] == self._own[old])
        gap = known.first[new] - known.last[old]
        dated = (known.first[new] > 0) & (known.last[old] > 0)
        later = dated & (gap > 0) & (gap <= GAP)
        rounds = dated & (gap == 0) & self._alike(self._keys.ministry, new, old)
        rounds &= self._alike(self._keys.spelling, new, old)
        rounds &= (known.first[old] > 0) & (known.first[new] > known.first[old])
        rounds &= known.last[new] > known.last[old]
        return np.asarray(np.where(self._stated[new], named, later | rounds))

    @staticmethod
    def _alike(numbers: Ints, one: Ints, other: Ints) -> Bools:
        return np.asarray(numbers[one] == numbers[other])
