"""What else is said of a rate, and of the sizes beside it: what others are rightly of is no other reading of it."""

from __future__ import annotations

from collections.abc import Sequence

from crosscut.audit.model import PrintedFigure
from crosscut.audit.reconcile.exact import holds
from crosscut.audit.relations.system import Ratio, Relation, System


def is_told_outright(system: System, ratios: Sequence[Ratio]) -> bool:
    """Whether the change and both levels of a rate are printed, so that it is not judged by what follows from them."""
    told = {each.transform for each in ratios if all(map(system.stating, each.keys))}
    return {"growth", "part", "of_after"} <= told


def without_what_others_take(
    system: System, relation: Ratio, like: Sequence[Relation], near: Sequence[PrintedFigure]
) -> list[PrintedFigure]:
    """The figures near a rate, but those that others of its kind are rightly of.

    Of a share these are the other parts of its whole with theirs; of a rate of change, the levels from which its own
    came, and to which it went on, by rates of their own.
    """
    taken = set[str]()
    for each in like:
        if not isinstance(each, Ratio) or each.figure == relation.figure:
            continue
        part = relation.kind == "share" and each.under == relation.under and each.over != relation.over
        moves = relation.kind == "growth" == relation.transform == each.transform
        step, next_step = moves and each.over == relation.under, moves and each.under == relation.over
        if (part or step or next_step) and holds(system, each):
            taken.update((each.figure, *system.stating(each.under if step else each.over)))
    return [each for each in near if each.id not in taken]


def is_of_another_kind(system: System, relation: Ratio, ratios: Sequence[Ratio]) -> bool:
    """Whether a rate that would be a change is a share of what else it is related to, or a share a change."""
    return any(
        each.kind != relation.kind and all(map(system.stating, each.keys)) and holds(system, each) for each in ratios
    )
