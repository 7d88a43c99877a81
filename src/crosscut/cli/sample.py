"""``crosscut sample``: which programmes to read next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from rich.table import Table

from crosscut.cli.attribution import amount_of, area_name, heading, print_faults
from crosscut.cli.output import console, fatal_status, print_json, progress

if TYPE_CHECKING:
    from crosscut.budget import Run
    from crosscut.classify.samples import NextReadings


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
    if format == "json":
        print_json(drawn)
        return fatal_status(run.findings, folder)
    say = console()
    say.print(_table(run, drawn))
    if drawn["note"]:
        say.print(drawn["note"])
    for row in drawn["programmes"]:
        if row["why"]:
            say.print(f"{row['programme']} comes again: {row['why']}")
    say.print(
        f"Sample {drawn['sample']}: {drawn['left']} programmes left to read. Read them from the top: whoever stops "
        f"early has read a smaller sample. Write what they are into decisions/, then: crosscut estimate {folder}"
    )
    if drawn["second"]:
        named = ", ".join(row["programme"] for row in drawn["second"][:_MOST])
        more = f" and {len(drawn['second']) - _MOST} more" if len(drawn["second"]) > _MOST else ""
        say.print(
            f"For a second person, who should not see the first opinion: {named}{more}. "
            "Only second opinions tell how often readers err."
        )
    return print_faults(say, drawn["fatal"])


_MOST = 10


def _table(run: Run, drawn: NextReadings) -> Table:
    title = heading(run, f"sample {drawn['sample']}", drawn["year"], drawn["stage"])
    table = Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left")
    for name in ("programme", "name", "amount", "chance", "likely"):
        table.add_column(name, overflow="fold", justify="right" if name in ("amount", "chance") else "left")
    for row in drawn["programmes"]:
        likely = ", ".join(area_name(run, area) for area in row["likely"])
        cells = (row["programme"], row["name"], amount_of(run, row["amount"]), f"{row['chance']:.2f}", likely)
        table.add_row(*(cell.replace("[", "\\[") for cell in cells))
    return table
