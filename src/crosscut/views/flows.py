"""What became of the money between two points, by area and by ministry: new, grown, moved, cut, ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from crosscut.calendar import Period
from crosscut.figures import Figure, FigureBook
from crosscut.follow import TRANSFERS, EffectKind
from crosscut.follow.changes import Comparison
from crosscut.text.effect_kinds import Passage
from crosscut.views.histories import leading_first
from crosscut.views.totals import Totals

Fate = Literal["new", "grown", "moved", "cut", "ended", "other"]
FATES: tuple[Fate, ...] = ("new", "grown", "moved", "cut", "ended", "other")
"""What becomes of a programme's money. ``moved`` is every transfer; ``other`` is more than one thing at once, and
corrections."""

_PLAIN: dict[frozenset[EffectKind], Fate] = {
    frozenset({EffectKind.NEW}): "new",
    frozenset({EffectKind.GROWN}): "grown",
    frozenset({EffectKind.CUT}): "cut",
    frozenset({EffectKind.ENDED}): "ended",
}


@dataclass(frozen=True)
class Stream:
    """One area or ministry: its money before and after, and what each fate of its programmes adds or takes.

    The amounts of ``fates`` sum to the change; a fate that touches no programme of it is left out.
    """

    key: str
    before: Figure
    after: Figure
    fates: dict[Fate, Figure]

    def added(self) -> int:
        """What came to it, in minor units."""
        return sum(max(figure.value, 0) for figure in self.fates.values())

    def taken(self) -> int:
        """What left it, in minor units."""
        return sum(max(-figure.value, 0) for figure in self.fates.values())


@dataclass(frozen=True)
class FlowPassage:
    """The money of two points, area by area and ministry by ministry, in the order of what they hold after.

    ``way`` is which way it went between them.
    """

    since: Period
    until: Period
    areas: tuple[Stream, ...]
    ministries: tuple[Stream, ...]
    way: Passage = ""


def outer_ends(passage: FlowPassage) -> tuple[str, str]:
    """The words for where money comes from that no area had, and where that goes which none has any more."""
    way = f"{passage.way}_" if passage.way else ""
    return f"doc_flow_{way}come", f"doc_flow_{way}gone"


def passages(totals: Totals) -> tuple[FlowPassage, ...]:
    """The passages that lead to the leading period: from the year before, and from the stage before."""
    history = totals.publication.history
    here = totals.period
    found = [each for each in leading_first(totals, history) if each.until == here] if history else []
    return tuple(_passage(totals, each) for each in found)


def _passage(totals: Totals, found: Comparison) -> FlowPassage:
    since, until, fates = found.since, found.until, _fates(totals.book, found)
    areas, ministries = (_streams(totals.book, key, since, until, fates) for key in ("area", "ministry"))
    for stream in (*areas, *ministries):
        change = totals.book.difference(stream.after, stream.before)
        totals.rounding.make_up(change, tuple(stream.fates.values()))
    return FlowPassage(since, until, areas, ministries, found.passage)


def _fates(book: FigureBook, found: Comparison) -> dict[str, Fate]:
    """What became of each programme: of one kind only where its effects are all that its money changed by.

    A programme that others were split from or named out of changes by their money too, and is not in it.
    """
    kinds: dict[str, set[EffectKind]] = defaultdict(set)
    sums: dict[str, int] = defaultdict(int)
    for effect in found.effects:
        if any(effect.deltas.values()):
            kinds[effect.programme].add(effect.kind)
            sums[effect.programme] += sum(effect.deltas.values())
    changes = _changes(book, found)
    alone = [programme for programme in kinds if changes[programme] == sums[programme] or kinds[programme] <= TRANSFERS]
    return {programme: _fate(frozenset(kinds[programme])) for programme in alone}


def _changes(book: FigureBook, found: Comparison) -> dict[str, int]:
    changes: dict[str, int] = defaultdict(int)
    for sign, point in ((-1, found.since), (1, found.until)):
        for (programme,), held in book.groups("partition", "programme", **point.where).items():
            changes[str(programme)] += sign * held.amount
    return changes


def _fate(kinds: frozenset[EffectKind]) -> Fate:
    return _PLAIN.get(kinds) or ("moved" if kinds <= TRANSFERS else "other")


def _streams(book: FigureBook, key: str, since: Period, until: Period, fates: dict[str, Fate]) -> tuple[Stream, ...]:
    groups: dict[str, dict[Fate, set[str]]] = defaultdict(lambda: defaultdict(set))
    for period in (since, until):
        for group, programme in book.groups("partition", key, "programme", **period.where):
            groups[str(group)][fates.get(str(programme), "other")].add(str(programme))
    streams = [_stream(book, key, group, (since, until), each) for group, each in groups.items()]
    return tuple(sorted(streams, key=lambda stream: (-stream.after.value, -stream.before.value, stream.key)))


def _stream(
    book: FigureBook, key: str, group: str, points: tuple[Period, Period], groups: dict[Fate, set[str]]
) -> Stream:
    before, after = (book.amount("partition", **{key: group}, **point.where) for point in points)
    changes = {fate: _change(book, {key: group}, points, sorted(groups[fate])) for fate in FATES if fate in groups}
    return Stream(group, before, after, {fate: each for fate, each in changes.items() if each.value})


def _change(book: FigureBook, where: Mapping[str, str], points: tuple[Period, Period], named: Iterable[str]) -> Figure:
    sides = (
        book.together([book.amount("partition", programme=each, **where, **point.where) for each in named])
        for point in points
    )
    before, after = sides
    return book.difference(after, before)
