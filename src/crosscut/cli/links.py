"""``crosscut links``: successions that names, texts and amounts suggest."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

from cyclopts import Parameter
from rich.table import Table

from crosscut.cli.output import Format, cell, console, csv_output, fatal_status, print_json
from crosscut.wholefiles import write_whole

if TYPE_CHECKING:
    from crosscut.follow.link_proposals import ProposedLinks


def links(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    least: float = 0.5,
    out: Path | None = None,
    format: Format = "text",  # noqa: A002
) -> int:
    """Propose which programmes go on as which, for a person to confirm in decisions/links.csv.

    For example:

        crosscut links demo

        crosscut links demo --least 0.8 --out proposed.csv

    Parameters
    ----------
    folder
        The budget folder.
    least
        The score, from 0 to 1, from which a link is proposed.
    out
        Where to write the proposals as CSV, with the columns of decisions/links.csv first.
    format
        text, csv or json.
    """
    from crosscut.follow.link_proposals import propose_links
    from crosscut.workbench.opening import open_run
    from crosscut.workbench.output_files import refuse_inputs

    refuse_inputs(out, folder)
    run = open_run(folder)
    found = propose_links(run, least)
    if out is not None:
        text = StringIO()
        _write(found, text)
        write_whole(out, text.getvalue())
    if format == "json":
        findings = [finding.to_json() for finding in found.findings]
        print_json({"proposals": found.rows(), "confirmed": found.confirmed, "findings": findings})
    elif format == "csv":
        _write(found, csv_output())
    else:
        _print(found)
    return fatal_status((*found.findings, *run.findings), folder)


def _write(found: ProposedLinks, file: TextIO) -> None:
    from crosscut.follow.link_proposals import COLUMNS

    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in row.items()} for row in found.rows())


def _print(found: ProposedLinks) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("score", "year", "was", "is", "why"):
        table.add_column(name, overflow="fold", no_wrap=name in ("score", "year"))
    for each in found.proposals:
        names = [f"{life.name}\n{life.ministry}" for life in (each.predecessor, each.successor)]
        table.add_row(f"{each.score:.3f}", str(each.year), *names, each.evidence)
    say = console()
    say.print(table)
    say.print(f"{len(found.proposals):,} proposed, {found.confirmed:,} confirmed in decisions/links.csv")
