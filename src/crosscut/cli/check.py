"""``crosscut check``: findings on the inputs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from crosscut.cli.output import TextOrJson, print_findings, print_json, progress
from crosscut.findings import has_fatal


def check(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    all: bool = False,  # noqa: A002
    format: TextOrJson = "text",  # noqa: A002
) -> int:
    """Say everything that is wrong with a budget folder's inputs, at once; nothing is written.

    For example:

        crosscut check demo

        crosscut check demo --format json

    Parameters
    ----------
    folder
        The budget folder.
    all
        Show every finding; without it, the first five of each rule.
    format
        text or json.
    """
    from crosscut.workbench import check as checking

    with progress() as step:
        findings = checking.check(folder, step)
    if format == "json":
        print_json({"findings": [finding.to_json() for finding in findings]})
    else:
        print_findings(findings, 0 if all else 5)
    return int(has_fatal(findings))
