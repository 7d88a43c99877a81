"""``python -m tests.attacks kills 500``: attacks as many times as wanted; what did not hold, and then exit status 1."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attacks.arguments import arguments
from tests.attacks.kills import Attack, full_disks, kills, writers
from tests.attacks.mutants import mutants
from tests.attacks.running import load

ATTACKS: dict[str, tuple[Attack, int]] = {
    "kills": (kills, 500),
    "full-disks": (full_disks, 20),
    "writers": (writers, 16),
    "mutants": (mutants, 5000),
    "arguments": (arguments, 500),
}


def main(words: list[str]) -> int:
    """One attack, so many times."""
    if not words or words[0] not in ATTACKS:
        print(f"python -m tests.attacks {'|'.join(ATTACKS)} [TIMES]")
        return 2
    attack, times = ATTACKS[words[0]]
    times = int(words[1]) if len(words) > 1 else times
    load()
    with TemporaryDirectory() as place:
        faults = attack(Path(place), times)
    if faults is None:
        print(f"{words[0]}: skipped, which does not hold: it needs root, to mount a disk")
        return 3
    for fault in faults:
        print(fault)
    print(f"{words[0]}, {times} times: {len(faults)} faults")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
