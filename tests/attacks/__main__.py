"""``python -m tests.attacks killed-builds 500``: an attack as many times as wanted; what did not hold, and then status 1.

``short`` makes each of them a few times.
``--seconds`` ends it sooner, and ``--seed`` makes others; how many were tried is said at the end.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attacks.arguments import arguments
from tests.attacks.crowds import LEVELS, NoDisk, full_disks, writers
from tests.attacks.kills import Attack, killed_builds, killed_decisions, killed_plans, killed_publications
from tests.attacks.mutants import mutants
from tests.attacks.running import load
from tests.attacks.steps import killed_steps
from tests.attacks.swaps import killed_swaps

ATTACKS: dict[str, tuple[Attack, int]] = {
    "killed-builds": (killed_builds, 500),
    "killed-publications": (killed_publications, 500),
    "killed-plans": (killed_plans, 500),
    "killed-decisions": (killed_decisions, 500),
    "killed-swaps": (killed_swaps, 5000),
    "killed-steps": (killed_steps, 1000),
    "full-disks": (full_disks, LEVELS + 1),
    "writers": (writers, 1),
    "mutants": (mutants, 5000),
    "arguments": (arguments, 500),
}
SHORT: dict[str, tuple[Attack, int]] = {
    "killed-swaps": (killed_swaps, 15),
    "killed-steps": (killed_steps, 60),
    "killed-builds": (killed_builds, 1),
    "killed-publications": (killed_publications, 1),
    "killed-plans": (killed_plans, 1),
    "killed-decisions": (killed_decisions, 2),
    "writers": (partial(writers, many=3), 1),
    "full-disks": (partial(full_disks, levels=1), 1),
    "mutants": (mutants, 4),
    "arguments": (arguments, 4),
}
SKIPPED = 3


def tried(name: str, attack: Attack, times: int, seed: int = 0, seconds: float = float("inf")) -> int:
    """One attack, so many times, but no longer than so many seconds; how many faults were found, each of them printed."""
    done, faults, until = 0, 0, time.monotonic() + seconds
    with TemporaryDirectory() as place, closing(attack(Path(place), seed)) as trials:  # type: ignore[type-var]
        for found in islice(trials, times):
            done, faults = done + 1, faults + len(found)
            for fault in found:
                print(fault.encode("utf-8", "backslashreplace").decode(), flush=True)
            if time.monotonic() > until:
                break
    print(f"{name}, {done} times: {faults} faults", flush=True)
    return faults


def main() -> int:
    """One attack as long as asked for, or each of them for a short while."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks", description=__doc__)
    parser.add_argument("attack", choices=(*ATTACKS, "short"))
    parser.add_argument("times", type=int, nargs="?")
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    chosen = SHORT if asked.attack == "short" else {asked.attack: ATTACKS[asked.attack]}
    load()
    faults, skipped = 0, 0
    for name, (attack, usual) in chosen.items():
        try:
            faults += tried(name, attack, asked.times or usual, asked.seed, asked.seconds)
        except NoDisk as why:
            print(f"{name}: skipped, which does not hold: {why}")
            skipped = SKIPPED
    return int(bool(faults)) or skipped


if __name__ == "__main__":
    sys.exit(main())
