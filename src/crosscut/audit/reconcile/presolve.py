"""Quantities with very many statements, made small before contradictions are looked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from crosscut.audit.model import PrintedFigure
from crosscut.audit.relations.system import MOST_VALUES, Key, System

_MOST_ALIKE = 3


def settled(system: System) -> tuple[System, list[list[str]]]:
    """The system without what cannot be judged, and the figures of each name that too many values are given for.

    Of figures that print the same value of one quantity only the first few are kept: more say no more.
    """
    by_key: dict[Key, list[str]] = defaultdict(list)
    for figure, key in system.states.items():
        by_key[key].append(figure)
    gone: set[str] = set()
    shared: list[list[str]] = []
    for members in by_key.values():
        if len(members) <= MOST_VALUES:
            continue
        figures = [system.figures[each] for each in members]
        if _exclusive(figures) > MOST_VALUES:
            shared.append(members)
            gone.update(members)
        else:
            gone.update(_surplus(figures))
    if not gone:
        return system, []
    return system.with_states({figure: key for figure, key in system.states.items() if figure not in gone}), shared


def _exclusive(figures: Sequence[PrintedFigure]) -> int:
    """How many of the figures at most exclude one another two by two."""
    found, last = 0, None
    for span in sorted((each.lenient for each in figures), key=lambda span: span.high or 0):
        if span.low is None or span.high is None:
            continue
        if last is None or span.low > last:
            found, last = found + 1, span.high
    return found


def _surplus(figures: Sequence[PrintedFigure]) -> list[str]:
    alike: dict[tuple[object, ...], int] = defaultdict(int)
    surplus = []
    for each in figures:
        kind = (each.value, each.step, each.loose)
        alike[kind] += 1
        if alike[kind] > _MOST_ALIKE:
            surplus.append(each.id)
    return surplus
