"""Which programme whoever reads is given next: the order of the draw, and by turns one that another has read already.

Nobody is told which of the two it is. What a person skipped comes to them again after all else; what they are barred
from never does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from sqlalchemy import or_, select

from crosscut.classify.groups import mark
from crosscut.classify.samples import is_read_again
from crosscut.classify.second_opinions import is_large
from crosscut.tables import OUTSIDE
from crosscut.workspace import boundaries
from crosscut.workspace.errors import RefusedError
from crosscut.workspace.office import Act
from crosscut.workspace.people import people
from crosscut.workspace.reading_room.reading_book import NOBODY_YET, OpinionsOn
from crosscut.workspace.reading_room.reading_budget import DrawnProgramme, ReadingBudget, ReadingFacts
from crosscut.workspace.reading_room.reading_room import ReadingRoom
from crosscut.workspace.reading_room.reading_shares import AreaShares
from crosscut.workspace.rights import OF_SOME_YEAR, Item
from crosscut.workspace.schema.reading_schema import BARS, LEASES, READINGS
from crosscut.workspace.words import word

_TELLING = ("move.read", "list.read", "scenario.read")
_EVERY = 3
"""One in so many readings is of a programme that another person has read, where there is one."""


@dataclass(frozen=True)
class Barred:
    """What somebody may not read: whole ministries, and single programmes."""

    ministries: frozenset[str]
    programmes: frozenset[str]

    def __contains__(self, facts: ReadingFacts) -> bool:
        return facts.programme in self.programmes or facts.ministry in self.ministries


@dataclass(frozen=True)
class ReadingQueue:
    """All that a person's next programme follows from, as of one transaction."""

    act: Act
    budget: ReadingBudget
    drawn: Mapping[str, DrawnProgramme]
    opinions: Mapping[str, OpinionsOn]

    @cached_property
    def names(self) -> frozenset[str]:
        """Under which names the person's own opinions stand, those whom they stand in for included."""
        known = people.names(self.act.connection)
        return frozenset(known[each] for each in self.act.actor.people)

    @cached_property
    def barred(self) -> Barred:
        """What the person declared an interest in, or is of."""
        rows = self.act.connection.execute(select(BARS).where(BARS.c.person.in_(self.act.actor.people))).all()
        ministries = {row.ministry for row in rows if not row.programme} | set(self.act.actor.ministries)
        return Barred(frozenset(ministries - {""}), frozenset({row.programme for row in rows if row.programme}))

    @cached_property
    def leased(self) -> Mapping[str, int]:
        """The programmes that somebody has before them now, and who."""
        running = (LEASES.c.ended_at.is_(None), LEASES.c.ends_at > self.act.now)
        query = select(LEASES.c.programme, LEASES.c.person).where(*running)
        return {row.programme: row.person for row in self.act.connection.execute(query)}

    @cached_property
    def skipped(self) -> Mapping[str, int]:
        """What the person skipped, and which reading that was."""
        mine = or_(READINGS.c.read_by.in_(self.act.actor.people), READINGS.c.read_for.in_(self.act.actor.people))
        query = select(READINGS.c.programme, READINGS.c.id).where(READINGS.c.kind == "skip", mine)
        return {row.programme: row.id for row in self.act.connection.execute(query.order_by(READINGS.c.id))}

    def all_passed_over(self, programmes: Iterable[str]) -> bool:
        """Whether of each of these somebody has skipped it or declared an interest in it, and nobody is at it."""
        return all(each in self.passed_over for each in programmes)

    @cached_property
    def passed_over(self) -> frozenset[str]:
        """What somebody skipped or declared an interest in, and nobody has read or has before them."""
        connection = self.act.connection
        skipped = set(connection.scalars(select(READINGS.c.programme).where(READINGS.c.kind == "skip").distinct()))
        rows = connection.execute(select(BARS.c.ministry, BARS.c.programme).distinct()).all()
        ministries = frozenset(row.ministry for row in rows if not row.programme) - {""}
        declared = Barred(ministries, frozenset(row.programme for row in rows if row.programme))
        return frozenset(
            programme
            for programme, each in self.drawn.items()
            if (programme in skipped or each.facts in declared)
            and self.waits_first(programme)
            and programme not in self.leased
        )

    def on(self, programme: str) -> OpinionsOn:
        """What people think of a programme."""
        return self.opinions.get(programme, NOBODY_YET)

    def is_free(self, programme: str) -> bool:
        """Whether nobody else has it before them."""
        return self.leased.get(programme, self.act.actor.person) == self.act.actor.person

    def is_own(self, programme: str) -> bool:
        """Whether the person has said what it is, in whatever capacity."""
        return programme in self._read or any(each.person in self.names for each in self.on(programme).several)

    @cached_property
    def _read(self) -> frozenset[str]:
        """What the person read, or another for them, or they for another."""
        both = self.act.actor.people
        mine = or_(READINGS.c.read_by.in_(both), READINGS.c.read_for.in_(both))
        query = select(READINGS.c.programme).where(READINGS.c.kind != "skip", mine).distinct()
        return frozenset(self.act.connection.scalars(query))

    def readable(self, facts: ReadingFacts) -> bool:
        """Whether the person may read it at all."""
        return facts not in self.barred and self._permitted[facts.ministry, facts.committee]

    @cached_property
    def _permitted(self) -> Mapping[tuple[str, str], bool]:
        return _Permissions(self.act, self.budget.run.calendar.leading.year)

    def waits_first(self, programme: str) -> bool:
        """Whether nobody has read it."""
        return not self.on(programme).several

    def waits_second(self, programme: str) -> bool:
        """Whether one person has read it, and another should."""
        found = self.on(programme)
        if len(set(found.readers)) != 1 or found.is_settled or programme not in self.drawn:
            return False
        large = is_large(self.budget.run.settings, self.drawn[programme].facts.amount)
        return is_read_again(programme, in_an_area=bool(found.several[0].shares), large=large)

    def open_firsts(self) -> Iterator[str]:
        """What the person could read first, in the order of the draw."""
        return (each for each in self.drawn if self.waits_first(each) and self._offered(each))

    @cached_property
    def sees_what_is_decided(self) -> bool:
        """Whether moves, lists or scenarios tell the person what decisions make of areas, first opinions among them."""
        return any(self.act.actor.may(each, OF_SOME_YEAR).allowed for each in _TELLING)

    def open_seconds(self) -> list[str]:
        """What the person could read second, in an order by hash; none of whoever is told what others decided."""
        if self.sees_what_is_decided:
            return []
        return sorted((each for each in self.drawn if self.waits_second(each) and self._offered(each)), key=mark)

    def _offered(self, programme: str) -> bool:
        return self.is_free(programme) and not self.is_own(programme) and self.readable(self.drawn[programme].facts)

    def next(self, count: int) -> str:
        """The next programme of a person who has read ``count``; empty where there is none."""
        firsts, seconds = list(self.open_firsts()), self.open_seconds()
        turn = count % _EVERY == _EVERY - 1
        order = [*seconds, *firsts] if turn else [*firsts, *seconds]
        fresh = next((each for each in order if each not in self.skipped), "")
        return fresh or min(order, key=lambda each: self.skipped[each], default="")

    def proposed(self, programme: str) -> AreaShares | None:
        """What the machine proposes, in equal parts; None where it proposes nothing."""
        drawn = self.drawn.get(programme)
        if drawn is None or drawn.dossier is None:
            return None
        areas = [each.area for each in drawn.dossier.proposed if each.area != OUTSIDE]
        return {area: Fraction(1, len(areas)) for area in areas}

    def family(self, programme: str) -> list[str]:
        """Of its family what the person may read with it: read by as many people so far, and by nobody else now."""
        dossier = self.drawn[programme].dossier if programme in self.drawn else None
        read = len(set(self.on(programme).readers))
        kin = [each for each in dossier.family if each in self.budget.facts] if dossier else []
        return [each for each in kin if self._goes_with(each, read)]

    def _goes_with(self, kin: str, read: int) -> bool:
        as_far = len(set(self.on(kin).readers)) == read and not self.on(kin).is_settled
        return as_far and self.is_free(kin) and not self.is_own(kin) and self.readable(self.budget.facts[kin])


class _Permissions(defaultdict[tuple[str, str], bool]):
    """Whether a ministry's programmes may be read, asked of the table of rights once each."""

    def __init__(self, act: Act, year: int) -> None:
        super().__init__()
        self._act, self._year = act, year

    def __missing__(self, key: tuple[str, str]) -> bool:
        self[key] = self._act.actor.may("reading.read", Item(*key, year=self._year)).allowed
        return self[key]


def room_of(act: Act) -> ReadingRoom:
    """The office's reading room.

    Raises
    ------
    RefusedError
        where the office was opened without its folder.
    """
    if act.office.reading is None:
        raise RefusedError(word("reading_no_room"), "no-folder")
    return act.office.reading


def queue_of(act: Act) -> ReadingQueue:
    """The queue as whoever acts sees it; to be asked before anything is written in the same transaction."""
    room = room_of(act)
    with boundaries.whole(act.connection):  # what is worked out is kept for everyone
        opinions = room.book.caught_up(act.connection, room.budget)
    return ReadingQueue(act, room.budget, room.drawn, opinions)


def item_of(budget: ReadingBudget, facts: ReadingFacts, participants: Iterable[int] = ()) -> Item:
    """What the table of rights is asked about a programme."""
    return Item(facts.ministry, facts.committee, budget.run.calendar.leading.year, participants=frozenset(participants))
