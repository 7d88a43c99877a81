"""Tampering as the database's owner: whatever is done to what people did, the proof names it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, text

from crosscut.calendar import Period
from crosscut.workspace import justifications, verification
from crosscut.workspace.approval import listings, move_threads, moves, publications
from crosscut.workspace.known_programmes import Known
from crosscut.workspace.office import Actor, acting
from crosscut.workspace.people import people
from crosscut.workspace.receipts import Signer
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.scenarios import closed_scenarios, scenarios
from crosscut.workspace.schema.reading_schema import READINGS, REREADINGS
from crosscut.workspace.schema.schema import GUARDED, JOBS, METADATA
from tests.shortened import some
from tests.workspace.conftest import MINE, Season, Seats, Staff, local, season_in
from tests.workspace.test_attachments import attach

TABLES = sorted(GUARDED)
ROUNDS = 6
"""Edits of each kind a table; the long form is this test with more of them."""


@contextmanager
def unguarded(connection: Connection, table: str) -> Iterator[None]:
    """Without the guards of a table, which are put back as they were: what only the database's owner can do."""
    if connection.dialect.name == "postgresql":
        for verb in ("DISABLE", "ENABLE"):
            connection.execute(text(f"ALTER TABLE {table} {verb} ROW LEVEL SECURITY"))
            connection.execute(text(f"ALTER TABLE {table} {verb} TRIGGER USER"))
            if verb == "DISABLE":
                yield
        return
    query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
    guards = connection.execute(query, {"table": table}).all()
    for name, _ in guards:
        connection.execute(text(f"DROP TRIGGER {name}"))
    yield
    for _, sql in guards:
        connection.execute(text(sql))


def lived_in(season: Season) -> Season:
    """A season in which each guarded table holds something."""
    staff = season.staff
    number = season.file(season.writer)
    asked = staff.post(season.reviewer, f"/filings/{number}/findings", programme="KR24-1-02", text="why?")
    finding = asked.headers["location"].partition("?")[0]
    staff.post(season.head, f"{finding}/answer", text="because")
    for day in (20, 21, 22):
        staff.clock.pass_by(minutes=5)
        closes = local(staff.clock.now + timedelta(days=day))
        form = {"ministry": MINE, "closes": closes, "reason": f"flood {day}"}
        assert staff.post(season.coordinator, f"/calls/{season.call}/extensions", **form).status_code == 303
    for amount in ("8,800", "8,900", "9,000"):
        place = f"{season.draft()}/programmes/KR24-1-02"
        version = season.writer.get(f"{season.api()}/programmes/KR24-1-02").json()["version"]
        form = {"amount": amount, "reason": "x", "version": str(version)}
        assert staff.post(season.writer, place, **form).status_code == 303
        assert attach(season.writer, f"{season.draft()}/files").status_code == 303
    for file in (1, 2):
        assert staff.post(season.writer, f"/files/{file}/end").status_code == 303
    read_something(season)
    plan_something(staff)
    move_something(staff)
    publish_something(staff)
    designate_something(staff)
    return season


def read_something(season: Season) -> None:
    """Two conflicts of interest, readings that the record tells of, and requests to read areas again."""
    for ministry in ("me", "mohw"):
        form = {"ministry": ministry, "reason": "an institute of theirs"}
        assert season.staff.post(season.reviewer, "/reading-bars", **form).status_code == 303
    with acting(season.staff.office, lambda connection, now: _person(connection, "reviewer", now)) as act:
        for programme in ("KR24-1-02", "KR24-7-01"):
            said = {"kind": "read", "programme": programme, "shares": "[]", "reason": "read"}
            said |= {"read_by": act.actor.person}
            act.connection.execute(insert(READINGS).values(**said, read_at=act.now))
            act.note(RecordEntry("reading.read", "readings", f"reading {programme}"), "reviewer")
    with acting(season.staff.office, lambda connection, now: _person(connection, "coordinator", now)) as act:
        for area in ("ai", "bio"):
            asked = {"area": area, "reason": "clear now", "readings": 1, "asked_by": act.actor.person}
            act.connection.execute(insert(REREADINGS).values(**asked, asked_at=act.now))
            act.note(RecordEntry("reading.again", "readings", f"area {area}"), "coordinator")


def _person(connection: Connection, name: str, now: datetime) -> Actor:
    return people.actor(connection, people.named(connection, name).id, now)


def plan_something(staff: Staff) -> None:
    """A scenario with two changes, without asking for its plan."""
    with acting(staff.office, lambda connection, now: _person(connection, "coordinator", now)) as act:
        made = scenarios.open_scenario(act, "one", "why", {"policy": "a policy", "mark": "mark"})
        first = scenarios.change(act, made, [("limit", "ceiling", "-5 %")], "less", 0)
        scenarios.change(act, made, [("without", "leaps", "yes")], "", first.version)
        for name in ("two", "three"):
            other = scenarios.open_scenario(act, name, "why", {"policy": "a policy", "mark": "mark"})
            closed_scenarios.close(act, other, "not pursued", 0)


def move_something(staff: Staff) -> None:
    """Two moves to a stage, each amended, justified, discussed and sent back."""
    period = Period(2024, "revised")
    for number in (1, 2):
        with acting(staff.office, lambda connection, now: _person(connection, "coordinator", now)) as act:
            amounts = {"KR24-1-02": 10**9, "KR24-7-01": 10**9}
            proposal = moves.StageProposal("move", "why", period, Period(2024, "confirmed"), amounts)
            made = moves.propose(act, scenarios.load(act, 1), proposal)
            moves.amend(act, made, moves.MoveAmendment("KR24-1-02", number, "Council", "why"), 0)
            justifications.write(act, made, "이유", f"because {number}", {}, 0)
            move_threads.begin(act, made, move_threads.Remark(f"a word {number}", {}))
        with acting(staff.office, lambda connection, now: _person(connection, "approver", now)) as act:
            moves.give_back(act, made, "too little", moves.load(act, made).version)


def publish_something(staff: Staff) -> None:
    """Two publications that began to be prepared, and whose jobs failed."""
    for _ in range(2):
        with acting(staff.office, lambda connection, now: _person(connection, "coordinator", now)) as act:
            publications.prepare(act, publications.Intention("the budget", None))
            act.connection.execute(JOBS.update().values(state="failed"))


def designate_something(staff: Staff) -> None:
    """Three lists of technologies that were proposed and spoken of, two of them sent back."""
    for number in (1, 2, 3):
        with acting(staff.office, lambda connection, now: _person(connection, "coordinator", now)) as act:
            intention = listings.ListIntention(f"list {number}", "why", "us-cet-2024", "Act 5", "2027-01-01")
            made = listings.propose(act, intention)
            listings.say(act, made, f"a word {number}")
        if number == 3:
            return
        with acting(staff.office, lambda connection, now: _person(connection, "approver", now)) as act:
            listings.give_back(act, made, f"too early {number}")


def edits(table: str, dice: random.Random, connection: Connection) -> Iterator[tuple[str, dict[str, object]]]:
    """Statements that change a table: an edit, a deletion, a doubled row, one slipped in at the end."""
    key = "number" if table == "ws_record" else "id"
    keys = list(connection.execute(text(f"SELECT {key} FROM {table} ORDER BY {key}")).scalars())
    assert keys, table
    columns = [each for each in METADATA.tables[table].columns if str(each.type) == "TEXT" and each.name != "number"]
    others = [each.name for each in METADATA.tables[table].columns if each.name not in {key, "number"}]
    for _ in range(ROUNDS):
        place = {"place": dice.choice(keys)}
        if columns:
            column = dice.choice(columns).name
            yield f"UPDATE {table} SET \"{column}\" = COALESCE(\"{column}\", '') || 'x' WHERE {key} = :place", place
        else:
            yield f"UPDATE {table} SET ended_by = ended_by + 1 WHERE {key} = :place", place
    yield f"DELETE FROM {table} WHERE {key} = :place", {"place": dice.choice(keys)}
    yield f"DELETE FROM {table} WHERE {key} = :place", {"place": keys[-1]}
    names = ", ".join(f'"{each}"' for each in others)
    number = ", number" if table == "ws_filings" else ""
    value = ", 'forged'" if number else ""
    open_ones = {"ws_scenario_ends": ('"scenario"', "1"), "ws_list_ends": ('"listing"', "3")}
    taken = names.replace(*open_ones[table]) if table in open_ones else names
    yield (
        f"INSERT INTO {table} ({key}{number}, {names}) SELECT :new{value}, {taken} FROM {table} WHERE {key} = :place",
        {"new": keys[-1] + 1, "place": dice.choice(keys)},
    )


def check(staff: Staff, table: str, prove) -> int:
    """Do each edit in turn, and undo it; how many there were."""
    database, dice, done = staff.office.database, random.Random(table), 0
    with database.reading() as connection:
        wanted = list(edits(table, dice, connection))
    for statement, values in wanted:
        with database.engine.connect() as connection, connection.begin() as transaction:
            if database.is_sqlite:
                connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            with unguarded(connection, table):
                connection.execute(text(statement), values)
            faults = prove(connection)
            transaction.rollback()
        assert faults, (table, statement, values)
        done += 1
    return done


def faults_of(connection: Connection) -> list[object]:
    from crosscut.workspace import record

    return [*record.prove(connection), *verification._filings(connection, "")]


@pytest.fixture(scope="module")
def lived(
    made: tuple[Path, Known, Signer], season_made: tuple[Path, Seats], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Season]:
    """One such season for all tests: each takes back what it changes."""
    for season in season_in(season_made, made, tmp_path_factory.mktemp("lived") / "demo"):
        yield lived_in(season)


@pytest.mark.parametrize("table", some(TABLES, 9))
def test_whatever_is_changed_is_named(lived: Season, table: str) -> None:
    with lived.staff.office.database.reading() as connection:
        assert faults_of(connection) == []
    assert check(lived.staff, table, faults_of) == ROUNDS + 3


def test_a_season_leaves_nothing_without_a_seal(lived: Season) -> None:
    proved = verification.prove(lived.staff.folder)
    assert proved is not None
    assert proved.faults == ()


@pytest.mark.slow
@pytest.mark.postgres
def test_the_same_on_a_server(postgres_season: Season) -> None:
    season = lived_in(postgres_season)
    with season.staff.office.database.reading() as connection:
        assert faults_of(connection) == []
    for table in ("ws_cells", "ws_messages", "ws_move_amendments", "ws_record"):
        assert check(season.staff, table, faults_of) == ROUNDS + 3
