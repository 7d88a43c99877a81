"""``crosscut diff``: what changed between two stages, years or moments."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

from crosscut.cli.output import Format, cell, console, print_findings, print_json
from crosscut.findings import has_fatal
from crosscut.money import format_number

if TYPE_CHECKING:
    from crosscut.budget.following import Followed

_ROWS = 40
"""Most rows that the terminal shows of a table."""


def diff(
    folder: Annotated[Path, Parameter(name="DIR")],
    start: Annotated[str, Parameter(name="FROM")],
    end: Annotated[str, Parameter(name="TO")],
    /,
    *,
    by: str = "programme",
    year: int = 0,
    stage: str = "",
    as_of: str | None = None,
    ministries: Literal["each", "now", "then"] = "each",
    format: Format = "text",  # noqa: A002
) -> int:
    """Say what changed between two stages, years or moments, in parts that sum to the change exactly.

    For example:

        crosscut diff demo 2023 2024

        crosscut diff demo proposed confirmed --year 2024 --by ministry

        crosscut diff demo 2023:executed 2024:confirmed --by area --format json

        crosscut diff demo 2026-03-01 now

    Parameters
    ----------
    folder
        The budget folder.
    start
        A stage, a year, both as 2024:confirmed, or a moment: a day, a time, or the number of a reading.
    end
        The same, later; now is the folder as it stands.
    by
        Keys with commas between: programme, family, area, sub, ministry, committee.
    year
        The fiscal year, where FROM and TO name none.
    stage
        The stage, where FROM and TO name none.
    as_of
        A past day or moment: both ends as the ledger held them then.
    ministries
        each end's own, or both under those of the later end (now) or of the earlier one (then).
    format
        text, csv or json.
    """
    from crosscut.budget import following

    found = following.diff(folder, start, end, by, year=year, stage=stage, as_of=as_of, ministries=ministries)
    if format == "json":
        print_json(found.to_json())
    elif format == "csv":
        _print_csv(found)
    else:
        _print_text(found)
    return int(has_fatal(found.findings))


def _print_csv(found: Followed) -> None:
    names = ["programme", *found.by, "kind", "before", "after", "change", "why"]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    for row in found.rows:
        writer.writerow(
            cell(value)
            for value in (row.programme, *row.group, str(row.kind), row.before, row.after, row.change, row.why)
        )


def _print_text(found: Followed) -> None:
    out, sides = console(), found.difference
    _print_parts(found, out)
    for note in found.notes:
        out.print(note, style="yellow")
    for each in found.breaks:
        restated = "" if each.change is None else f"; under one definition the change is {_money(found, each.change)}"
        title = f"{each.event.year}: {each.event.title or each.event.event}"
        out.print(f"The series breaks in {title}{restated}.", style="yellow", markup=False)
    if found.by:
        _print_groups(found, out)
    _print_rows(found, out)
    if found.findings:
        print_findings(found.findings)
    out.print(f"{sides.unchanged:,} programmes are unchanged.", style="dim")


def _print_parts(found: Followed, out: Console) -> None:
    from crosscut.follow import MEANING

    sides = found.difference
    unit = found.later.unit
    table = _table(f"{sides.before.label} → {sides.after.label} · {unit.label()}")
    for name in ("what", "amount", "programmes", "carried or shifted"):
        table.add_column(name, justify="left" if name == "what" else "right", no_wrap=True)
    table.add_row(sides.before.label, _money(found, sides.before.total, sign=False), "", "")
    for part in found.parts:
        gross = format_number(part.gross, unit, digits=0)
        table.add_row(f"  {MEANING[part.kind][0]}", _money(found, part.amount), f"{part.programmes:,}", gross)
    table.add_row(sides.after.label, _money(found, sides.after.total, sign=False), "", "")
    table.add_section()
    table.add_row("change", _money(found, sides.change), "", "", style="bold")
    out.print(table)


def _print_groups(found: Followed, out: Console) -> None:
    table = _table("")
    for name in (*found.by, "before", "after", "change", "of which"):
        table.add_column(name, justify="right" if name in ("before", "after", "change") else "left", overflow="fold")
    for share in sorted(found.shares, key=lambda share: (-abs(share.change), share.group)):
        labels = [found.later.label(key, value) for key, value in zip(found.by, share.group, strict=True)]
        parts = ", ".join(f"{part.kind} {_money(found, part.amount)}" for part in share.parts if part.amount)
        amounts = [_money(found, share.before, sign=False), _money(found, share.after, sign=False)]
        table.add_row(*labels, *amounts, _money(found, share.change), parts)
    out.print(table)


def _print_rows(found: Followed, out: Console) -> None:
    names = {**found.difference.before.names, **found.difference.after.names}
    table = _table("")
    for name in ("programme", *found.by, "kind", "before", "after", "change", "why"):
        table.add_column(name, justify="right" if name in ("before", "after", "change") else "left", overflow="fold")
    largest = sorted(found.rows, key=lambda row: (-abs(row.change), row.programme, row.kind))
    for row in largest[:_ROWS]:
        labels = [found.later.label(key, value) for key, value in zip(found.by, row.group, strict=True)]
        amounts = [_money(found, amount, sign=False) for amount in (row.before, row.after)]
        programme = f"{row.programme} {names.get(row.programme, '')}".strip()
        table.add_row(programme, *labels, str(row.kind), *amounts, _money(found, row.change), row.why)
    out.print(table)
    if len(largest) > _ROWS:
        out.print(f"… and {len(largest) - _ROWS:,} more rows (--format csv has all)", style="dim")


def _table(title: str) -> Table:
    return Table(box=None, pad_edge=False, header_style="bold", title=title or None, title_justify="left")


def _money(found: Followed, amount: int, *, sign: bool = True) -> str:
    return format_number(amount, found.later.unit, digits=0, sign=sign)
