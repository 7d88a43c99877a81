"""Everything that is wrong with a budget folder's inputs."""

from __future__ import annotations

from pathlib import Path

from crosscut.budget.dispositions import disposition_conflicts
from crosscut.findings import Finding, in_order
from crosscut.ingest import SourceReading
from crosscut.progress import Progress, quiet
from crosscut.workbench.opening import open_run


def check(folder: Path, progress: Progress = quiet) -> list[Finding]:
    """Everything that is wrong with a folder's inputs, worst first; nothing is written."""
    return checked(folder, progress)[1]


def checked(
    folder: Path, progress: Progress = quiet, engine_name: str = "duckdb"
) -> tuple[tuple[SourceReading, ...], list[Finding]]:
    """How each source of a folder was read, and everything that is wrong, worst first; nothing is written."""
    run = open_run(folder, engine_name=engine_name, progress=progress, anew=True)
    return run.snapshot.readings, in_order((*run.findings, *disposition_conflicts(run.snapshot)))
