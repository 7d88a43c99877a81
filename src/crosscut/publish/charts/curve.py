"""A curve: the value of plans against the ceiling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from crosscut.publish.charts.theme import BLUE, FONT, INK, Look, finish


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One plan: ``label`` is its ceiling's move, ``ceiling`` in minor units, ``value`` in per cent of the plan's."""

    label: str
    ceiling: int
    value: float


def curve(points: Sequence[CurvePoint], look: Look) -> dict[str, Any]:
    """A line through the points, each with its move."""
    rows = [
        {
            "ceiling": point.ceiling,
            "value": point.value,
            "text": point.label,
            "tip": f"{point.label}: {point.value:.1f} %",
        }
        for point in points
    ]
    axis = alt.Axis(labelExpr=look.axis_label, title=look.words["axis"], tickCount=5)
    across = alt.X("ceiling:Q", axis=axis, scale=alt.Scale(zero=False))
    up = alt.Y(
        "value:Q", title="%", axis=alt.Axis(tickCount=4, grid=True, gridColor="#e6e8ea"), scale=alt.Scale(zero=False)
    )
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=across, y=up)
    line = base.mark_line(color=BLUE, strokeWidth=2)
    dots = base.mark_point(color=BLUE, filled=True, size=90).encode(tooltip="tip:N")
    words = base.mark_text(dy=-14, font=FONT, fontSize=14, color=INK).encode(text="text:N")
    return finish(alt.layer(line, dots, words), 260)
