"""``crosscut show``: a crosscut in the terminal."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from rich.table import Table

from crosscut.characters import composed
from crosscut.cli.key_texts import key_texts, selected_text
from crosscut.cli.output import Format, cell, console, csv_output, fatal_status, print_json
from crosscut.config import Counting
from crosscut.errors import CrosscutError
from crosscut.money import format_number

if TYPE_CHECKING:
    from crosscut.budget import Run
    from crosscut.views.crosscut import CrosscutTable


def show(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    by: str = "area",
    counting: Counting | None = None,
    taxonomy: str | None = None,
    as_of: str | None = None,
    year: int | None = None,
    stage: str | None = None,
    ministries: Literal["each", "now", "then"] = "each",
    engine: str = "duckdb",
    format: Format = "text",  # noqa: A002
) -> int:
    """Show amounts by any keys, each with the figure that traces it.

    For example:

        crosscut show demo

        crosscut show demo --by area,year --format csv

        crosscut show demo --by ministry --stage confirmed

        crosscut show demo --by none

        crosscut show demo --counting overlap --as-of 2026-03-01

        crosscut show demo --by ministry,year --ministries now

    Parameters
    ----------
    folder
        The budget folder.
    by
        Keys with commas between: area, sub, ministry, committee, year, stage, programme; or none for the whole.
    counting
        partition (parts add up), coefficient (0, 40 or 100 %) or overlap (as tagged; never added up).
    taxonomy
        Another taxonomy version to show the areas under.
    as_of
        A past day or time, or the number of a reading: the budget as the ledger held it then.
    year
        One fiscal year; without it and without year among the keys, the latest.
    stage
        One stage; without it and without stage among the keys, the latest read.
    ministries
        each year's own, or all years under those of the latest (now) or of the earliest (then), without figures.
    engine
        Where files are summed and tables computed: duckdb, spark, or a master of Spark such as spark://host:7077.
    format
        text, csv or json.
    """
    from crosscut.figures import FigureBook, book_of
    from crosscut.views.crosscut import crosscut, keys_of
    from crosscut.workbench.opening import open_run

    keys, stage = keys_of(by), composed(stage or "")
    if taxonomy and ministries != "each":
        raise CrosscutError("--taxonomy and --ministries do not go together", hint="Restate one of them at a time.")
    run = open_run(folder, as_of, engine_name=engine)
    if taxonomy and taxonomy != run.taxonomy.id:
        from crosscut.cli.restated import print_restated
        from crosscut.views.restated import restated

        wanted = counting or run.settings.counting
        print_restated(restated(run, taxonomy, keys, counting=wanted, year=year, stage=stage), run, format)
        return fatal_status(run.findings, folder)
    if ministries == "each":
        shown = crosscut(run, book_of(run, held=False), keys, counting or run.settings.counting, year=year, stage=stage)
        _print(shown, run, format)
        return fatal_status(run.findings, folder)
    from crosscut.follow.ministries import under_ministries

    book = FigureBook(under_ministries(run, ministries), book_of(run).context)
    held = crosscut(run, book, keys, counting or run.settings.counting, year=year, stage=stage)
    _print(replace(held, rows=[row | {"figure": ""} for row in held.rows]), run, format)
    return fatal_status(run.findings, folder)


_BOUNDS = (("low", "at least"), ("high", "at most"))
"""The bounds of an amount that is not exact, and what they are called."""


def _print(shown: CrosscutTable, run: Run, format: Format) -> None:  # noqa: A002
    if format == "json":
        print_json(shown.to_json())
    elif format == "csv":
        _print_csv(shown)
    else:
        _print_table(shown, run)


def _print_csv(shown: CrosscutTable) -> None:
    names = [*shown.keys, *shown.measures]
    writer = csv.writer(csv_output(), lineterminator="\n")
    writer.writerow(names)
    writer.writerows([cell(row[name]) for name in names] for row in shown.filled)


def _print_table(shown: CrosscutTable, run: Run) -> None:
    unit = run.settings.printed_unit
    table = Table(box=None, pad_edge=False, header_style="bold", title=_title(shown, run), title_justify="left")
    for key in shown.keys:
        table.add_column(key, overflow="fold")
    bounds = [(name, title) for name, title in _BOUNDS if name in shown.measures]
    for title in (unit.label(), *(title for _, title in bounds)):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("programmes", justify="right")
    table.add_column("figure", no_wrap=True, style="dim")
    for keys, row in zip(key_texts(run, run.taxonomy, shown), shown.filled, strict=True):
        amounts = [format_number(int(row[name]), unit, digits=0) for name in ("amount", *(name for name, _ in bounds))]
        table.add_row(*keys, *amounts, f"{row['programmes']:,}", str(row["figure"]))
    if shown.total is not None and shown.keys and _added_up(shown):
        table.add_section()
        total, empty = format_number(shown.total, unit, digits=0), [""] * (len(bounds) + 2)
        table.add_row("total", *[""] * (len(shown.keys) - 1), total, *empty, style="bold")
    console().print(table)


def _added_up(shown: CrosscutTable) -> bool:
    """Whether the rows are parts of one amount: neither several stages of the same money, nor several years."""
    return all(len({row[key] for row in shown.rows}) < 2 for key in ("stage", "year") if key in shown.keys)


def _title(shown: CrosscutTable, run: Run) -> str:
    unit = run.settings.printed_unit
    selected = selected_text(run, shown.selected)
    note = " · tagged amounts overlap and are not added up" if shown.total is None else ""
    note = note or ("" if _added_up(shown) else " · amounts of several years or stages are not added up")
    rounded = f"{unit.label()}, rounded" if unit.factor > 1 else unit.label()
    rates = [f"converted at 1 {rate.currency} = {rate.rate}" for rate in run.settings.rate]
    return " · ".join(part for part in (selected, shown.counting, shown.taxonomy, rounded, *rates) if part) + note
