"""``crosscut build``: read, record, attribute, review, plan, and write it all."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from crosscut.cli.output import TextOrJson, complain, console, print_json, progress, tell_aside


def build(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    out: Path | None = None,
    engine: str = "duckdb",
    format: TextOrJson = "text",  # noqa: A002
) -> int:
    """Read a budget folder and write its crosscut: figures, tables, workbook and site.

    For example:

        crosscut build demo

        crosscut build demo --out /tmp/published --engine spark

    Parameters
    ----------
    folder
        The budget folder.
    out
        Where to write; without it, DIR/build.
    engine
        Where the tables are computed: duckdb, spark, or a master of Spark such as spark://host:7077 or sc://host. All
        give the same bytes.
    format
        text or json.
    """
    from crosscut.exports import charts

    with charts.in_another_process(keeping=True), progress() as step:  # which loads what draws beside what follows
        from crosscut.workbench import build as building

        built = building.build(folder, out, engine, step)
    tell_aside(built.aside)
    if format == "json":
        print_json(built.to_json())
        if built.fatal:
            complain(f"something fatal was found. See it with: crosscut check {shlex.quote(str(folder))}")
        return int(built.fatal)
    counts = ", ".join(f"{count} {severity}" for severity, count in built.findings.items()) or "none"
    say = console()
    say.print(f"Wrote {len(built.files)} files with {built.figures:,} figures to {built.out} (run {built.run})")
    say.print(
        f"Findings: {counts}"
        + (". See them with: crosscut check " + shlex.quote(str(folder)) if built.findings else "")
    )
    if built.fatal:
        say.print("Something fatal was found: do not publish before it is mended.", style="bold red")
    say.print(f"For the office alone: {built.out / 'desk' / 'index.html'}")
    say.print(f"Open {built.out / 'site' / 'index.html'}", style="bold")
    return int(built.fatal)
