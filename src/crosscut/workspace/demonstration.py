"""A demonstration: people who are made up, at least one for each role, and a call in which some have already filed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from crosscut.workspace.filing import calls, drafts, filings, findings
from crosscut.workspace.filing.calls import NewCall
from crosscut.workspace.office import Act, Office
from crosscut.workspace.people import people
from crosscut.workspace.people.people import Role
from crosscut.workspace.record import By, RecordEntry, append
from crosscut.workspace.words import word

_PEOPLE = (
    ("김하늘", "administrator"),
    ("이도윤", "administrator"),
    ("박서연", "coordinator"),
    ("최민준", "reviewer"),
    ("한도현", "reviewer"),
    ("정수아", "chair"),
    ("강지호", "approver"),
    ("조은우", "council"),
    ("윤채원", "clerk"),
    ("장시우", "auditor"),
)
_WRITERS = (("임지안", "한유진"), ("오준서", "서다은"), ("신예린", "권태윤"))
"""A writer and a head for each of the first ministries."""


def fill(office: Office, connection: Connection, now: datetime) -> None:
    """Write the people, and a call of which some has happened already."""
    made = {name: _person(connection, name, Role(role), now) for name, role in _PEOPLE}
    ministries = sorted(office.known.of_ministry, key=lambda key: (-len(office.known.of_ministry[key]), key))
    for ministry, (writer, head) in zip(ministries, _WRITERS, strict=False):
        made[writer] = _person(connection, writer, Role("writer", ministry), now)
        made[head] = _person(connection, head, Role("head", ministry), now)

    def act(name: str, days: int) -> Act:
        """What somebody did that many days ago."""
        at = now - timedelta(days=days)
        return Act(office, connection, people.actor(connection, made[name], now), at, "127.0.0.1", "demonstration")

    call = calls.open_call(act("박서연", 21), _call(office, ministries, now))
    if len(ministries) > 1:
        _file_one(act, call, ministries[1], _WRITERS[1])


def _person(connection: Connection, name: str, role: Role, now: datetime) -> int:
    """Somebody made up, who was there before the call; the record says so first of all."""
    at, by, why = now - timedelta(days=60), By(0, "demonstration", request="demonstration"), "demonstration"
    number = people.new_person(connection, name, at, label=role.role)
    people.new_grant(connection, number, role, why, at, exception=why)
    item, after = f"person {number}", f"{name}: {role.role} {role.ministry}".strip() + " (held at once: made up)"
    append(connection, by, RecordEntry("person.add", "people", item, after=f"{name} (made up)", reason=why), at)
    append(connection, by, RecordEntry("grant.give", "people", item, after=after, reason=why), at)
    return number


def _call(office: Office, ministries: list[str], now: datetime) -> NewCall:
    year, evening = office.known.year + 1, now.astimezone().replace(hour=18, minute=0, second=0, microsecond=0)
    half = max(1, len(ministries) // 2)
    return NewCall(
        title=word("demonstration_call", year=year).ko,
        year=year,
        note=word("demonstration_note").ko,
        opens_at=now - timedelta(days=20),
        late_days=5,
        reason_from=10,
        closings={"1": evening + timedelta(days=9), "2": evening + timedelta(days=16)},
        group_of={each: "1" if place < half else "2" for place, each in enumerate(ministries)},
    )


def _file_one(act: Callable[[str, int], Act], call: int, ministry: str, names: tuple[str, str]) -> None:
    """One ministry has raised a programme and filed, and the office has asked about it."""
    writer, head = names
    doing = act(writer, 6)
    found = calls.load(doing.connection, call)
    rows = drafts.lines(doing.connection, doing.known, found, ministry)
    first = max(rows, key=lambda row: row.amount or 0)
    more = {"amount": str((first.amount or 0) * 5 // 4), "reason": word("demonstration_reason").ko}
    drafts.write(doing, found, ministry, first.key, more, "typed")
    drafts.note_saved(doing, found, ministry, first.key, "writer")
    doing = act(head, 5)
    rows = drafts.lines(doing.connection, doing.known, found, ministry)
    mark = filings.draft_digest(doing, found, ministry, rows)
    number = filings.file(doing, call, ministry, mark)
    findings.ask(act("최민준", 3), number, first.key, word("demonstration_question").ko)
