"""A curve: the value of plans against the ceiling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosscut.exports.charts.theme import BLUE, GRID, ChartLook, Spec, finish, text_mark


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One plan: ``label`` is its ceiling's move, ``ceiling`` in minor units, ``value`` in per cent of the plan's."""

    label: str
    ceiling: int
    value: float


def curve(points: Sequence[CurvePoint], look: ChartLook) -> Spec:
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
    across = {
        "field": "ceiling",
        "type": "quantitative",
        "scale": {"zero": False},
        "axis": {"labelExpr": look.axis_label, "title": look.words["axis"], "tickCount": 5},
    }
    up = {
        "field": "value",
        "type": "quantitative",
        "title": "%",
        "scale": {"zero": False},
        "axis": {"tickCount": 4, "grid": True, "gridColor": GRID},
    }
    dot = {"type": "point", "color": BLUE, "filled": True, "size": 90}
    layers = [
        {"mark": {"type": "line", "color": BLUE, "strokeWidth": 2}, "encoding": {"x": across, "y": up}},
        {"mark": dot, "encoding": {"x": across, "y": up, "tooltip": {"field": "tip", "type": "nominal"}}},
        {
            "mark": text_mark(14, dy=-14),
            "encoding": {"x": across, "y": up, "text": {"field": "text", "type": "nominal"}},
        },
    ]
    return finish({"data": {"values": rows}, "layer": layers}, 260, look)
