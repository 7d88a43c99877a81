"""``crosscut show --taxonomy``: amounts under another list, with the ranges that nobody split."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from rich.table import Table

from crosscut.cli.key_texts import key_texts, selected_text
from crosscut.cli.output import Format, cell, console, csv_output, print_json
from crosscut.money import format_number

if TYPE_CHECKING:
    from crosscut.budget import Run
    from crosscut.views.crosscut import CrosscutRow, CrosscutTable

_ENDS = ("amount", "low", "high")


def print_restated(shown: CrosscutTable, run: Run, format: Format) -> None:  # noqa: A002
    """Print a restated crosscut: json and csv in minor units, text in the budget's unit with names."""
    if format == "json":
        print_json(shown.to_json())
    elif format == "csv":
        writer = csv.writer(csv_output(), lineterminator="\n")
        names = [*shown.keys, *_ENDS, "programmes"]
        writer.writerow(names)
        writer.writerows([cell(row.get(name, row["amount"])) for name in names] for row in shown.rows)
    else:
        console().print(_table(shown, run))


def _table(shown: CrosscutTable, run: Run) -> Table:
    from crosscut import taxonomy

    unit = run.settings.printed_unit
    other, added = taxonomy.load(shown.taxonomy), {each.id for each in run.settings.extra_area}
    version = other.extended(area for area in run.taxonomy.areas if area.id in added and other.find(area.id) is None)
    selected = selected_text(run, shown.selected)
    note = " · tagged amounts overlap and are not added up" if shown.total is None else ""
    heads = (selected, shown.counting, f"{run.taxonomy.id} shown under {shown.taxonomy}", f"{unit.label()}, rounded")
    title = " · ".join(part for part in heads if part) + note
    table = Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left")
    for key in shown.keys:
        table.add_column(key, overflow="fold")
    for name in (unit.label(), "at least", "at most", "programmes"):
        table.add_column(name, justify="right", no_wrap=True)
    for keys, row in zip(key_texts(run, version, shown), shown.rows, strict=True):
        table.add_row(*keys, *_amounts(row, run))
    if shown.total is not None:
        table.add_section()
        blanks = [""] * (len(shown.keys) - 1)
        table.add_row("total", *blanks, format_number(shown.total, unit, digits=0), "", "", "", style="bold")
    return table


def _amounts(row: CrosscutRow, run: Run) -> list[str]:
    unit = run.settings.printed_unit
    amounts = [format_number(int(row.get(name, row["amount"])), unit, digits=0) for name in _ENDS]
    return [*amounts, f"{row['programmes']:,}"]
