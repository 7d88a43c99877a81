"""What else is said of a rate, and of the sizes beside it: what others are rightly of is no other reading of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crosscut.audit.model import PrintedFigure
from crosscut.audit.reconcile.exact import holds
from crosscut.audit.relations.system import Key, Linear, Ratio, Relation, System

_RIGHT_BEHIND = 6
"""How many letters may part a change from its rate: a bracket, or ``, or ``."""


def is_stated_outright(system: System, relations: Iterable[Relation], figure: str) -> bool:
    """Whether a rate stands right behind a change that is the difference of two levels: it can be of nothing else.

    A level between the two may be the change itself: ``740 before, 722 now, 18 or 2.4% less``.
    """
    ratios = [each for each in relations if isinstance(each, Ratio) and each.figure == figure and each.certain]
    told = {each.transform: each for each in ratios if all(map(system.stating, each.keys))}
    if not {"growth", "part", "of_after"} <= set(told):
        return False
    after, before = told["growth"].keys
    change = told["part"].over
    agree = holds(system, Linear("difference", ((after, 1), (before, -1), (change, -1))))
    return agree and _is_behind(system, figure, change, (after, before))


def _is_behind(system: System, figure: str, change: Key, levels: Sequence[Key]) -> bool:
    """Whether a rate stands right behind a change, with neither level between them."""
    rate = system.figures[figure]
    between = [system.figures[each].start for key in levels for each in system.stating(key)]
    for each in map(system.figures.__getitem__, system.stating(change)):
        near = rate.document == each.document and 0 <= rate.start - each.end <= _RIGHT_BEHIND
        if near and not any(each.end <= start < rate.start for start in between):
            return True
    return False


def without_what_others_take(
    system: System, relation: Ratio, sharing: Sequence[Relation], near: Sequence[PrintedFigure]
) -> list[PrintedFigure]:
    """The figures near a rate, but those that others of its kind, ``sharing`` a quantity with it, are rightly of.

    Of a share these are the other parts of its whole with theirs; of a rate of change, the levels from which its own
    came, and to which it went on, by rates of their own.
    """
    taken = set[str]()
    for each in sharing:
        if not isinstance(each, Ratio) or each.figure == relation.figure:
            continue
        part = relation.kind == "share" and each.under == relation.under and each.over != relation.over
        moves = relation.kind == "growth" == relation.transform == each.transform
        step, next_step = moves and each.over == relation.under, moves and each.under == relation.over
        if (part or step or next_step) and holds(system, each):
            taken.update((each.figure, *system.stating(each.under if step else each.over)))
    return [each for each in near if each.id not in taken]


def have_their_own_rate(
    system: System, relation: Ratio, like: Sequence[Relation], one: PrintedFigure, other: PrintedFigure
) -> bool:
    """Whether words tell outright the rate of change from one size to another, which it is: no other is theirs."""
    keys = {system.states.get(one.id), system.states.get(other.id)}
    return any(
        isinstance(each, Ratio)
        and each.certain
        and each.transform == "growth"
        and each.figure != relation.figure
        and set(each.keys) == keys
        and holds(system, each)
        for each in like
    )


def is_of_another_kind(system: System, relation: Ratio, ratios: Sequence[Ratio]) -> bool:
    """Whether a rate that would be a change is a share of what else it is related to, or a share a change."""
    return any(
        each.kind != relation.kind and all(map(system.stating, each.keys)) and holds(system, each) for each in ratios
    )
