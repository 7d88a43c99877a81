"""The short form of every attack; ``python -m tests.attacks`` has the long one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SHORT = [
    ("killed-builds", 4),
    ("killed-publications", 4),
    ("killed-plans", 6),
    ("killed-decisions", 5),
    ("full-disks", 3),
    ("mutants", 40),
    ("arguments", 30),
]
ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(("attack", "times"), SHORT)
def test_nothing_is_lost_and_nothing_ends_in_a_traceback(attack: str, times: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.attacks", attack, str(times)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    if done.returncode == 3:
        pytest.skip(done.stdout.strip())
    assert done.returncode == 0, done.stdout + done.stderr
