"""A grid of pairs: what two areas have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from crosscut.publish.charts.theme import INK, SHADES, Look, finish


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair of areas with what they share."""

    first: str
    second: str
    value: int
    text: str
    figure: str


def overlap(cells: Sequence[Cell], labels: Sequence[str], look: Look) -> dict[str, Any]:
    """A triangle of squares, darker where two areas share more; ``labels`` give the order of both sides."""
    place = {label: index for index, label in enumerate(labels)}
    rows = []
    for cell in cells:
        upper, lower = sorted((cell.first, cell.second), key=place.__getitem__)
        tip = f"{upper} · {lower}: {cell.text} {look.words['unit']}"
        rows.append(
            {
                "x": upper,
                "y": lower,
                "value": cell.value,
                "text": cell.text,
                "short": cell.text,
                "figure": cell.figure,
                "tip": tip,
            }
        )
    largest = max((cell.value for cell in cells), default=1)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("x:N", sort=list(labels[:-1]), scale=alt.Scale(domain=list(labels[:-1])), title=None,
                axis=alt.Axis(labelAngle=-40, ticks=False, domain=False, labelPadding=6)),
        y=alt.Y("y:N", sort=list(labels[1:]), scale=alt.Scale(domain=list(labels[1:])), title=None,
                axis=alt.Axis(ticks=False, domain=False, labelPadding=8)),
    )  # fmt: skip
    steps = [largest // part for part in (100, 25, 10, 4, 2)]
    colour = alt.Color("value:Q", scale=alt.Scale(type="threshold", domain=steps, range=list(SHADES)), legend=None)
    squares = base.mark_rect(stroke="#fff", strokeWidth=2, cornerRadius=3, cursor="pointer").encode(
        color=colour, tooltip="tip:N"
    )
    numbers = base.mark_text(fontSize=12).encode(
        text="text:N", color=alt.condition(f"datum.value >= {steps[3]}", alt.value("#fff"), alt.value(INK))
    )
    return finish(alt.layer(squares, numbers), 34 * len(labels) + 90)
