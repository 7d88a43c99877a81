"""Inter-ministerial families: one programme that stands as several lines, one a ministry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from crosscut.follow.similarity import letters

MOST_MINISTRIES = 6
"""A name that more ministries have is no programme's but one that all use, such as running costs."""

_SHORTEST = 5


def families(names: Mapping[str, str], ministries: Mapping[str, str]) -> dict[str, str]:
    """For each programme of a family the family's name.

    Programmes of the same letters in their names, under two to ``MOST_MINISTRIES`` ministries, are one family. Names
    of fewer than five letters make none.

    Parameters
    ----------
    names, ministries
        Of every programme, by id.

    """
    groups: dict[str, list[str]] = defaultdict(list)
    for programme, name in names.items():
        if len(letters(name)) >= _SHORTEST:
            groups[letters(name)].append(programme)
    found: dict[str, str] = {}
    for members in groups.values():
        if 2 <= len({ministries.get(programme, "") for programme in members}) <= MOST_MINISTRIES:
            label = min(names[programme] for programme in members)
            found |= dict.fromkeys(members, label)
    return found
