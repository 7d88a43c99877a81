"""How charts look: the colours of the site, legible in greyscale and to colour-blind readers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from crosscut.exports.charts.wrapping import ems, wrapped

FONT = (
    "'Pretendard GOV', Pretendard, 'Noto Sans KR', 'Noto Sans CJK KR', 'Apple SD Gothic Neo', 'Malgun Gothic', "
    "sans-serif"
)
BLUE, NAVY, INK, GREY, LIGHT = "#256ef4", "#063a74", "#1e2124", "#58616a", "#cdd1d5"
SHADES = ("#ecf2fe", "#b1cefb", "#86aff9", "#4c87f6", "#0b50d0", "#052561")
GRID = "#e6e8ea"
PAGE, COLUMN = 860, 405
"""Widths in pixels of a chart for a page of 170 mm and for a column of 80 mm: a pixel is as large in both."""
ROW, LINE = 34, 17
"""Height of one bar with its gap, and of one line of its label, in pixels."""

Spec = dict[str, Any]
"""A Vega-Lite specification or a part of one: JSON in a grammar of Vega-Lite's own, which nothing here reads back."""


@dataclass(frozen=True, slots=True)
class ChartLook:
    """What a chart needs beside its values.

    ``factor`` minor units are one on the axis; ``words`` are texts of the chart's language by key; ``width`` is the
    room that labels are wrapped for, PAGE or COLUMN.
    """

    language: Literal["ko", "en"]
    factor: int
    words: dict[str, str]
    width: int = PAGE

    @property
    def narrow(self) -> bool:
        """Whether the chart stands in a column."""
        return self.width < 560

    @property
    def names(self) -> int:
        """The room for names beside rows, in pixels."""
        return self.width * 3 // 10 if self.width > COLUMN else 130

    @property
    def axis_label(self) -> str:
        """Vega expression that prints a value of an axis."""
        return f"format(datum.value / {self.factor}, ',')"


def money_axis(look: ChartLook, ticks: int = 5) -> Spec:
    """The axis of amounts, with its unit."""
    ticks = 3 if look.narrow else ticks
    return {
        "labelExpr": look.axis_label,
        "title": look.words["axis"],
        "tickCount": ticks,
        "grid": True,
        "gridColor": GRID,
    }


def lines_of(names: Sequence[str], look: ChartLook, room: int | None = None, most: int = 4) -> list[list[str]]:
    """Each name in the lines that it takes beside a row."""
    return [wrapped(name, (room or look.names) / (13 if look.narrow else 14), most) for name in names]


def name_axis(lines: Sequence[Sequence[str]], line: int = LINE, **more: Any) -> Spec:
    """An axis of names, whose field holds their places: equal names stay apart, long ones take several lines.

    ``line`` is the height of a line in pixels; names of several lines are moved up to stand around their place.
    """
    moved = [
        {
            "test": f"indexof({[at for at, each in enumerate(lines) if len(each) == count]}, datum.value) >= 0",
            "value": -(count - 1) * line // 2,
        }
        for count in (2, 3, 4)
    ]
    return {
        "labelExpr": f"{texts(lines)}[datum.value]",
        "ticks": False,
        "domain": False,
        "title": None,
        "labelLimit": 0,
        "labelLineHeight": line,
        "labelOffset": {"condition": moved, "value": 0},
        **more,
    }


def texts(names: Sequence[Sequence[str]]) -> str:
    """Texts as an expression of the chart; no literal of it is ever a word that every object knows, as constructor."""
    told = [", ".join(f"slice({json.dumps(' ' + line)}, 1)" for line in lines) for lines in names]
    return f"[{', '.join(f'[{each}]' for each in told)}]"


def rows_axis(names: Sequence[str], look: ChartLook) -> tuple[Spec, int]:
    """The channel of rows under their names, in the order given, and the height of a row in pixels."""
    lines = lines_of(names, look)
    tallest = max(map(len, lines), default=1)
    channel = {"field": "at", "type": "ordinal", "title": None, "axis": name_axis(lines, labelPadding=8)}
    return channel, max(ROW, tallest * LINE + 8)


def reach(ends: Sequence[tuple[int, str]], look: ChartLook, least: int = 0, size: int = 13) -> int:
    """Where an axis must end, so that the longest of the texts fits beyond the longest bar."""
    most = max((end for end, _ in ends), default=0)
    text = round(max((ems(text) for _, text in ends), default=0) * size) + 14
    room = max(look.width - look.names - 20 - text, look.width // 8)
    return max(most + (most - least) * text // room, least + 1)


def text_mark(size: int = 13, **more: Any) -> Spec:
    """The mark of printed numbers."""
    return {"type": "text", "font": FONT, "fontSize": size, "color": INK, **more}


def finish(chart: Spec, height: int, look: ChartLook) -> Spec:
    """The chart as a specification as wide as its place, in the theme of the site."""
    text = {"labelFont": FONT, "titleFont": FONT, "labelColor": INK, "titleColor": GREY}
    small = 13 if look.narrow else 14
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container",
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "config": {
            "aria": False,
            "font": FONT,
            "background": "transparent",
            "padding": 4,
            "view": {"stroke": None},
            "axis": {
                **text,
                "labelFontSize": small,
                "titleFontSize": 13,
                "titleFontWeight": "normal",
                "grid": False,
                "domainColor": LIGHT,
                "tickColor": LIGHT,
                "labelLimit": 260,
            },
            "legend": {
                **text,
                "labelFontSize": small,
                "orient": "top",
                "title": None,
                "symbolSize": 140,
                "labelLimit": 0,
            },
        },
        **chart,
    }
