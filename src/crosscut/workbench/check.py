"""Everything that is wrong with a budget folder's inputs."""

from __future__ import annotations

from pathlib import Path

from crosscut.findings import Finding
from crosscut.progress import Progress, quiet
from crosscut.workbench.opening import open_run


def check(folder: Path, progress: Progress = quiet) -> list[Finding]:
    """Everything that is wrong with a folder's inputs, worst first; nothing is written."""
    return list(open_run(folder, progress=progress, anew=True).findings)
