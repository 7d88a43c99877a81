"""``crosscut sample``: which programmes to read next."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter
from rich.table import Table

from crosscut.cli.output import console, fatal_status, print_json, progress


def sample(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    count: Annotated[int, Parameter(name=["--count", "-n"])] = 50,
    format: Literal["text", "json"] = "text",  # noqa: A002
) -> int:
    """Say which programmes to read next, so that the totals of all areas become sure fastest.

    For example:

        crosscut sample korea -n 50

    Parameters
    ----------
    folder
        The budget folder.
    count
        How many programmes can be read.
    format
        text or json.
    """
    from crosscut.classify import samples as sampling
    from crosscut.workbench.opening import open_run

    with progress() as step:
        run = open_run(folder, progress=step)
        drawn = sampling.sample(run, count, step)
    status = fatal_status(run.findings, folder)
    if format == "json":
        print_json(drawn)
        return status
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("programme", "name", "amount", "chance", "likely"):
        table.add_column(name, overflow="fold", justify="right" if name in ("amount", "chance") else "left")
    for row in drawn["programmes"]:
        likely = ", ".join(row["likely"])
        table.add_row(row["programme"], row["name"], f"{row['amount']:,}", f"{row['chance']:.2f}", likely)
    say = console()
    say.print(table)
    say.print(
        f"Sample {drawn['sample']}: {drawn['left']} programmes left to read. "
        f"Write what they are into decisions/, then: crosscut estimate {folder}"
    )
    return status
