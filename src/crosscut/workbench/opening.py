"""A budget folder opened: its run."""

from __future__ import annotations

from pathlib import Path

from crosscut import engine
from crosscut.budget import Run, as_of, read
from crosscut.engine.shares import Proposed
from crosscut.errors import CrosscutError
from crosscut.progress import Progress, quiet
from crosscut.workbench import last_build
from crosscut.workbench.moments import moment_of

Moment = str | int | None
"""A past day or time, the number of a reading, or None for the folder as it stands."""


def _proposals(run: Run) -> Proposed:
    """The machine's proposals; the model is only imported where the budget lets it propose."""
    from crosscut.classify.programmes import proposals

    return proposals(run)


def open_run(
    folder: str | Path,
    moment: Moment = None,
    *,
    taxonomy: str | None = None,
    engine_name: str = "duckdb",
    progress: Progress = quiet,
    anew: bool = False,
    traceable: bool = False,
) -> Run:
    """A folder's run as it stands, or as its ledger held it at a past moment.

    A folder in which nothing has changed since its last build is not read again, unless ``anew``. ``traceable`` keeps
    what the lines of sources that are summed are made of, where it is read.

    Raises
    ------
    CrosscutError
        where the folder is none, the ledger held nothing yet, or the budget has another taxonomy than asked for.
    """
    place = Path(folder)
    engine.known(engine_name)
    if moment is None or moment == "":
        snapshot = (None if anew else last_build.snapshot(place)) or read(
            place, progress, engine_name, traceable=traceable
        )
    else:
        snapshot = as_of(place, moment_of(moment) if isinstance(moment, str) else moment)
    if taxonomy and taxonomy != snapshot.taxonomy.id:
        raise CrosscutError(
            f"this budget is attributed under {snapshot.taxonomy.id}, not {taxonomy}",
            code="other-taxonomy",
            hint="Attribute it under that taxonomy, or leave `taxonomy` out.",
        )
    return Run(snapshot, _proposals, engine_name=engine_name)
