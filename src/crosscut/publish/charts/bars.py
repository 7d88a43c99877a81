"""Bars: amounts of areas with what was tagged, and changes of areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from crosscut.publish.charts.theme import BLUE, FONT, GREY, INK, NAVY, ROW, Look, finish


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``value`` in minor units, ``text`` as printed, ``figure`` to open; ``mark`` is a second value."""

    label: str
    value: int
    text: str
    figure: str
    mark: int | None = None
    mark_text: str = ""


def amounts(bars: Sequence[Bar], look: Look) -> dict[str, Any]:
    """Bars in the order given, each with its amount at the end and, where tagged, a line at the tagged amount."""
    rows = [
        {"label": bar.label, "value": bar.value, "short": bar.text, "figure": bar.figure, "mark": bar.mark,
         "text": f"{bar.text}  ({look.words['tagged']} {bar.mark_text})" if bar.mark_text else bar.text,
         "end": max(bar.value, bar.mark or 0), "tip": _tip(bar, look)}
        for bar in bars
    ]  # fmt: skip
    longest = max((max(bar.value, bar.mark or 0) for bar in bars), default=0)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=10))
    )
    axis = alt.Axis(labelExpr=look.axis_label, title=look.words["axis"], tickCount=5, grid=True, gridColor="#e6e8ea")
    room = longest + longest * 3 // 10
    across = alt.X("value:Q", axis=axis, scale=alt.Scale(domain=[0, max(room, 1)], nice=False))
    layers = [base.mark_bar(height=18, color=BLUE, cursor="pointer").encode(x=across, tooltip="tip:N")]
    if any(bar.mark is not None for bar in bars):
        layers.append(
            base.mark_tick(color=INK, thickness=3, size=26, cursor="pointer").encode(x="mark:Q", tooltip="tip:N")
        )
    layers.append(_labels(base).encode(x="end:Q", text="text:N"))
    return finish(alt.layer(*layers), ROW * len(bars) + 30)


def changes(bars: Sequence[Bar], look: Look) -> dict[str, Any]:
    """Bars to the right where an area grew and to the left where it fell, told apart by direction and tone."""
    rows = [
        {"label": bar.label, "value": bar.value, "text": bar.text, "short": bar.text, "figure": bar.figure,
         "tip": _tip(bar, look), "up": bar.value >= 0}
        for bar in bars
    ]  # fmt: skip
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=10))
    )
    axis = alt.Axis(labelExpr=look.axis_label, title=look.words["axis"], tickCount=5, grid=True, gridColor="#e6e8ea")
    colour = alt.condition("datum.up", alt.value(BLUE), alt.value(NAVY))
    bar_layer = base.mark_bar(height=18, cursor="pointer").encode(
        x=alt.X("value:Q", axis=axis, scale=alt.Scale(nice=True, padding=70)), color=colour, tooltip="tip:N"
    )
    zero = alt.Chart(alt.InlineData(values=[{"zero": 0}])).mark_rule(color=GREY).encode(x="zero:Q")
    sides = [side for side in (True, False) if any(row["up"] is side for row in rows)]
    labels = [
        _labels(base, left=not side)
        .transform_filter("datum.up" if side else "!datum.up")
        .encode(x="value:Q", text="text:N")
        for side in sides
    ]
    return finish(alt.layer(bar_layer, zero, *labels), ROW * len(bars) + 30)


def _labels(base: alt.Chart, *, left: bool = False) -> alt.Chart:
    labels: alt.Chart = base.mark_text(
        align="right" if left else "left", dx=-8 if left else 8, font=FONT, fontSize=14, fontWeight=600, color=INK,
        stroke=None,
    )  # fmt: skip
    return labels


def _tip(bar: Bar, look: Look) -> str:
    tip = f"{bar.label}: {bar.text} {look.words['unit']}"
    return f"{tip} · {look.words['tagged']} {bar.mark_text}" if bar.mark_text else tip
