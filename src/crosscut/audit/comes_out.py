"""Whether a sum that a person does with the printed numbers gives what is printed, once a figure is another."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from crosscut.audit.model import PrintedFigure
from crosscut.audit.relations.system import Key, Linear, Relation, System

_HALF = Fraction(1, 2)


def comes_out(system: System, relations: Iterable[Relation], figure: PrintedFigure, value: Fraction) -> bool | None:
    """Whether a value in place of a figure's gives what is printed in all sums that have it; None where there is none.

    What lies within the rounding of all numbers is possible; what comes out is what a writer's own arithmetic gave.
    """
    found = [held for each in relations if (held := _comes_out(system, each, figure, value)) is not None]
    return all(found) if found else None


def _comes_out(system: System, relation: Relation, figure: PrintedFigure, value: Fraction) -> bool | None:
    mine = system.states.get(figure.id)
    if isinstance(relation, Linear):
        return _linear(system, relation, mine, figure, value) if mine in relation.keys and relation.equal else None
    rate = system.figures[relation.figure]
    if relation.figure != figure.id and mine not in relation.keys:
        return None
    over, under = (_value(system, key, mine, value) for key in relation.keys)
    if over is None or under is None or not under or relation.transform == "of_after":
        return None
    printed = value if relation.figure == figure.id else rate.value
    worked = over / under - (relation.transform == "growth")
    return abs(worked - printed) <= rate.step * _HALF


def _linear(system: System, relation: Linear, mine: Key | None, figure: PrintedFigure, value: Fraction) -> bool | None:
    total, steps = Fraction(0), [figure.step]
    for key, factor in relation.terms:
        size = _value(system, key, mine, value)
        if size is None:
            return None
        total += size * factor
        steps += [system.figures[name].step for name in system.stating(key)[:1]]
    return abs(total) <= max(steps) * _HALF


def _value(system: System, key: Key, mine: Key | None, value: Fraction) -> Fraction | None:
    """What a quantity is printed as, ``mine`` being the one that has another value."""
    if key == mine:
        return value
    names = system.stating(key)
    return system.figures[names[0]].value if names else None
