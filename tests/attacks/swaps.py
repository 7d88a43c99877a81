"""Outputs that take the place of former ones, killed at random moments of that step alone: far more often than whole builds."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from crosscut.digests import file_digest
from crosscut.workbench.outputs import opened, opening, replacing
from tests.attacks.kills import whole
from tests.workbench.folders import small_budget

_CPU_OF_PROCESS = 2


def written(folder: Path, out: Path, chance: random.Random, most: int = 40) -> None:
    """Write an output of random files, as an export does, in place of what stood there."""
    with opened(out, folder, "build") as output:
        for _ in range(chance.randrange(1, most)):
            file = output.partial / chance.choice(("", "a", "a/b")) / f"{chance.randrange(60)}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(chance.randbytes(chance.choice((0, 10, 5000))))
        files = [path for path in output.partial.rglob("*") if path.is_file()]
        marks = {path.relative_to(output.partial).as_posix(): file_digest(path) for path in files}
        (output.partial / "manifest.json").write_text(
            json.dumps({"crosscut": "1", "run": "2", "outputs": marks}), encoding="utf-8"
        )
        output.replace()


def killed_swaps(place: Path, seed: int) -> Iterator[list[str]]:
    """One step after the other killed: exchanged by the system, in two renames, and file by file in a folder that stays."""
    chance, folder, out = random.Random(seed), small_budget(place / "b"), place / "b" / "build"
    written(folder, out, chance)
    spent, usual = 0.02, (replacing.exchange, opening._stays)
    try:
        while True:
            way = chance.randrange(3)
            replacing.exchange = usual[0] if way == 0 else lambda *_: False
            opening._stays = usual[1] if way < 2 else lambda _: True
            child = os.fork()
            if child == 0:
                try:
                    written(folder, out, chance)
                finally:
                    os._exit(0)
            spent = _killed(child, chance.uniform(0, spent * 1.2)) or spent
            with opened(out, folder, "build"):  # what the next run mends before it writes
                pass
            yield [] if whole(out) else [f"way {way}: not whole"]
    finally:
        replacing.exchange, opening._stays = usual


def _killed(child: int, after: float) -> float:
    """Kill a process once it has used so many seconds of the processor; the seconds that it used where it ended before."""
    clock = (~child << 3) | _CPU_OF_PROCESS
    while not os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        if time.clock_gettime(clock) >= after:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return 0.0
        time.sleep(0.0002)
    used = os.wait4(child, 0)[2]
    return used.ru_utime + used.ru_stime
