"""Which columns of numbers are amounts tagged with areas: those whose headers a bundled list of areas knows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from crosscut import taxonomy
from crosscut.characters import clean

_FEWEST = 3
"""Areas from which headers are no likely chance."""
_JOINT = re.compile(r"(?<=[_:\-. /])")


@dataclass(frozen=True)
class GuessedTags:
    """Columns of tagged amounts: the list of areas, a common prefix of the headers, and the headers that it knows.

    ``others`` are columns of numbers with the prefix that name no area of the list.
    """

    taxonomy: str = ""
    prefix: str = ""
    headers: tuple[str, ...] = ()
    others: tuple[str, ...] = field(default=())


NO_TAGS = GuessedTags()


def tags_in(headers: Sequence[str]) -> GuessedTags:
    """The columns of tagged amounts among headers of numbers; empty where fewer than three name areas of one list.

    Of lists that know as many of the headers the first holds.
    """
    found = [_of_list(each, headers) for each in taxonomy.names()]
    best = max(found, key=lambda each: len(each.headers), default=NO_TAGS)
    return best if len(best.headers) >= _FEWEST else NO_TAGS


def _of_list(name: str, headers: Sequence[str]) -> GuessedTags:
    areas = taxonomy.load(name)
    by_prefix: dict[str, list[str]] = defaultdict(list)
    for header in headers:
        ends = [0, *(match.end() for match in _JOINT.finditer(header))]
        for end in ends:
            if areas.find(header[end:]) is not None:
                by_prefix[header[:end]].append(header)
                break
    if not by_prefix:
        return NO_TAGS
    prefix, known = max(by_prefix.items(), key=lambda item: len(item[1]))
    distinct = {areas.find(header[len(prefix) :]) for header in known}
    if len(distinct) < len(known):
        return NO_TAGS
    others = [each for each in headers if prefix and each not in known and clean(each).startswith(clean(prefix))]
    return GuessedTags(name, prefix, tuple(known), tuple(others))
