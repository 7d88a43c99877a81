"""A grid of two kinds of names: darker where there is more."""

from __future__ import annotations

from collections.abc import Sequence

from crosscut.exports.charts.grid import OverlapCell, Square, column_axis, grid, grid_rows
from crosscut.exports.charts.theme import ChartLook, Spec, finish


def heat(cells: Sequence[OverlapCell], rows: Sequence[str], columns: Sequence[str], look: ChartLook) -> Spec:
    """Squares in the order of ``rows`` and ``columns``, each with its amount; in a column shades alone, with a key.

    Cells name their row and column by place: ``first`` and ``second`` are texts of ``rows`` and ``columns``.
    """
    down = {name: at for at, name in enumerate(rows)}
    along = {name: at for at, name in enumerate(columns)}
    squares: list[Square] = [
        {"y": down[cell.first], "x": along[cell.second], "value": cell.value, "text": cell.text} for cell in cells
    ]
    axis, tall = grid_rows(rows, look)
    axes = {
        "x": {
            "field": "x",
            "type": "ordinal",
            "scale": {"domain": list(range(len(columns)))},
            "axis": column_axis(columns, look, orient="top"),
        },
        "y": {"field": "y", "type": "ordinal", "scale": {"domain": list(range(len(rows)))}, "axis": axis},
    }
    return finish(grid(squares, axes, look, len(columns)), tall * len(rows) + (190 if look.narrow else 150), look)
