"""A writer, or the server, is killed at any instant: the ledger holds the last whole state or the one before."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from crosscut.ledger import Ledger, LedgerError, LedgerMissingError, digest_of

from .appender import state, when

ROOT = Path(__file__).parents[2]


def start(address: str, number: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.ledger.appender", address, str(number)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def acknowledged(process: subprocess.Popen[str], before: int) -> int:
    """The last number that the ended process said was kept."""
    said, _ = process.communicate()
    return int(said.split()[-1]) if said.split() else before


def reopen(address: str) -> Ledger:
    """The ledger once the server has recovered."""
    deadline = time.monotonic() + 60
    while True:
        try:
            return Ledger.open(address)
        except LedgerMissingError:
            raise
        except LedgerError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def whole_state(address: str, kept: int) -> int:
    """The state that the ledger is in, checked to be a whole one, and that its append can be repeated."""
    with reopen(address) as ledger:
        ledger.verify()
        moments = ledger.entries()
        found = int(moments[-1].digest) if moments else 0
        assert found in {kept, kept + 1}
        assert [int(moment.digest) for moment in moments] == list(range(1, found + 1))
        if found:
            assert ledger.as_of().digest == digest_of(state(found).tables())
            assert ledger.append(state(found), at=when(found)).sequence is None
        return found


def killed(address: str, rounds: int, longest: float, seed: int) -> int:
    """What is kept after a writer was killed so many times; where nothing could be kept yet, it is given longer."""
    chance, kept = random.Random(seed), 0
    for _ in range(rounds):
        process = start(address, kept + 1)
        time.sleep(chance.uniform(longest / 8, longest))
        process.send_signal(signal.SIGKILL)
        kept = whole_state(address, acknowledged(process, kept))
        longest = longest if kept else min(2 * longest, 8)
    return kept


def test_a_killed_writer_leaves_a_whole_state(new_sqlite) -> None:
    assert killed(new_sqlite(), rounds=10, longest=0.25, seed=20261122) > 0


def test_a_writer_killed_while_it_makes_the_ledger(new_sqlite) -> None:
    chance = random.Random(7)
    for _ in range(4):
        address = new_sqlite()
        process = start(address, 1)
        time.sleep(chance.uniform(0, 0.25))
        process.send_signal(signal.SIGKILL)
        kept = whole_state(address, acknowledged(process, 0))
        with Ledger.open(address) as ledger:
            assert ledger.append(state(kept + 1), at=when(kept + 1)).sequence == kept + 1


@pytest.mark.postgres
def test_a_killed_writer_leaves_a_whole_state_on_postgres(new_postgres) -> None:
    assert killed(new_postgres(), rounds=4, longest=0.8, seed=5) > 0


def backend_of_the_writer(address: str) -> int:
    """The server's process that works for the appender."""
    query = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with reopen(address) as ledger, ledger._database.reading() as connection:
        return connection.scalar(text(f"{query} AND backend_type = 'client backend' ORDER BY backend_start LIMIT 1"))


@pytest.mark.postgres
def test_a_killed_server_process_leaves_a_whole_state(new_postgres) -> None:
    address, kept, chance = new_postgres(), 0, random.Random(3)
    for _ in range(3):
        process = start(address, kept + 1)
        assert process.stdout is not None
        first = int(process.stdout.readline())
        backend = backend_of_the_writer(address)
        time.sleep(chance.uniform(0, 0.3))
        os.kill(backend, signal.SIGKILL)
        said, complaint = process.communicate(timeout=60)
        assert "crosscut.ledger.errors.LedgerError: postgresql://crosscut@127.0.0.1" in complaint
        kept = whole_state(address, int(said.split()[-1]) if said.split() else first)
    assert kept >= 3
