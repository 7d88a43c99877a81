"""``crosscut estimate``: area totals with intervals, from what has been decided so far."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter
from rich.table import Table

from crosscut.cli.output import console, fatal_status, print_json, progress


def estimate(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    format: Literal["text", "json"] = "text",  # noqa: A002
) -> int:
    """Say each area's total with a 95 % interval, from the decisions made so far and the proposals on the rest.

    For example:

        crosscut estimate korea

    Parameters
    ----------
    folder
        The budget folder.
    format
        text or json.
    """
    from crosscut.classify import samples as sampling
    from crosscut.workbench.opening import open_run

    with progress() as step:
        run = open_run(folder, progress=step)
        found = sampling.estimates(run, step)
    status = fatal_status(run.findings, folder)
    if format == "json":
        print_json(found)
        return status
    title = f"{found['year']} {found['stage']} · {found['taxonomy']} · minor units of {found['currency']}"
    table = Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left")
    for name in ("area", "estimate", "low", "high"):
        table.add_column(name, justify="left" if name == "area" else "right")
    for row in found["areas"]:
        table.add_row(row["area"], *(f"{value:,}" for value in (row["estimate"], row["low"], row["high"])))
    say = console()
    say.print(table)
    say.print(f"{found['decided']:,} of {found['programmes']:,} programmes decided.")
    for each in found["agreement"]:
        measures = (("kappa", each["kappa"]), ("alpha", each["alpha"]))
        told = ", ".join(f"{name} {value:.2f}" for name, value in measures if value is not None)
        say.print(f"Agreement on {each['area']}: {each['agreed']} of {each['programmes']} programmes. {told}")
    for line in found["assumed"]:
        say.print(f"Assumed: {line}", style="dim")
    return status
