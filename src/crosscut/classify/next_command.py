"""The commands that texts tell people to run next, with the period where it is not the one that leads.

What is shown elsewhere than on the machine that ran it does not tell where the folder stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from crosscut.budget import Run
from crosscut.calendar import Period


def next_command(run: Run, verb: str, period: Period, *options: str) -> str:
    """``crosscut verb DIR`` with its options for a period of a budget."""
    told = [] if period == run.calendar.leading else [f"--year {period.year}"]
    if period != run.calendar.leading_in(period.year):
        told.append(f"--stage {period.stage}")
    return " ".join(["crosscut", verb, str(run.snapshot.folder), *options, *told])


def without_the_place(run: Run, lines: Iterable[str]) -> tuple[str, ...]:
    """Sentences that do not tell where a budget's folder stands."""
    command = re.compile(rf"(crosscut [a-z]+ ){re.escape(str(run.snapshot.folder))}(?![^\s`)])")
    return tuple(command.sub(r"\1DIR", line) for line in lines)
