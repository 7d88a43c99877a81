"""The ledger: readings and people's statements go in and stay; the past is read as of any moment (DESIGN §3.5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection

from crosscut.ledger.appending import PEOPLE, Append, append
from crosscut.ledger.books import find_book, own_book
from crosscut.ledger.chain import Checkpoint
from crosscut.ledger.contents import Contents, digest_of
from crosscut.ledger.database import Database
from crosscut.ledger.entries import check_last, entries_of, number_at, reading
from crosscut.ledger.errors import LedgerDamagedError
from crosscut.ledger.guards import check_writes
from crosscut.ledger.history import Version, history_of
from crosscut.ledger.in_force import rows_in_force
from crosscut.ledger.kinds import KINDS, StatementKind
from crosscut.ledger.layout import ensure_layout
from crosscut.ledger.moments import Asked, next_moment
from crosscut.ledger.past import contents_at, table_at, versions_at
from crosscut.ledger.proof import Proof
from crosscut.ledger.publications import PublicationEntry, publications_of, write_publication
from crosscut.ledger.readings import Appended, LedgerEntry, Reading
from crosscut.ledger.verify import prove


class Ledger:
    """An append-only store. Open it with :meth:`open`; it is a context manager that closes itself.

    Errors of the store are :class:`LedgerError` and name the ledger. An append is one transaction: all of it is kept,
    or nothing, also when the process or the server is killed.
    """

    def __init__(self, database: Database, book: str | None = None) -> None:
        self._database, self._book = database, book

    @classmethod
    def open(
        cls,
        address: str | Path,
        *,
        book: str | None = None,
        read_only: bool = False,
        wait: float = 30.0,
        checked: bool = True,
    ) -> Ledger:
        """Open the ledger at a path or URL (``sqlite:///…``, ``postgresql://…``), making or migrating it as needed.

        Parameters
        ----------
        address
            Where the ledger is.
        book
            Whose: budgets that share a database have a book each, and none reads or ends what another wrote. Without a
            name it is the only book there is.
        read_only
            Whether to read only: then nothing is made or migrated.
        wait
            Seconds that a writer waits for another, and a connection for its server, before it raises.
        checked
            Whether to check that the last reading is as it was written; :meth:`prove` checks the whole.

        Raises
        ------
        LedgerMissingError
            where the ledger may only be read and does not exist.
        LedgerVersionError
            where its layout is newer than this code, or the database is something else.
        LedgerBusyError
            where another writer holds it for too long.
        LedgerDamagedError
            where the last reading is not as it was written.
        LedgerError
            where it cannot be reached or is no database, or several books are there and none is named.

        """
        database = Database(address, read_only=read_only, wait=wait)
        try:
            ensure_layout(database)
            with database.reading() as connection:
                found = find_book(connection, book, database.name)
                if checked and found is not None:
                    check_last(connection, found, database.name)
                if checked and not read_only:
                    check_writes(connection, database.name)
        except BaseException:
            database.close()
            raise
        return cls(database, book)

    def close(self) -> None:
        """Give back the database."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def append(self, reading: Reading, at: datetime | None = None) -> Appended:
        """Record a reading: what is new, what changed, and what left its source.

        The same reading again adds nothing and no moment. ``at`` is when it is recorded, else the clock.

        Raises
        ------
        MomentError
            where ``at`` is before the last moment that is not in the future, or has no time zone.
        ValueError
            where a table has not its schema, or a row nothing to identify it by.

        """
        return self._append(Append(reading.source, reading.digest, reading.tables(), reading.texts), at)

    def decide(self, decisions: pa.Table, at: datetime | None = None) -> Appended:
        """Record people's attributions (schema DECISIONS), each with a name and a reason.

        A decision without a time of its own takes the moment. It supersedes the programme's earlier decisions, which
        remain readable. The same person's decision of the same time is restated, not added.

        Raises
        ------
        ValueError
            where a name or a reason is missing.

        """
        return self._say(KINDS["decisions"], decisions, at)

    def correct(self, corrections: pa.Table, at: datetime | None = None) -> Appended:
        """Record people's corrections of lines (schema CORRECTIONS), under the same terms as :meth:`decide`."""
        return self._say(KINDS["corrections"], corrections, at)

    def dispose(self, dispositions: pa.Table, at: datetime | None = None) -> Appended:
        """Record what people say of findings (schema DISPOSITIONS), under the same terms as :meth:`decide`."""
        return self._say(KINDS["dispositions"], dispositions, at)

    def as_of(self, moment: Asked = None, *, programme: str | None = None) -> Contents:
        """What stood at a moment; None is now.

        A day, such as ``2026-03-01``, means its end in UTC. A whole number is the sequence number of a reading. With
        ``programme`` only what is about it is read, and found by index.
        """
        with self._reading() as (connection, book):
            return contents_at(connection, book, moment, programme)

    def standing(self, kind: str, moment: Asked = None) -> pa.Table:
        """The rows of one kind that stood at a moment, in force or not."""
        with self._reading() as (connection, book):
            return table_at(connection, KINDS[kind], book, moment)

    def in_force(self, kind: str, moment: Asked = None) -> pa.Table:
        """The decisions, corrections or dispositions that held at a moment; see :meth:`Contents.in_force`."""
        return rows_in_force(KINDS[kind], self.standing(kind, moment))

    def entries(self, moment: Asked = None) -> list[LedgerEntry]:
        """All readings and statements up to a moment (None: now) in their strict order."""
        with self._reading() as (connection, book):
            return entries_of(connection, book, number_at(connection, book, moment))

    def checkpoint(self, moment: Asked = None) -> Checkpoint | None:
        """What names the ledger as of a moment and proves it afterwards; None before the first reading."""
        with self._reading() as (connection, book):
            found = reading(connection, book, number_at(connection, book, moment))
            return Checkpoint(found.number, found.link) if found else None

    def versions(self, kind: str, moment: Asked = None) -> pa.Table:
        """Every version of one kind of row up to a moment (None: now), in the order they came.

        The kind's own columns, and ``version``, ``sequence`` (of the reading), ``change``, and ``replaces``: the
        version that this one took the place of, else null.
        """
        with self._reading() as (connection, book):
            return versions_at(connection, KINDS[kind], book, moment)

    def history(self, programme: str) -> list[Version]:
        """All versions of everything about a programme, oldest first, with moment, name and reason."""
        with self._reading() as (connection, book):
            return history_of(connection, book, programme)

    def publish(self, manifest: str, checkpoint: str, at: datetime | None = None) -> None:
        """Record a publication: its manifest, and the checkpoint that it prints (empty where it prints none)."""
        with self._database.writing() as connection:
            book = own_book(connection, self._book, self._database.name)
            write_publication(connection, book, manifest, checkpoint, next_moment(at, None))

    def publications(self) -> list[PublicationEntry]:
        """What was published, oldest first."""
        with self._reading() as (connection, book):
            return publications_of(connection, book)

    def prove(self, against: Checkpoint | None = None) -> Proof:
        """Read everything and say what is not as it was written, or not as a checkpoint says."""
        with self._database.reading() as connection:
            return prove(connection, find_book(connection, self._book, self._database.name), against)

    def verify(self, against: Checkpoint | None = None) -> None:
        """Check everything, as :meth:`prove` does.

        Raises
        ------
        LedgerDamagedError
            naming the first thing that is not as it was written.

        """
        for fault in self.prove(against).faults[:1]:
            raise LedgerDamagedError(f"{self._database.name}: {fault.message.en}")

    @contextmanager
    def _reading(self) -> Iterator[tuple[Connection, int | None]]:
        with self._database.reading() as connection:
            yield connection, find_book(connection, self._book, self._database.name)

    def _say(self, kind: StatementKind, table: pa.Table, at: datetime | None) -> Appended:
        moment = next_moment(at, None)
        tables: Mapping[str, pa.Table] = {kind.name: _signed(kind, kind.conform(table), moment)}
        return self._append(Append(PEOPLE, digest_of(tables), tables), at and moment)

    def _append(self, what: Append, at: datetime | None) -> Appended:
        with self._database.writing() as connection:
            return append(connection, own_book(connection, self._book, self._database.name), what, at)


def _signed(kind: StatementKind, table: pa.Table, moment: datetime) -> pa.Table:
    """The table with the moment where a row has no time; names and reasons are required."""
    columns = kind.statement
    if columns is None:
        raise ValueError(f"{kind.name} are read from sources, not said by people")
    for name in (columns.by, "reason"):
        blank = pc.equal(pc.fill_null(table[name], ""), "")
        if pc.any(blank).as_py():
            raise ValueError(f"{kind.name}: {name} is empty in row {pc.index(blank, value=True).as_py() + 1}; say it")
    when = table[columns.when]
    when = pc.if_else(pc.equal(when, ""), moment.isoformat(), when)
    return table.set_column(table.schema.get_field_index(columns.when), kind.schema.field(columns.when), when)
