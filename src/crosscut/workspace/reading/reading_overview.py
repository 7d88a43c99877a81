"""How far the reading is: what waits for whom, who reads what now, and what whoever looks has read themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy import func, select

from crosscut.workspace.office import Act
from crosscut.workspace.people import people
from crosscut.workspace.reading import rereading
from crosscut.workspace.reading.adjudication import ReadersDifference, differences
from crosscut.workspace.reading.reading_counts import KeptCount, kept
from crosscut.workspace.reading.reading_queue import ReadingQueue, item_of, queue_of
from crosscut.workspace.reading.rereading import AreaReadAgain
from crosscut.workspace.reading_room.reading_budget import ReadingFacts
from crosscut.workspace.reading_room.reading_shares import AreaShares, AreaSubs, read, subs_read
from crosscut.workspace.rights import SOMETHING, Item
from crosscut.workspace.schema.reading_schema import BARS, READINGS

_LAST = 500


@dataclass(frozen=True, slots=True)
class ReaderStanding:
    """Who reads: how many they have read and skipped, in how many seconds each in the middle, and when last.

    ``now`` is what they have before them, for those who may know.
    """

    name: str
    read: int
    skipped: int
    seconds: int
    last: datetime | None
    at_it: bool
    now: str


@dataclass(frozen=True, slots=True)
class OwnReading:
    """A programme that whoever looks has read, and what they said of it.

    ``is_older`` says that the list of areas had another edition then, ``again`` why it is to be read again, if it is.
    """

    facts: ReadingFacts
    shares: AreaShares
    at: datetime
    is_older: bool
    subs: AreaSubs
    again: str = ""


@dataclass(frozen=True)
class ReadingOverview:
    """How far it is. ``firsts`` and ``seconds`` are programmes that wait; amounts are in minor units.

    Readers have passed over ``passed`` of the first; where those are all, the next can be drawn. Whoever holds a role
    for one committee is told of its programmes alone; ``whole`` says that it is all of them.

    ``mine`` is what whoever looks could read next, counted; ``held`` the key of what they have before them. ``older``
    are programmes that were read last under another edition of the list of areas. ``again`` are requests to read an
    area again. ``first`` and ``last`` are the counts to show.
    """

    queue: ReadingQueue
    drawn: int
    firsts: int
    firsts_amount: int
    passed: int
    seconds: int
    unsettled: int
    mine: int
    held: str
    readers: Sequence[ReaderStanding]
    own: Sequence[OwnReading]
    barred: Sequence[tuple[str, str]]
    differences: Sequence[ReadersDifference]
    older: Sequence[ReadingFacts]
    again: Sequence[AreaReadAgain]
    first: KeptCount | None
    last: KeptCount | None
    whole: bool


def overview(act: Act) -> ReadingOverview:
    """How far the reading is.

    Raises
    ------
    MissingError
        where whoever looks may not know.
    """
    act.must_see("reading.see", SOMETHING)
    queue = queue_of(act)
    whole = _sees_all(act, queue)
    seen = {key for key, facts in queue.budget.facts.items() if whole or _sees(act, queue, facts)}
    drawn = [each for each in queue.drawn if each in seen]
    firsts = [each for each in drawn if queue.waits_first(each)]
    reads = act.actor.may("reading.read", SOMETHING).allowed
    seconds = sum(queue.waits_second(each) for each in drawn)
    unsettled = sum(each.differs for key, each in queue.opinions.items() if key in seen)
    blind = reads and bool(firsts or seconds or unsettled)
    first, last = kept(act.connection, queue.budget.taxonomy.id, reads=blind) if whole else (None, None)
    held = [each for each, person in queue.leased.items() if person == act.actor.person and each in queue.budget.facts]
    return ReadingOverview(
        queue=queue,
        drawn=len(drawn),
        firsts=len(firsts),
        firsts_amount=sum(queue.budget.facts[each].amount for each in firsts),
        passed=len(queue.passed_over & seen),
        seconds=seconds,
        unsettled=unsettled,
        mine=len([*queue.open_firsts(), *queue.open_seconds()]) if reads else 0,
        held=queue.budget.facts[held[0]].key if held else "",
        readers=_readers(act, queue) if whole else (),
        own=_own(act, queue) if reads else (),
        barred=_barred(act),
        differences=differences(act),
        older=_older(act, queue) if whole else (),
        again=rereading.asked_for(act, queue) if whole and not reads else (),
        first=first,
        last=last,
        whole=whole,
    )


def _sees_all(act: Act, queue: ReadingQueue) -> bool:
    """Whether whoever looks may know of the whole budget's reading, and not of one committee's alone."""
    return act.actor.may("reading.see", Item(year=queue.budget.run.calendar.leading.year)).allowed


def _sees(act: Act, queue: ReadingQueue, facts: ReadingFacts) -> bool:
    return act.actor.may("reading.see", item_of(queue.budget, facts)).allowed


def waiting(act: Act) -> tuple[int, int]:
    """How many programmes whoever looks could read or is to read again, and how many differences they could settle."""
    reads, settles = (act.actor.may(each, SOMETHING).allowed for each in ("reading.read", "reading.settle"))
    if act.office.reading is None or not act.office.reading.drawn or not (reads or settles):
        return 0, 0
    queue = queue_of(act)
    again = rereading.asked_of(act, queue) if reads else ()
    return len([*queue.open_firsts(), *queue.open_seconds(), *again]) if reads else 0, len(differences(act))


def _older(act: Act, queue: ReadingQueue) -> list[ReadingFacts]:
    """What somebody's last word was said of under another edition of the list of areas, unless it was settled since."""
    edition, said = queue.budget.taxonomy.digest, READINGS.c.kind != "skip"
    newest = select(func.max(READINGS.c.id)).where(said).group_by(READINGS.c.programme, READINGS.c.read_by)
    settled = select(READINGS.c.programme).where(READINGS.c.kind == "settle", READINGS.c.criteria == edition)
    other = (READINGS.c.criteria.not_in(("", edition)), READINGS.c.programme.not_in(settled))
    found = select(READINGS.c.programme).where(READINGS.c.id.in_(newest), *other)
    programmes = act.connection.scalars(found.distinct())
    return [queue.budget.facts[each] for each in sorted(programmes) if each in queue.budget.facts]


def _readers(act: Act, queue: ReadingQueue) -> list[ReaderStanding]:
    """Everyone who reads, the busiest first; what they said is not told, and what they have now only to some."""
    rows = act.connection.execute(
        select(READINGS.c.kind, READINGS.c.seconds, READINGS.c.read_at, READINGS.c.read_by)
        .where(READINGS.c.kind.in_(("read", "skip")))
        .order_by(READINGS.c.id)
    ).all()
    names = people.names(act.connection)
    told = act.actor.may("record.read").covers("readings")
    has = {person: programme for programme, person in queue.leased.items() if programme in queue.budget.facts}
    found = []
    for person in dict.fromkeys([*(row.read_by for row in rows), *has]):
        mine = [row for row in rows if row.read_by == person]
        took = [row.seconds for row in mine if row.kind == "read" and row.seconds]
        counts = (sum(row.kind == "read" for row in mine), sum(row.kind == "skip" for row in mine))
        now = queue.budget.facts[has[person]].name if told and person in has else ""
        middle, last = int(median(took)) if took else 0, mine[-1].read_at if mine else None
        found.append(ReaderStanding(names[person], *counts, middle, last, person in has, now))
    return sorted(found, key=lambda each: (-each.read, each.name))


def _own(act: Act, queue: ReadingQueue) -> list[OwnReading]:
    """What whoever looks read last, the newest first, and before that what is to be read again."""
    newest = select(func.max(READINGS.c.id)).where(READINGS.c.kind == "read", READINGS.c.read_by == act.actor.person)
    query = select(READINGS).where(READINGS.c.id.in_(newest.group_by(READINGS.c.programme)))
    rows = act.connection.execute(query.order_by(READINGS.c.id.desc()))
    facts, edition = queue.budget.facts, queue.budget.taxonomy.digest
    again = rereading.asked_of(act, queue)
    found = [
        OwnReading(
            facts[row.programme],
            read(row.shares),
            row.read_at,
            row.criteria not in ("", edition),
            subs_read(row.subs),
            again.get(row.programme, ""),
        )
        for row in rows
        if row.programme in facts and queue.readable(facts[row.programme])
    ]
    return sorted(found, key=lambda each: not each.again)[:_LAST]


def _barred(act: Act) -> list[tuple[str, str]]:
    """What whoever looks declared an interest in: ministries, and programmes by id."""
    rows = act.connection.execute(select(BARS).where(BARS.c.person == act.actor.person).order_by(BARS.c.id))
    return [(row.ministry, row.programme) for row in rows]
