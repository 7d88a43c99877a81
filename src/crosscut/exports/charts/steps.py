"""Steps from one total to another: where each additional amount went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

from crosscut.exports.charts.theme import (
    INK,
    LIGHT,
    NAVY,
    ChartLook,
    Spec,
    finish,
    money_axis,
    reach,
    rows_axis,
    text_mark,
)

WHOLE = "#98a2ac"
"""The grey of wholes, between the dark of rises and the light of falls."""


_WHOLES: Spec = {
    "mark": {"type": "tick", "thickness": 5, "size": 22, "color": INK},
    "transform": [{"filter": "datum.kind === 'whole'"}],
    "encoding": {"x": {"field": "high", "type": "quantitative"}},
}
"""Wholes as marks at their amounts."""


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """One step: from ``start`` to ``end`` in minor units; a ``whole`` stands on the floor."""

    label: str
    start: int
    end: int
    text: str
    figure: str
    whole: bool = False

    @property
    def kind(self) -> Literal["whole", "up", "down"]:
        """What a step is drawn as."""
        return "whole" if self.whole else "up" if self.end >= self.start else "down"


class _Datum(TypedDict):
    at: int
    low: int
    high: int
    text: str
    end: int
    short: str
    kind: Literal["whole", "up", "down"]


def steps(given: Sequence[WaterfallStep], look: ChartLook) -> Spec:
    """Steps from top to bottom. Wholes are grey, rises dark, falls light with an outline; signs say it once more.

    Where the axis does not begin at zero, a whole is a mark at its amount: a bar would have a length not its own.
    """
    rows: list[_Datum] = [
        {
            "at": at,
            "low": min(step.start, step.end),
            "high": max(step.start, step.end),
            "text": step.text,
            "end": max(step.start, step.end),
            "short": step.text.partition(" · ")[0],
            "kind": step.kind,
        }
        for at, step in enumerate(given)
    ]
    floor, top = _domain(rows, look)
    for row in rows:
        row["low"] = 0 if row["kind"] == "whole" else row["low"]
    names, height = rows_axis([step.label for step in given], look)
    across = {
        "field": "low",
        "type": "quantitative",
        "axis": _axis(look, floor),
        "scale": {"domain": [floor, top], "nice": False, "zero": False},
    }
    colour = {
        "field": "kind",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": ["whole", "up", "down"], "range": [WHOLE, NAVY, LIGHT]},
    }
    layers = [
        {
            "mark": {"type": "bar", "height": 16, "stroke": INK, "strokeWidth": 0.7},
            "transform": [{"filter": "datum.kind !== 'whole'"}] if floor else [],
            "encoding": {"x": across, "x2": {"field": "high"}, "color": colour},
        },
        *([_WHOLES] if floor else []),
        {
            "mark": text_mark(13, align="left", dx=6),
            "encoding": {"x": {"field": "high", "type": "quantitative"}, "text": {"field": "text", "type": "nominal"}},
        },
    ]
    return finish({"data": {"values": rows}, "encoding": {"y": names}, "layer": layers}, height * len(rows) + 50, look)


def _axis(look: ChartLook, floor: int) -> Spec:
    """The axis of amounts, which says that it does not begin at zero where it does not."""
    axis = money_axis(look, 4)
    return {**axis, "title": f"{axis['title']} · {look.words['cut']}"} if floor else axis


def _domain(rows: Sequence[_Datum], look: ChartLook) -> tuple[int, int]:
    """Where the axis begins and ends: below the lowest change, and beyond the highest with room for its number."""
    changes = [row for row in rows if row["kind"] != "whole"] or rows
    low, high = min(row["low"] for row in changes), max(row["high"] for row in rows)
    floor = max(low - max((high - low) // 5, 1), 0)
    return floor, reach([(row["high"], row["text"]) for row in rows], look, floor)
