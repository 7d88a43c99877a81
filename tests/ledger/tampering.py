"""Random tampering with a ledger's database by someone who can write to it: bytes, values, rows and their order.

``python -m tests.ledger.tampering [--mutations 500] [--postgres]`` is the long form: each mutation is made in a copy of
one ledger, whose checkpoint is kept outside, and has to be named by ``prove``.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection, Engine, MetaData, String, Table, create_engine, delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from crosscut.ledger import DISPOSITIONS, Checkpoint, Ledger
from crosscut.ledger.guards import GUARDED
from crosscut.ledger.schema import METADATA, VERSION_TABLE

from .material import amounts, correction, corrections, day, decision, decisions, links, programmes, reading, tags
from .servers import drop_database, new_database, postgresql

MANY = 300
"""Rows enough to be kept by column too."""


def fill(address: str) -> Checkpoint:
    """A ledger with something in every table; its checkpoint."""
    with Ledger.open(address, book="mine") as ledger:
        for number in (1, 2):
            names = [f"p{row}" for row in range(MANY)]
            ledger.append(
                reading(
                    "budget",
                    str(number),
                    programmes=programmes(*({"programme": name, "name": name} for name in names)),
                    lines=amounts(**{name: row * number for row, name in enumerate(names)}),
                    tags=tags({"programme": "p1", "area": "ai", "amount": number}),
                    links=links(("p1", "p2")),
                    texts={"settings": f"title = '{number}'", "found": "[]"},
                ),
                at=day(number),
            )
            ledger.decide(decisions(*(decision(f"p{each}", "ai", f"kim{number}") for each in range(5))), at=day(number))
            ledger.correct(corrections(correction("p3", 3 * number, 4, f"lee{number}")), at=day(number))
            ledger.publish(f'{{"title": "{number}"}}', str(ledger.checkpoint()))
        waived = {field.name: "x" if pa.types.is_string(field.type) else None for field in DISPOSITIONS}
        ledger.dispose(pa.Table.from_pylist([waived], schema=DISPOSITIONS), at=day(3))
        checkpoint = ledger.checkpoint()
    assert checkpoint is not None
    return checkpoint


@contextmanager
def closing_engine(engine: Engine) -> Iterator[None]:
    """Give back all connections, whatever happened."""
    try:
        yield
    finally:
        engine.dispose()


@contextmanager
def unguarded(address: str) -> Iterator[Connection]:
    """A connection to the database as someone has it who drops the triggers and puts them back."""
    url = f"sqlite:///{address}" if "://" not in address else address.replace("postgresql:", "postgresql+psycopg:")
    engine = create_engine(url)
    with closing_engine(engine), engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            triggers = connection.execute(text(query)).all()
            for name, _ in triggers:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            yield connection
            for _, sql in triggers:
                connection.exec_driver_sql(sql)
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table in GUARDED:
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
            yield connection
            for table in GUARDED:
                connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER ALL"))


def other(value: Any, chance: random.Random) -> Any:
    """A value that is another than this one, of the same sort."""
    if value is None:
        return 1
    if isinstance(value, bytes):
        place = chance.randrange(len(value)) if value else 0
        return value[:place] + bytes([value[place] ^ chance.randrange(1, 256)]) + value[place + 1 :] if value else b"x"
    if isinstance(value, int):
        return value + chance.choice((-2, -1, 1, 2, 1000))
    if isinstance(value, str):
        place = chance.randrange(len(value) + 1)
        return value[:place] + chance.choice("0가 x") + value[place:]
    return value.replace(year=value.year - chance.randrange(1, 4))


def row_of(connection: Connection, table: Table, chance: random.Random) -> Any:
    """One of the table's rows, or None."""
    rows = connection.execute(select(table)).all()
    return chance.choice(rows) if rows else None


def is_row(table: Table, row: Any) -> Any:
    keys = table.primary_key.columns
    return [column == getattr(row, column.name) for column in keys]


def edited(connection: Connection, table: Table, row: Any, chance: random.Random) -> str:
    column = chance.choice([column for column in table.columns if not column.primary_key])
    value = getattr(row, column.name)
    new = "x" if value is None and isinstance(column.type, String) else other(value, chance)
    connection.execute(update(table).where(*is_row(table, row)).values({column.name: new}))
    return f"{table.name}.{column.name}: {value!r:.40} → {new!r:.40}"


def erased(connection: Connection, table: Table, row: Any, _: random.Random) -> str:
    connection.execute(delete(table).where(*is_row(table, row)))
    return f"{table.name}: a row erased"


def added(connection: Connection, table: Table, row: Any, chance: random.Random) -> str:
    if table.name == "books":  # what nobody wrote into is nobody's
        return ""
    values = row._asdict()
    for column in table.primary_key.columns:
        values[column.name] = (
            values[column.name] + 1000 if isinstance(values[column.name], int) else other(values[column.name], chance)
        )
    if table.name == "readings":
        values["number"] += 1000
    connection.execute(insert(table).values(values))
    return f"{table.name}: a row added"


def swapped(connection: Connection, table: Table, row: Any, chance: random.Random) -> str:
    """What two rows say, exchanged: their order, where they say when."""
    second = row_of(connection, table, chance)
    rest = [column.name for column in table.columns if not column.primary_key and not column.unique]
    rest = [name for name in rest if not (table.name == "readings" and name == "number")]
    if [getattr(row, name) for name in rest] == [getattr(second, name) for name in rest]:
        return ""
    for one, two in ((row, second), (second, row)):
        values = {name: getattr(two, name) for name in rest}
        connection.execute(update(table).where(*is_row(table, one)).values(values))
    return f"{table.name}: two rows exchanged"


WAYS: tuple[Callable[[Connection, Table, Any, random.Random], str], ...] = (edited, edited, erased, added, swapped)


def mutated(address: str, chance: random.Random) -> str:
    """One mutation; what it was, or nothing where it changed nothing or the database itself refused it."""
    names = [name for name in METADATA.tables if name != VERSION_TABLE]  # the layout's number is no content
    try:
        with unguarded(address) as connection:
            table = Table(chance.choice(names), MetaData(), autoload_with=connection)
            row = row_of(connection, table, chance)
            return chance.choice(WAYS)(connection, table, row, chance) if row is not None else ""
    except IntegrityError:
        return ""


def named(address: str, checkpoint: Checkpoint) -> list[str]:
    """What ``prove`` names."""
    with Ledger.open(address, read_only=True, checked=False) as ledger:
        return [f"{each.code} {each.reading}" for each in ledger.prove(checkpoint).faults]


def copies_in(folder: Path) -> Iterator[str]:
    """Addresses in SQLite: a whole ledger is to be made at the first; each later one is a copy of it."""
    original, copy = folder / "whole.sqlite", folder / "copy.sqlite"
    yield str(original)
    while True:
        shutil.copyfile(original, copy)
        yield str(copy)


def copies_on(server: str) -> Iterator[str]:
    """The same on a PostgreSQL server."""
    original = new_database(server, "whole")
    yield original
    while True:
        yield new_database(server, "altered", like=original)
        drop_database(server, "altered")


def trial(copies: Iterator[str], mutations: int, seed: int) -> Counter[str]:
    """So many mutations, each of a copy of one ledger, all of which must be named; the codes that named them first."""
    original, chance, found = next(copies), random.Random(seed), Counter[str]()
    checkpoint = fill(original)
    assert named(original, checkpoint) == []
    for copy in copies:
        if what := mutated(copy, chance):
            faults = named(copy, checkpoint)
            assert faults, f"not named: {what} (seed {seed})"
            found[faults[0].split()[0]] += 1
        if found.total() == mutations:
            break
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutations", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL server of its own")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as open_:
        copies = copies_on(open_.enter_context(postgresql())) if asked.postgres else copies_in(Path(folder))
        found = trial(copies, asked.mutations, asked.seed)
    print(f"{found.total()} mutations, all named: {dict(found)}")


if __name__ == "__main__":
    main()
