"""Many like cases: some of them, drawn by the run's seed, or all where CROSSCUT_LONG=1, as ``make long`` sets it."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from typing import TypeVar

LONG = os.environ.get("CROSSCUT_LONG") == "1"

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
