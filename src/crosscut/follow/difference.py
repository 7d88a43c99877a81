"""The difference between two sides, in effects that add up to it exactly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from crosscut.budget.links import Succession
from crosscut.follow import reasons
from crosscut.follow.effects import Effect, Steps
from crosscut.follow.itemisation import itemise
from crosscut.follow.sides import DifferenceCell, Money, Side
from crosscut.follow.successions import follow_links
from crosscut.money import split
from crosscut.tables import MAX_DENOMINATOR, UNREAD
from crosscut.text import Text
from crosscut.text.effect_kinds import EffectKind

Translate = Callable[[str, str], Sequence[tuple[str, str, int]]]
"""From an area and a sub-technology of one list to ``(area, sub, weight)`` of another."""


@dataclass(frozen=True)
class Redefinition:
    """From ``old`` to ``new``: one programme's amount on the earlier side under the later definition."""

    programme: str
    old: int
    new: int
    why: Text


@dataclass(frozen=True)
class DifferenceContext:
    """What lies between two sides besides money: links, definitions, another taxonomy."""

    succession: Succession = field(default_factory=Succession)
    redefined: tuple[Redefinition, ...] = ()
    translate: Translate | None = None
    translated: Text = reasons.NOTHING


@dataclass(frozen=True)
class Difference:
    """Two sides and the effects between them: ``before`` plus all deltas is ``after``, in every cell."""

    before: Side
    after: Side
    effects: tuple[Effect, ...]
    unchanged: int

    @property
    def change(self) -> int:
        """What the whole changed by."""
        return self.after.total - self.before.total


def difference(before: Side, after: Side, context: DifferenceContext | None = None) -> Difference:
    """Follow the earlier side's money to the later side.

    The order of effects: errors corrected, definitions changed, the taxonomy revised; then ministries and successions;
    then areas within a programme; what remains is money given or taken.
    """
    context = context or DifferenceContext()
    steps = Steps(before.cells)
    _correct(steps, before, after)
    _redefine(steps, context.redefined)
    _reclassify(steps, context)
    _move(steps, before, after)
    follow_links(steps, before, after, context.succession)
    itemise(steps, before, after)
    final = _by_programme(after.cells)
    settled = set()
    for programme in sorted({*steps.programmes(), *final}):
        _attribute(steps, programme, final.get(programme, {}), before, after)
        if _close(steps, programme, final.get(programme), before, after):
            settled.add(programme)
    unchanged = settled - {effect.programme for effect in steps.effects}
    return Difference(before, after, tuple(steps.effects), len(unchanged))


def _by_programme(cells: Mapping[DifferenceCell, int]) -> dict[str, Money]:
    found: dict[str, Money] = defaultdict(dict)
    for cell, amount in cells.items():
        found[cell.programme][cell] = amount
    return dict(found)


def _spread(amount: int, cells: Mapping[DifferenceCell, int]) -> Money:
    """The amount over the cells in proportion to what is in them, evenly where nothing is."""
    sizes = [abs(each) for each in cells.values()]
    parts = split(amount, sizes if any(sizes) else [1] * len(sizes))
    return dict(zip(cells, parts, strict=True))


def _correct(steps: Steps, before: Side, after: Side) -> None:
    """What corrections did between two moments of one period; between two periods it did nothing."""
    if before.period != after.period:
        return
    there = _by_programme(after.cells)
    planned = before.planned | after.planned
    for programme in sorted({*before.corrected, *after.corrected} - (before.planned ^ after.planned)):
        change = after.corrected.get(programme, 0) - before.corrected.get(programme, 0)
        cells = steps.of(programme)
        if change and cells:
            corrected = reasons.CORRECTED_PLAN if programme in planned else reasons.CORRECTED
            why = corrected if programme in after.corrected else reasons.TAKEN_BACK
            why = reasons.quoting(why, after.correction_reasons.get(programme, ()))
            parts = _all_of(change, cells, there.get(programme, {})) or _spread(change, cells)
            steps.change(EffectKind.CORRECTED, programme, parts, why)


def _all_of(change: int, cells: Mapping[DifferenceCell, int], final: Mapping[DifferenceCell, int]) -> Money:
    """What each cell changes by where a correction is all that happened: one way everywhere; else nothing."""
    gaps = {cell: final.get(cell, 0) - cells.get(cell, 0) for cell in sorted({*cells, *final})}
    moved = {cell: gap for cell, gap in gaps.items() if gap}
    alone = sum(moved.values()) == change and all((gap > 0) == (change > 0) for gap in moved.values())
    holders = {(cell.ministry, cell.committee) for cell in gaps}
    return moved if alone and len(holders) == 1 else {}


def _redefine(steps: Steps, redefined: Sequence[Redefinition]) -> None:
    for each in redefined:
        cells = steps.of(each.programme)
        if cells and sum(cells.values()) == each.old:
            steps.change(EffectKind.REDEFINED, each.programme, _spread(each.new - each.old, cells), each.why)


def _reclassify(steps: Steps, context: DifferenceContext) -> None:
    if context.translate is None:
        return
    for programme in steps.programmes():
        moves = []
        for cell, amount in steps.of(programme).items():
            targets = context.translate(cell.area, cell.sub)
            parts = split(amount, [weight for _, _, weight in targets])
            moves += [
                (cell, cell._replace(area=area, sub=sub), part)
                for (area, sub, _), part in zip(targets, parts, strict=True)
                if (area, sub) != (cell.area, cell.sub)
            ]
        if moves:
            steps.carry(EffectKind.RECLASSIFIED, programme, moves, context.translated)


def _move(steps: Steps, before: Side, after: Side) -> None:
    """Programmes that keep their id and stand under another ministry, committee or name."""
    there = _by_programme(after.cells)
    for programme in steps.programmes():
        if programme not in there:
            continue
        for key in ("ministry", "committee"):
            _move_by(steps, programme, key, {getattr(cell, key) for cell in there[programme]})
        names = [side.names.get(programme, "") for side in (before, after)]
        if all(names) and names[0] != names[1]:
            steps.note(EffectKind.RENAMED, programme, reasons.was_called(names[0]))


def _move_by(steps: Steps, programme: str, key: str, there: set[str]) -> None:
    cells = steps.of(programme)
    here = {getattr(cell, key) for cell in cells}
    if here == there or len(there) != 1:
        return
    (target,) = there
    moves = [
        (cell, cell._replace(**{key: target}), amount) for cell, amount in cells.items() if getattr(cell, key) != target
    ]
    steps.carry(EffectKind.MOVED, programme, moves, reasons.moved(here, target), whole=True)


def _attribute(steps: Steps, programme: str, final: Mapping[DifferenceCell, int], before: Side, after: Side) -> None:
    """Restate a programme's earlier money by its later areas, where both have money of one sign of one holder.

    Areas that differ by roundings only are left.
    """
    cells = steps.of(programme)
    total, amounts = sum(cells.values()), [*cells.values(), *final.values()]
    holders = {(cell.ministry, cell.committee) for cell in (*cells, *final)}
    if not total or not any(final.values()) or min(amounts) < 0 < max(amounts) or len(holders) > 1:
        return
    if _shifted_by_correction(programme, before, after):
        return
    places = sorted(final)
    targets = dict(zip(places, split(total, [abs(final[cell]) for cell in places]), strict=True))
    rounding = _rounding(total, sum(final.values()))
    if all(abs(cells.get(cell, 0) - targets.get(cell, 0)) <= rounding for cell in (*cells, *targets)):
        return
    moves = list(_moves(cells, targets))
    looked_at = [move for move in moves if UNREAD in {cell.area for cell in move[:2]}]
    others = [move for move in moves if move not in looked_at]
    if looked_at:
        steps.carry(EffectKind.LOOKED_AT, programme, looked_at, reasons.LOOKED_AT)
    if others and programme in before.decided | after.decided:
        steps.carry(EffectKind.REATTRIBUTED, programme, others, reasons.DECIDED)
    elif others:
        kept = before.year == after.year and programme in before.planned ^ after.planned
        steps.carry(EffectKind.RETAGGED, programme, others, reasons.KEPT_BY_PLAN if kept else reasons.RETAGGED)


def _shifted_by_correction(programme: str, before: Side, after: Side) -> bool:
    """Whether a corrected amount of one of two periods is why areas have other parts of it: nobody said so of them."""
    decided = before.decided | after.decided
    corrected = {*before.corrected, *after.corrected}
    return before.period != after.period and programme in corrected and programme not in decided


def _rounding(total: int, later: int) -> int:
    """What roundings may shift: of the earlier split, of the later one at this size, of shares to MAX_DENOMINATOR."""
    return 1 + abs(total) // (abs(later) or 1) + abs(total) // MAX_DENOMINATOR


def _moves(
    cells: Mapping[DifferenceCell, int], targets: Mapping[DifferenceCell, int]
) -> Iterator[tuple[DifferenceCell, DifferenceCell, int]]:
    """Pair what leaves cells with what others gain, in the cells' order; amounts are all of one sign."""
    gaps = {cell: targets.get(cell, 0) - cells.get(cell, 0) for cell in sorted({*cells, *targets})}
    sign = -1 if sum(cells.values()) < 0 else 1
    surplus = {cell: -sign * gap for cell, gap in gaps.items() if sign * gap < 0}
    lacking = {cell: sign * gap for cell, gap in gaps.items() if sign * gap > 0}
    for source, target in product(list(surplus), list(lacking)):
        part = min(surplus[source], lacking[target])
        if part:
            surplus[source] -= part
            lacking[target] -= part
            yield source, target, sign * part


def _close(steps: Steps, programme: str, final: Mapping[DifferenceCell, int] | None, before: Side, after: Side) -> bool:
    """What remains of a programme's difference: money given or taken. Whether nothing did."""
    cells = steps.of(programme)
    deltas = {
        cell: gap
        for cell in sorted({*cells, *(final or {})})
        if (gap := (final or {}).get(cell, 0) - cells.get(cell, 0))
    }
    change = sum(deltas.values())
    if final is None or (any(cells.values()) and not any(final.values())):
        steps.change(EffectKind.ENDED, programme, deltas, reasons.ended(after.named or Text.same(after.label)))
    elif not cells:
        why = reasons.began(before.named or Text.same(before.label), after.statuses.get(programme, ""))
        steps.change(EffectKind.NEW, programme, deltas, why)
    elif deltas:
        total = sum(cells.values())
        rounded = not change and max(map(abs, deltas.values())) <= _rounding(total, total)
        same = EffectKind.ROUNDED if rounded else EffectKind.RETAGGED
        kind = EffectKind.GROWN if change > 0 else EffectKind.CUT if change < 0 else same
        why = reasons.ROUNDED if rounded else reasons.rate(change, total)
        steps.change(kind, programme, deltas, _with_corrections(why, programme, before, after))
    else:
        return True
    return False


def _with_corrections(why: Text, programme: str, before: Side, after: Side) -> Text:
    """Why money was given or taken, with the reasons for which an amount of either period was corrected."""
    if before.period == after.period:
        return why
    for side in (before, after):
        named = side.named or Text.same(side.label)
        why = reasons.amount_corrected(why, named, side.correction_reasons.get(programme))
    return why


def counts(effects: Sequence[Effect]) -> Counter[EffectKind]:
    """How many programmes each kind of effect touches."""
    return Counter(kind for kind, _ in {(effect.kind, effect.programme) for effect in effects})
