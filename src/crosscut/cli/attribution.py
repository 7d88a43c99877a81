"""What ``sample`` and ``estimate`` share: money and areas as people read them, and fatal findings with their effect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crosscut.money import format_number

if TYPE_CHECKING:
    from rich.console import Console

    from crosscut.budget import Run
    from crosscut.classify.faults import DecisionFault

_MOST = 10


def amount_of(run: Run, amount: int) -> str:
    """An amount in the unit that the budget prints, without the unit's name."""
    return format_number(amount, run.settings.printed_unit, digits=0)


def heading(run: Run, what: str, year: int, stage: str) -> str:
    """The title of a table: the budget, what is shown, of which period, under which list and counting, in what unit."""
    period = run.calendar.text((year, stage)).en
    unit = run.settings.printed_unit.label()
    return f"{run.settings.title.en} · {what} · {period} · {run.taxonomy.id} · partition · {unit}, rounded"


def area_name(run: Run, area: str) -> str:
    """An area's name as people read it."""
    from crosscut.views.labels import label

    return label(run.taxonomy, "area", area).en


def print_faults(out: Console, found: Sequence[DecisionFault]) -> int:
    """Say what is fatal and what it does; the exit code that follows."""
    for each in found[:_MOST]:
        where = f"{each['file']}, row {each['row']}: " if each["row"] else f"{each['file']}: " if each["file"] else ""
        line = f"Fatal: {where}{each['message'].rstrip('.')}: {each['effect']}."
        out.print(line, style="red", markup=False)
    if len(found) > _MOST:
        out.print(f"… and {len(found) - _MOST} more; crosscut check shows all.", style="red")
    return 1 if found else 0
