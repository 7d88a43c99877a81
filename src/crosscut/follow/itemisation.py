"""Programmes named for the first time: their money stood in an amount whose programmes nobody had named."""

from __future__ import annotations

from collections import defaultdict

from crosscut.follow import reasons
from crosscut.follow.effects import Steps
from crosscut.follow.sides import Money, Side
from crosscut.text.effect_kinds import EffectKind

CONTINUED = frozenset({"continued", "continuing", "계속"})
"""What sources call a programme that had money before."""


def itemise(steps: Steps, before: Side, after: Side) -> None:
    """Carry money from what nobody named to the programmes that the later side names and calls continued.

    A programme that the source calls continued had money before, and where it has no line on the earlier side, that
    money stood in the unnamed amount of its area. How much is not known: it is taken to be what the programme has now,
    so that the change of the area stays with what is still unnamed. An area that has not one unnamed amount, or one
    that cannot hold all of them, is left alone.
    """
    named: dict[str, Money] = defaultdict(dict)
    for cell, amount in sorted(after.cells.items()):
        if _continued(cell.programme, after) and not steps.of(cell.programme):
            named[cell.area][cell] = amount
    for area, cells in sorted(named.items()):
        _carry(steps, _unnamed(steps, before, area), cells, before)


def _continued(programme: str, after: Side) -> bool:
    return after.statuses.get(programme, "").casefold() in CONTINUED and programme not in after.unnamed


def _unnamed(steps: Steps, before: Side, area: str) -> Money:
    unnamed = (steps.of(programme) for programme in sorted(before.unnamed))
    return {cell: amount for cells in unnamed for cell, amount in cells.items() if cell.area == area and amount > 0}


def _carry(steps: Steps, unnamed: Money, cells: Money, before: Side) -> None:
    if len(unnamed) != 1 or min(cells.values()) <= 0:
        return
    ((source, amount),) = unnamed.items()
    if sum(cells.values()) > amount:
        return
    was = f"{source.programme} {before.names.get(source.programme, '')}".strip()
    for target, part in cells.items():
        steps.carry(EffectKind.ITEMISED, target.programme, [(source, target, part)], reasons.named_first(was))
