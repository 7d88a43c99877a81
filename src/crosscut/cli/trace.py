"""``crosscut trace``: the rows behind a figure."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from rich.table import Table

from crosscut.cli.output import Format, cell, console, print_json
from crosscut.money import format_number

if TYPE_CHECKING:
    from crosscut.budget.tracing import Traced
    from crosscut.publish.publication import Publication


def trace(
    folder: Annotated[Path, Parameter(name="DIR")],
    figure: Annotated[str, Parameter(name="FIGURE")],
    /,
    *,
    as_of: str | None = None,
    taxonomy: str | None = None,
    figures: Path | None = None,
    format: Format = "text",  # noqa: A002
) -> int:
    """Show a figure's definition and the rows whose sum it is.

    For example:

        crosscut trace demo 0g07rk2m4xq1

        crosscut trace demo 0g07rk2m4xq1 --format csv > rows.csv

    Parameters
    ----------
    folder
        The budget folder.
    figure
        The id that stands beside the number: on the site, in printed documents, in figures.json or in crosscut show.
    as_of
        The moment that the figure was shown as of, if it was.
    taxonomy
        The taxonomy that the figure was shown under, if it was another than the budget's.
    figures
        The figures.json beside the document that the id is printed in; without it, those of DIR/publication and
        DIR/build.
    format
        text, csv or json.
    """
    from crosscut import budget

    printed = figures or _printed(folder, figure)
    publication = budget.open_publication(folder, as_of, taxonomy)
    publication = budget.decided(folder, publication, figure, printed, as_of)
    traced = budget.trace(publication, figure, printed)
    if format == "json":
        print_json(traced.to_json())
    elif format == "csv":
        _print_csv(traced)
    else:
        _print_table(traced, publication)
    return 0


def _printed(folder: Path, figure: str) -> Path:
    """The figures of the folder's publication where it prints the figure, else those of its build."""
    published = folder / "publication" / "figures.json"
    figure = figure.partition("-")[0]
    held = published.is_file() and f'"{figure}"' in published.read_text(encoding="utf-8")
    return published if held else folder / "build" / "figures.json"


def _print_csv(traced: Traced) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    names = list(traced.rows[0]) if traced.rows else ["row", "programme", "amount"]
    writer.writerow(names)
    writer.writerows([cell(row[name]) for name in names] for row in traced.rows)


def _print_table(traced: Traced, publication: Publication) -> None:
    figure, unit, out = traced.figure, publication.unit, console()
    where = ", ".join(f"{key} {publication.label(key, value)}" for key, value in figure["where"].items())
    what = f"by {' '.join(figure['by'])}" if figure["kind"] in ("stated", "part") else f"of {where or 'everything'}"
    out.print(f"{figure['id']}: {figure['kind']} {what}", style="bold", highlight=False)
    out.print(f"{figure['counting']} · {figure['taxonomy']} · {unit.label()}", style="dim")
    if traced.explained[0]:
        out.print(f"{format_number(figure['value'], unit)}: {traced.explained[0].strip()}", highlight=False)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("programme", "name", "ministry", "area", "year", "stage"):
        table.add_column(name, overflow="fold")
    table.add_column(unit.label(), justify="right", no_wrap=True)
    table.add_column("source", overflow="fold", style="dim")
    for row in traced.rows:
        table.add_row(
            row["programme"],
            row["name"],
            row["ministry"],
            publication.label("area", row["area"]),
            str(row["fiscal_year"]),
            row["stage"],
            format_number(row["amount"], unit),
            f"{row['file']} row {row['source_row']}" if row["source_row"] else row["file"],
        )
    if figure["kind"] != "stated":
        table.add_section()
        table.add_row("sum", "", "", "", "", "", format_number(traced.total, unit), "", style="bold")
    out.print(table)
