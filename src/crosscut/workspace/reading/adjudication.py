"""Settling: two opinions that differ go to somebody who formed neither, sees both, and says what holds and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import func, insert, select

from crosscut.budget.opinions import Opinion
from crosscut.text import Language
from crosscut.workspace.errors import ConflictError, MissingError, RefusedError, WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.people import people
from crosscut.workspace.reading.reading_queue import ReadingQueue, item_of, queue_of, room_of
from crosscut.workspace.reading.readings import LONGEST
from crosscut.workspace.reading_room import decisions_file, reading_shares
from crosscut.workspace.reading_room.reading_budget import ReadingFacts
from crosscut.workspace.reading_room.reading_shares import AreaShares, AreaSubs
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.rights import SOMETHING, Item
from crosscut.workspace.schema.reading_schema import READINGS
from crosscut.workspace.words import word

_BEGINNING: dict[Language, str] = {"en": "adjudicated: ", "ko": "조정: "}
"""How the reasons begin of decisions that settle a difference."""


@dataclass(frozen=True)
class ReadersDifference:
    """A programme on which people differ: their opinions in order of time, and which reading was the last of it."""

    facts: ReadingFacts
    opinions: tuple[Opinion, ...]
    version: int
    item: Item


@dataclass(frozen=True)
class SettledDifference:
    """A programme on which people differed: what holds, who said so, when and why."""

    facts: ReadingFacts
    held: Opinion

    def is_by(self, act: Act) -> bool:
        """Whether whoever acts settled it."""
        return self.held.person == act.actor.name


def settled(act: Act, key: str) -> SettledDifference | None:
    """How a difference was settled, for those who settle differences; None where none was that they may see."""
    queue = queue_of(act)
    facts = queue.budget.facts.get(queue.budget.programme_of.get(key, ""))
    if facts is None or facts in queue.barred:
        return None
    found = queue.on(facts.programme)
    if not found.is_settled or not act.actor.may("reading.settle", item_of(queue.budget, facts)).allowed:
        return None
    return SettledDifference(facts, found.several[-1])


def differences(act: Act) -> list[ReadersDifference]:
    """What somebody must settle and the person may look at, the most money first; never what they read themselves."""
    queue = queue_of(act)
    if not act.actor.may("reading.settle", SOMETHING).allowed:
        return []
    return sorted(_found(act, queue), key=lambda each: (-each.facts.amount, each.facts.programme))


def _found(act: Act, queue: ReadingQueue) -> Iterator[ReadersDifference]:
    ids = {name: number for number, name in people.names(act.connection).items()}
    last = select(READINGS.c.programme, func.max(READINGS.c.id)).where(READINGS.c.kind != "skip")
    versions = dict(tuple(row) for row in act.connection.execute(last.group_by(READINGS.c.programme)))
    for programme, found in queue.opinions.items():
        facts = queue.budget.facts.get(programme)
        if facts is None or not found.differs or facts in queue.barred:
            continue
        participants = {ids[each.person] for each in found.several if each.person in ids} | _for(act, programme)
        item = item_of(queue.budget, facts, participants)
        if act.actor.may("reading.settle", item).allowed:
            yield ReadersDifference(facts, found.several, versions.get(programme, 0), item)


def _for(act: Act, programme: str) -> set[int]:
    """For whom a programme was read."""
    query = select(READINGS.c.read_for).where(READINGS.c.programme == programme, READINGS.c.read_for.is_not(None))
    return set(act.connection.scalars(query))


def find(act: Act, key: str) -> ReadersDifference:
    """A difference that the person may settle.

    Raises
    ------
    MissingError
        where there is none that they may see.
    """
    found = next((each for each in differences(act) if each.facts.key == key), None)
    if found is None:
        raise MissingError(word("missing"))
    return found


def subs_of(opinion: Opinion) -> AreaSubs:
    """The sub-technologies that an opinion names; none where it gives them unequal parts of their area."""
    found = dict[str, tuple[str, ...]]()
    for area, sub in opinion.parts:
        if sub:
            found[area] = (*found.get(area, ()), sub)
    return found if reading_shares.parts(opinion.shares, found) == opinion.parts else {}


@dataclass(frozen=True, slots=True)
class WhatHolds:
    """What holds and why; ``version`` is as it was seen."""

    shares: AreaShares
    reason: str
    version: int
    subs: AreaSubs = field(default_factory=dict)


def settle(act: Act, key: str, said: WhatHolds, language: Language) -> None:
    """Say what holds, and why; nobody settles a difference of which one opinion is his own.

    Raises
    ------
    ConflictError
        where somebody read or settled it meanwhile.
    """
    queue = queue_of(act)
    act.must("reading.settle", SOMETHING)
    try:
        found = find(act, key)
    except MissingError:
        _say_why(queue, key)
        raise
    role = act.must("reading.settle", found.item).role
    if said.version != found.version:
        raise ConflictError(word("reading_moved"), {}, found.version)
    why = " ".join(said.reason.split())
    if not 1 <= len(why) <= LONGEST:
        raise WorkspaceError(word("say_something", most=LONGEST), column="reason")
    taxonomy = queue.budget.taxonomy
    shares = reading_shares.checked(taxonomy, said.shares)
    subs = reading_shares.named(taxonomy, shares, said.subs)
    decisions_file.check(act.connection, room_of(act).folder, act.now)
    _keep(act, queue, found, WhatHolds(shares, f"{_BEGINNING[language]}{why}", said.version, subs), role)


def _say_why(queue: ReadingQueue, key: str) -> None:
    """What stands in the way, where the person may know that there is something."""
    found = queue.on(queue.budget.programme_of.get(key, ""))
    if found.is_settled:
        raise ConflictError(word("reading_settled_already"), {}, 0)
    if found.differs and any(each.person in queue.names for each in found.several):
        raise RefusedError(word("why_own_work", action=word("do_reading_settle")), "own-work")


def _keep(act: Act, queue: ReadingQueue, found: ReadersDifference, said: WhatHolds, role: str) -> None:
    facts = found.facts
    act.connection.execute(
        insert(READINGS).values(
            kind="settle",
            programme=facts.programme,
            ministry=facts.ministry,
            shares=reading_shares.written(said.shares),
            subs=reading_shares.subs_written(said.subs),
            reason=said.reason,
            criteria=queue.budget.taxonomy.digest,
            **act.authorship("read"),
        )
    )
    before = "; ".join(f"{each.person}: {reading_shares.spelt(each.shares, subs_of(each))}" for each in found.opinions)
    after, item = reading_shares.spelt(said.shares, said.subs), f"reading {facts.programme}"
    act.note(RecordEntry("reading.settle", "readings", item, facts.ministry, before, after, said.reason), role)
