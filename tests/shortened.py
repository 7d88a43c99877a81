"""What a run takes of many like cases and of slow tests, drawn by its seed.

All where CROSSCUT_LONG=1, as ``make long`` sets it. Half of the slow tests where CROSSCUT_SLOW=half, as ``make test`` sets it.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from hashlib import sha256
from typing import TypeVar

LONG = os.environ.get("CROSSCUT_LONG") == "1"
HALF = os.environ.get("CROSSCUT_SLOW") == "half" and not LONG

T = TypeVar("T")


def some(cases: Iterable[T], most: int) -> list[T]:
    """At most so many of the cases, in their order; all of them in the long form."""
    there = list(cases)
    if LONG or len(there) <= most:
        return there
    return [there[at] for at in sorted(random.sample(range(len(there)), most))]


def examples(most: int) -> int:
    """How many examples a property is tried with; twenty times as many in the long form."""
    return most * 20 if LONG else most


def left_to_the_long_form(test: str, seed: int) -> bool:
    """Whether a slow test is in the half that a run of this seed leaves out; each process of the run says the same."""
    return HALF and sha256(f"{seed} {test}".encode()).digest()[0] % 2 == 1
