"""Reading: the next programme on lease, and what its reader says of it; or skips, gives back, or may not read it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, func, insert, or_, select, update

from crosscut.engine.decisions import settles
from crosscut.workspace.errors import ConflictError, MissingError, RefusedError, WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.reading.reading_queue import ReadingQueue, item_of, queue_of, room_of
from crosscut.workspace.reading.withdrawn_readings import withdraw
from crosscut.workspace.reading_room import decisions_file, reading_shares
from crosscut.workspace.reading_room.reading_budget import ReadingFacts
from crosscut.workspace.reading_room.reading_shares import AreaShares, AreaSubs
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.rights import SOMETHING
from crosscut.workspace.schema.reading_schema import BARS, LEASES, READINGS
from crosscut.workspace.words import word

LEASE = timedelta(minutes=10)
"""How long a programme stays before somebody who does nothing."""
LONGEST = 2000
_MOST_SECONDS = 3600


@dataclass(frozen=True)
class OpenProgramme:
    """A programme before its reader; ``own`` is what they said of it themselves, ``version`` which reading that was."""

    queue: ReadingQueue
    facts: ReadingFacts
    own: AreaShares | None
    subs: AreaSubs
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class StatedReading:
    """What a reader says: shares, why, and which of the family the same is said of; ``version`` as it was seen."""

    shares: AreaShares
    reason: str
    version: int
    together: tuple[str, ...] = ()
    subs: AreaSubs = field(default_factory=dict)


def take_next(act: Act) -> str:
    """Lease the next programme to whoever asks, or the one that they have already; its key, empty where there is none.

    Raises
    ------
    RefusedError
        where they may read nothing.
    """
    act.must("reading.read", SOMETHING)
    queue = queue_of(act)
    mine = [programme for programme, person in queue.leased.items() if person == act.actor.person]
    held = next((each for each in mine if each in queue.budget.facts and queue.readable(queue.budget.facts[each])), "")
    programme = held or queue.next(_count(act))
    if not programme:
        return ""
    _lease(act, programme)
    return queue.budget.facts[programme].key


def _count(act: Act) -> int:
    """How many programmes whoever acts has read."""
    mine = or_(READINGS.c.read_by == act.actor.person, READINGS.c.read_for == act.actor.person)
    asked = select(func.count()).select_from(READINGS).where(READINGS.c.kind == "read", mine)
    return int(act.connection.scalar(asked) or 0)


def _lease(act: Act, programme: str) -> None:
    """Begin a lease, or go on with it."""
    until = act.now + LEASE
    mine = (LEASES.c.programme == programme, LEASES.c.person == act.actor.person, LEASES.c.ended_at.is_(None))
    going_on = act.connection.execute(update(LEASES).where(*mine, LEASES.c.ends_at > act.now).values(ends_at=until))
    if not going_on.rowcount:
        _end(act, programme)
        values = {"programme": programme, "person": act.actor.person, "began_at": act.now, "ends_at": until}
        act.connection.execute(insert(LEASES).values(**values))


def _end(act: Act, programme: str) -> int:
    """End a lease; how many seconds it has lasted, 0 where there was none."""
    mine = (LEASES.c.programme == programme, LEASES.c.person == act.actor.person, LEASES.c.ended_at.is_(None))
    began = act.connection.scalar(select(LEASES.c.began_at).where(*mine).order_by(LEASES.c.id.desc()).limit(1))
    act.connection.execute(update(LEASES).where(*mine).values(ended_at=act.now))
    return min(int((act.now - began).total_seconds()), _MOST_SECONDS) if began else 0


def find(act: Act, key: str) -> OpenProgramme:
    """A programme that the person has on lease, or has read.

    Raises
    ------
    MissingError
        where there is none, they may not read it, or neither is so.
    """
    queue = queue_of(act)
    act.must_see("reading.read", SOMETHING)
    programme = queue.budget.programme_of.get(key, "")
    facts = queue.budget.facts.get(programme)
    last = _last(act, programme)
    leased = queue.leased.get(programme) == act.actor.person
    if facts is None or not queue.readable(facts) or not (leased or last):
        raise MissingError(word("missing"))
    if last is None:
        return OpenProgramme(queue, facts, None, {}, "", 0)
    own, subs = reading_shares.read(last.shares), reading_shares.subs_read(last.subs)
    return OpenProgramme(queue, facts, own, subs, last.reason, last.id)


def _last(act: Act, programme: str) -> Row[Any] | None:
    """What whoever acts said last of a programme."""
    here = (READINGS.c.programme == programme, READINGS.c.kind == "read", READINGS.c.read_by == act.actor.person)
    return act.connection.execute(select(READINGS).where(*here).order_by(READINGS.c.id.desc()).limit(1)).first()


def own_last_reading(act: Act, key: str) -> tuple[AreaShares, AreaSubs] | None:
    """What whoever acts said last of a programme; None where they said nothing."""
    last = _last(act, room_of(act).budget.programme_of.get(key, ""))
    return (reading_shares.read(last.shares), reading_shares.subs_read(last.subs)) if last else None


def has_had(act: Act, key: str) -> bool:
    """Whether whoever acts has had a programme before them."""
    programme = room_of(act).budget.programme_of.get(key, "")
    mine = (LEASES.c.programme == programme, LEASES.c.person == act.actor.person)
    return act.connection.scalar(select(LEASES.c.id).where(*mine).limit(1)) is not None


def renew(act: Act, key: str) -> None:
    """Go on with a lease, since the reader is at work."""
    found = find(act, key)
    if found.queue.leased.get(found.facts.programme) == act.actor.person:
        _lease(act, found.facts.programme)


def answer(act: Act, key: str, said: StatedReading) -> int:
    """Say what a programme is, and the same of those of its family that were named; how many that are.

    Raises
    ------
    ConflictError
        where somebody else has it before them or read it meanwhile, or it was read in another window.
    RefusedError
        where it is settled.
    WorkspaceError
        where the reason cannot stand.
    """
    queue = queue_of(act)
    facts = queue.budget.facts.get(queue.budget.programme_of.get(key, ""))
    if facts is None or not queue.readable(facts):
        raise MissingError(word("missing"))
    role = act.must("reading.read", item_of(queue.budget, facts)).role
    shares = reading_shares.checked(queue.budget.taxonomy, said.shares)
    subs = reading_shares.named(queue.budget.taxonomy, shares, said.subs)
    _check(act, queue, facts, said.version)
    reason = _reason(said.reason)
    decisions_file.check(act.connection, room_of(act).folder, act.now)
    kin = _named(queue, facts, said.together)
    seconds = _end(act, facts.programme)
    for each in (facts.programme, *kin):
        one = StatedReading(shares, reason, said.version, subs=subs)
        _keep(
            act, queue, queue.budget.facts[each], one, role, "" if each == facts.programme else facts.programme, seconds
        )
    return 1 + len(kin)


def _check(act: Act, queue: ReadingQueue, facts: ReadingFacts, version: int) -> None:
    """Check that the answer is to what was on the screen."""
    programme, last = facts.programme, _last(act, facts.programme)
    if version != (last.id if last else 0):
        raise ConflictError(word("reading_read_elsewhere"), {}, last.id if last else 0)
    if queue.on(programme).is_settled:
        raise RefusedError(word("reading_settled_already"), "settled")
    if last:
        return
    if queue.is_own(programme):
        raise RefusedError(word("reading_own_already"), "own-work")
    if queue.leased.get(programme) == act.actor.person:
        return
    if programme not in queue.drawn:
        raise MissingError(word("missing"))
    waits = queue.waits_first(programme) or (queue.waits_second(programme) and not queue.sees_what_is_decided)
    if not queue.is_free(programme) or not waits:
        raise ConflictError(word("reading_taken"), {}, 0)


def _named(queue: ReadingQueue, facts: ReadingFacts, together: Iterable[str]) -> list[str]:
    """Those of the family that were named, each of them still the person's to read."""
    offered = {queue.budget.facts[each].key: each for each in queue.family(facts.programme)}
    wanted = list(dict.fromkeys(together))
    if any(key not in offered for key in wanted):
        raise WorkspaceError(word("reading_family_moved"), column="together")
    return [offered[key] for key in wanted]


def _reason(text: str) -> str:
    reason = " ".join(text.split())
    if not 1 <= len(reason) <= LONGEST:
        raise WorkspaceError(word("say_something", most=LONGEST), column="reason")
    if settles(reason):
        raise WorkspaceError(word("reading_reason_settles"), column="reason")
    return reason


def _keep(
    act: Act, queue: ReadingQueue, facts: ReadingFacts, said: StatedReading, role: str, together: str, seconds: int
) -> None:
    drawn, last = queue.drawn.get(facts.programme), _last(act, facts.programme)
    proposed = [asdict(each) for each in drawn.dossier.proposed] if drawn and drawn.dossier else []
    act.connection.execute(
        insert(READINGS).values(
            kind="read",
            programme=facts.programme,
            ministry=facts.ministry,
            sample=drawn.sample if drawn else 0,
            shares=reading_shares.written(said.shares),
            subs=reading_shares.subs_written(said.subs),
            reason=said.reason,
            proposed=json.dumps(proposed),
            criteria=queue.budget.taxonomy.digest,
            together=together,
            seconds=0 if together else seconds,
            **act.authorship("read"),
        )
    )
    before = reading_shares.spelt_reading(last) if last else ""
    after = reading_shares.spelt(said.shares, said.subs)
    _note(act, "reading.read", facts, role, before, after, said.reason)


def _note(act: Act, action: str, facts: ReadingFacts, role: str, before: str, after: str, reason: str) -> None:
    entry = RecordEntry(action, "readings", f"reading {facts.programme}", facts.ministry, before, after, reason)
    act.note(entry, role)


def skip(act: Act, key: str, reason: str) -> None:
    """Leave a programme to others, and say why; it comes again after all else.

    Raises
    ------
    RefusedError
        where the person has said what it is: that is changed, not skipped.
    """
    found = find(act, key)
    role = act.must("reading.read", item_of(found.queue.budget, found.facts)).role
    why = _reason(reason)
    if found.version:
        raise RefusedError(word("reading_own_already"), "own-work")
    seconds = _end(act, found.facts.programme)
    act.connection.execute(
        insert(READINGS).values(
            kind="skip",
            programme=found.facts.programme,
            ministry=found.facts.ministry,
            reason=why,
            seconds=seconds,
            **act.authorship("read"),
        )
    )
    _note(act, "reading.skip", found.facts, role, "", "", why)


def give_back(act: Act, key: str) -> None:
    """End a lease without a word."""
    found = find(act, key)
    _end(act, found.facts.programme)


def bar(act: Act, ministry: str, reason: str, key: str = "") -> int:
    """Declare an interest in a ministry, or in one programme by its key: it is never shown to the person again.

    What they have said of it is withdrawn; of how many programmes that was.

    Raises
    ------
    MissingError
        where there is no such ministry, or programme before the person.
    AgainError
        where something is to be withdrawn, and the day's file of decisions was changed by hand.
    """
    role, budget = act.must("reading.read", SOMETHING).role, room_of(act).budget
    found = find(act, key).facts if key else None
    known = {each.ministry for each in budget.facts.values()} - {""}
    if found is None and ministry not in known:
        raise MissingError(word("missing"))
    why = _reason(reason)
    programme, of = (found.programme, found.ministry) if found else ("", ministry)
    for each in _barred_with(act, ministry if not found else "", programme):
        _end(act, each)
    values = {"person": act.actor.person, "ministry": of, "programme": programme, "reason": why, "made_at": act.now}
    act.connection.execute(insert(BARS).values(**values))
    item = f"reading {programme}" if programme else f"person {act.actor.person}"
    act.note(RecordEntry("reading.bar", "readings", item, of, after=programme or of, reason=why), role)
    about = READINGS.c.programme == programme if programme else READINGS.c.ministry == ministry
    return withdraw(act, about, why, role)


def _barred_with(act: Act, ministry: str, programme: str) -> Iterable[str]:
    """What the person has on lease and may not have any more."""
    if programme:
        return [programme]
    queue = queue_of(act)
    mine = [each for each, person in queue.leased.items() if person == act.actor.person]
    return [each for each in mine if each in queue.budget.facts and queue.budget.facts[each].ministry == ministry]
