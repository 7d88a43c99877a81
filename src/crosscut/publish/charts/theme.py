"""How charts look: the colours of the site, legible in greyscale and to colour-blind readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

FONT = (
    "'Pretendard GOV', Pretendard, 'Noto Sans KR', 'Noto Sans CJK KR', 'Apple SD Gothic Neo', 'Malgun Gothic', "
    "sans-serif"
)
BLUE, NAVY, INK, GREY, LIGHT = "#256ef4", "#063a74", "#1e2124", "#58616a", "#cdd1d5"
SHADES = ("#ecf2fe", "#b1cefb", "#86aff9", "#4c87f6", "#0b50d0", "#052561")
ROW = 34
"""Height of one bar with its gap, in pixels."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a chart needs beside its values.

    ``factor`` minor units are one on the axis; ``words`` are texts of the chart's language by key.
    """

    language: Literal["ko", "en"]
    factor: int
    words: dict[str, str]

    @property
    def axis_label(self) -> str:
        """Vega expression that prints a value of an axis."""
        return f"format(datum.value / {self.factor}, ',')"


def finish(chart: alt.LayerChart | alt.FacetChart, height: int) -> dict[str, Any]:
    """The chart as a specification as wide as its place, in the theme of the site."""
    text = {"labelFont": FONT, "titleFont": FONT, "labelColor": INK, "titleColor": GREY}
    spec: dict[str, Any] = (
        chart.properties(width="container", height=height, autosize=alt.AutoSizeParams(type="fit", contains="padding"))
        .configure(font=FONT, background="transparent", padding=4)
        .configure_view(stroke=None)
        .configure_axis(
            **text, labelFontSize=14, titleFontSize=13, titleFontWeight="normal", grid=False, domainColor=LIGHT,
            tickColor=LIGHT, labelLimit=260,
        )
        .configure_legend(**text, labelFontSize=14, orient="top", title=None, symbolSize=140)
        .to_dict(validate=False)
    )  # fmt: skip
    return spec
