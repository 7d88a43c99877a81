"""Pairs into clusters in which at least half of all pairs are pairs, the surest joined first.

Each cluster keeps how many pairs it has with each other one, so that joining two asks for one number; the smaller is
always counted over to the larger. That is n log n in the pairs, whatever the clusters' sizes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

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
    home = {place: own[0] for own in together.values() for place in own}
    members = {own[0]: own for own in together.values()}
    links = _counts(first, second, home, members)
    barred = _counts(separate // many, separate % many, home, members)
    order = np.lexsort((second, first, -probability))
    for one, other in zip(first[order].tolist(), second[order].tolist(), strict=True):
        a, b = home[one], home[other]
        if a == b or barred.get(a, {}).get(b) or 2 * links.get(a, {}).get(b, 0) < len(members[a]) * len(members[b]):
            continue
        if len(members[a]) + len(links[a]) < len(members[b]) + len(links[b]):
            a, b = b, a
        home.update(dict.fromkeys(members[b], a))
        members[a] += members.pop(b)
        for table in (links, barred):
            _merged(table, a, b)
    found: dict[int, list[int]] = {}
    for place, (one, other) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        if home[one] == home[other]:
            found.setdefault(home[one], []).append(place)
    for cluster, pairs in found.items():
        yield Cluster(tuple(sorted(members[cluster])), tuple(pairs))


Counts = dict[int, dict[int, int]]


def _counts(first: Ints, second: Ints, home: dict[int, int], members: dict[int, list[int]]) -> Counts:
    """How many pairs the members of each cluster have with those of each other one, both ways."""
    found: Counts = {}
    for one, other in zip(first.tolist(), second.tolist(), strict=True):
        a, b = home.get(one, -1), home.get(other, -1)
        if a != b and a >= 0 and b >= 0:
            found.setdefault(a, {})[b] = found.setdefault(b, {})[a] = len(members[a]) * len(members[b])
    return found


def _merged(table: Counts, into: int, gone: int) -> None:
    """Count what one cluster has over to another."""
    own = table.setdefault(into, {})
    for other, count in table.pop(gone, {}).items():
        beside = table[other]
        del beside[gone]
        if other != into:
            own[other] = beside[into] = own.get(other, 0) + count
