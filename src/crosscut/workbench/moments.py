"""Moments as commands take them: a day, a time, or the number of a reading; and whether they have passed."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from crosscut.errors import CrosscutError
from crosscut.ledger.moments import parse_moment

_READING: Final = re.compile(r"(?:#|reading[ :])?([0-9]{1,7})")


def moment_of(text: str) -> str | int:
    """A moment of the ledger as it was written: ``2026-03-01``, a time, or ``3``, ``#3`` and ``reading 3``."""
    number = _READING.fullmatch(text.strip())
    return int(number[1]) if number else text


def open_end(text: str | int | None, now: datetime | None = None) -> str:
    """Why a moment can still change: it lies ahead, or its day has not ended; empty where it has passed."""
    if not isinstance(text, str) or not text or isinstance(moment_of(text), int):
        return ""
    until, now = parse_moment(text), now or datetime.now(UTC)
    if until <= now:
        return ""
    same = until.date() == now.date()
    return f"{text} has not ended in UTC" if same else f"{text} lies in the future"


def passed(text: str | None) -> None:
    """Refuse a moment that can still change: what is published as of it would not stand.

    Raises
    ------
    CrosscutError
        where it lies ahead, or its day has not ended.
    """
    why = open_end(text)
    if why:
        raise CrosscutError(
            f"--as-of {why}: what is recorded until then would belong to it",
            code="moment",
            hint=f"Name a time that has passed, such as {datetime.now(UTC):%Y-%m-%dT%H:%M:%S+00:00}.",
        )
