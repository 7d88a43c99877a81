"""Writers of a ledger killed at any instant: the ledger holds the last whole state or the one before.

``python -m tests.ledger.killing 500 --seed 1`` kills so many on SQLite, and with ``--postgres`` on a server of its own;
``--seconds`` ends it sooner, after the ledger that it is at.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from crosscut.ledger import Ledger, LedgerError, LedgerMissingError, digest_of

from .appender import state, when
from .servers import new_database, postgresql

ROOT = Path(__file__).parents[2]
ROUNDS = 10
"""Kills of one ledger in the long form; it is proved whole after each, which costs what it holds."""


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
    chance, kept, done = random.Random(seed), 0, 0
    while done < rounds or (not kept and done < 2 * rounds + 8):
        done += 1
        process = start(address, kept + 1)
        time.sleep(chance.uniform(longest / 8, longest))
        process.send_signal(signal.SIGKILL)
        kept = whole_state(address, acknowledged(process, kept))
        longest = longest if kept else min(2 * longest, 8)
    return kept


@contextmanager
def places(on_server: bool) -> Iterator[Callable[[int], str]]:
    """Gives the address of the ledger of a number, where none is yet."""
    if on_server:
        with postgresql() as url:
            yield lambda number: new_database(url, f"killed_{number}")
    else:
        with TemporaryDirectory() as folder:
            yield lambda number: f"{folder}/{number}.sqlite"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", type=int, nargs="?", default=500)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    begun, done, states = time.monotonic(), 0, 0
    with places(asked.postgres) as place:
        while done < asked.kills and time.monotonic() - begun < asked.seconds:
            seed = asked.seed + done // ROUNDS
            states += killed(place(seed), ROUNDS, longest=0.8 if asked.postgres else 0.25, seed=seed)
            done += ROUNDS
    print(f"{done} kills, {states} states kept, each ledger whole after each")


if __name__ == "__main__":
    main()
