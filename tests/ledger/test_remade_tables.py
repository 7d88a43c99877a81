"""Tables, keys, triggers and rows that are gone, remade or of another form are named."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text

from crosscut.ledger import Ledger, LedgerDamagedError, LedgerError
from tests.ledger.small_ledgers import small, tampered
from tests.shortened import some

from .material import day, decision, decisions
from .tampering import named, unguarded


def test_triggers_that_are_gone_are_named(new_sqlite: Callable[[], str]) -> None:
    address = new_sqlite()
    checkpoint = small(address)
    with Ledger.open(address) as ledger, ledger._database.writing() as connection:
        connection.execute(text("DROP TRIGGER lines_versions_no_delete"))
    assert named(address, checkpoint) == ["unguarded 0"]


@pytest.mark.parametrize(
    "statements",
    [
        (
            "DROP TRIGGER lines_versions_no_update",
            (
                "CREATE TRIGGER lines_versions_no_update BEFORE UPDATE ON lines_versions WHEN 0 "
                "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            ),
        ),
        ("CREATE TRIGGER other AFTER INSERT ON readings BEGIN SELECT 1; END",),
    ],
)
def test_triggers_that_refuse_nothing_or_are_somebody_elses_are_named(
    new_sqlite: Callable[[], str], statements: tuple[str, ...]
) -> None:
    address = new_sqlite()
    checkpoint = small(address)
    with Ledger.open(address) as ledger, ledger._database.writing() as connection:
        for statement in statements:
            connection.execute(text(statement))
    assert set(named(address, checkpoint)) == {"unguarded 0"}


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    some(
        [
            "ALTER TABLE readings ENABLE REPLICA TRIGGER readings_append_only",
            (
                "CREATE OR REPLACE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RETURN NULL; END $$"
            ),
            (
                "DROP TRIGGER readings_append_only ON readings; CREATE TRIGGER readings_append_only BEFORE TRUNCATE "
                "ON readings FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
            ),
            "CREATE RULE r AS ON INSERT TO lines_versions DO INSTEAD NOTHING",
            (
                "DROP TRIGGER readings_append_only ON readings; CREATE TRIGGER readings_append_only BEFORE UPDATE OF source "
                "OR DELETE OR TRUNCATE ON readings FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
            ),
            (
                "CREATE SCHEMA other; CREATE TABLE other.lines_versions AS SELECT * FROM lines_versions; "
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = other, public', current_database()); END $$"
            ),
            (
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET session_replication_role = replica', "
                "current_database()); END $$"
            ),
            "ALTER TABLE lines_versions ENABLE ROW LEVEL SECURITY",
            "DROP TABLE lines_versions CASCADE",
            "DROP TABLE publications CASCADE",
        ],
        4,
    ),
)
def test_guards_that_a_server_no_longer_keeps_are_named(new_postgres: Callable[[], str], statement: str) -> None:
    address = new_postgres()
    checkpoint = small(address)
    with Ledger.open(address) as ledger, ledger._database.writing() as connection:
        connection.execute(text(statement))
    assert {each.split()[0] for each in named(address, checkpoint)} <= {"unguarded", "unreadable", "shape"}
    assert named(address, checkpoint)


def test_nothing_is_written_where_a_rule_or_a_trigger_may_write_something_else(address: str) -> None:
    small(address)
    made = (
        "CREATE TRIGGER other AFTER INSERT ON readings BEGIN SELECT 1; END"
        if "postgresql" not in address
        else "CREATE RULE other AS ON INSERT TO lines_versions DO INSTEAD NOTHING"
    )
    with Ledger.open(address) as ledger, ledger._database.writing() as connection:
        connection.execute(text(made))
    with pytest.raises(LedgerDamagedError, match="Crosscut did not make"):
        Ledger.open(address)
    with Ledger.open(address, read_only=True) as ledger:
        assert not ledger.prove().whole


def test_rows_that_the_database_does_not_keep_are_told(new_sqlite: Callable[[], str]) -> None:
    address = new_sqlite()
    small(address)
    with Ledger.open(address) as ledger, ledger._database.writing() as connection:
        made = connection.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'decisions_versions'"))
        triggers = connection.scalars(
            text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'decisions_versions'")
        ).all()
        connection.execute(text("ALTER TABLE decisions_versions RENAME TO former"))
        connection.execute(text(made.rstrip().removesuffix(")") + ", UNIQUE (reason) ON CONFLICT IGNORE)"))
        connection.execute(text("INSERT INTO decisions_versions SELECT * FROM former"))
        connection.execute(text("DROP TABLE former"))
        for each in triggers:
            connection.execute(text(each))
    with Ledger.open(address) as ledger, pytest.raises(LedgerDamagedError, match="decisions_versions: 1 rows were"):
        ledger.decide(decisions(decision("c", "ai", "kim")), at=day(8))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE readings SET recorded_at = replace(recorded_at, ' ', 'T') WHERE number = 2",
        "UPDATE readings SET recorded_at = recorded_at || '+00:00' WHERE number = 2",
        "UPDATE decisions_versions SET reason = CAST(reason AS BLOB) WHERE version = 1",
        "UPDATE lines_versions SET file = CAST(file AS BLOB) WHERE version = 1",
    ],
)
def test_values_in_another_form_are_named(new_sqlite: Callable[[], str], statement: str) -> None:
    address = new_sqlite()
    checkpoint = small(address)
    tampered(address, statement)
    assert "rows 0" in named(address, checkpoint)


ODD_CELLS = {
    "readings.number": "UPDATE readings SET number = '3x' WHERE number = 3",
    "readings.after_future": "UPDATE readings SET after_future = 'x' WHERE number = 4",
    "readings.recorded_at": "UPDATE readings SET recorded_at = x'05' WHERE number = 2",
    "readings.link": "UPDATE readings SET link = CAST(link AS BLOB)",
    "segments.rows": "UPDATE segments SET rows = 'many'",
    "reading_texts.name": "UPDATE reading_texts SET name = x'05'",
}


@pytest.mark.parametrize("cell", ODD_CELLS)
def test_a_cell_of_another_type_is_named_and_ends_nothing_in_a_traceback(
    new_sqlite: Callable[[], str], cell: str
) -> None:
    address = new_sqlite()
    small(address)
    tampered(address, ODD_CELLS[cell])
    with Ledger.open(address, read_only=True, checked=False) as ledger:
        faults = ledger.prove().faults
    assert any(cell in each.message.en and "in row" in each.message.en for each in faults), faults
    if cell.startswith("readings.") and cell != "readings.recorded_at":  # opening looks at the last reading alone
        with pytest.raises(LedgerError), Ledger.open(address) as ledger:
            ledger.as_of(day(9))


def test_a_layout_without_a_version_is_told(new_sqlite: Callable[[], str]) -> None:
    address = new_sqlite()
    small(address)
    tampered(address, "UPDATE ledger_version SET version_num = CAST(version_num AS BLOB)")
    with pytest.raises(LedgerError, match="says no version of its layout"), Ledger.open(address):
        pass


def remade(connection: Connection, table: str, change: Callable[[str], str]) -> None:
    """The table made anew with all its rows, indexes and triggers, from a changed statement."""
    made = connection.scalar(text(f"SELECT sql FROM sqlite_master WHERE type = 'table' AND name = '{table}'"))
    query = f"SELECT sql FROM sqlite_master WHERE type != 'table' AND tbl_name = '{table}' AND sql IS NOT NULL"
    rest = connection.scalars(text(query)).all()
    changed = change(made)
    assert changed != made
    connection.execute(text(changed.replace(f"TABLE {table}", "TABLE anew").replace(f'TABLE "{table}"', "TABLE anew")))
    connection.execute(text(f"INSERT INTO anew SELECT * FROM {table}"))
    connection.execute(text(f"DROP TABLE {table}"))
    connection.execute(text(f"ALTER TABLE anew RENAME TO {table}"))
    for each in rest:
        connection.execute(text(each))


SHAPES = {
    "key": ("lines_versions", lambda made: re.sub(r",\s*PRIMARY KEY \(version\)", "", made)),
    "check": ("lines_versions", lambda made: re.sub(r",\s*CONSTRAINT \w+ CHECK \(.*?\)\)", "", made)),
    "foreign key": ("reading_tables", lambda made: re.sub(r",\s*FOREIGN KEY\(sequence\) REFERENCES [^)]*\)", "", made)),
    "unique": ("books", lambda made: re.sub(r",\s*UNIQUE \(name\)", "", made)),
    "case": ("lines_versions", lambda made: made.replace("programme TEXT", "programme TEXT COLLATE NOCASE")),
    "type": ("lines_versions", lambda made: made.replace("amount BIGINT", "amount TEXT")),
    "null": ("readings", lambda made: made.replace("source TEXT NOT NULL", "source TEXT")),
    "default": ("segments", lambda made: made.replace("'arrow'", "'rows'")),
    "ignore": ("texts", lambda made: made.rstrip().removesuffix(")") + ", UNIQUE (content) ON CONFLICT IGNORE)"),
}


@pytest.mark.parametrize("how", SHAPES)
def test_a_table_remade_otherwise_is_named(new_sqlite: Callable[[], str], how: str) -> None:
    address = new_sqlite()
    checkpoint = small(address)
    with unguarded(address) as connection:
        remade(connection, *SHAPES[how])
    assert "shape 0" in named(address, checkpoint)


@pytest.mark.parametrize(
    "statements",
    [
        ("DROP INDEX readings_number",),
        ("DROP INDEX readings_number", "CREATE INDEX readings_number ON readings (book, number)"),
        ("DROP INDEX readings_number", "CREATE UNIQUE INDEX readings_number ON readings (book, number) WHERE book = 1"),
        pytest.param(("ALTER TABLE lines_versions DROP CONSTRAINT lines_versions_pkey",), marks=pytest.mark.postgres),
        pytest.param(("ALTER TABLE lines_versions DROP CONSTRAINT lines_versions_change",), marks=pytest.mark.postgres),
        pytest.param(
            ("ALTER TABLE reading_texts DROP CONSTRAINT reading_texts_digest_fkey",), marks=pytest.mark.postgres
        ),
        pytest.param(("ALTER TABLE books DROP CONSTRAINT books_name_key",), marks=pytest.mark.postgres),
        pytest.param(("ALTER TABLE lines_versions ALTER programme TYPE varchar(400)",), marks=pytest.mark.postgres),
        pytest.param(('ALTER TABLE lines_versions ALTER programme TYPE text COLLATE "C"',), marks=pytest.mark.postgres),
        pytest.param(("ALTER TABLE readings ALTER source DROP NOT NULL",), marks=pytest.mark.postgres),
        pytest.param(("ALTER TABLE segments ALTER form SET DEFAULT 'rows'",), marks=pytest.mark.postgres),
        pytest.param(("ALTER TABLE publications SET UNLOGGED",), marks=pytest.mark.postgres),
    ],
)
def test_keys_and_constraints_that_are_gone_are_named(
    request: pytest.FixtureRequest, statements: tuple[str, ...]
) -> None:
    kinds = ("sqlite", "postgres") if statements[0].startswith("DROP INDEX") else ("postgres",)
    for kind in kinds:
        address = request.getfixturevalue(f"new_{kind}")()
        checkpoint = small(address)
        with Ledger.open(address) as ledger, ledger._database.writing() as connection:
            for statement in statements:
                connection.execute(text(statement))
        assert named(address, checkpoint) == ["shape 0"]


def test_an_index_more_is_nobodys_fault(address: str) -> None:
    checkpoint = small(address)
    with Ledger.open(address) as ledger, ledger._database.writing() as connection:
        connection.execute(text("CREATE INDEX own ON lines_versions (account)"))
    assert named(address, checkpoint) == []


def test_tables_that_are_gone_are_named(new_sqlite: Callable[[], str]) -> None:
    address = new_sqlite()
    checkpoint = small(address)
    with Ledger.open(address) as ledger, ledger._database.writing() as connection:
        connection.execute(text("DROP TABLE publications"))
    assert {"unguarded 0", "unreadable 0"} <= set(named(address, checkpoint))
