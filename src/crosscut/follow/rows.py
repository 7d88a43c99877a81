"""A difference as rows and parts, by any of programme, area and ministry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosscut.follow.difference import Difference
from crosscut.follow.effects import TRANSFERS, Effect
from crosscut.follow.families import families
from crosscut.follow.sides import DifferenceCell
from crosscut.text import Text
from crosscut.text.effect_kinds import EffectKind

Group = tuple[str, ...]
KEYS: Mapping[str, Callable[[DifferenceCell], str]] = {
    "area": lambda cell: cell.area,
    "sub": lambda cell: cell.sub,
    "ministry": lambda cell: cell.ministry,
    "committee": lambda cell: cell.committee,
}
"""What a difference may be grouped by besides programmes, and how a cell says it."""

FAMILY = "family"
"""A further key: the inter-ministerial family of a programme, or the programme itself where it is in none."""


def _keys(found: Difference, by: Sequence[str]) -> list[Callable[[DifferenceCell], str]]:
    if FAMILY not in by:
        return [KEYS[name] for name in by]
    names = {**found.before.names, **found.after.names}
    family = families(names, {**found.before.ministries, **found.after.ministries})

    def of(cell: DifferenceCell) -> str:
        return family.get(cell.programme, cell.programme)

    return [of if name == FAMILY else KEYS[name] for name in by]


@dataclass(frozen=True)
class SidedRow:
    """One effect on one programme within one group: ``change = after - before``.

    Of money given or taken, ``before`` and ``after`` are what the programme has in the group; of a transfer they are
    the money that leaves the group and that arrives in it.
    """

    programme: str
    group: Group
    kind: EffectKind
    before: int
    after: int
    why: Text

    @property
    def change(self) -> int:
        """What the effect adds to the group."""
        return self.after - self.before


@dataclass(frozen=True)
class EffectPart:
    """All effects of one kind: what they add, how many programmes they touch, and the money that they carry or shift.

    ``gross`` is the sum over programmes of the money that came to be or arrived somewhere, so that a transfer that
    cancels out in the whole still shows its size.
    """

    kind: EffectKind
    amount: int
    programmes: int
    gross: int


@dataclass(frozen=True)
class Share:
    """One group's part of the difference."""

    group: Group
    before: int
    after: int
    parts: tuple[EffectPart, ...]

    @property
    def change(self) -> int:
        """What the group's money changed by."""
        return self.after - self.before


def rows(found: Difference, by: Sequence[str] = ()) -> list[SidedRow]:
    """The effects as rows, programme by programme in the order of effects, within groups by keys of KEYS or FAMILY."""
    keys = _keys(found, by)
    made = [row for effect in found.effects for row in _rows(effect, keys)]
    place = {kind: number for number, kind in enumerate(EffectKind)}
    return sorted(made, key=lambda row: (row.programme, place[row.kind], row.why, row.group))


def _rows(effect: Effect, keys: Sequence[Callable[[DifferenceCell], str]]) -> Iterable[SidedRow]:
    gone: dict[Group, int] = defaultdict(int)
    come: dict[Group, int] = defaultdict(int)
    for cell, delta in effect.deltas.items():
        group = tuple(key(cell) for key in keys)
        (come if delta > 0 else gone)[group] += abs(delta)
    if effect.kind in TRANSFERS:
        yield from _transfer(effect, gone, come, bool(keys))
        return
    stood: dict[Group, int] = defaultdict(int)
    for cell, amount in effect.stood.items():
        stood[tuple(key(cell) for key in keys)] += amount
    for group in sorted({*gone, *come} or {*stood}):
        before = stood[group]
        yield SidedRow(effect.programme, group, effect.kind, before, before + come[group] - gone[group], effect.why)


def _transfer(
    effect: Effect, gone: Mapping[Group, int], come: Mapping[Group, int], grouped: bool
) -> Iterable[SidedRow]:
    if not grouped:
        yield SidedRow(effect.programme, (), effect.kind, effect.amount, effect.amount, effect.why)
        return
    for group in sorted({*gone, *come}):
        yield SidedRow(effect.programme, group, effect.kind, gone.get(group, 0), come.get(group, 0), effect.why)


def parts(made: Iterable[SidedRow]) -> tuple[EffectPart, ...]:
    """Rows summed by kind, in the order of kinds."""
    by_kind: dict[EffectKind, list[SidedRow]] = defaultdict(list)
    for row in made:
        by_kind[row.kind].append(row)
    return tuple(
        EffectPart(
            kind,
            sum(row.change for row in by_kind[kind]),
            len({row.programme for row in by_kind[kind]}),
            sum(row.after if kind in TRANSFERS else abs(row.change) for row in by_kind[kind]),
        )
        for kind in EffectKind
        if kind in by_kind
    )


def shares(found: Difference, by: Sequence[str]) -> list[Share]:
    """The difference group by group; the groups' changes sum to the whole's, and each group's parts to its own."""
    keys = _keys(found, by)
    sides: list[dict[Group, int]] = []
    for side in (found.before, found.after):
        sums: dict[Group, int] = defaultdict(int)
        for cell, amount in side.cells.items():
            sums[tuple(key(cell) for key in keys)] += amount
        sides.append(sums)
    grouped: dict[Group, list[SidedRow]] = defaultdict(list)
    for row in rows(found, by):
        grouped[row.group].append(row)
    every = sorted({*sides[0], *sides[1], *grouped}, key=lambda group: [(each is None, each) for each in group])
    return [Share(group, sides[0][group], sides[1][group], parts(grouped[group])) for group in every]
