"""Several writers at once: each waits, or is told that the ledger is busy; none harms another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Barrier, Semaphore, Timer

import pytest
from sqlalchemy import event, text

from crosscut.ledger import Ledger, LedgerBusyError
from crosscut.ledger.database import _permit_alike
from crosscut.ledger.turns import Turnstile

from .material import amounts, amounts_of, day, reading

WRITERS = 4
ROUNDS = 6


def test_writers_take_turns(address: str) -> None:
    start = Barrier(WRITERS)

    def write(name: str) -> None:
        start.wait()
        with Ledger.open(address) as ledger:
            for amount in range(1, ROUNDS + 1):
                ledger.append(reading(f"{name}.csv", str(amount), lines=amounts(**{name: amount, f"{name}2": amount})))

    names = [f"w{number}" for number in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(write, names))
    with Ledger.open(address, read_only=True) as ledger:
        moments = ledger.entries()
        assert [moment.sequence for moment in moments] == list(range(1, WRITERS * ROUNDS + 1))
        assert [m.recorded_at for m in moments] == sorted(m.recorded_at for m in moments)
        expected = {key: ROUNDS for name in names for key in (name, f"{name}2")}
        assert amounts_of(ledger.as_of().lines) == expected
        ledger.verify()


def test_a_writer_that_waited_too_long_is_told_so(address: str) -> None:
    with Ledger.open(address) as first, Ledger.open(address, wait=0.2) as second:
        with first._database.writing(), pytest.raises(LedgerBusyError, match=r"0\.2 seconds; nothing was written"):
            second.append(reading(lines=amounts(a=1)), at=day(1))
        assert second.entries() == []
        assert second.append(reading(lines=amounts(a=1)), at=day(1)).inserted == 1


def test_what_a_writer_waits_for_shares_its_time(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Turns within the process, the order among processes and the database: all within what it was given."""
    now = [0.0]

    @contextmanager
    def in_vain(_file: Path, seconds: float) -> Iterator[None]:
        now[0] += seconds
        yield

    def turn(_turnstile: Turnstile, timeout: float) -> bool:
        now[0] += timeout / 4
        return True

    with Ledger.open(address, wait=8) as ledger:
        database = ledger._database
        monkeypatch.setattr("crosscut.ledger.database.monotonic", lambda: now[0])
        monkeypatch.setattr("crosscut.ledger.database.in_order", in_vain)
        monkeypatch.setattr(Turnstile, "acquire", turn)
        monkeypatch.setattr(Turnstile, "release", lambda _turnstile: None)
        asked, left, whole = (
            ("PRAGMA busy_timeout", 3000, 8000) if database.is_sqlite else ("SHOW lock_timeout", "6s", "0")
        )
        with database.writing() as connection:
            assert connection.exec_driver_sql(asked).scalar() == left
        with database.reading() as connection:
            assert connection.exec_driver_sql(asked).scalar() == whole


def test_writers_of_one_process_wait_without_a_connection(address: str) -> None:
    """Whoever reads meanwhile finds one: many writers at a deadline take none of them."""
    held, peak = list[int](), list[int]()
    with Ledger.open(address) as ledger, ThreadPoolExecutor(20) as threads:
        database, begun = ledger._database, Semaphore(0)
        event.listen(database.engine, "checkout", lambda *_: (held.append(1), peak.append(len(held))))
        event.listen(database.engine, "checkin", lambda *_: held.pop())

        def write() -> int:
            begun.release()
            with database.writing() as connection:
                return connection.scalar(text("SELECT count(*) FROM readings"))

        with database.writing():
            waiting = [threads.submit(write) for _ in range(20)]
            for _ in waiting:
                begun.acquire()
        assert [each.result() for each in waiting] == [0] * 20
        assert max(peak) == 1


def test_whoever_finds_no_connection_is_told_to_try_again(address: str) -> None:
    with Ledger.open(address, wait=0.2) as ledger, ExitStack() as stack:
        for _ in range(15):
            stack.enter_context(ledger._database.reading())
        with pytest.raises(LedgerBusyError, match="all connections were in use"):
            ledger.entries()


def test_readers_do_not_wait_and_see_the_state_before(address: str) -> None:
    with Ledger.open(address) as writer, Ledger.open(address, read_only=True, wait=5) as reader:
        writer.append(reading(lines=amounts(a=1)), at=day(1))
        with writer._database.writing() as connection:
            connection.execute(
                text(
                    "INSERT INTO readings SELECT 2, recorded_at, 'x', 'x', 0, 0, 0, 0, 0, 1, 2, 0, '', 'x' FROM readings"
                )
            )
            assert len(reader.entries()) == 1
            assert amounts_of(reader.as_of().lines) == {"a": 1}


def test_an_append_that_fails_half_way_leaves_nothing(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from crosscut.ledger import appending as module

    def fail(*_: object) -> None:
        raise OSError("disk full")

    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(a=1)), at=day(1))
        with monkeypatch.context() as patch:
            patch.setattr(module, "write_versions", fail)
            with pytest.raises(OSError, match="disk full"):
                ledger.append(reading(lines=amounts(a=2)), at=day(2))
        assert len(ledger.entries()) == 1
        assert ledger.append(reading(lines=amounts(a=2)), at=day(2)).changed == 1
        ledger.verify()


def test_a_reader_sees_one_state_throughout(address: str) -> None:
    query = text("SELECT count(*) FROM readings")
    with Ledger.open(address) as writer, Ledger.open(address, read_only=True) as reader:
        with reader._database.reading() as connection:
            assert connection.scalar(query) == 0
            writer.append(reading(lines=amounts(a=1)), at=day(1))
            assert connection.scalar(query) == 0
        assert len(reader.entries()) == 1


def test_who_opens_a_ledger_that_another_begins_waits_for_that(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    begun = Timer(0.3, other.execute, ("COMMIT",))
    begun.start()
    with Ledger.open(path) as ledger:
        assert ledger.append(reading(lines=amounts(a=1)), at=day(1)).inserted == 1
    begun.join()
    other.close()


def test_it_is_told_where_that_takes_too_long(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "ledger.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerBusyError, match=r"0\.2 seconds"):
        Ledger.open(tmp_path / "ledger.sqlite", wait=0.2)
    other.close()


def test_a_writer_within_itself_is_told_instead_of_waiting(address: str) -> None:
    """Nobody else could end the wait. What was begun outside goes on, and others write after."""
    with Ledger.open(address, wait=1) as ledger:
        database = ledger._database
        with database.writing():
            with pytest.raises(RuntimeError, match="pass the connection on"), database.writing():
                pass
            with database.reading():
                pass
        with database.writing():
            pass


def test_side_files_that_a_refusal_left_are_let_be_written(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    with Ledger.open(file) as ledger:
        ledger.append(reading(lines=amounts(a=1)), at=day(1))
    left = [tmp_path / "ledger.sqlite-shm", tmp_path / "ledger.sqlite-wal"]
    for each in left:
        each.touch()
        each.chmod(0o444)
    file.chmod(0o660)
    with Ledger.open(file) as ledger:
        ledger.append(reading(lines=amounts(a=2)), at=day(2))
        assert {each.stat().st_mode & 0o777 for each in left if each.exists()} == {0o660}


def test_a_link_beside_a_ledger_is_left_alone(tmp_path: Path) -> None:
    file, other = tmp_path / "ledger.sqlite", tmp_path / "other"
    other.touch(0o600)
    (tmp_path / "ledger.sqlite-shm").symlink_to(other)
    file.touch()
    file.chmod(0o666)
    _permit_alike(file)
    assert other.stat().st_mode & 0o777 == 0o600
