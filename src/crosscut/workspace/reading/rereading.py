"""Reading again: where readers differ too often on an area, those who settle differences have it read once more.

Each reader is asked about what they put into the area themselves, or what the machine proposes for it: nobody learns
from it what another said. A reading is done once its reader has said anew what the programme is, be it the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select

from crosscut.taxonomy import Area
from crosscut.workspace.errors import AgainError, RefusedError, WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.reading.reading_queue import ReadingQueue, queue_of
from crosscut.workspace.reading.readings import LONGEST
from crosscut.workspace.reading_room.reading_shares import read
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.rights import SOMETHING, Item
from crosscut.workspace.schema.reading_schema import READINGS, REREADINGS
from crosscut.workspace.words import word


@dataclass(frozen=True, slots=True)
class AreaReadAgain:
    """A request to read an area again: of the readings that it asked for, ``left`` have not been said anew."""

    area: Area
    reason: str
    asked: int
    left: int


def ask(act: Act, area: str, reason: str) -> int:
    """Have an area read again; how many readings that is. A later request in other words takes the place of this one.

    Raises
    ------
    WorkspaceError
        where the list has no such area, or no reason is given.
    RefusedError
        where whoever asks reads too: how much it is would tell what others said.
    AgainError
        where nothing of it was read, or the last request says the same and is not done.
    """
    queue = queue_of(act)
    role = act.must("reading.settle", Item(year=queue.budget.run.calendar.leading.year)).role
    if act.actor.may("reading.read", SOMETHING).allowed:
        raise RefusedError(word("reading_again_reader"), "reads")
    if all(each.id != area for each in queue.budget.taxonomy.areas):
        raise WorkspaceError(word("reading_no_area", area=area[:60]), column="area")
    why = " ".join(reason.split())
    if not 1 <= len(why) <= LONGEST:
        raise WorkspaceError(word("say_something", most=LONGEST), column="reason")
    if any(each.left for each in asked_for(act, queue) if (each.area.id, each.reason) == (area, why)):
        raise AgainError(word("reading_again_open"), "open")
    count = sum(_is_about(queue, each, area) for each in _newest(act, queue))
    if not count:
        raise AgainError(word("reading_again_nothing"), "nothing")
    act.connection.execute(insert(REREADINGS).values(area=area, reason=why, readings=count, **act.authorship("asked")))
    act.note(RecordEntry("reading.again", "readings", f"area {area}", after=str(count), reason=why), role)
    return count


def asked_of(act: Act, queue: ReadingQueue) -> dict[str, str]:
    """The programmes that whoever looks is asked to read again, and why."""
    found = dict[str, str]()
    requests = _requests(act, queue)
    mine = _newest(act, queue, READINGS.c.read_by == act.actor.person) if requests else ()
    for request in requests:
        found |= {each.programme: request.reason for each in _left(queue, request, mine)}
    return {each: why for each, why in found.items() if queue.readable(queue.budget.facts[each])}


def asked_for(act: Act, queue: ReadingQueue) -> list[AreaReadAgain]:
    """The last request about each area of the list, and how far it is."""
    areas = {area.id: area for area in queue.budget.taxonomy.areas}
    requests = _requests(act, queue)
    rows = _newest(act, queue) if requests else ()
    return [
        AreaReadAgain(areas[each.area], each.reason, each.readings, len(_left(queue, each, rows))) for each in requests
    ]


def _requests(act: Act, queue: ReadingQueue) -> Sequence[Row[Any]]:
    """The last request about each area of the list."""
    areas = {area.id for area in queue.budget.taxonomy.areas}
    rows = act.connection.execute(select(REREADINGS).order_by(REREADINGS.c.id))
    return list({each.area: each for each in rows if each.area in areas}.values())


def _newest(act: Act, queue: ReadingQueue, *of: ColumnElement[bool]) -> list[Row[Any]]:
    """What each reader said last of each programme, as long as it can be said anew."""
    said = (READINGS.c.kind.in_(("read", "withdraw")), *of)
    newest = select(func.max(READINGS.c.id)).where(*said).group_by(READINGS.c.programme, READINGS.c.read_by)
    rows = act.connection.execute(select(READINGS).where(READINGS.c.id.in_(newest), READINGS.c.kind == "read"))
    facts = queue.budget.facts
    return [each for each in rows if each.programme in facts and not queue.on(each.programme).is_settled]


def _left(queue: ReadingQueue, request: Row[Any], rows: Iterable[Row[Any]]) -> list[Row[Any]]:
    """Of readings those that a request asks for, and that were not said anew since."""
    return [each for each in rows if each.read_at <= request.asked_at and _is_about(queue, each, request.area)]


def _is_about(queue: ReadingQueue, reading: Row[Any], area: str) -> bool:
    return area in read(reading.shares) or area in (queue.proposed(reading.programme) or ())
