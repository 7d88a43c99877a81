"""``python -m tests.attacks killed-builds 500``: an attack as many times as wanted; what did not hold, and then status 1.

``--seconds`` ends it sooner, and ``--seed`` makes others; how many were tried is said at the end.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attacks.arguments import arguments
from tests.attacks.crowds import LEVELS, NoDisk, full_disks, writers
from tests.attacks.kills import Attack, killed_builds, killed_decisions, killed_plans, killed_publications
from tests.attacks.mutants import mutants
from tests.attacks.running import load

ATTACKS: dict[str, tuple[Attack, int]] = {
    "killed-builds": (killed_builds, 500),
    "killed-publications": (killed_publications, 500),
    "killed-plans": (killed_plans, 500),
    "killed-decisions": (killed_decisions, 500),
    "full-disks": (full_disks, LEVELS + 1),
    "writers": (writers, 1),
    "mutants": (mutants, 5000),
    "arguments": (arguments, 500),
}
SKIPPED = 3


def main() -> int:
    """One attack, so many times."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks", description=__doc__)
    parser.add_argument("attack", choices=ATTACKS)
    parser.add_argument("times", type=int, nargs="?")
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    attack, usual = ATTACKS[asked.attack]
    load()
    tried, faults, until = 0, 0, time.monotonic() + asked.seconds
    try:
        with TemporaryDirectory() as place, closing(attack(Path(place), asked.seed)) as trials:  # type: ignore[type-var]
            for found in islice(trials, asked.times or usual):
                tried, faults = tried + 1, faults + len(found)
                for fault in found:
                    print(fault, flush=True)
                if time.monotonic() > until:
                    break
    except NoDisk as why:
        print(f"{asked.attack}: skipped, which does not hold: {why}")
        return SKIPPED
    print(f"{asked.attack}, {tried} times: {faults} faults")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
