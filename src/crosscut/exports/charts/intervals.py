"""Intervals: what each area's total is known to be, round by round of reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosscut.exports.charts.theme import INK, SHADES, ChartLook, Spec, finish, money_axis, rows_axis


@dataclass(frozen=True, slots=True)
class IntervalBar:
    """One interval: amounts in minor units, and after how many rounds it was known so."""

    label: str
    rounds: int
    low: int
    value: int
    high: int


def intervals(bars: Sequence[IntervalBar], look: ChartLook) -> Spec:
    """Areas from top to bottom, each with its intervals one beneath the other, the earliest the lightest."""
    labels = list(dict.fromkeys(bar.label for bar in bars))
    rounds = sorted({bar.rounds for bar in bars})
    shades = [SHADES[max(len(SHADES) - 1 - (len(rounds) - 1 - place), 1)] for place in range(len(rounds))]
    rows = [
        {"at": labels.index(bar.label), "rounds": bar.rounds, "low": bar.low, "value": bar.value, "high": bar.high}
        for bar in bars
    ]
    names, room = rows_axis(labels, look)
    across = {"type": "quantitative", "axis": money_axis(look)}
    colour = {
        "field": "rounds",
        "type": "ordinal",
        "scale": {"domain": rounds, "range": shades},
        "legend": {"title": look.words["rounds"], "orient": "top"},
    }
    down = {
        "y": names,
        "yOffset": {"field": "rounds", "type": "ordinal", "sort": rounds},
    }
    reach = {"x": across | {"field": "low"}, "x2": {"field": "high"}, "color": colour}
    point = {"x": across | {"field": "value"}}
    layers = [
        {"mark": {"type": "rule", "strokeWidth": 4}, "encoding": reach},
        {"mark": {"type": "point", "filled": True, "color": INK, "size": 24}, "encoding": point},
    ]
    height = max(room, 10 * len(rounds)) * len(labels) + 60
    return finish({"data": {"values": rows}, "encoding": down, "layer": layers}, height, look)
