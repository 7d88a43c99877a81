"""One movement told in two places: of the same later amount, one gives the rate and the other the difference."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.movement import Movement
from crosscut.audit.relations.system import Linear

_LEAST_DIGITS = 4
_BASED = re.compile(
    r"대비|보다|에 ?비해|정부안|요구|본예산|추경"
    r"|(?<![A-Za-z])(?:than|from|over|above|below|compared|request|proposal)(?![A-Za-z])",
    re.IGNORECASE,
)
"""What says from what a change counts: without it, it counts from the year before."""


def repeated_movements(assembly: Assembly, moved: Sequence[Movement]) -> None:
    """Relate the differences of movements to one amount, where nothing says that they count from different ones."""
    alike: dict[tuple[Fraction, str], list[Movement]] = defaultdict(list)
    for each in moved:
        after = each.frame.slots.get("after")
        if (
            after is not None
            and "before" not in each.frame.slots
            and each.after[0] == "local"
            and _plain(assembly, each)
        ):
            digits = str(int(after.token.size / after.token.step)).strip("0")
            if len(digits) >= _LEAST_DIGITS and not after.token.loose:
                alike[after.token.size, after.token.currency].append(each)
    for found in alike.values():
        for other in found[1:]:
            one = found[0]
            ways = {one.frame.direction, other.frame.direction} - {0}
            if len(ways) == 1 and set(one.frame.slots) != set(other.frame.slots):
                for key, its in ((one.after, other.after), (one.difference, other.difference)):
                    assembly.system.relate(Linear("same", ((key, 1), (its, -1)), certain=False))


def _plain(assembly: Assembly, moved: Movement) -> bool:
    clause = moved.frame.first.clause
    return _BASED.search(assembly.document.text, clause.start, clause.end) is None
