"""What was edited, erased, dated back or written anew is named, by the ledger itself or by a checkpoint kept outside."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Connection, select, text

from crosscut.ledger import Checkpoint, Ledger, LedgerDamagedError, LedgerError, Reading
from crosscut.ledger.chain import SEED, bytes_digest, link_of
from crosscut.ledger.entries import facts_of
from crosscut.ledger.schema import READINGS
from tests.shortened import some

from .material import amounts, correction, corrections, day, decision, decisions, reading
from .servers import drop_database, new_database
from .tampering import copies_in, copies_on, named, trial, unguarded


def small(address: str) -> Checkpoint:
    """A ledger of four entries, a copy of one that was made once; its checkpoint."""
    if "://" in address:
        place, _, name = address.rpartition("/")
        server = f"{place}/postgres"
        original, checkpoint = _small_database(server)
        drop_database(server, name)
        new_database(server, name, like=original)
    else:
        content, checkpoint = _small_file()
        Path(address).write_bytes(content)
    return checkpoint


@cache
def _small_database(server: str) -> tuple[str, Checkpoint]:
    original = new_database(server, "small")
    return original, _made(original)


@cache
def _small_file() -> tuple[bytes, Checkpoint]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.sqlite"
        checkpoint = _made(str(file))
        return file.read_bytes(), checkpoint


def _made(address: str) -> Checkpoint:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(a=1, b=2), texts={"settings": "one"}), at=day(1))
        ledger.decide(decisions(decision("a", "ai", "kim")), at=day(2))
        ledger.correct(corrections(correction("b", 2, 3)), at=day(3))
        ledger.append(reading(digest="new", lines=amounts(a=1, b=7)), at=day(4))
        checkpoint = ledger.checkpoint()
    assert checkpoint is not None
    return checkpoint


def tampered(address: str, *statements: str) -> None:
    with unguarded(address) as connection:
        for statement in statements:
            connection.execute(text(statement))


def recomputed(address: str) -> None:
    """The whole chain worked out anew, as someone does who knows how it is made."""
    with unguarded(address) as connection:
        link = SEED
        for row in connection.execute(text("SELECT sequence FROM readings ORDER BY number")).all():
            found = connection.execute(select(READINGS).where(READINGS.c.sequence == row.sequence)).one()
            link = link_of(link, facts_of(connection, found))
            query = text("UPDATE readings SET link = :link WHERE sequence = :sequence")
            connection.execute(query, {"link": link, "sequence": row.sequence})


def test_a_ledger_as_it_was_written_is_whole(address: str) -> None:
    checkpoint = small(address)
    assert checkpoint.number == 4
    assert named(address, checkpoint) == []
    with Ledger.open(address) as ledger:
        first = ledger.checkpoint(1)
        ledger.decide(decisions(decision("a", "bio", "lee")), at=day(9))
        assert first is not None
        for kept in (first, checkpoint, ledger.checkpoint()):
            assert ledger.prove(kept).whole
        assert Checkpoint.parse(str(checkpoint)) == checkpoint


@pytest.mark.parametrize(
    ("statement", "fault"),
    some(
        [
            ("UPDATE lines_versions SET amount = 9 WHERE version = 1", "rows 1"),
            ("UPDATE decisions_versions SET reason = 'other'", "rows 2"),
            ("UPDATE corrections_versions SET replaces = NULL, corrected_by = 'me'", "rows 3"),
            ("DELETE FROM lines_versions WHERE version = 2", "rows 1"),
            ("UPDATE segments SET digest = 'x' WHERE sequence = 2", "altered 2"),
            ("UPDATE readings SET recorded_at = '2026-01-01 01:00:00.000000' WHERE number = 3", "altered 3"),
            ("UPDATE readings SET source = 'other' WHERE number = 4", "altered 4"),
            ("UPDATE texts SET content = 'two'", "text 0"),
            ("UPDATE reading_texts SET name = 'other'", "altered 1"),
            ("UPDATE reading_tables SET digest = 'other' WHERE sequence = 1", "altered 1"),
        ],
        4,
    ),
)
def test_what_was_edited_is_named(address: str, statement: str, fault: str) -> None:
    small(address)
    tampered(address, statement)
    with Ledger.open(address, checked=False) as ledger:
        assert fault in [f"{each.code} {each.reading}" for each in ledger.prove().faults]
        with pytest.raises(LedgerDamagedError):
            ledger.verify()


LAST = (
    "DELETE FROM lines_versions WHERE sequence = 4",
    "DELETE FROM segments WHERE sequence = 4",
    "DELETE FROM reading_tables WHERE sequence = 4",
    "DELETE FROM readings WHERE sequence = 4",
)
ALL = tuple(
    f"DELETE FROM {table}"
    for table in (
        *("lines_versions", "decisions_versions", "corrections_versions", "segments", "reading_tables"),
        *("reading_texts", "texts", "readings"),
    )
)


def test_an_erased_last_reading_is_named_by_a_checkpoint(address: str) -> None:
    checkpoint = small(address)
    tampered(address, *LAST)
    with Ledger.open(address) as ledger:
        assert ledger.prove().whole
        (fault,) = ledger.prove(checkpoint).faults
    assert (fault.code, fault.reading) == ("erased", 4)
    assert "ends at reading 3" in fault.message.en


def test_a_last_reading_erased_in_part_is_named_by_the_ledger(address: str) -> None:
    small(address)
    tampered(address, "DELETE FROM lines_versions WHERE sequence = 4")
    assert "rows 4" in named(address, small_checkpoint(address))


def small_checkpoint(address: str) -> Checkpoint:
    with Ledger.open(address, checked=False) as ledger:
        found = ledger.checkpoint()
    assert found is not None
    return found


def test_an_emptied_ledger_is_named_by_a_checkpoint(address: str) -> None:
    checkpoint = small(address)
    tampered(address, *ALL)
    assert named(address, checkpoint) == ["emptied 0"]


def test_digests_worked_out_anew_are_named_by_a_checkpoint(address: str) -> None:
    checkpoint = small(address)
    tampered(address, "UPDATE readings SET source = 'other' WHERE number = 2")
    recomputed(address)
    with Ledger.open(address) as ledger:
        assert ledger.prove().whole
        (fault,) = ledger.prove(checkpoint).faults
    assert (fault.code, fault.reading) == ("rewritten", 4)


def test_a_reading_dated_back_is_named_even_with_digests_worked_out_anew(address: str) -> None:
    small(address)
    tampered(address, "UPDATE readings SET recorded_at = '2025-01-01 01:00:00.000000' WHERE number = 4")
    recomputed(address)
    with Ledger.open(address) as ledger:
        (fault,) = ledger.prove().faults
    assert (fault.code, fault.reading) == ("antedated", 4)


def test_opening_checks_the_last_reading(address: str) -> None:
    small(address)
    tampered(address, "UPDATE readings SET source = 'other' WHERE number = 4")
    for read_only in (True, False):
        with pytest.raises(LedgerDamagedError, match="reading 4, the last, is not as it was written; crosscut verify"):
            Ledger.open(address, read_only=read_only)


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


def test_names_of_books_that_were_exchanged_or_changed_are_named(address: str) -> None:
    for number, book in enumerate(("a", "b"), start=1):
        with Ledger.open(address, book=book) as ledger:
            ledger.append(reading(book, lines=amounts(x=number)), at=day(number))
            assert ledger.prove().whole
    tampered(
        address,
        "UPDATE books SET name = 'c' WHERE name = 'a'",
        "UPDATE books SET name = 'a' WHERE name = 'b'",
        "UPDATE books SET name = 'b' WHERE name = 'c'",
    )
    for book in ("a", "b"):
        with Ledger.open(address, book=book, checked=False) as ledger:
            assert {(each.code, each.reading) for each in ledger.prove().faults} == {("book", 1), ("book", 0)}
        with pytest.raises(LedgerDamagedError, match="another name than its readings were written under"):
            Ledger.open(address, book=book, read_only=True)
    tampered(address, "UPDATE books SET name = 'c' WHERE name = 'a'", "UPDATE books SET name = 'd' WHERE name = 'b'")
    with Ledger.open(address, book="a", read_only=True) as ledger:
        assert {each.code for each in ledger.prove().faults} == {"book"}


def test_the_name_of_a_book_is_no_text_of_a_reading(address: str) -> None:
    with Ledger.open(address, book="mine") as ledger:
        ledger.append(reading(lines=amounts(a=1), texts={"settings": "x"}), at=day(1))
        ledger.append(reading("other", lines=amounts(b=1)), at=day(2))
        assert ledger.as_of().texts == {"settings": "x"}


def test_a_book_that_nobody_wrote_into_holds_up_nobody(address: str) -> None:
    checkpoint = small(address)
    tampered(address, "INSERT INTO books VALUES (99, 'zz')")
    assert named(address, checkpoint) == []


def test_tables_that_are_gone_are_named(new_sqlite: Callable[[], str]) -> None:
    address = new_sqlite()
    checkpoint = small(address)
    with Ledger.open(address) as ledger, ledger._database.writing() as connection:
        connection.execute(text("DROP TABLE publications"))
    assert {"unguarded 0", "unreadable 0"} <= set(named(address, checkpoint))


def test_publications_are_kept_in_their_own_chain(address: str) -> None:
    small(address)
    with Ledger.open(address) as ledger:
        before = ledger.checkpoint()
        ledger.publish('{"title": "one"}', str(before))
        ledger.publish('{"title": "two"}', str(before))
        assert ledger.checkpoint() == before
        assert [(each.number, each.manifest) for each in ledger.publications()] == [
            (1, '{"title": "one"}'),
            (2, '{"title": "two"}'),
        ]
        assert ledger.publications()[0].digest == bytes_digest(b'{"title": "one"}')
        ledger.decide(decisions(decision("b", "ai", "kim")), at=day(8))
        assert ledger.prove().publications == 2
        assert ledger.prove().whole
    tampered(address, "DELETE FROM publications WHERE number = 2")
    assert "publication 5" in named(address, small_checkpoint(address))


@pytest.mark.parametrize("words", ["", "4", "4:xyz", "a:" + "0" * 64, "4:" + "0" * 63, "4:" + "A" * 64])
def test_what_is_no_checkpoint_is_refused(words: str) -> None:
    with pytest.raises(LedgerError, match="is no checkpoint; it reads NUMBER:LINK"):
        Checkpoint.parse(words)


def test_random_tampering_is_named(tmp_path: Path) -> None:
    assert trial(copies_in(tmp_path), mutations=15, seed=20261126).total() == 15


@pytest.mark.postgres
def test_random_tampering_is_named_on_postgres(postgres_server: str) -> None:
    assert trial(copies_on(postgres_server), mutations=5, seed=5).total() == 5


def test_what_an_append_links_is_what_a_proof_reads(address: str) -> None:
    """Every kind of append, a large one included, is proved as it was written."""
    with Ledger.open(address) as ledger:
        many = {f"p{number}": number for number in range(600)}
        ledger.append(reading("one", lines=amounts(**many)), at=day(1))
        ledger.append(reading("two", lines=amounts(**dict(list(many.items())[:300]), z=None)), at=day(2))
        ledger.append(Reading("three", "empty"), at=day(3))
        assert ledger.prove().faults == ()
