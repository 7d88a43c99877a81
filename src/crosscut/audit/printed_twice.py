"""Of two figures that are probably one quantity: which of them what else is said agrees with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from crosscut.audit.reconcile.exact import holds
from crosscut.audit.relations.system import Key, Linear, Relation, System

_PLAIN = 80
"""How much it counts for a figure's being wrong that its twin, in its place, makes true what is said of it."""

_PAIR = 2


def with_their_twins(system: System, doubts: Mapping[str, int]) -> dict[str, int]:
    """The doubts of figures, more of those whose twin agrees with what is outright said of them, and they do not."""
    found, twins = dict(doubts), list(_twins(system))
    said = _direct_relations(system, {system.states[figure] for pair in twins for figure in pair})
    for one, other in twins:
        for figure, twin in ((one, other), (other, one)):
            broken = [each for each in said[system.states[figure]] if not holds(system, each)]
            if broken and all(holds(_exchanged(system, figure, twin), each) for each in broken):
                found[figure] = found.get(figure, 0) + _PLAIN
    return found


def _twins(system: System) -> Iterator[tuple[str, str]]:
    """The pairs of figures that are one quantity by a guess."""
    for each in system.relations:
        if isinstance(each, Linear) and each.kind == "same" and not each.certain:
            stated: Sequence[Sequence[str]] = [system.stating(key) for key in each.keys]
            if len(stated) == _PAIR and all(len(names) == 1 for names in stated):
                yield stated[0][0], stated[1][0]


def _direct_relations(system: System, keys: set[Key]) -> dict[Key, list[Relation]]:
    """What is outright said of some quantities, but that two are one."""
    found: dict[Key, list[Relation]] = {key: [] for key in keys}
    for each in system.relations if keys else ():
        if each.certain and each.kind != "same":
            for key in keys.intersection(each.keys):
                found[key].append(each)
    return found


def _exchanged(system: System, figure: str, twin: str) -> System:
    """The system as if a figure's twin stood in its place."""
    states = {name: key for name, key in system.states.items() if name not in {figure, twin}}
    return system.with_states({**states, twin: system.states[figure]})
