"""What is asked for: programmes with their amounts, keys, shares, scores and findings, as an allocation needs them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction as Exact
from functools import cached_property
from typing import NamedTuple

from crosscut.allocate import refusal_words as say
from crosscut.allocate.programme_ids import near_id
from crosscut.engine.split import Part, split_areas
from crosscut.tables import OUTSIDE
from crosscut.text import Text
from crosscut.text.ministries import in_both
from crosscut.text.refusals import RefusalError, after, meant

Fraction = tuple[int, int]
Selection = dict[int, Fraction]
"""Place of a programme → numerator and denominator of the part of its money that is selected."""


def split_over(amount: int, numerators: Mapping[Part, int]) -> dict[str, int]:
    """One amount (minor units) split over the areas that share it; all of it is outside where none does."""
    if len(numerators) == 1:
        return {area: amount for (area, _), numerator in numerators.items() if numerator}
    return split_areas(amount, numerators) if any(numerators.values()) else {OUTSIDE: amount}


LAST_YEAR = Text("last year", "전년")
"""What changes count from, as sentences name it where the year planned is the next one."""

_REVIEWED = {"finding": "findings", "duplicates": "duplicates"}
"""Keys that select by what the review found, and where that stands."""


@dataclass(frozen=True)
class Contracts:
    """What files say of programmes, by the file's name.

    ``bound`` has the money of each programme's contracts in each year, in minor units; ``ranks`` the place of each
    programme on its ministry's own list.
    """

    bound: Mapping[str, Mapping[tuple[str, int], int]] = field(default_factory=dict)
    ranks: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def in_year(self, file: str, year: int) -> dict[str, int]:
        """What the contracts of a file come to in a year, by programme."""
        return {programme: amount for (programme, when), amount in self.bound[file].items() if when == year}


@dataclass(frozen=True)
class Receipt:
    """A programme whose amount is below zero, such as what is paid back: no allocation divides it."""

    programme: str
    name: str
    requested: int
    previous: int


class Span(NamedTuple):
    """The least and the most that a sum may truly be, in minor units."""

    low: int
    high: int


@dataclass(frozen=True)
class Demand:
    """The programmes of one allocation, in one order.

    Attributes
    ----------
    ids, names
        One each a programme.
    requested, previous
        Minor units.
    keys
        ``ministry``, ``committee``, ``status`` → one text a programme.
    shares
        Area → programme's place → numerator and denominator. Areas of one programme have one denominator.
    scores
        Criterion → one number a programme, for criteria that files score.
    findings
        Review rule → ids of the programmes that it found something about.
    titles
        Review rule → its title for readers; a rule without one is named by its id.
    not_reviewed
        Review rules that found nothing since their data is absent.
    areas
        Area → its name for readers; an area without one is named by its id.
    parts
        For each programme its numerators by area and sub-technology; without them those of ``shares`` stand.
    ended
        Programmes that had money last year and ask for none now: nothing is divided among them, and what they had is
        part of every sum of last year.
    receipts
        Programmes whose amount is below zero, which stay outside what is divided.
    year
        The fiscal year that is planned.
    year_before, since
        The fiscal year that counts as last year, 0 where the requests do; and what sentences call it.
    duplicates
        Name of a group of duplicates that the review found → ids of its programmes.
    executed
        What was spent in the latest year known, in minor units, one a programme; empty where nothing is known.
    ends
        The last year of each programme, 0 where it is not stated; empty where nothing is known.
    contracts
        What files say that contracts bind, and in what order ministries rank their programmes.
    over
        Places of the programmes that ended before the year, where it is a later one: they ask for nothing.
    requested_off
        By how much the requests of programmes, by place, may be less and more; of those that are inexact.
    previous_span
        Between which amounts the sum of last year is; None where it is exact.

    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    requested: tuple[int, ...]
    previous: tuple[int, ...]
    keys: Mapping[str, Sequence[str]]
    shares: Mapping[str, Selection] = field(default_factory=dict)
    scores: Mapping[str, Sequence[float]] = field(default_factory=dict)
    findings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    titles: Mapping[str, Text] = field(default_factory=dict)
    not_reviewed: frozenset[str] = frozenset()
    areas: Mapping[str, Text] = field(default_factory=dict)
    parts: Sequence[Mapping[Part, int]] = ()
    ended: Demand | None = None
    receipts: tuple[Receipt, ...] = ()
    year: int = 0
    year_before: int = 0
    since: Text = LAST_YEAR
    duplicates: Mapping[str, frozenset[str]] = field(default_factory=dict)
    executed: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    contracts: Contracts = field(default_factory=Contracts)
    over: frozenset[int] = frozenset()
    requested_off: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    previous_span: Span | None = None

    def in_later_year(self, year: int) -> Demand:
        """The same in a later year, in which sentences name the year that changes count from.

        Programmes that end before it ask for nothing, but for those that a contract of that year binds.
        """
        bound = {programme for file in self.contracts.bound for programme in self.contracts.in_year(file, year)}
        over = frozenset(k for k, end in enumerate(self.ends) if 0 < end < year and self.ids[k] not in bound)
        asked = tuple(0 if place in over else amount for place, amount in enumerate(self.requested))
        return replace(self, year=year, since=self._counted_from, requested=asked, over=over)

    @property
    def requested_span(self) -> Span | None:
        """Between which amounts the sum of what is asked for in the year is; None where it is exact."""
        off = [each for place, each in self.requested_off.items() if place not in self.over]
        whole = sum(self.requested)
        return Span(whole - sum(each[0] for each in off), whole + sum(each[1] for each in off)) if off else None

    @property
    def _counted_from(self) -> Text:
        """What later years call what changes count from: the year before this one, or this one's requests."""
        if self.year_before:
            return Text(f"{self.year_before}", f"{self.year_before}년")
        return Text(f"the {self.year} request", f"{self.year}년 요구") if self.year else self.since

    def numerators(self, place: int) -> Mapping[Part, int]:
        """The shares of one programme by area and sub-technology over one denominator, what is outside included."""
        if self.parts:
            return self.parts[place]
        held = {area: members[place] for area, members in self.shares.items() if place in members}
        found = {(area, ""): numerator for area, (numerator, _) in held.items()}
        whole = next((denominator for _, denominator in held.values()), 1)
        rest = whole - sum(found.values())
        return found | {(OUTSIDE, ""): rest} if rest else found

    def split(self, place: int, amount: int) -> Mapping[str, int]:
        """As :func:`split_over`, by the shares of one programme."""
        return split_over(amount, self.numerators(place))

    def __post_init__(self) -> None:
        for programme, amount, past in zip(self.ids, self.requested, self.previous, strict=True):
            if amount < 0 or past < 0:
                raise RefusalError(
                    say.NEGATIVE.format(id=repr(programme), amount=f"{min(amount, past):,}"),
                    say.CORRECT_LINE,
                    code="negative-amount",
                )

    def past(self, where: Mapping[str, Sequence[str]], tags: Mapping[str, Sequence[str]]) -> Exact:
        """What the selected money was last year, programmes that ended since included, in minor units."""
        own = sum((Exact(self.previous[k] * num, den) for k, (num, den) in self.select(where, tags).items()), Exact(0))
        return own + (self.ended.past_of(where, tags) if self.ended else 0)

    def past_of(self, where: Mapping[str, Sequence[str]], tags: Mapping[str, Sequence[str]]) -> Exact:
        """What the selected money was last year, where values that no programme has select nothing."""
        total = Exact(0)
        for place, amount in enumerate(self.previous):
            part = Exact(amount)
            for key, values in where.items():
                part *= self._part(place, key, values, tags)
            total += part
        return total

    def _part(self, place: int, key: str, values: Sequence[str], tags: Mapping[str, Sequence[str]]) -> Exact:
        """The part of one programme's money that has one of the values of a key."""
        if key == "area":
            held = (self.shares.get(area, {}).get(place, (0, 1)) for area in dict.fromkeys(values))
            return sum((Exact(*each) for each in held), Exact(0))
        if key == "programme":
            return Exact(self.ids[place] in values)
        if key == "tag":
            return Exact(any(self.ids[place] in tags.get(value, ()) for value in values))
        if key in _REVIEWED:
            return Exact(self.ids[place] in self._reviewed(key, values))
        return Exact(self.keys[key][place] in values)

    @property
    def total_past(self) -> int:
        """All of last year, programmes that ended since included."""
        return sum(self.previous) + (sum(self.ended.previous) if self.ended else 0)

    def place_of(self, programme: str) -> int:
        """The place of a programme; raises CrosscutError where there is none of that id."""
        places = self.__dict__.setdefault("_places", {each: place for place, each in enumerate(self.ids)})
        if any(each.programme == programme for each in self.receipts):
            raise RefusalError(say.RECEIPT.format(id=repr(programme)), say.LEAVE_OUT, code="receipt")
        if programme not in places:
            raise RefusalError(
                say.ASKS_NOTHING.format(id=repr(programme)),
                after(say.CHECK_ID, near_id(programme, self.ids)),
                code="unknown-programme",
            )
        return int(places[programme])

    def check_named(self, programmes: Iterable[str]) -> None:
        """Refuse ids of no programme that is divided, as :meth:`place_of` does, before anything is solved for them."""
        for each in programmes:
            self.place_of(each)

    def called(self, place: int) -> str:
        """A programme as sentences name it: its name and its id."""
        id_, name = self.ids[place], self.names[place]
        return f"{name} ({id_})" if name and name != id_ else id_

    @cached_property
    def shared_names(self) -> frozenset[str]:
        """Names that several programmes have."""
        return frozenset(name for name, count in Counter(self.names).items() if count > 1)

    @cached_property
    def ministries(self) -> Mapping[str, Text]:
        """What the ministries are called, by what the sources call them."""
        return in_both(frozenset(self.keys["ministry"]))

    def values_of(self, key: str, tags: Mapping[str, Sequence[str]]) -> list[str]:
        """The values that a key takes, sorted."""
        if key == "programme":
            return sorted(self.ids)
        if key == "tag":
            return sorted(tags)
        if key in _REVIEWED:
            return sorted(getattr(self, _REVIEWED[key]))
        return sorted(self.shares) if key == "area" else sorted(filter(None, self._with_each_value(key)))

    def _with_each_value(self, key: str) -> dict[str, list[int]]:
        """The places of the programmes that have each value of a key."""
        known: dict[str, dict[str, list[int]]] = self.__dict__.setdefault("_by_key", {})
        if key not in known:
            found: dict[str, list[int]] = {}
            for place, value in enumerate(self.keys[key]):
                found.setdefault(value, []).append(place)
            known[key] = found
        return known[key]

    def select(self, where: Mapping[str, Sequence[str]], tags: Mapping[str, Sequence[str]]) -> Selection:
        """The money of the programmes that have one of the values of every key; all of it where ``where`` is empty.

        Raises
        ------
        CrosscutError
            for a value that no programme has.

        """
        chosen: Selection = dict.fromkeys(range(len(self.ids)), (1, 1))
        for key, values in where.items():
            held = self._having(key, values, tags)
            parts = held if key == "area" else chosen
            chosen = {place: parts[place] for place in sorted(held) if place in chosen}
        return chosen

    def _having(self, key: str, values: Sequence[str], tags: Mapping[str, Sequence[str]]) -> Selection:
        if key == "programme":
            return {self.place_of(value): (1, 1) for value in values}
        if key in _REVIEWED:
            found = self._reviewed(key, values)
            return {place: (1, 1) for place, programme in enumerate(self.ids) if programme in found}
        known = self.values_of(key, tags)
        for value in values:
            if value not in known:
                raise RefusalError(
                    say.NO_VALUE.format(key=key, value=repr(value)),
                    after(say.KNOWN.format(known=", ".join(known[:40])), self._meant(key, value, known))
                    if known
                    else say.NO_KEY.format(key=key),
                    code="unknown-selection",
                )
        if key == "tag":
            return {self.place_of(programme): (1, 1) for value in values for programme in tags[value]}
        if key == "area":
            return self._areas(values)
        return {place: (1, 1) for value in values for place in self._with_each_value(key)[value]}

    def _meant(self, key: str, value: str, known: list[str]) -> Text:
        """Which known value may be meant, of an area by its name too; led by a space, empty where none is near."""
        names = {name.casefold(): each for each in known for name in self._names(key, each)}
        return meant(names.get(value.casefold(), value), known)

    def _names(self, key: str, value: str) -> tuple[str, ...]:
        name = self.areas.get(value) if key == "area" else None
        return (name.en, name.ko) if name else ()

    def _reviewed(self, key: str, values: Sequence[str]) -> frozenset[str]:
        """The programmes that the review found something about; none where it did not find it this time."""
        found: Mapping[str, frozenset[str]] = getattr(self, _REVIEWED[key])
        return frozenset[str]().union(*(found.get(value, frozenset()) for value in values))

    def _areas(self, areas: Sequence[str]) -> Selection:
        parts: Selection = {}
        for area in dict.fromkeys(areas):
            for place, (num, den) in self.shares[area].items():
                parts[place] = (parts.get(place, (0, den))[0] + num, den)
        return parts
