"""A database of the first layout opens, is brought up to date, goes on being used, and is proved with what it held."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, text

from crosscut import examples, ledger
from crosscut.ledger.chain import linked, moment_text
from crosscut.ledger.database import Database
from crosscut.workspace import record, server, verification
from crosscut.workspace.backup.backup import back_up
from crosscut.workspace.backup.restore import restore
from crosscut.workspace.schema import store

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)


def first_layout(folder: Path) -> str:
    """A folder whose workspace is as the first layout wrote it; the link of its last entry."""
    examples.write("korea-2024", folder)
    ledger.Ledger.open(folder / "ledger.sqlite").close()
    database = Database(folder / "ledger.sqlite", read_only=False, wait=5)
    with database.writing() as connection:
        config = Config()
        config.set_main_option("script_location", str(store.MIGRATIONS))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "w0001")
        connection.execute(text("INSERT INTO ws_about VALUES ('book', '')"))
        connection.execute(
            text("INSERT INTO ws_people (name, invented, added_at) VALUES ('Kim', 0, '2026-11-01 09:00:00.000000')")
        )
        link = record.SEED
        for number in (1, 2, 3):
            link = old_entry(connection, number, link)
    database.close()
    return link


def old_entry(connection: Connection, number: int, before: str) -> str:
    facts = [1, "Kim", "", "", "sign.in", "people", "person 1", "", "", "", "", "", ""]
    link = linked(before, [number, moment_text(AT), *facts])
    connection.execute(
        text(
            "INSERT INTO ws_record (number, at, person, name, action, area, item, link) "
            "VALUES (:number, '2026-11-01 09:00:00.000000', 1, 'Kim', 'sign.in', 'people', 'person 1', :link)"
        ),
        {"number": number, "link": link},
    )
    return link


def use(folder: Path) -> None:
    office = server.open_office(folder)
    with office.database.writing() as connection:
        record.append(connection, record.By(1, "Kim"), record.RecordEntry("sign.in", "people", "person 1"), AT)
    office.close()


def test_an_older_database_is_brought_up_to_date_and_proved(tmp_path: Path) -> None:
    link = first_layout(tmp_path / "demo")
    use(tmp_path / "demo")
    proved = verification.prove(tmp_path / "demo", ledger.Checkpoint(3, link))
    assert proved is not None
    assert (proved.entries, proved.faults) == (4, ())


def test_a_seal_cannot_be_taken_off_again(tmp_path: Path) -> None:
    """Entries of the first layout have no seal; one after a sealed entry that has none is named."""
    first_layout(tmp_path / "demo")
    use(tmp_path / "demo")
    database = Database(tmp_path / "demo" / "ledger.sqlite", read_only=False, wait=5)
    with database.writing() as connection:
        last = connection.scalar(text("SELECT link FROM ws_record WHERE number = 4"))
        old_entry(connection, 5, last)
    database.close()
    proved = verification.prove(tmp_path / "demo")
    assert proved is not None
    assert "entry 5" in proved.faults[0].message.en


def test_an_upgrade_that_is_stopped_changes_nothing_and_can_be_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_layout(tmp_path / "demo")
    database = Database(tmp_path / "demo" / "ledger.sqlite", read_only=False, wait=5)
    for stop in range(1, 8):
        statements = 0

        def stopping(*_: object, stop: int = stop) -> None:
            nonlocal statements
            statements += 1
            if statements > stop:
                raise KeyboardInterrupt

        event.listen(database.engine, "before_cursor_execute", stopping)
        with pytest.raises(KeyboardInterrupt):
            store.ensure_workspace(database)
        event.remove(database.engine, "before_cursor_execute", stopping)
        with database.reading() as connection:
            assert connection.scalar(text("SELECT version_num FROM workspace_version")) == "w0001"
            assert connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'ws_jobs'")) == 0
    database.close()
    use(tmp_path / "demo")
    proved = verification.prove(tmp_path / "demo")
    assert proved is not None
    assert proved.faults == ()


def test_a_backup_of_an_older_layout_is_restored_and_brought_up_to_date(tmp_path: Path) -> None:
    link = first_layout(tmp_path / "demo")
    use(tmp_path / "demo")
    made = back_up(tmp_path / "demo", tmp_path / "one.backup", with_key=True)
    done = restore(made.file, tmp_path / "back", against=f"workspace 3:{link}")
    assert done.state == made.state
    assert done.state.faults == ()
