"""Outputs that take the place of former ones, killed before each single thing that is done to the disk."""

from __future__ import annotations

import errno
import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from crosscut.workbench.outputs import hidden, opened, opening, replacing
from tests.attacks.kills import whole
from tests.attacks.swaps import written
from tests.workbench.folders import small_budget

_DONE = frozenset(
    [
        *("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.truncate"),
        *("open", "ctypes.call_function"),
    ]
)
"""What Python tells of before it is done."""
_KILLED = 9
FILES = 8
"""More files than an output has here: each is a few steps more."""


def _cannot(_one: Path, _other: Path) -> bool:
    return False


def _busy(_one: Path, other: Path) -> bool:
    raise OSError(errno.EBUSY, "is a mount point", str(other))


WAYS: tuple[tuple[str, Callable[[Path, Path], bool], bool], ...] = (
    ("exchanged", replacing.exchange, False),
    ("in two steps", _cannot, False),
    ("from inside", replacing.exchange, True),
    ("that turns out to stay", _busy, False),
)
"""How an output takes its place: by name, how two folders are exchanged, and whether it is known to stay."""


def killed_steps(place: Path, seed: int) -> Iterator[list[str]]:
    """Each way killed at its first step, its second, and so on to its end; then again with other files."""
    folder, out = small_budget(place / "b"), place / "out"
    usual = (replacing.exchange, opening._stays)
    try:
        for turn in count(seed):
            for name, exchange, stays in WAYS:
                shutil.rmtree(out, ignore_errors=True)
                replacing.exchange, opening._stays = usual
                written(folder, out, random.Random(turn), FILES)
                (out / "mine").mkdir()
                (out / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
                replacing.exchange, opening._stays = exchange, lambda path, it=stays: it and path.is_dir()
                for step in count(1):
                    ended = _killed_before(step, folder, out, turn + 1)
                    yield [f"{name}, killed before step {step}: {fault}" for fault in _mended(folder, out)]
                    if ended != _KILLED:
                        break
    finally:
        replacing.exchange, opening._stays = usual


def _killed_before(step: int, folder: Path, out: Path, turn: int) -> int:
    """How a process ends that writes an output and dies before so many steps."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    left = [step]

    def told(event: str, _: object) -> None:
        if event in _DONE:
            left[0] -= 1
            if not left[0]:
                os._exit(_KILLED)

    try:
        sys.addaudithook(told)
        written(folder, out, random.Random(turn), FILES)
    finally:
        os._exit(0)


def _mended(folder: Path, out: Path) -> list[str]:
    """What does not hold once the next run has mended what it found."""
    with opened(out, folder, "build"):
        pass
    notes = out / "mine" / "notes.txt"
    kept = notes.exists() and notes.read_text(encoding="utf-8") == "mine"
    places = (hidden.beside(out), hidden.lock_of(out), out / hidden.INSIDE, out / hidden.LOCK)
    faults = [f"{each.name} is left" for each in places if os.path.lexists(each)]
    faults += [] if kept else ["somebody's file is gone"]
    return faults + ([] if whole(out, {"mine/notes.txt"}) else ["not whole"])
