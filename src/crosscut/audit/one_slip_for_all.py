"""Relations of one figure that are all broken, and all come out with one slip of it: what stands beside is no accident.

A figure that breaks two statements with different others, and mends both when one digit, factor or unit of it is put
right, is proved twice: no other reading of either statement is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from crosscut.audit.likelihood import expectation
from crosscut.audit.model import PrintedFigure
from crosscut.audit.reconcile.exact import holds
from crosscut.audit.relations.system import Linear, Ratio, Relation, System
from crosscut.audit.repairs import LOST_WORD, Repair, repairs

_MOST_BROKEN, _MOST_SLIPS, _MOST_SAID = 60, 40, 8
_LEAST_SAID, _LEAST_DIGITS = 2, 3


def mended_together(system: System, broken: Iterable[Relation]) -> set[Relation]:
    """The relations, of some that do not hold, that one slip of one figure mends together with others."""
    said: dict[str, list[Relation]] = defaultdict(list)
    for relation in islice(broken, _MOST_BROKEN):
        for key in relation.keys:
            for name in system.stating(key):
                said[name].append(relation)
    found = set[Relation]()
    for name, relations in said.items():
        if len(_apart(system, name, relations)) >= _LEAST_SAID and _digits(system.figures[name]) >= _LEAST_DIGITS:
            found |= _mended(system, system.figures[name], relations[:_MOST_SAID])
    return found


def _digits(figure: PrintedFigure) -> int:
    return len(figure.digits.rstrip("0"))


def _apart(system: System, name: str, relations: Sequence[Relation]) -> set[frozenset[str]]:
    """The sets of others that relations hold a figure against; of one within another only the smaller."""
    others = {_members(system, each) - {name} for each in relations if not isinstance(each, Linear) or each.equal}
    return {each for each in others if not any(other < each for other in others)}


def _members(system: System, relation: Relation) -> frozenset[str]:
    rate = (relation.figure,) if isinstance(relation, Ratio) else ()
    return frozenset((*system.figures_of(relation.keys), *rate))


def _mended(system: System, figure: PrintedFigure, relations: Sequence[Relation]) -> set[Relation]:
    """The relations that the slip mends which mends most of them, where that is of several others."""
    for start in relations[:_LEAST_SAID]:
        expected = expectation(system, [start], start.keys, figure.id, frozenset((figure.id,)))
        if not expected.bounded:
            continue
        for slip in repairs(figure, expected, _MOST_SLIPS):
            if slip.reason == LOST_WORD:
                continue
            tried = _with(system, figure, slip)
            held = [each for each in relations if holds(tried, each)]
            if start in held and len(_apart(system, figure.id, held)) >= _LEAST_SAID:
                return set(held)
    return set()


def _with(system: System, figure: PrintedFigure, slip: Repair) -> System:
    """The system with a figure as it was before a slip."""
    assert slip.range.low is not None
    assert slip.range.high is not None
    meant = replace(figure, value=slip.value, low=slip.range.low, high=slip.range.high, lenient=slip.range)
    return System({**system.figures, figure.id: meant}, system.states, [], system.levels)
