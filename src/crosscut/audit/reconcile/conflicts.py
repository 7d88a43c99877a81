"""Contradictions among figures, and the smallest sets of figures whose removal leaves none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from crosscut.audit.reconcile.exact import consistent, contradiction, holds
from crosscut.audit.reconcile.hitting_sets import HittingSet, smallest
from crosscut.audit.relations.system import Key, Ratio, Relation, System

MOST_EQUALS = 12
"""How many sets that explain a contradiction equally well are compared."""

MOST_JUDGED = 40
"""For so many contradictions the figures to doubt are looked for: a document of more has other troubles."""

_MOST_ROUNDS = 60
_MOST_TWINS = 40
_WHOLE_LIMIT = 1500
"""Components with more terms are judged relation by relation, not as a whole."""


@dataclass(frozen=True, slots=True)
class Component:
    """Relations that share quantities, with those quantities, each in the order in which the documents gave it."""

    relations: tuple[Relation, ...]
    keys: tuple[Key, ...]

    @property
    def size(self) -> int:
        """How many terms its relations have together."""
        return sum(len(relation.keys) for relation in self.relations)

    @property
    def whole(self) -> bool:
        """Whether its relations are judged together, not only one by one."""
        return self.size <= _WHOLE_LIMIT


@dataclass(frozen=True, slots=True)
class FigureConflict:
    """Figures that cannot all be true.

    ``sets`` are the smallest sets of figures to doubt, the likeliest first. ``cores`` are the contradictions
    themselves: in each, at least one figure is wrong. ``proved`` says that no smaller set exists for certain, ``more``
    that there are more sets as small. Where ``sets`` is empty, none was looked for.
    """

    component: Component
    sets: tuple[frozenset[str], ...]
    cores: tuple[frozenset[str], ...]
    proved: bool = True
    more: bool = False


def components(system: System, relations: Iterable[Relation]) -> list[Component]:
    """The relations, parted where they share no quantity."""
    parent: dict[Key, Key] = {}

    def root(key: Key) -> Key:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    kept = list(relations)
    for relation in kept:
        first, *others = relation.keys
        if isinstance(relation, Ratio) and relation.figure in system.states:
            others = [*others, system.states[relation.figure]]
        for other in others:
            parent[root(other)] = root(first)
    for key in system.states.values():
        root(key)
    grouped: dict[Key, list[Relation]] = defaultdict(list)
    for relation in kept:
        grouped[root(relation.keys[0])].append(relation)
    keys: dict[Key, list[Key]] = defaultdict(list)
    for key in parent:
        keys[root(key)].append(key)
    return [Component(tuple(grouped[top]), tuple(members)) for top, members in keys.items()]


def conflicts(system: System, relations: Iterable[Relation], doubts: Mapping[str, int]) -> list[FigureConflict]:
    """Every component that cannot be true as printed, with what to doubt in the first ``MOST_JUDGED`` of them."""
    found: list[FigureConflict] = []
    for component in components(system, relations):
        if component.relations or any(len(system.stating(key)) > 1 for key in component.keys):
            figures = _Figures(system, component)
            conflict = _judge(figures, doubts) if len(found) < MOST_JUDGED else _noticed(figures)
            if conflict:
                found.append(conflict)
    return found


class _Figures:
    """A component with what is needed to look for contradictions in it."""

    def __init__(self, system: System, component: Component) -> None:
        self.system, self.component = system, component
        self.repeated = [key for key in component.keys if len(system.stating(key)) > 1]

    def pairs(self) -> Iterator[frozenset[str]]:
        """Figures that state one quantity and exclude each other, two by two."""
        for key in self.repeated:
            stating = self.system.stating(key)[:_MOST_TWINS]
            for one, other in combinations(stating, 2):
                if self.system.figures[one].lenient.meet(self.system.figures[other].lenient).empty:
                    yield frozenset((one, other))

    def core(self, without: Collection[str]) -> frozenset[str] | None:
        """A contradiction among the figures that are left, as few as possible; None where there is none."""
        for key in self.repeated:
            if not self._holds((), [key], without):
                return self._shrunk((), [key], without)
        for relation in self.component.relations:
            if not holds(self.system, relation, without):
                return self._shrunk((relation,), relation.keys, without)
        if not self.component.whole or len(self.component.relations) == 1:
            return None
        found = contradiction(self.system, self.component.relations, self.component.keys, without)
        if found is None:
            return None
        near = self._around(found.relation, without)
        core = self._shrunk(near, _keys(near), without)
        everything = dict.fromkeys(figure for key in self.component.keys for figure in self.system.stating(key))
        rates = (relation.figure for relation in self.component.relations if isinstance(relation, Ratio))
        others = {*everything, *rates, *without} - core
        return self._shrunk(self.component.relations, self.component.keys, others)

    def _around(self, relation: Relation | None, without: Collection[str]) -> Sequence[Relation]:
        """The relations nearest to one that contradict together: it, those that share a quantity with it, and so on."""
        near = [relation] if relation is not None else []
        while near:
            keys = set(_keys(near))
            wider = [each for each in self.component.relations if not keys.isdisjoint(each.keys)]
            if len(wider) == len(near):
                break
            if not self._holds(wider, _keys(wider), without):
                return wider
            near = wider
        return self.component.relations

    def _holds(self, relations: Collection[Relation], keys: Iterable[Key], without: Collection[str]) -> bool:
        return consistent(self.system, relations, dict.fromkeys(keys), without)

    def _shrunk(self, relations: Collection[Relation], keys: Iterable[Key], without: Collection[str]) -> frozenset[str]:
        """The contradiction without the figures that it does not need: whole halves first, then one by one."""
        keys = list(dict.fromkeys(keys))
        members = [figure for key in keys for figure in self.system.stating(key)]
        members += [relation.figure for relation in relations if isinstance(relation, Ratio)]
        needed = [figure for figure in dict.fromkeys(members) if figure not in without]
        gone = set(without)
        chunk = max(1, len(needed) // 2)
        while True:
            for start in range(0, len(needed), chunk):
                trial = gone | set(needed[start : start + chunk])
                if not self._holds(relations, keys, trial):
                    gone = trial
            needed = [figure for figure in needed if figure not in gone]
            if chunk == 1:
                return frozenset(needed)
            chunk //= 2


def _keys(relations: Iterable[Relation]) -> Iterable[Key]:
    return dict.fromkeys(key for relation in relations for key in relation.keys)


def _noticed(figures: _Figures) -> FigureConflict | None:
    """The contradictions of a component, each apart from those before it, without what to doubt in them."""
    cores: list[frozenset[str]] = []
    gone: frozenset[str] = frozenset()
    while core := figures.core(gone):
        cores.append(core)
        gone |= core
    return FigureConflict(figures.component, (), tuple(cores)) if cores else None


def _judge(figures: _Figures, doubts: Mapping[str, int]) -> FigureConflict | None:
    cores = list(figures.pairs())
    first = _least(figures, doubts, cores, [])
    if first is None or not cores:
        return None
    sets, more = [first.figures], False
    while first.proved and not more:
        other = _least(figures, doubts, cores, sets)
        if other is None or not other.proved or len(other.figures) > len(first.figures):
            break
        more = len(sets) == MOST_EQUALS
        sets += [] if more else [other.figures]
    return FigureConflict(figures.component, tuple(sets), tuple(cores), first.proved, more)


def _least(
    figures: _Figures, doubts: Mapping[str, int], cores: list[frozenset[str]], excluded: list[frozenset[str]]
) -> HittingSet | None:
    """The smallest set whose removal leaves no contradiction; every contradiction met on the way is added to cores."""
    best = HittingSet(frozenset(), proved=True)
    for _ in range(_MOST_ROUNDS):
        choice = smallest(cores, doubts, excluded) if cores else best
        if choice is None:
            return None
        best = choice
        core = figures.core(choice.figures)
        if core is None:
            return choice
        if not core:
            return None
        cores.append(core)
        if not choice.proved:
            break
    return None if excluded else _grown(figures, doubts, cores, best.figures)


def _grown(
    figures: _Figures, doubts: Mapping[str, int], cores: list[frozenset[str]], chosen: frozenset[str]
) -> HittingSet | None:
    """A set that leaves no contradiction, made by adding to ``chosen`` the most doubtful figure of each that is met."""
    while core := figures.core(chosen):
        cores.append(core)
        chosen |= {min(core, key=lambda name: (-doubts.get(name, 0), name))}
    return HittingSet(chosen, proved=False)
