"""Pairs into clusters in which at least half of all pairs are pairs, the surest joined first.

Each cluster keeps how many pairs it has with each other one, so that joining two asks for one number; the smaller is
always counted over to the larger. That is n log n in the pairs, whatever the clusters' sizes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from crosscut.review.duplicates.join import distinct
from crosscut.review.duplicates.tokens import Ints


@dataclass(frozen=True)
class Cluster:
    """Members by position, ascending, and the pairs among them by their place in the list of pairs."""

    members: tuple[int, ...]
    pairs: tuple[int, ...]


def clusters(
    first: Ints, second: Ints, probability: npt.NDArray[np.float64], separate: Ints, alike: Ints
) -> Iterator[Cluster]:
    """The clusters of pairs of positions, in the order of their first pair.

    Parameters
    ----------
    first, second, probability
        The pairs, the first position below the second, and how sure each is.
    separate
        Pairs that never stand in one cluster, as ``first * many + second`` for so ``many`` positions.
    alike
        A number for each position, one for those that are the same in all that is compared: of them only the first may
        have been compared with others, and stands for all.

    """
    many = max(len(alike), 1)
    together: dict[int, list[int]] = {}
    for place in np.unique(np.concatenate([first, second])).tolist():
        together.setdefault(int(alike[place]), []).append(place)
    members = {own[0]: own for own in together.values()}
    home = [-1] * many
    for cluster, own in members.items():
        _move(home, own, cluster)
    links = _counts(first, second, home)
    barred = _counts(separate // many, separate % many, home)
    order = np.lexsort((second, first, -probability))
    for one, other in zip(first[order].tolist(), second[order].tolist(), strict=True):
        a, b = home[one], home[other]
        if a == b or 2 * links[a][b] < len(members[a]) * len(members[b]) or b in barred.get(a, ()):
            continue
        if len(members[a]) + len(links[a]) < len(members[b]) + len(links[b]):
            a, b = b, a
        _move(home, members[b], a)
        members[a] += members.pop(b)
        for table in (links, barred):
            _merged(table, a, b)
    for cluster, pairs in _inside(first, second, np.array(home)):
        yield Cluster(tuple(sorted(members[cluster])), tuple(pairs.tolist()))


Counts = dict[int, dict[int, int]]


def _move(home: list[int], members: list[int], cluster: int) -> None:
    for place in members:
        home[place] = cluster


def _counts(first: Ints, second: Ints, home: list[int]) -> Counts:
    """How many pairs the members of each cluster have with those of each other one, both ways."""
    homes = np.array(home)
    sizes = np.bincount(homes[homes >= 0], minlength=len(homes))
    a, b = homes[first], homes[second]
    apart = (a != b) & (a >= 0) & (b >= 0)
    keys = distinct(np.concatenate([a[apart] * len(homes) + b[apart], b[apart] * len(homes) + a[apart]]))
    a, b = keys // len(homes), keys % len(homes)
    others, counts = b.tolist(), (sizes[a] * sizes[b]).tolist()
    return {
        int(a[start]): dict(zip(others[start:end], counts[start:end], strict=True)) for start, end in pairwise(_ends(a))
    }


def _inside(first: Ints, second: Ints, homes: Ints) -> Iterator[tuple[int, Ints]]:
    """The pairs inside each cluster, by their places, in the order of the clusters' first pairs."""
    pairs = np.flatnonzero(homes[first] == homes[second])
    pairs = pairs[np.argsort(homes[first[pairs]], kind="stable")]
    found = [pairs[start:end] for start, end in pairwise(_ends(homes[first[pairs]]))]
    for own in sorted(found, key=lambda own: int(own[0])):
        yield int(homes[first[own[0]]]), own


def _ends(ordered: Ints) -> list[int]:
    """Where each run of equal values begins, and where the last one ends."""
    return [0, *(np.flatnonzero(np.diff(ordered)) + 1).tolist(), len(ordered)] if len(ordered) else []


def _merged(table: Counts, into: int, gone: int) -> None:
    """Count what one cluster has over to another."""
    own = table.setdefault(into, {})
    for other, count in table.pop(gone, {}).items():
        beside = table[other]
        del beside[gone]
        if other != into:
            own[other] = beside[into] = own.get(other, 0) + count
