"""Lists of programmes as the data that pages load."""

from __future__ import annotations

from crosscut.exports.site.whole_numbers import whole
from crosscut.figures import Figure, Printed
from crosscut.figures.rounding import Rounding
from crosscut.views.programmes import ProgrammeEntry, ProgrammeList


def rows_for_script(found: ProgrammeList, places: dict[str, int], rounding: Rounding, printed: Printed) -> str:
    """A list as its data file has it: rows apart by semicolons, cells by spaces, amounts as ``whole`` writes them.

    Place of the programme, value, figure, value as displayed where that is another; the same of the change; low and
    high. A cell that is missing is empty, and left out at the end of a row.
    """
    return ";".join(_row(entry, places[entry.programme], rounding, printed) for entry in found.entries)


def noted(figure: Figure | None, printed: Printed) -> str | None:
    """The id of a figure, noted as printed; None for no figure."""
    return None if figure is None else printed.add(figure).id


def _row(entry: ProgrammeEntry, place: int, rounding: Rounding, printed: Printed) -> str:
    change = _cells(entry.change.amount, rounding, printed) if entry.change else ["", "", ""]
    bounds = ["" if bound is None else whole(bound) for bound in (entry.amount.low, entry.amount.high)]
    return " ".join([str(place), *_cells(entry.amount, rounding, printed), *change, *bounds]).rstrip()


def _cells(figure: Figure, rounding: Rounding, printed: Printed) -> list[str]:
    shown = rounding.displayed(figure)
    return [whole(figure.value), printed.add(figure).id, "" if shown == figure.value else whole(shown)]
