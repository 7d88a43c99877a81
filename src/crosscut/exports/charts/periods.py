"""Amounts over years and stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosscut.exports.charts.theme import (
    BLUE,
    SHADES,
    ChartLook,
    Spec,
    finish,
    lines_of,
    money_axis,
    name_axis,
    text_mark,
)


@dataclass(frozen=True, slots=True)
class PeriodPoint:
    """The amount of one period in its ``year``; ``lead`` marks the period that the publication leads with."""

    label: str
    year: str
    value: int
    text: str
    figure: str
    lead: bool


_FEW = 4
"""Columns whose names may say the stage, though it is that of all."""


def periods(points: Sequence[PeriodPoint], look: ChartLook) -> Spec:
    """Columns in the order given, the leading period in full colour."""
    rows = [
        {
            "at": at,
            "value": point.value,
            "text": point.text,
            "short": point.text,
            "figure": point.figure,
            "lead": point.lead,
            "tip": f"{point.label}: {point.text} {look.words['unit']}",
        }
        for at, point in enumerate(points)
    ]
    values = [point.value for point in points]
    reach = [min(0, *values), max(*values, 0) + max(max(values) // 8, 1)] if values else [0, 1]
    lines = lines_of(_named(points), look, (look.width - 80) // max(len(points), 1))
    along = {"field": "at", "type": "ordinal", "axis": name_axis(lines, labelAngle=0, labelPadding=8)}
    colour = {"condition": {"test": "datum.lead", "value": BLUE}, "value": SHADES[0]}
    up = {
        "field": "value",
        "type": "quantitative",
        "axis": money_axis(look, 4),
        "scale": {"domain": reach},
    }
    bar = {"type": "bar", "width": 56, "stroke": BLUE, "strokeWidth": 1.5, "cursor": "pointer"}
    layers = [
        {"mark": bar, "encoding": {"y": up, "color": colour, "tooltip": {"field": "tip", "type": "nominal"}}},
        {
            "mark": text_mark(14, fontWeight=600, dy=-10),
            "encoding": {"y": {"field": "value", "type": "quantitative"}, "text": {"field": "text", "type": "nominal"}},
        },
    ]
    return finish({"data": {"values": rows}, "encoding": {"x": along}, "layer": layers}, 260, look)


def _named(points: Sequence[PeriodPoint]) -> list[str]:
    """What stands below the columns: their years alone where there are many columns of one stage."""
    stages = {point.label.replace(point.year, "", 1) for point in points}
    return [point.year if len(points) > _FEW and len(stages) == 1 else point.label for point in points]
