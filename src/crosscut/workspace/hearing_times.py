"""The timetable of hearings: when each programme of a committee is heard, from a time of day and minutes for each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.words import word

LONGEST = 240
"""Minutes that one programme may have."""
_DAY = 24 * 60
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class HearingTimes:
    """``minutes`` for each programme; each committee begins at ``begins`` where it is stated."""

    minutes: int
    begins: time | None = None

    def of(self, number: int) -> str:
        """When the programme with this number in its committee is heard; empty where no beginning is stated.

        A time on a later day says how many days later.
        """
        if self.begins is None:
            return ""
        start = self.begins.hour * 60 + self.begins.minute + self.minutes * (number - 1)
        return f"{_clock(start)}–{_clock(start + self.minutes)}"


def _clock(minutes: int) -> str:
    later = f" (+{minutes // _DAY})" if minutes >= _DAY else ""
    return f"{minutes % _DAY // 60:02}:{minutes % 60:02}{later}"


def stated(begins: str, minutes: str) -> HearingTimes | None:
    """The timetable that somebody states; None where no minutes are.

    Raises
    ------
    WorkspaceError
        where it is no time of day such as 09:30, or no number of minutes up to LONGEST.
    """
    if not minutes.strip() and not begins.strip():
        return None
    if begins.strip() and not _TIME.fullmatch(begins.strip()):
        raise WorkspaceError(word("hearing_wrong_time"), column="begins")
    said = minutes.strip()
    if not (said.isascii() and said.isdigit() and len(said) <= 3 and 1 <= int(said) <= LONGEST):
        raise WorkspaceError(word("hearing_wrong_minutes", most=LONGEST), column="minutes")
    return HearingTimes(int(said), time.fromisoformat(begins.strip()) if begins.strip() else None)
