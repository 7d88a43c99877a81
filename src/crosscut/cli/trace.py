"""``crosscut trace``: the rows behind a figure."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from cyclopts import Parameter
from cyclopts.validators import Number
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from crosscut.cli.output import Format, cell, complain, console, csv_output, fatal_status, print_json
from crosscut.money import format_number

if TYPE_CHECKING:
    from rich.console import Console

    from crosscut.config import Settings
    from crosscut.ingest import RowsBehind
    from crosscut.money import Unit
    from crosscut.taxonomy import Taxonomy
    from crosscut.workbench.traced import Traced, TracedRow

_ROOM = 110
"""Letters of a line from which on a row's columns stand side by side."""


def trace(
    folder: Annotated[Path, Parameter(name="DIR")],
    figure: Annotated[str, Parameter(name="FIGURE")],
    /,
    *,
    as_of: str | None = None,
    taxonomy: str | None = None,
    figures: Path | None = None,
    parts: Annotated[int, Parameter(validator=Number(gte=0))] = 0,
    format: Format = "text",  # noqa: A002
) -> int:
    """Show a figure's definition and the rows whose sum it is.

    For example:

        crosscut trace demo 0g07rk2m4xq1

        crosscut trace demo 0g07rk2m4xq1 --format csv > rows.csv

        crosscut trace demo 0g07rk2m4xq1 --parts 20

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
    parts
        How many rows of files to show behind lines that are sums of them (summed = true); csv then has those alone.
    format
        text, csv or json.
    """
    from crosscut.workbench.trace import trace as traced_in

    traced = traced_in(folder, figure, printed=figures, as_of=as_of, taxonomy=taxonomy, parts=parts)
    if traced.formerly is not None:
        complain(
            f"{figure} was printed as {traced.formerly:,} and is {traced.figure['value']:,} now, in minor units: "
            "its inputs have changed since"
        )
    if format == "json":
        print_json(traced.to_json())
    elif format == "csv":
        _print_csv(traced)
    else:
        _print_table(traced, *_settings(folder, as_of))
    return fatal_status(traced.fatal, folder)


def _settings(folder: Path, as_of: str | None) -> tuple[Settings, Taxonomy]:
    """The settings and areas of the folder, as they were at the moment."""
    if as_of:
        from crosscut.workbench.opening import open_run

        snapshot = open_run(folder, as_of).snapshot
        return snapshot.settings, snapshot.taxonomy
    from crosscut import config
    from crosscut.budget import provenance
    from crosscut.budget.area_list import taxonomy_of

    settings = config.load(folder)
    return settings, taxonomy_of(settings, provenance.read(folder))


def _print_csv(traced: Traced) -> None:
    writer = csv.writer(csv_output(), lineterminator="\n")
    if traced.parts is not None:
        writer.writerow(["line", "file", "row", "column", "amount"])
        writer.writerows(map(cell, (row.line, row.file, row.row, row.column, row.amount)) for row in traced.parts.rows)
        return
    writer.writerow(list(traced.rows[0]) if traced.rows else ["row", "programme", "amount"])
    writer.writerows([cell(value) for value in row.values()] for row in traced.rows)


def _print_table(traced: Traced, settings: Settings, taxonomy: Taxonomy) -> None:
    from crosscut.views.labels import label

    figure, unit, out = traced.figure, settings.printed_unit, console()
    by = " ".join(figure.get("by", []))
    ministries = frozenset(row["ministry"] for row in traced.rows)
    where = ", ".join(f"{key} {label(taxonomy, key, value, ministries).en}" for key, value in figure["where"].items())
    what = f"by {by}" if figure["kind"] in ("stated", "part") else f"of {where or 'everything'}"
    out.print(f"{figure['id']}: {figure['kind']} {what}", style="bold")
    out.print(f"{figure['counting']} · {figure['taxonomy']} · {unit.label()}", style="dim")
    if traced.explained:
        out.print(f"{format_number(figure['value'], unit)}: {traced.explained.en.strip()}")
    rows = [_readable(row, taxonomy, ministries, unit) for row in traced.rows]
    total = format_number(traced.total, unit) if figure["kind"] != "stated" else ""
    if out.width < _ROOM:
        print_records(out, rows, total)
    else:
        out.print(_table(rows, total, unit))
    if traced.parts is not None:
        _print_parts(traced.parts)


class ReadableRow(NamedTuple):
    """A row as people read it."""

    programme: str
    name: str
    ministry: str
    area: str
    year: str
    stage: str
    amount: str
    source: str
    decided: str


def _readable(row: TracedRow, taxonomy: Taxonomy, ministries: frozenset[str], unit: Unit) -> ReadableRow:
    from crosscut.views.labels import label

    return ReadableRow(
        row["programme"],
        row["name"],
        label(taxonomy, "ministry", row["ministry"], ministries).en,
        label(taxonomy, "area", row["area"]).en,
        str(row["fiscal_year"]),
        row["stage"],
        format_number(row["amount"], unit),
        f"{row['file']} row {row['source_row']}" if row["source_row"] else row["file"],
        _decision_text(row),
    )


def _table(rows: list[ReadableRow], total: str, unit: Unit) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ReadableRow._fields[:6]:
        table.add_column(name, overflow="fold")
    table.add_column(unit.label(), justify="right", no_wrap=True)
    table.add_column("source", overflow="fold", style="dim")
    decided = any(row.decided for row in rows)
    if decided:
        table.add_column("decided", overflow="fold")
    for row in rows:
        table.add_row(*(row if decided else row[:-1]))
    if total:
        table.add_section()
        table.add_row("sum", "", "", "", "", "", total, "", style="bold")
    return table


def print_records(out: Console, rows: list[ReadableRow], total: str) -> None:
    """Rows one below the other, where there is no room for their columns side by side."""
    for row in rows:
        head = Table.grid(padding=(0, 2), expand=True)
        head.add_column(overflow="fold", ratio=1)
        head.add_column(justify="right", no_wrap=True)
        head.add_row(f"{row.programme}  {row.name}", row.amount, style="bold")
        out.print(head)
        for text in (f"{row.ministry} · {row.area} · {row.year} {row.stage}", row.source, row.decided):
            if text.strip(" ·"):
                out.print(Padding(text, (0, 0, 0, 2)))
    if total:
        out.print(f"sum  {total}", style="bold")


def _decision_text(row: TracedRow) -> str:
    """Who decided, when, why, and where that stands."""
    from crosscut.text.said_twice import in_one

    if not row["decided_by"]:
        return ""
    when = f", {row['decided_at']}" if row["decided_at"] else ""
    return escape(f"{row['decided_by']}{when}: {in_one(row['reason'], 'en')} ({row['decision']})")


def _print_parts(parts: RowsBehind) -> None:
    shown = len(parts.rows)
    left = f", of which {shown:,} are shown" if shown < parts.count else ""
    console().print(f"{parts.count:,} rows of files behind lines that are sums{left}", style="bold")
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("file", "row", "column"):
        table.add_column(name, overflow="fold")
    table.add_column("amount as written", justify="right", no_wrap=True)
    for row in parts.rows:
        table.add_row(row.file, str(row.row), row.column, row.amount)
    console().print(table)
