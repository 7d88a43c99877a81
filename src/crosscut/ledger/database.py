"""Reaching the database: addresses, connections, transactions, and errors in words."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from crosscut.ledger.errors import LedgerBusyError, LedgerError, LedgerMissingError
from crosscut.ledger.turns import Turnstile, in_order

_LOCK = 7_204_118
"""The number of PostgreSQL's advisory lock that a writer of a ledger holds."""

SILENCE = 300.0
"""Seconds after which a server that answers nothing is given up; no single step of an append takes as long."""

_SIDE_FILES = ("-wal", "-shm")
"""What the names of SQLite's files beside a ledger end in."""

_CONNECT = 15
"""Seconds that a server has to let one in."""


class Database:
    """One ledger's database.

    Parameters
    ----------
    address
        A path to a SQLite file, or a URL: ``sqlite:///…`` or ``postgresql://…``.
    read_only
        Whether the database may only be read; a SQLite file must then exist and is never made.
    wait
        Seconds that a writer waits for another before it gives up.

    """

    def __init__(self, address: str | Path, *, read_only: bool, wait: float) -> None:
        self.read_only, self.wait = read_only, wait
        self._writer = Turnstile()
        self._writes = threading.local()
        url = _url(address)
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.name = str(Path(url.database or "")) if self.is_sqlite else url.render_as_string(hide_password=True)
        self._write_ahead_file = Path(f"{os.path.realpath(url.database or '')}-wal")
        self.engine = self._sqlite(url) if self.is_sqlite else self._postgresql(url)

    def _sqlite(self, url: URL) -> Engine:
        path = Path(os.path.realpath(url.database or ""))  # SQLite's side files stand beside what a link points to
        if not url.database or url.database == ":memory:":
            raise LedgerError("A ledger in memory would forget; give the path of a file, such as ledger.sqlite")
        if path.is_dir():
            raise LedgerError(f"{self.name}: is a folder; name a file in it, such as ledger.sqlite")
        if self.read_only and not path.exists():
            raise LedgerMissingError(f"{self.name}: there is no ledger here yet; crosscut build makes it")
        if not path.parent.is_dir():
            raise LedgerError(f"{self.name}: the folder {path.parent} does not exist; make it first")
        address = f"{path.as_uri()}?{self._mode(path)}"

        def connect() -> sqlite3.Connection:
            if not self.read_only:
                _permit_alike(path)
            return sqlite3.connect(address, uri=True, timeout=self.wait, isolation_level=None, check_same_thread=False)

        engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_timeout=self.wait)
        event.listen(engine, "connect", self._prepare_sqlite)
        event.listen(engine, "begin", self._begin_sqlite)
        return engine

    def _mode(self, path: Path) -> str:
        """How SQLite opens the file. A reader may not make it, but cleans SQLite's side files up where it can."""
        if not self.read_only:
            return "mode=rwc"
        side_files = any(path.with_name(path.name + end).exists() for end in _SIDE_FILES)
        return "mode=rw" if side_files or os.access(path.parent, os.W_OK) else "mode=ro&immutable=1"

    def _prepare_sqlite(self, connection: Any, _record: Any) -> None:
        if self.read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            _write_ahead(connection, self.wait)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    def _begin_sqlite(self, connection: Connection) -> None:
        left = connection.get_execution_options().get("crosscut_writes_within")
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {left or round(self.wait * 1000)}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if left else "BEGIN")

    def _postgresql(self, url: URL) -> Engine:
        url = url.set(drivername="postgresql+psycopg")
        seconds = max(2, min(_CONNECT, round(self.wait)))
        limits = {"connect_timeout": seconds, "keepalives_idle": 30, "tcp_user_timeout": 60_000}
        try:
            from crosscut.ledger.postgres_connections import patient

            engine = create_engine(
                url,
                pool_pre_ping=True,
                pool_timeout=self.wait,
                connect_args={key: value for key, value in limits.items() if key not in url.query},
            )
        except ImportError:
            raise LedgerError("PostgreSQL needs its driver: pip install 'crosscut[postgres]'") from None
        patient(engine, SILENCE)
        return engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads, and sees one state throughout."""
        with self.errors_in_words(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writer of this ledger overlaps; all of it is kept, or nothing.

        Raises
        ------
        LedgerBusyError
            where another writer does not finish in time.
        RuntimeError
            where the same thread writes already, which would wait for itself.

        """
        if self.read_only:
            raise LedgerError(f"{self.name}: opened for reading only; open it without read_only to append")
        until = monotonic() + self.wait
        with self._in_turn(), self._in_order(until), self.errors_in_words(), self.engine.connect() as connection:
            left = max(1, round((until - monotonic()) * 1000))
            connection = connection.execution_options(crosscut_writes_within=left)  # noqa: PLW2901
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(text(f"SET LOCAL lock_timeout = {left}"))
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
                yield connection

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """One writer of this process at a time: whoever waits for another holds no connection that a reader needs."""
        if getattr(self._writes, "now", False):
            raise RuntimeError("writing() within writing() of one database waits for itself; pass the connection on")
        if not self._writer.acquire(timeout=self.wait):
            raise self._busy()
        self._writes.now = True
        try:
            yield
        finally:
            self._writes.now = False
            self._writer.release()

    def _in_order(self, until: float) -> AbstractContextManager[None]:
        """Our turn among processes: SQLite itself lets in whoever asks at the right moment, PostgreSQL keeps an order.

        Places are taken in its write-ahead file, in which SQLite locks nothing. Half of what is left of the time is for
        the order; who has waited that long asks SQLite, since somebody before us may stand still.
        """
        seconds = max(0.0, until - monotonic()) / 2
        return in_order(self._write_ahead_file, seconds) if self.is_sqlite else nullcontext()

    def _busy(self) -> LedgerBusyError:
        return LedgerBusyError(
            f"{self.name}: another writer held the ledger for {self.wait:g} seconds; nothing was written, try again"
        )

    @contextmanager
    def errors_in_words(self) -> Iterator[None]:
        """Errors of the driver as errors of the ledger, which name it and say what to do."""
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise self._in_words(error) from error
        except Exception as error:
            if type(error).__module__.partition(".")[0] == "psycopg":
                raise self._in_words(error) from error
            raise

    def _in_words(self, error: Exception) -> LedgerError:
        cause = error.orig if isinstance(error, DBAPIError) else error
        said = str(cause).strip().partition("\n")[0]
        if "database is locked" in said or getattr(cause, "sqlstate", "") == "55P03":
            return self._busy()
        if isinstance(error, PoolTimeoutError):
            return LedgerBusyError(f"{self.name}: all connections were in use; nothing was done, try again")
        if "file is not a database" in said:
            return LedgerError(f"{self.name}: this file is no SQLite database; name another file or move it away")
        if "unable to open database file" in said:
            return LedgerError(f"{self.name}: the file cannot be opened; check that you may read and write it")
        return LedgerError(f"{self.name}: the database refused, and nothing was written: {said}")

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def _permit_alike(path: Path) -> None:
    """Give SQLite's side files the ledger's permissions: a refused write leaves them with those that it had then."""
    for end in _SIDE_FILES:
        side = path.with_name(path.name + end)
        with suppress(OSError):
            found, mode = side.lstat(), stat.S_IMODE(path.stat().st_mode)
            if stat.S_ISREG(found.st_mode) and stat.S_IMODE(found.st_mode) != mode:
                side.chmod(mode)


def _write_ahead(connection: sqlite3.Connection, wait: float) -> None:
    """Switch to write-ahead mode. SQLite refuses that at once where another has begun to write, so the wait is ours."""
    until = monotonic() + wait
    while True:
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or monotonic() > until:
                raise
            sleep(0.01)
        else:
            return


def _url(address: str | Path) -> URL:
    if isinstance(address, Path) or "://" not in address:
        return URL.create("sqlite", database=str(address))
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise LedgerError("The ledger's URL cannot be read; write postgresql://user@host/name or a path") from None
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise LedgerError(f"A ledger lives in SQLite or PostgreSQL, not in {url.get_backend_name()!r}")
    return url
