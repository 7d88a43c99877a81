"""What one answer asks of the database does not grow with what was said before.

Counted are the steps of the database's own machine, which no busy computer changes. The long form has more before it:

    CROSSCUT_SAYINGS=50000 pytest tests/workspace/test_flat_cost.py -s
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine, event, insert

from crosscut.workspace.office import Actor, acting
from crosscut.workspace.people import people
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.schema.reading_schema import READINGS
from tests.workspace.reading_office import ReadingOffice, draw, opened, write_folder

FEW = 100
MANY = int(os.environ.get("CROSSCUT_SAYINGS", "5000"))
GRAIN = 50
"""Steps between two counts."""


@contextmanager
def counted(engine: Engine) -> Iterator[list[int]]:
    """The steps of every connection that is made meanwhile."""
    steps = [0]

    def count() -> int:
        steps[0] += GRAIN
        return 0

    def watch(connection, _record) -> None:  # type: ignore[no-untyped-def]
        connection.set_progress_handler(count, GRAIN)

    engine.dispose()
    event.listen(engine, "connect", watch)
    try:
        yield steps
    finally:
        event.remove(engine, "connect", watch)
        engine.dispose()


def said_before(room: ReadingOffice, count: int, first: int) -> None:
    """So many answers of earlier days, of programmes that others read, under the record's seals."""
    office = room.office

    def reviewer(connection, now) -> Actor:  # type: ignore[no-untyped-def]
        return people.actor(connection, people.named(connection, "earlier").id, now)

    with acting(office, reviewer) as act:
        rows = [
            {
                "kind": "read",
                "programme": f"X{place:06}",
                "shares": "[]",
                "reason": "read",
                "read_by": act.actor.person,
                "read_at": act.now - timedelta(days=400 - place % 300),
            }
            for place in range(first, first + count)
        ]
        act.connection.execute(insert(READINGS), rows)
        act.note(RecordEntry("reading.read", "readings", "reading X"), "reviewer")


def one_answer(room: ReadingOffice) -> int:
    """The steps of taking a programme and answering it, once everything before it is known."""
    key = room.take("one")
    with counted(room.office.database.engine) as steps:
        assert room.say("one", key, "quantum", reason="Its name says so").status_code == 303
    return steps[0]


def test_an_answer_costs_what_it_did_however_much_was_said_before(tmp_path: Path) -> None:
    folder = tmp_path / "budget"
    truth = write_folder(folder)
    draw(folder, 16)
    for staff in opened(folder):
        room = ReadingOffice(staff, truth)
        for name in ("one", "earlier"):
            room.join(name)
        said_before(room, FEW, 0)
        one_answer(room)
        few = one_answer(room)
        said_before(room, MANY - FEW, FEW)
        one_answer(room)
        many = one_answer(room)
    print(f"\n{FEW} said before: {few:,} steps; {MANY}: {many:,}")
    assert few
    assert many <= few * 3 // 2
