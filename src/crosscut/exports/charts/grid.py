"""A grid of pairs: what two areas have in common."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from crosscut.exports.charts.theme import GREY, INK, SHADES, ChartLook, Spec, finish, name_axis, text_mark
from crosscut.exports.charts.wrapping import ems, wrapped

LEAST = 9
"""The smallest letters of numbers in squares, in pixels; where they do not fit, a key stands for them."""


@dataclass(frozen=True, slots=True)
class OverlapCell:
    """One pair of areas with what they share."""

    first: str
    second: str
    value: int
    text: str
    figure: str


class Square(TypedDict):
    """One square of a grid as its data have it: its place, its amount, and what a browser shows of it."""

    x: int
    y: int
    value: int
    text: str
    short: NotRequired[str]
    figure: NotRequired[str]
    tip: NotRequired[str]


def overlap(cells: Sequence[OverlapCell], labels: Sequence[str], look: ChartLook) -> Spec:
    """A triangle of squares, darker where two areas share more; ``labels`` give the order of both sides."""
    place = {label: index for index, label in enumerate(labels)}
    squares: list[Square] = []
    for cell in cells:
        upper, lower = sorted((cell.first, cell.second), key=place.__getitem__)
        squares.append(
            {
                "x": place[upper],
                "y": place[lower],
                "value": cell.value,
                "text": cell.text,
                "short": cell.text,
                "figure": cell.figure,
                "tip": f"{upper} · {lower}: {cell.text} {look.words['unit']}",
            }
        )
    axis, tall = grid_rows(labels, look)
    axes = {
        "x": {
            "field": "x",
            "type": "ordinal",
            "scale": {"domain": list(range(len(labels) - 1))},
            "axis": column_axis(labels, look, orient="bottom"),
        },
        "y": {"field": "y", "type": "ordinal", "scale": {"domain": list(range(1, len(labels)))}, "axis": axis},
    }
    return finish(grid(squares, axes, look, len(labels) - 1), max(tall, 30) * len(labels) + 150, look)


def shade(value: int, largest: int) -> int:
    """How dark a square is: from 0, below 1 % of the largest, by 4, 10, 25 and 50 % to 5."""
    return sum(value * part > largest for part in (100, 25, 10, 4, 2))


def grid(squares: Sequence[Square], axes: Spec, look: ChartLook, columns: int) -> Spec:
    """The layers of a grid: squares, and their numbers where the columns are wide enough for them, else a key."""
    largest = max((each["value"] for each in squares), default=1)
    rows = [{**each, "shade": shade(each["value"], largest)} for each in squares]
    room = (look.width - look.names - 30) / max(columns, 1)
    size = min(12, int((room - 4) / max(max((ems(each["text"]) for each in squares), default=1), 1)))
    colour = {
        "field": "shade",
        "type": "ordinal",
        "legend": None if size >= LEAST else _key(look),
        "scale": {"domain": list(range(len(SHADES))), "range": list(SHADES)},
    }
    square = {"type": "rect", "stroke": GREY, "strokeWidth": 0.5, "cursor": "pointer"}
    tips = {"tooltip": {"field": "tip", "type": "nominal"}} if squares and "tip" in squares[0] else {}
    layers: list[Spec] = [{"mark": square, "encoding": {"color": colour, **tips}}]
    if size >= LEAST:
        light = {"condition": {"test": "datum.shade >= 4", "value": "#fff"}, "value": INK}
        layers.append(
            {"mark": text_mark(size), "encoding": {"text": {"field": "text", "type": "nominal"}, "color": light}}
        )
    return {"data": {"values": rows}, "encoding": axes, "layer": layers}


def _key(look: ChartLook) -> Spec:
    labels = ["< 1 %", "1–4 %", "4–10 %", "10–25 %", "25–50 %", "> 50 %"]
    return {
        "title": look.words["key"],
        "orient": "bottom",
        "titleOrient": "top",
        "symbolType": "square",
        "symbolStrokeColor": GREY,
        "columns": 3,
        "labelFontSize": 12,
        "labelExpr": f"{json.dumps(labels)}[datum.value]",
    }


def column_axis(names: Sequence[str], look: ChartLook, orient: str) -> Spec:
    """The names above or below columns, upright, in two lines where they are long."""
    size, line = (10, 11) if look.narrow else (13, 15)
    lines = [wrapped(name, 150 / size, 2) for name in names]
    return name_axis(
        lines,
        line,
        orient=orient,
        labelPadding=6,
        labelAngle=-90,
        labelBaseline="middle",
        labelAlign="left" if orient == "top" else "right",
        labelFontSize=size,
    )


def grid_rows(names: Sequence[str], look: ChartLook) -> tuple[Spec, int]:
    """The axis of rows, and the height of a row in pixels."""
    size, line = (11, 12) if look.narrow else (13, 15)
    lines = [wrapped(name, look.names / size, 4) for name in names]
    tall = max(max(map(len, lines), default=1) * line + 8, 24 if look.narrow else 28)
    return name_axis(lines, line, labelPadding=8, labelFontSize=size), tall
