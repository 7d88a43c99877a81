"""Moments as commands take them: a day, a time, or the number of a reading."""

from __future__ import annotations

import re
from typing import Final

_READING: Final = re.compile(r"(?:#|reading[ :])?([0-9]{1,7})")


def moment_of(text: str) -> str | int:
    """A moment of the ledger as it was written: ``2026-03-01``, a time, or ``3``, ``#3`` and ``reading 3``."""
    number = _READING.fullmatch(text.strip())
    return int(number[1]) if number else text
