"""Two numbers of a table that stand in each other's rows: every sum that they break comes out with them exchanged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from crosscut.audit.model import AuditFinding, PrintedFigure
from crosscut.audit.reconcile.conflicts import FigureConflict
from crosscut.audit.reconcile.exact import holds
from crosscut.audit.relations.system import Key, Ratio, Relation, System
from crosscut.findings import Severity
from crosscut.text import Text
from crosscut.text.particles import particles

_MOST_PAIRS = 300
_LEAST_BROKEN = 2


def exchanged(
    system: System, conflicts: Sequence[FigureConflict], relations: Sequence[Relation]
) -> list[tuple[str, str]]:
    """The pairs of figures, each in one pair at most."""
    columns: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in dict.fromkeys(name for conflict in conflicts for core in conflict.cores for name in sorted(core)):
        if system.states.get(name, ("",))[0] == "cell":
            figure = system.figures[name]
            columns[figure.document, figure.label.partition(" · ")[2]].append(name)
    speaking = _speaking(system, relations)
    found: list[tuple[str, str]] = []
    pairs = [pair for names in columns.values() for pair in combinations(names, 2)]
    for one, other in pairs[:_MOST_PAIRS]:
        if not any(name in pair for pair in found for name in (one, other)) and _mends(system, speaking, one, other):
            found.append((one, other))
    return found


def _speaking(system: System, relations: Sequence[Relation]) -> Mapping[str, list[Relation]]:
    """The relations that speak of each figure."""
    by_key: dict[Key, list[Relation]] = defaultdict(list)
    found: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        for key in set(relation.keys):
            by_key[key].append(relation)
        if isinstance(relation, Ratio):
            found[relation.figure].append(relation)
    for name, key in system.states.items():
        found[name] += by_key.get(key, [])
    return found


def _mends(system: System, speaking: Mapping[str, list[Relation]], one: str, other: str) -> bool:
    """Whether sums of both rows are broken as printed, and all hold with the two exchanged."""
    first, second = system.figures[one], system.figures[other]
    if first.value == second.value or first.step != second.step:
        return False
    said = [[each for each in speaking.get(name, ()) if not holds(system, each)] for name in (one, other)]
    if not all(said) or len({*said[0], *said[1]}) < _LEAST_BROKEN:
        return False
    figures = {**system.figures, one: _moved(first, second), other: _moved(second, first)}
    tried = System(figures, system.states, [], system.levels)
    return all(holds(tried, each) for name in (one, other) for each in speaking[name])


def _moved(figure: PrintedFigure, other: PrintedFigure) -> PrintedFigure:
    """A figure with the number of another."""
    return replace(figure, value=other.value, low=other.low, high=other.high, lenient=other.lenient)


def findings(system: System, pairs: Sequence[tuple[str, str]]) -> Iterator[AuditFinding]:
    """A finding for each pair."""
    for one, other in pairs:
        first, second = system.figures[one], system.figures[other]
        texts = [" ".join(figure.text.split()) for figure in (first, second)]
        yield AuditFinding(
            "exchanged",
            Severity.FATAL,
            Text(
                f"{texts[0]} and {texts[1]} stand in each other's rows: exchanged, all sums of both rows come out.",
                particles(f"{texts[0]}와(과) {texts[1]}의 자리가 서로 바뀜. 바꾸어 놓으면 두 행의 계산이 모두 맞음."),
            ),
            (one, other),
            second.lenient,
            first.kind,
            suggestion=texts[1],
            suggestions=((texts[1], "exchanged"), (texts[0], f"exchanged, for {texts[1]}")),
            document=first.document,
            start=first.start,
            end=first.end,
        )
