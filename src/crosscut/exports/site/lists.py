"""Lists of programmes as the data that pages load."""

from __future__ import annotations

from typing import Any

from crosscut.figures import Figure, Printed
from crosscut.figures.rounding import Rounding
from crosscut.views.programmes import ProgrammeEntry, ProgrammeList


def rows_for_script(
    found: ProgrammeList, places: dict[str, int], rounding: Rounding, printed: Printed
) -> list[list[Any]]:
    """A list as its data file has it, amounts as texts of integers in minor units.

    Place of the programme, value, figure, value as displayed where that is another; the same of the change; low and
    high. What is missing at the end of a row is left out.
    """
    return [_row(entry, places[entry.programme], rounding, printed) for entry in found.entries]


def noted(figure: Figure | None, printed: Printed) -> str | None:
    """The id of a figure, noted as printed; None for no figure."""
    return None if figure is None else printed.add(figure).id


def _row(entry: ProgrammeEntry, place: int, rounding: Rounding, printed: Printed) -> list[Any]:
    row = [place, *_cells(entry.amount, rounding, printed)]
    row += _cells(entry.change.amount, rounding, printed) if entry.change else [None, None, None]
    row += [None if bound is None else str(bound) for bound in (entry.amount.low, entry.amount.high)]
    while row[-1] is None:
        row.pop()
    return row


def _cells(figure: Figure, rounding: Rounding, printed: Printed) -> list[str | None]:
    shown = rounding.displayed(figure)
    return [str(figure.value), printed.add(figure).id, None if shown == figure.value else str(shown)]
