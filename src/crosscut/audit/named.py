"""Which figures of a contradiction a finding names, where more could be wrong than a reader can look at."""

from __future__ import annotations

from collections.abc import Iterable

from crosscut.audit.likelihood import Doubt, in_order
from crosscut.audit.reconcile.conflicts import FigureConflict
from crosscut.audit.reconcile.exact import holds
from crosscut.audit.relations.system import Key, Linear, Ratio, System

MOST_NAMED = 4
"""Of so many figures a finding says that one of them is wrong: more tell a reader nothing."""

_NO_SLIP = 9
_PAIR = 2


def nearly_disjoint(cores: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The contradictions that share one figure at most, the simplest first."""
    found: list[frozenset[str]] = []
    for core in sorted(cores, key=lambda each: (len(each), sorted(each, key=in_order))):
        if all(len(core & other) < _PAIR for other in found):
            found.append(core)
    return found


def broken_totals(system: System, conflict: FigureConflict) -> set[Key]:
    """The totals of sums that do not come out by themselves."""
    return {
        relation.terms[-1][0]
        for relation in conflict.component.relations
        if isinstance(relation, Linear) and relation.kind != "difference" and not holds(system, relation)
    }


def _rank(doubt: Doubt) -> int:
    """How likely a slip explains a figure in doubt: 0 is the likeliest."""
    return min((repair.rank for repair in doubt.repairs), default=_NO_SLIP)


def few(system: System, conflict: FigureConflict, ranked: list[Doubt]) -> list[Doubt]:
    """The figures in doubt to name: those of relations that do not hold, the likeliest slips, then totals."""
    if len(ranked) <= MOST_NAMED:
        return ranked
    broken = broken_totals(system, conflict)
    alone = _in_a_broken_relation(system, conflict)
    first = sorted(
        ranked,
        key=lambda doubt: (
            doubt.figure.id not in alone,
            _rank(doubt),
            system.states.get(doubt.figure.id) not in broken,
        ),
    )
    return first[:MOST_NAMED]


def _in_a_broken_relation(system: System, conflict: FigureConflict) -> set[str]:
    """The figures of relations that do not hold by themselves."""
    found: set[str] = set()
    for relation in conflict.component.relations:
        if not holds(system, relation):
            found.update(system.figures_of(relation.keys))
            found.update([relation.figure] if isinstance(relation, Ratio) else [])
    return found
