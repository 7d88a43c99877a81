"""A grid of two kinds of names: darker where there is more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from crosscut.publish.charts.grid import Cell
from crosscut.publish.charts.theme import INK, SHADES, Look, finish


def heat(cells: Sequence[Cell], rows: Sequence[str], columns: Sequence[str], look: Look) -> dict[str, Any]:
    """Squares in the order of ``rows`` and ``columns``, each with its amount; ``look`` names the axis."""
    values = [{"y": cell.first, "x": cell.second, "value": cell.value, "text": cell.text} for cell in cells]
    largest = max((cell.value for cell in cells), default=1)
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X("x:N", sort=list(columns), scale=alt.Scale(domain=list(columns)), title=look.words["axis"],
                axis=alt.Axis(labelAngle=-40, ticks=False, domain=False, orient="top")),
        y=alt.Y("y:N", sort=list(rows), scale=alt.Scale(domain=list(rows)), title=None,
                axis=alt.Axis(ticks=False, domain=False, labelPadding=8)),
    )  # fmt: skip
    edges = [max(largest // part, 1) + place for place, part in enumerate((100, 25, 10, 4, 2))]
    colour = alt.Color("value:Q", scale=alt.Scale(type="threshold", domain=edges, range=list(SHADES)), legend=None)
    squares = base.mark_rect(stroke="#fff", strokeWidth=1.5).encode(color=colour)
    numbers = base.mark_text(fontSize=11).encode(
        text="text:N", color=alt.condition(f"datum.value >= {edges[3]}", alt.value("#fff"), alt.value(INK))
    )
    return finish(alt.layer(squares, numbers), 26 * len(rows) + 120)
