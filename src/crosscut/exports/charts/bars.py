"""Bars: amounts of areas with what was tagged, and changes of areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosscut.exports.charts.theme import (
    BLUE,
    GREY,
    INK,
    NAVY,
    ChartLook,
    Spec,
    finish,
    money_axis,
    reach,
    rows_axis,
    text_mark,
)
from crosscut.exports.charts.wrapping import ems

_BOLD = 15
"""How large a text of 14 pixels is reckoned that is bold, and so wider."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``value`` in minor units, ``text`` as printed, ``figure`` to open; ``mark`` is a second value."""

    label: str
    value: int
    text: str
    figure: str
    mark: int | None = None
    mark_text: str = ""


def amounts(bars: Sequence[Bar], look: ChartLook) -> Spec:
    """Bars in the order given, each with its amount at the end and, where tagged, a line at the tagged amount."""
    texts = [f"{bar.text}  ({look.words['tagged']} {bar.mark_text})" if bar.mark_text else bar.text for bar in bars]
    ends = [max(bar.value, bar.mark or 0) for bar in bars]
    rows = [
        {**_datum(at, bar, look), "mark": bar.mark, "end": ends[at], "text": texts[at]} for at, bar in enumerate(bars)
    ]
    names, height = rows_axis([bar.label for bar in bars], look)
    domain = [0, reach(list(zip(ends, texts, strict=True)), look, size=_BOLD)]
    across = {
        "field": "value",
        "type": "quantitative",
        "axis": money_axis(look),
        "scale": {"domain": domain, "nice": False},
    }
    tip = {"field": "tip", "type": "nominal"}
    layers = [_bars({"x": across, "tooltip": tip}, {"color": BLUE})]
    if any(bar.mark is not None for bar in bars):
        tick = {"type": "tick", "color": INK, "thickness": 3, "size": 26, "cursor": "pointer"}
        layers.append({"mark": tick, "encoding": {"x": {"field": "mark", "type": "quantitative"}, "tooltip": tip}})
    layers.append(_labels("end"))
    return finish({"data": {"values": rows}, "encoding": {"y": names}, "layer": layers}, height * len(bars) + 30, look)


def changes(bars: Sequence[Bar], look: ChartLook) -> Spec:
    """Bars to the right where an area grew and to the left where it fell, told apart by direction and tone."""
    rows = [{**_datum(at, bar, look), "text": bar.text, "up": bar.value >= 0} for at, bar in enumerate(bars)]
    names, height = rows_axis([bar.label for bar in bars], look)
    across = {
        "field": "value",
        "type": "quantitative",
        "axis": money_axis(look),
        "scale": {"domain": _both_ways(bars, look), "nice": False},
    }
    colour = {"condition": {"test": "datum.up", "value": BLUE}, "value": NAVY}
    layers = [_bars({"x": across, "color": colour, "tooltip": {"field": "tip", "type": "nominal"}})]
    layers.append(
        {
            "data": {"values": [{"zero": 0}]},
            "mark": {"type": "rule", "color": GREY},
            "encoding": {"y": None, "x": {"field": "zero", "type": "quantitative"}},
        }
    )
    layers += [_labels("value", up=side) for side in (True, False) if any((bar.value >= 0) is side for bar in bars)]
    return finish({"data": {"values": rows}, "encoding": {"y": names}, "layer": layers}, height * len(bars) + 30, look)


def _both_ways(bars: Sequence[Bar], look: ChartLook) -> list[int]:
    """Where the axis begins and ends, so that the printed amounts fit beyond the bars on both sides of zero."""
    width = max(look.width - look.names - 20, 2)
    sides = [[bar for bar in bars if bar.value < 0], [bar for bar in bars if bar.value >= 0]]
    texts = [round(max((ems(bar.text) for bar in side), default=0) * _BOLD) + 16 if side else 0 for side in sides]
    low, high = min((bar.value for bar in bars), default=0), max((bar.value for bar in bars), default=0)
    low, high = min(low, 0), max(high, 1)
    room = max(width - sum(texts), width // 4)
    return [low - (high - low) * texts[0] // room, high + (high - low) * texts[1] // room]


def _datum(at: int, bar: Bar, look: ChartLook) -> Spec:
    tip = f"{bar.label}: {bar.text} {look.words['unit']}"
    if bar.mark_text:
        tip = f"{tip} · {look.words['tagged']} {bar.mark_text}"
    return {"at": at, "value": bar.value, "short": bar.text.partition(" · ")[0], "figure": bar.figure, "tip": tip}


def _bars(encoding: Spec, more: Spec | None = None) -> Spec:
    return {"mark": {"type": "bar", "height": 18, "cursor": "pointer", **(more or {})}, "encoding": encoding}


def _labels(field: str, *, up: bool | None = None) -> Spec:
    """The printed amounts at the ends of bars; ``up`` keeps those of one direction."""
    side = {"align": "right", "dx": -8} if up is False else {"align": "left", "dx": 8}
    chosen = [] if up is None else [{"filter": "datum.up" if up else "!datum.up"}]
    return {
        "mark": text_mark(14, fontWeight=600, **side),
        "transform": chosen,
        "encoding": {"x": {"field": field, "type": "quantitative"}, "text": {"field": "text", "type": "nominal"}},
    }
