"""Policies drawn at random by number, tried in several processes, with what is wrong told as it is found."""

from __future__ import annotations

import datetime
import os
import secrets
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

Trial = Callable[[str], tuple[str, list[str]]]
"""Tries the policy of one seed: how it ended, and what is wrong with its answer."""

CHUNK = 25
"""How many policies a process takes at once."""


def run(trial: Trial, kind: str, count: int, word: str = "", processes: int = 0) -> int:
    """Try ``count`` policies of a seed, a new one without ``word``; print what is wrong, how many had a fault."""
    word = word or secrets.token_hex(4)
    print(f"seed {word}", file=sys.stderr, flush=True)
    wrong, ends = 0, Counter[str]()
    seeds = [f"{kind}-{word}-{number}" for number in range(count)]
    with ProcessPoolExecutor(processes or os.cpu_count()) as pool:
        for number, (end, found) in enumerate(pool.map(trial, seeds, chunksize=CHUNK), 1):
            ends[end] += 1
            wrong += bool(found)
            for each in found:
                print(each, flush=True)
            if number % 250 == 0:
                print(f"{number:,} tried", file=sys.stderr, flush=True)
    told = ", ".join(f"{ends[end]:,} {end}" for end in sorted(ends))
    now = f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M} UTC"
    print(f"{now}, seed {word}: {count:,} {kind} policies ({told}), {wrong} with a fault")
    return wrong


def main(trial: Trial, kind: str) -> int:
    """The command ``COUNT [SEED] [PROCESSES]``; 1 where anything is wrong."""
    return int(bool(run(trial, kind, int(sys.argv[1]), *sys.argv[2:3], *map(int, sys.argv[3:4]))))
