"""Ledgers that released layouts wrote, as dumps in ``layouts/``: each opens, is whole, and keeps what it held."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, create_engine, insert, text

from crosscut.ledger import Ledger, LedgerMissingError
from crosscut.ledger.layout import MIGRATIONS
from crosscut.ledger.schema import VERSION_TABLE
from tests.shortened import some

from .material import amounts, amounts_of, day, decision, decisions, reading

DUMPS = sorted((Path(__file__).parent / "layouts").glob("*.sql"))
CHECKPOINTS = {
    "0001": "4:4f94c3775ce5bcb4589b1f268a3350c776538c54a034cead4259f49148360e64",
    "0002": "5:e7c594ce6416fca58a45634450fb2448223fb85f607325963e13afb11cd7aae4",
    "0003": "6:849d4c8785f3ab6466f5678917ab2a2f6e44780284c5a9c01012dc5d6e36ab08",
    "0004": "6:bcc7a98c3baa5aac685dd079e839871d7ffebd632ea4f86e2247c346a0c5dbc9",
}
"""What each migrated ledger is named by, ever after: a migration is frozen."""


def restored(dump: Path, address: str) -> None:
    """The ledger of a dump at an address: as it was on SQLite, its rows in tables of the same layout on PostgreSQL."""
    file = address if "://" not in address else ":memory:"
    with sqlite3.connect(file) as old:
        old.executescript(dump.read_text(encoding="utf-8"))
    if file == ":memory:":
        copied(old, dump.stem, address)
    old.close()


def copied(old: sqlite3.Connection, layout: str, address: str) -> None:
    """Rows of SQLite's tables in those that the migrations up to a layout make on PostgreSQL."""
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, layout)
        connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))
        tables = MetaData()
        tables.reflect(connection)
        for table in tables.sorted_tables:
            if table.name == VERSION_TABLE:
                continue
            names = [column.name for column in table.columns]
            quoted = ", ".join(f'"{name}"' for name in names)
            rows = old.execute(f"SELECT {quoted} FROM {table.name}").fetchall()
            if rows:
                connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
    engine.dispose()


@pytest.mark.parametrize("dump", some(DUMPS, 2), ids=lambda dump: dump.stem)
def test_every_released_layout_opens(new_address: Callable[[], str], dump: Path) -> None:
    address = new_address()
    restored(dump, address)
    with pytest.raises(LedgerMissingError, match="older layout"):
        Ledger.open(address, read_only=True)
    with Ledger.open(address) as ledger:
        proof = ledger.prove()
        assert proof.faults == ()
        assert str(proof.checkpoint) == CHECKPOINTS[dump.stem]
        held = [amounts_of(ledger.as_of(number).lines) for number in (0, 1, 4)]
        assert held[:2] == [{}, {"a": 1, "b": 2}]
        assert held[2] == {"a": 5, **{f"p{number}": number for number in range(20)}}
        assert ledger.as_of().in_force("decisions")["area"].to_pylist() == ["ai"]
        assert ledger.as_of(day(2)).corrections.num_rows == 0
        assert ledger.as_of(3).corrections.num_rows == 1
        assert len(ledger.entries()) == proof.readings
        ledger.decide(decisions(decision("a", "bio", "lee")), at=day(20))
        ledger.append(reading("budget", "three", lines=amounts(a=7)), at=day(21))
        assert amounts_of(ledger.as_of().lines) == {"a": 7}
        assert ledger.prove(proof.checkpoint).whole
