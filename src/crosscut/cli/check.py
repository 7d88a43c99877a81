"""``crosscut check``: findings on the inputs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from crosscut.cli.output import TextOrJson, print_findings, print_json, progress
from crosscut.cli.reading_screen import print_screen
from crosscut.findings import has_fatal


def check(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    all: bool = False,  # noqa: A002
    engine: str = "duckdb",
    format: TextOrJson = "text",  # noqa: A002
) -> int:
    """Say how a budget folder's sources were read and everything that is wrong with them; nothing is written.

    For example:

        crosscut check demo

        crosscut check demo --format json

    Parameters
    ----------
    folder
        The budget folder.
    all
        List every finding; without it, how each source was read, and the findings by their cause.
    engine
        Where files are summed: duckdb, spark, or a master of Spark such as spark://host:7077.
    format
        text or json.
    """
    from crosscut.workbench import check as checking

    with progress() as step:
        readings, findings = checking.checked(folder, step, engine)
    if format == "json":
        print_json({"findings": [finding.to_json() for finding in findings]})
    elif all:
        print_findings(findings)
    else:
        print_screen(readings, findings)
    return int(has_fatal(findings))
