"""Whoever came first writes first; a process that is killed or stands still keeps nobody out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from threading import enumerate as enumerate_threads

import pytest

from crosscut.ledger import Ledger, turns
from crosscut.ledger.turns import Turnstile, in_order

from .material import decision, decisions

ROOT = Path(__file__).parents[2]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps an order")


class Queuers:
    """Processes that write to one ledger, and the places that they have taken."""

    def __init__(self, address: str) -> None:
        self.address, self.started = address, list[subprocess.Popen[str]]()

    def start(self, name: str, act: str = "decide") -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.ledger.queuer", self.address, name, act]
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.started.append(process)
        assert said(process) == "ready"
        return process

    def queue(self, name: str, act: str = "decide") -> subprocess.Popen[str]:
        """Start one and have it wait in the queue, behind all that are there."""
        process, before = self.start(name, act), self.last()
        go_on(process)
        until = time.monotonic() + 60
        while self.last() == before:
            assert time.monotonic() < until, f"{name} has taken no place"
            time.sleep(0.005)
        return process

    def last(self) -> int:
        handle = os.open(f"{self.address}-wal", os.O_RDWR)
        try:
            return turns._last(handle)
        finally:
            os.close(handle)

    def names(self) -> list[str]:
        """Who decided, in the ledger's order."""
        with Ledger.open(self.address, read_only=True) as ledger:
            return ledger.versions("decisions")["decided_by"].to_pylist()


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def go_on(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.fixture
def queuers(new_sqlite) -> Iterator[Queuers]:
    found = Queuers(new_sqlite())
    Ledger.open(found.address).close()
    yield found
    for process in found.started:
        process.kill()
        process.communicate()


@pytest.mark.slow
@LINUX
def test_processes_write_in_the_order_in_which_they_came(queuers: Queuers) -> None:
    """Also before one that writes again at once, and whoever is killed while waiting lets the next one in."""
    with Ledger.open(queuers.address) as ours:
        with ours._database.writing():
            first, killed, second, third = (queuers.queue(name) for name in ("c", "killed", "b", "a"))
            killed.kill()
            killed.wait()
        ours.decide(decisions(decision("a", "ai", "again")))
    assert [said(each) for each in (first, second, third)] == ["kept"] * 3
    assert queuers.names() == ["c", "b", "a", "again"]


@LINUX
@pytest.mark.parametrize("act", ["hold", "fork"])
def test_a_killed_holder_lets_the_next_one_in(queuers: Queuers, act: str) -> None:
    """It holds no place any more, also where a child that it forked lives on."""
    with Ledger.open(queuers.address):  # the file in which they queue stays as long as one has the ledger open
        holder = queuers.queue("holder", act)
        assert said(holder) == "holding"
        waiting = queuers.queue("next")
        holder.kill()
        holder.wait()
        assert said(waiting) == "kept"
        waiting.wait()
        assert queuers.last() == 0
    assert queuers.names() == ["next"]


@LINUX
def test_one_that_stands_still_keeps_nobody_out(queuers: Queuers) -> None:
    with Ledger.open(queuers.address) as ours:
        with ours._database.writing():
            still = queuers.queue("still")
            still.send_signal(signal.SIGSTOP)
            behind = queuers.queue("behind", "hasty")
        assert said(behind) == "kept"
        still.send_signal(signal.SIGCONT)
        assert said(still) == "kept"
    assert queuers.names() == ["behind", "still"]


@pytest.mark.parametrize("lacking", ["file", "system", "locks", "link"])
def test_where_there_is_no_order_nobody_waits_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    file = tmp_path / "ledger.sqlite-wal"
    if lacking == "link":
        file.symlink_to(tmp_path)
    elif lacking != "file":
        file.touch()
    if lacking == "system":
        monkeypatch.setattr(turns.sys, "platform", "win32")
    if lacking == "locks":

        def refused(*_: object, **__: object) -> bool:
            raise OSError("no locks available")

        monkeypatch.setattr(turns, "_locked", refused)
    with ExitStack() as stack:
        for _ in range(2):
            stack.enter_context(in_order(file, 600))
    assert not turns._OPEN


@LINUX
def test_the_queue_leaves_the_file_as_it_is_and_nothing_open(tmp_path: Path) -> None:
    file = tmp_path / "wal"
    file.write_bytes(b"as it is")
    others = enumerate_threads()
    with in_order(file, 600), in_order(file, 0.01):
        pass
    with in_order(file, 600):  # nobody is before us, so that whoever waited in vain has left
        pass
    assert file.read_bytes() == b"as it is"
    for each in set(enumerate_threads()).difference(others):
        each.join(60)
    assert not turns._OPEN


def test_threads_write_in_the_order_in_which_they_came() -> None:
    turnstile, order, threads = Turnstile(), list[int](), list[Thread]()

    def write(number: int) -> None:
        assert turnstile.acquire(60)
        order.append(number)
        turnstile.release()

    assert turnstile.acquire(0)
    for number in range(5):
        threads.append(Thread(target=write, args=(number,)))
        threads[-1].start()
        while len(turnstile._waiting) <= number:
            time.sleep(0.001)
    assert not turnstile.acquire(0.01)
    assert len(turnstile._waiting) == 5
    turnstile.release()
    assert turnstile.acquire(60)
    order.append(5)
    for each in threads:
        each.join()
    assert order == list(range(6))
    turnstile.release()
    assert turnstile.acquire(0)


@LINUX
def test_one_that_stands_still_is_waited_for_once(queuers: Queuers) -> None:
    """Whoever writes on meanwhile keeps one wait for it, not one for each time; once it goes on there is order again."""
    others = enumerate_threads()
    with Ledger.open(queuers.address, wait=4) as ours:
        with ours._database.writing():
            still = queuers.queue("still")
            still.send_signal(signal.SIGSTOP)
        for number in range(3):
            ours.decide(decisions(decision("a", "ai", f"ours {number}")))
            assert len(turns._OPEN) == 1
        still.send_signal(signal.SIGCONT)
        assert said(still) == "kept"
        for each in set(enumerate_threads()).difference(others):
            each.join(60)
        assert not turns._OPEN
        with ours._database.writing():
            assert queuers.last() == 1


@LINUX
def test_a_lock_of_another_program_on_the_whole_file_keeps_nobody_out(tmp_path: Path) -> None:
    """Also one that comes while places are taken: there is no place behind it to look for."""
    file = tmp_path / "wal"
    file.touch()
    locks = (
        "import fcntl, sys; f = open(sys.argv[1], 'rb+'); fcntl.lockf(f, fcntl.LOCK_EX); print('locked', flush=True)"
    )
    command = [sys.executable, "-c", f"{locks}; sys.stdin.read()", str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert said(process) == "locked"
        handle = os.open(file, os.O_RDWR)
        try:
            with pytest.raises(OSError, match="another program"):
                turns._queued(handle)
        finally:
            os.close(handle)
        with in_order(file, 600):
            process.kill()
    assert not turns._OPEN


@LINUX
def test_where_no_thread_can_be_started_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that ends, or that may have no more of them."""
    file = tmp_path / "wal"
    file.touch()

    def refused(_: Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Thread, "start", refused)
    with in_order(file, 600), in_order(file, 600):
        pass
    assert not turns._OPEN


@LINUX
def test_who_writes_through_a_link_stands_in_the_same_queue(queuers: Queuers, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "linked.sqlite"
    link.parent.mkdir()
    link.symlink_to(queuers.address)
    with Ledger.open(link) as ours, ours._database.writing():
        assert queuers.last() == 1
