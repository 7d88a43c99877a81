"""What lies between two sides of a budget's money: by area, ministry and programme, each adding up to the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace

from crosscut.budget import Run
from crosscut.follow.diff import between
from crosscut.follow.difference import Difference
from crosscut.follow.effects import AMONG_AREAS, TRANSFERS
from crosscut.follow.rows import Share, SidedRow, rows, shares
from crosscut.follow.sides import Side
from crosscut.text import Text
from crosscut.text.effect_kinds import EffectKind
from crosscut.workspace.known_programmes import key_of

Within = Callable[[str, str], bool]
"""Whether the money of a ministry, as the budget calls it, and a committee is among what is looked at."""


@dataclass(frozen=True, slots=True)
class ChangedProgramme:
    """A programme that something happened to. ``before`` holds what came from its predecessors, where it has any.

    ``effects`` are what happened, each with what is said of it; ``ministry`` is what the budget calls it.
    """

    programme: str
    name: str
    ministry: str
    before: int
    after: int
    effects: tuple[tuple[EffectKind, Text], ...]

    @property
    def key(self) -> str:
        """Its id as a part of an address."""
        return key_of(self.programme)

    @property
    def change(self) -> int:
        """What it was given or lost."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class SideChange:
    """Two sides and what lies between; amounts in minor units.

    The changes of ``programmes``, of ``areas`` and of ``ministries`` each sum to ``after - before``, those of
    programmes the largest first.
    """

    before: int
    after: int
    programmes: tuple[ChangedProgramme, ...]
    areas: tuple[Share, ...]
    ministries: tuple[Share, ...]
    unchanged: int

    @property
    def risen(self) -> int:
        """What programmes were given, in all."""
        return sum(each.change for each in self.programmes if each.change > 0)

    @property
    def fallen(self) -> int:
        """What programmes lost, in all; not above zero."""
        return sum(each.change for each in self.programmes if each.change < 0)


def side_change(runs: tuple[Run, Run], sides: tuple[Side, Side]) -> SideChange:
    """All that lies between two sides."""
    found = between(runs, sides)
    areas, ministries = (tuple(_ordered(shares(found, [key]))) for key in ("area", "ministry"))
    programmes = tuple(sorted(_programmes(found), key=lambda each: (-abs(each.change), each.programme)))
    return SideChange(found.before.total, found.after.total, programmes, areas, ministries, found.unchanged)


def without_areas(change: SideChange) -> SideChange:
    """The same for those who are told no areas: neither sums of areas nor that anybody decided one."""
    kept = ((each, tuple(item for item in each.effects if item[0] not in AMONG_AREAS)) for each in change.programmes)
    told = [replace(each, effects=effects) for each, effects in kept if effects]
    unchanged = change.unchanged + len(change.programmes) - len(told)
    return replace(change, programmes=tuple(told), areas=(), unchanged=unchanged)


def narrowed(side: Side, within: Within) -> Side:
    """A side with that part of its money alone which is looked at."""
    kept = {cell: amount for cell, amount in side.cells.items() if within(cell.ministry, cell.committee)}
    return side if len(kept) == len(side.cells) else replace(side, cells=kept)


def _ordered(found: list[Share]) -> list[Share]:
    return sorted(found, key=lambda each: (-max(each.before, each.after), each.group))


def _programmes(found: Difference) -> list[ChangedProgramme]:
    by_programme: dict[str, list[SidedRow]] = defaultdict(list)
    for row in rows(found):
        by_programme[row.programme].append(row)
    after, held = found.after.totals(), {**_holders(found.before), **_holders(found.after)}
    names = {**found.before.names, **{key: name for key, name in found.after.names.items() if name}}
    return [
        ChangedProgramme(
            programme=programme,
            name=names.get(programme) or programme,
            ministry=held.get(programme, ""),
            before=(then := after.get(programme, 0)) - sum(row.change for row in given if row.kind not in TRANSFERS),
            after=then,
            effects=tuple(dict.fromkeys((row.kind, row.why) for row in given)),
        )
        for programme, given in by_programme.items()
    ]


def _holders(side: Side) -> dict[str, str]:
    return {cell.programme: cell.ministry for cell in side.cells}
