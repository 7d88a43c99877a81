"""The commands that texts tell people to run next, with the period where it is not the one that leads."""

from __future__ import annotations

from crosscut.budget import Run
from crosscut.calendar import Period


def next_command(run: Run, verb: str, period: Period, *options: str) -> str:
    """``crosscut verb DIR`` with its options for a period of a budget."""
    told = [] if period == run.calendar.leading else [f"--year {period.year}"]
    if period != run.calendar.leading_in(period.year):
        told.append(f"--stage {period.stage}")
    return " ".join(["crosscut", verb, str(run.snapshot.folder), *options, *told])
