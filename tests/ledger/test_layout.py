"""The database itself: migrations, what is no ledger, what is newer, what may only be read, what cannot be overwritten."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Float, Numeric, inspect, text

from crosscut.ledger import Ledger, LedgerDamagedError, LedgerError, LedgerMissingError, LedgerVersionError
from crosscut.ledger.layout import MIGRATIONS
from crosscut.ledger.schema import HEAD, METADATA, VERSION_TABLE

from .material import amounts, amounts_of, day, reading


def test_migrations_lead_from_nothing_to_the_models(address: str) -> None:
    with Ledger.open(address) as ledger, ledger._database.reading() as connection:
        options = {"compare_type": True, "version_table": VERSION_TABLE}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), METADATA) == []


def test_the_code_knows_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_no_column_is_a_float(address: str) -> None:
    with Ledger.open(address) as ledger, ledger._database.reading() as connection:
        inspector = inspect(connection)
        columns = [column for table in METADATA.tables for column in inspector.get_columns(table)]
    assert len(columns) > 80
    assert not [column["name"] for column in columns if isinstance(column["type"], Numeric | Float)]
    amounts_in = [column for column in columns if column["name"] in {"amount", "low", "high", "was"}]
    assert {str(column["type"]) for column in amounts_in} == {"BIGINT"}


def test_opening_again_keeps_what_is_there(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(a=1)), at=day(1))
    with Ledger.open(address, read_only=True) as ledger:
        assert amounts_of(ledger.as_of().lines) == {"a": 1}


def test_a_newer_layout_is_refused(address: str) -> None:
    with Ledger.open(address) as ledger, ledger._database.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(LedgerVersionError, match=r"layout 9999 is newer.*install a newer Crosscut"):
        Ledger.open(address)


@pytest.mark.parametrize("table", ["readings", "segments", "lines_versions", "reading_texts"])
@pytest.mark.parametrize("verb", ["DELETE FROM {}", "UPDATE {} SET sequence = 7"])
def test_the_database_itself_refuses_to_overwrite(address: str, table: str, verb: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(a=1), texts={"settings": "x"}), at=day(1))
        with pytest.raises(LedgerError, match="the ledger is append-only"), ledger._database.writing() as connection:
            connection.execute(text(verb.format(table)))


def test_reading_only_makes_no_file(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    with pytest.raises(LedgerMissingError, match="there is no ledger here yet"):
        Ledger.open(file, read_only=True)
    assert list(tmp_path.iterdir()) == []
    with Ledger.open(file) as ledger:
        ledger.append(reading(lines=amounts(a=1)), at=day(1))
    with Ledger.open(file, read_only=True) as ledger:
        assert ledger.as_of().lines.num_rows == 1
        with pytest.raises(LedgerError, match="opened for reading only"):
            ledger.append(reading(lines=amounts(a=2)), at=day(2))
    assert [each.name for each in tmp_path.iterdir()] == ["ledger.sqlite"]


def test_an_empty_database_cannot_be_read(new_address) -> None:
    address = new_address()
    if "://" not in address:
        Path(address).touch()
    with pytest.raises(LedgerMissingError, match="holds no ledger yet"):
        Ledger.open(address, read_only=True)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_no_database_is_named(tmp_path: Path, read_only: bool) -> None:
    file = tmp_path / "예산.sqlite"
    file.write_text("프로그램,금액\n" * 100)
    with pytest.raises(LedgerError, match=r"예산\.sqlite: this file is no SQLite database"):
        Ledger.open(file, read_only=read_only)
    assert file.read_text() == "프로그램,금액\n" * 100


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE accounts (id)")
    other.close()
    with pytest.raises(LedgerVersionError, match="holds accounts but is no ledger"):
        Ledger.open(file)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"the folder .* does not exist"):
        Ledger.open(tmp_path / "nowhere" / "ledger.sqlite")


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is a folder; name a file in it"):
        Ledger.open(tmp_path)


@pytest.mark.parametrize("address", ["mysql://host/db", "sqlite://", "nonsense://"])
def test_other_databases_are_refused(address: str) -> None:
    with pytest.raises(LedgerError):
        Ledger.open(address)


@pytest.mark.postgres
def test_a_server_that_is_not_there_is_an_error_without_the_password(postgres_server: str) -> None:
    with pytest.raises(LedgerError) as caught:
        Ledger.open("postgresql://crosscut:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)
    assert "127.0.0.1:1/none" in str(caught.value)


def test_special_characters_in_a_path_are_only_a_path(tmp_path: Path) -> None:
    file = tmp_path / "예산 100%?mode=memory#1.sqlite"
    with Ledger.open(file) as ledger:
        ledger.append(reading(lines=amounts(a=1)), at=day(1))
    assert file.exists()


def test_damage_is_found(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    with Ledger.open(file) as ledger:
        ledger.append(reading(lines=amounts(**{f"p{row}": row for row in range(300)})), at=day(1))
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TRIGGER lines_versions_no_update")
        connection.execute("UPDATE lines_versions SET amount = 2")
    connection.close()
    with (
        Ledger.open(file) as ledger,
        pytest.raises(LedgerDamagedError, match="lines of reading 1: rows and segment differ"),
    ):
        ledger.verify()
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TRIGGER segments_no_update")
        connection.execute("UPDATE segments SET content = zeroblob(9)")
    connection.close()
    with Ledger.open(file) as ledger, pytest.raises(LedgerDamagedError, match="do not match their digest"):
        ledger.as_of()
