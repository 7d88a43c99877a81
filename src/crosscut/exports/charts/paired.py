"""Bars with the bars of the period before: dark over light, so that print in black keeps them apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from crosscut.exports.charts.bars import Bar
from crosscut.exports.charts.theme import (
    GREY,
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
    texts,
)


class _Datum(TypedDict):
    at: int
    when: int
    value: int
    text: str


def paired(bars: Sequence[Bar], look: ChartLook) -> Spec:
    """Two bars a label, in the order given: ``value`` dark, ``mark`` (the period before) light with an outline.

    ``look.words`` holds ``now`` and ``before`` for the legend.
    """
    places = [0, 1]
    said = f"{texts([[look.words['now']], [look.words['before']]])}[datum.value][0]"
    rows: list[_Datum] = []
    for at, bar in enumerate(bars):
        rows.append({"at": at, "when": 0, "value": bar.value, "text": bar.text})
        if bar.mark is not None:
            rows.append({"at": at, "when": 1, "value": bar.mark, "text": bar.mark_text})
    pairs = any(bar.mark is not None for bar in bars)
    least = min((row["value"] for row in rows if row["value"] < 0), default=0)
    top = reach([(row["value"], row["text"]) for row in rows], look, least)
    names, height = rows_axis([bar.label for bar in bars], look)
    across = {
        "field": "value",
        "type": "quantitative",
        "axis": money_axis(look),
        "scale": {"domain": [least, top], "nice": False},
    }
    colour = {
        "field": "when",
        "type": "nominal",
        "sort": places,
        "scale": {"domain": places, "range": [NAVY, LIGHT]},
        "legend": {"symbolType": "square", "symbolStrokeColor": INK, "labelExpr": said} if pairs else None,
    }
    layers = [
        {
            "mark": {"type": "bar", "height": 13, "stroke": GREY, "strokeWidth": 0.7},
            "encoding": {"x": across, "color": colour},
        },
        {
            "mark": text_mark(13, align="left", dx=5),
            "encoding": {"x": {"field": "value", "type": "quantitative"}, "text": {"field": "text", "type": "nominal"}},
        },
    ]
    shared = {"y": names, "yOffset": {"field": "when", "type": "nominal", "sort": places}}
    height = max(height, 40) if pairs else height
    return finish({"data": {"values": rows}, "encoding": shared, "layer": layers}, height * len(bars) + 60, look)
