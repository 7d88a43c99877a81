"""Amounts over years and stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from crosscut.publish.charts.theme import BLUE, FONT, INK, SHADES, Look, finish


@dataclass(frozen=True, slots=True)
class Point:
    """The amount of one period; ``lead`` marks the period that the publication leads with."""

    label: str
    value: int
    text: str
    figure: str
    lead: bool


def periods(points: Sequence[Point], look: Look) -> dict[str, Any]:
    """Columns in the order given, the leading period in full colour."""
    rows = [
        {"label": point.label, "value": point.value, "text": point.text, "short": point.text, "figure": point.figure,
         "lead": point.lead,
         "tip": f"{point.label}: {point.text} {look.words['unit']}"}
        for point in points
    ]  # fmt: skip
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("label:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, ticks=False, labelPadding=8))
    )
    axis = alt.Axis(labelExpr=look.axis_label, title=look.words["axis"], tickCount=4, grid=True, gridColor="#e6e8ea")
    columns = base.mark_bar(width=56, stroke=BLUE, strokeWidth=1.5, cursor="pointer").encode(
        y=alt.Y("value:Q", axis=axis, scale=alt.Scale(domainMin=0)),
        color=alt.condition("datum.lead", alt.value(BLUE), alt.value(SHADES[0])),
        tooltip="tip:N",
    )
    numbers = base.mark_text(dy=-10, font=FONT, fontSize=14, fontWeight=600, color=INK).encode(
        y="value:Q", text="text:N"
    )
    return finish(alt.layer(columns, numbers), 260)
