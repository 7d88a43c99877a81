"""Effects: the steps that lead from one side's money to the other's, each of one kind, each exact to the cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crosscut.follow.reasons import NOTHING
from crosscut.follow.sides import DifferenceCell, Money
from crosscut.text import Text
from crosscut.text.effect_kinds import EffectKind

AMONG_AREAS = frozenset(
    {
        EffectKind.RECLASSIFIED,
        EffectKind.LOOKED_AT,
        EffectKind.REATTRIBUTED,
        EffectKind.RETAGGED,
        EffectKind.ROUNDED,
    }
)
"""Kinds that carry money from area to area of one programme."""

TRANSFERS = AMONG_AREAS | {
    EffectKind.MOVED,
    EffectKind.MERGED,
    EffectKind.SPLIT,
    EffectKind.RENAMED,
    EffectKind.ITEMISED,
}
"""Kinds that carry money from place to place and neither add nor take any."""


@dataclass(frozen=True)
class Effect:
    """One step for one programme: what it adds to each cell, and what had stood in the programme's cells before it.

    ``programme`` is the series it belongs to: the successor where a link is followed. ``amount`` is the money that a
    transfer carries, also where no cell changes, as in a change of name; ``moves`` are its ways, each from a cell to
    another with an amount.
    """

    kind: EffectKind
    programme: str
    deltas: Mapping[DifferenceCell, int]
    stood: Mapping[DifferenceCell, int]
    amount: int = 0
    why: Text = NOTHING
    moves: tuple[tuple[DifferenceCell, DifferenceCell, int], ...] = ()

    @property
    def change(self) -> int:
        """What the step adds to the whole."""
        return sum(self.deltas.values())


class Steps:
    """The money on its way from one side to the other, and the effects so far."""

    def __init__(self, start: Mapping[DifferenceCell, int]) -> None:
        self.effects: list[Effect] = []
        self._cells: dict[str, Money] = defaultdict(dict)
        for cell, amount in start.items():
            self._cells[cell.programme][cell] = amount

    def programmes(self) -> list[str]:
        """Those that have cells now, in order."""
        return sorted(programme for programme, cells in self._cells.items() if cells)

    def of(self, programme: str) -> Money:
        """The cells of a programme as they stand now."""
        return dict(sorted(self._cells.get(programme, {}).items()))

    def change(self, kind: EffectKind, programme: str, deltas: Mapping[DifferenceCell, int], why: Text) -> None:
        """An effect that adds ``deltas`` to the programme's cells; cells may come to be."""
        stood = self.of(programme)
        self._apply(deltas)
        self.effects.append(Effect(kind, programme, _not_zero(deltas), stood, why=why))

    def carry(
        self,
        kind: EffectKind,
        programme: str,
        moves: Iterable[tuple[DifferenceCell, DifferenceCell, int]],
        why: Text,
        *,
        whole: bool = False,
    ) -> None:
        """A transfer: each amount from one cell to another. With ``whole``, cells left empty are gone."""
        moves = tuple(moves)
        deltas: Money = defaultdict(int)
        carried = 0
        sources: set[DifferenceCell] = set()
        for source, target, amount in moves:
            deltas[source] -= amount
            deltas[target] += amount
            carried += amount
            sources.add(source)
        self._apply(deltas)
        for cell in sources if whole else ():
            if not self._cells[cell.programme].get(cell, 0):
                self._cells[cell.programme].pop(cell, None)
        self.effects.append(Effect(kind, programme, _not_zero(deltas), {}, carried, why, moves))

    def note(self, kind: EffectKind, programme: str, why: Text) -> None:
        """A transfer that leaves all money where it is."""
        self.effects.append(Effect(kind, programme, {}, {}, sum(self.of(programme).values()), why))

    def _apply(self, deltas: Mapping[DifferenceCell, int]) -> None:
        for cell, delta in deltas.items():
            cells = self._cells[cell.programme]
            cells[cell] = cells.get(cell, 0) + delta


def _not_zero(deltas: Mapping[DifferenceCell, int]) -> Money:
    return {cell: delta for cell, delta in sorted(deltas.items()) if delta}
