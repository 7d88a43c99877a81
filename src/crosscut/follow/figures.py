"""The figures of a change: for each kind of thing that happened, the rows that say what it added and what it took."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from crosscut.calendar import Period
from crosscut.figures import Figure, FigureBook, Where
from crosscut.figures.figure import Term
from crosscut.follow import words
from crosscut.follow.changes import Comparison
from crosscut.follow.effects import Effect
from crosscut.follow.sides import DifferenceCell
from crosscut.text import Text
from crosscut.text.effect_kinds import EffectKind, meaning
from crosscut.text.periods import period_text

CHANGE = "change"
"""The first word of what a part of a change follows from."""


Place = tuple[Period, DifferenceCell]
"""Where money stands, and when: a question that selects rows."""


class Places:
    """The places of all money, each by its number in their order, with its amount and the selection of its rows."""

    def __init__(self, amounts: Mapping[Place, int]) -> None:
        self.all = sorted(amounts)
        self.numbers = {place: number for number, place in enumerate(self.all)}
        self.amounts = [amounts[place] for place in self.all]
        self.selections = [_where(place) for place in self.all]


@dataclass
class Terms:
    """An amount as places, by their numbers and with signs, and a rest that stands in no place."""

    places: dict[int, int] = field(default_factory=dict)
    rest: int = 0

    def add(self, other: Terms, sign: int = 1) -> None:
        """Take in another amount, or take it away."""
        places = self.places
        for place, times in other.places.items():
            left = places.get(place, 0) + sign * times
            if left:
                places[place] = left
            else:
                places.pop(place, None)
        self.rest += sign * other.rest

    def value(self, places: Places) -> int:
        """What it comes to."""
        return sum(times * places.amounts[place] for place, times in self.places.items()) + self.rest

    def questions(self, places: Places) -> list[Term]:
        """The places as selections of rows, each with its sign."""
        return [(places.selections[place], sign) for place, sign in sorted(self.places.items())]


def _where(place: Place) -> Where:
    period, cell = place
    return (
        ("area", cell.area),
        ("committee", cell.committee),
        ("fiscal_year", period.year),
        ("ministry", cell.ministry),
        ("programme", cell.programme),
        ("stage", period.stage),
        ("sub", cell.sub),
    )


PartTerms = Mapping[tuple[EffectKind, frozenset[tuple[str, str]]], list[Terms]]
"""The amounts of a kind of effect cell by cell: of the whole, of each area and of each ministry."""


class ChangeFigures:
    """The parts of each comparison as figures; those of one comparison sum to the difference that it tells.

    A part is what the rows of the later point have, less those of the earlier one that stood behind the same
    programmes. What corrections, definitions and divided programmes account for is in no row: it stands beside them as
    an amount of its own, stated by what happened.
    """

    def __init__(self, book: FigureBook, comparisons: Iterable[Comparison]) -> None:
        self.book, self.comparisons = book, tuple(comparisons)
        self._terms: dict[tuple[Period, Period], PartTerms] = {}
        self._parts: dict[tuple[str, ...], Figure] = {}

    def part(self, found: Comparison, kind: EffectKind, **where: str) -> Figure:
        """What one kind of effect added to the whole, or to the area or ministry that ``where`` names.

        Parameters
        ----------
        found
            One of the comparisons.
        kind
            The kind of effect.
        where
            ``area`` or ``ministry``, or nothing.

        """
        by = (CHANGE, *_points(found), str(kind), *(f"{key}={value}" for key, value in sorted(where.items())))
        if by not in self._parts:
            terms = Terms()
            for amount in self._of(found).get((kind, frozenset(where.items())), ()):
                terms.add(amount)
            beside = self.book.state(terms.rest, (*by, "beside"), words.BESIDE) if terms.rest else None
            questions = terms.questions(self._places)
            self._parts[by] = self.book.part(questions, by, _statement(found, kind), beside, **where)
        return self._parts[by]

    def parts(self, found: Comparison) -> Iterator[Figure]:
        """Every part of one comparison: of the whole, of each area, of each ministry."""
        yield from (self.part(found, part.kind) for part in found.parts)
        for key, shares in (("area", found.areas), ("ministry", found.ministries)):
            for share in shares:
                yield from (self.part(found, part.kind, **{key: share.group[0]}) for part in share.parts)

    def everything(self) -> Iterator[Figure]:
        """Every figure that only a change can tell."""
        for found in self.comparisons:
            yield from self.parts(found)

    def _of(self, found: Comparison) -> PartTerms:
        key = (found.since, found.until)
        if key not in self._terms:
            self._terms[key] = _by_group(_follow(found, self._places))
        return self._terms[key]

    @cached_property
    def _places(self) -> Places:
        keys = (*DifferenceCell._fields, "fiscal_year", "stage")
        width = len(DifferenceCell._fields)
        cells = self.book.groups("partition", *keys)
        return Places(
            {
                (Period(int(key[width]), str(key[width + 1])), DifferenceCell(*map(str, key[:width]))): cell.amount
                for key, cell in cells.items()
            }
        )


def _by_group(cells: Mapping[tuple[EffectKind, DifferenceCell], Terms]) -> PartTerms:
    groups: dict[tuple[EffectKind, frozenset[tuple[str, str]]], list[Terms]] = defaultdict(list)
    for (kind, cell), amount in cells.items():
        for where in ((), (("area", cell.area),), (("ministry", cell.ministry),)):
            groups[kind, frozenset(where)].append(amount)
    return groups


def _follow(found: Comparison, places: Places) -> Mapping[tuple[EffectKind, DifferenceCell], Terms]:
    """Replay the effects with places instead of amounts: money that moves whole takes its place along.

    The last effect on a cell is what the later place has less all that stood in the cell until then.
    """
    effects = list(found.effects)
    state: dict[DifferenceCell, Terms] = defaultdict(Terms)
    for number, (period, cell) in enumerate(places.all):
        if period == found.since:
            state[cell] = Terms({number: 1})
    last = {cell: number for number, effect in enumerate(effects) for cell in effect.deltas}
    parts: dict[tuple[EffectKind, DifferenceCell], Terms] = defaultdict(Terms)
    for number, effect in enumerate(effects):
        carried = _carried(effect, state, places)
        for cell, delta in effect.deltas.items():
            step = carried.get(cell, Terms(rest=delta))
            if last[cell] == number:
                later = places.numbers.get((found.until, cell))
                step = Terms({} if later is None else {later: 1})
                step.add(state[cell], -1)
            state[cell].add(step)
            parts[effect.kind, cell].add(step)
    return parts


def _carried(effect: Effect, state: Mapping[DifferenceCell, Terms], places: Places) -> dict[DifferenceCell, Terms]:
    """What a transfer takes from and brings to each cell: places where a cell goes over whole, an amount elsewhere."""
    steps: dict[DifferenceCell, Terms] = defaultdict(Terms)
    for source, target, amount in effect.moves:
        standing = state.get(source, Terms())
        part = standing if standing.value(places) == amount else Terms(rest=amount)
        steps[source].add(part, -1)
        steps[target].add(part)
    return steps


def _points(found: Comparison) -> list[str]:
    return [str(found.since), str(found.until)]


def _statement(found: Comparison, kind: EffectKind) -> Text:
    ends = {name: period_text(*period) for name, period in (("since", found.since), ("until", found.until))}
    return words.PART.format(kind=meaning(kind, found.passage), **ends)
