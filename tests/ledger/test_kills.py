"""A writer, or the server, is killed at any instant: the ledger holds the last whole state or the one before.

A few kills here; ``python -m tests.ledger.killing`` makes hundreds.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from crosscut.ledger import Ledger
from tests.shortened import examples

from .appender import state, when
from .killing import acknowledged, killed, reopen, start, whole_state
from .servers import postgresql


@pytest.fixture(scope="module")
def postgres_server() -> Iterator[str]:
    """A server of these tests' own, which keeps what it is told as an office's does."""
    if os.environ.get("CROSSCUT_NO_POSTGRES") == "1":
        pytest.skip("CROSSCUT_NO_POSTGRES=1")
    with postgresql() as url:
        yield url


def test_a_killed_writer_leaves_a_whole_state(new_sqlite) -> None:
    assert killed(new_sqlite(), rounds=examples(2), longest=0.25, seed=20261122) > 0


def test_a_writer_killed_while_it_makes_the_ledger(new_sqlite) -> None:
    chance = random.Random(7)
    for _ in range(2):
        address = new_sqlite()
        process = start(address, 1)
        time.sleep(chance.uniform(0, 0.25))
        process.send_signal(signal.SIGKILL)
        kept = whole_state(address, acknowledged(process, 0))
        with Ledger.open(address) as ledger:
            assert ledger.append(state(kept + 1), at=when(kept + 1)).sequence == kept + 1


@pytest.mark.postgres
def test_a_killed_writer_leaves_a_whole_state_on_postgres(new_postgres) -> None:
    assert killed(new_postgres(), rounds=examples(1), longest=0.8, seed=5) > 0


def backend_of_the_writer(address: str) -> int:
    """The server's process that works for the appender."""
    query = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with reopen(address) as ledger, ledger._database.reading() as connection:
        return connection.scalar(text(f"{query} AND backend_type = 'client backend' ORDER BY backend_start LIMIT 1"))


@pytest.mark.postgres
def test_a_killed_server_process_leaves_a_whole_state(new_postgres) -> None:
    address, kept, chance = new_postgres(), 0, random.Random(3)
    for _ in range(2):
        process = start(address, kept + 1)
        assert process.stdout is not None
        first = int(process.stdout.readline())
        backend = backend_of_the_writer(address)
        time.sleep(chance.uniform(0, 0.3))
        os.kill(backend, signal.SIGKILL)
        said, complaint = process.communicate(timeout=60)
        assert "crosscut.ledger.errors.LedgerError: postgresql://crosscut@127.0.0.1" in complaint
        kept = whole_state(address, int(said.split()[-1]) if said.split() else first)
    assert kept >= 2
