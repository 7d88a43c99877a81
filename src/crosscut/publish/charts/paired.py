"""Bars with the bars of the period before: dark over light, so that print in black keeps them apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from crosscut.publish.charts.bars import Bar
from crosscut.publish.charts.theme import FONT, GREY, INK, LIGHT, NAVY, Look, finish


def paired(bars: Sequence[Bar], look: Look) -> dict[str, Any]:
    """Two bars a label, in the order given: ``value`` dark, ``mark`` (the period before) light with an outline.

    ``look.words`` holds ``now`` and ``before`` for the legend.
    """
    rows: list[dict[str, Any]] = []
    for bar in bars:
        rows.append({"label": bar.label, "when": look.words["now"], "value": bar.value, "text": bar.text})
        if bar.mark is not None:
            rows.append({"label": bar.label, "when": look.words["before"], "value": bar.mark, "text": bar.mark_text})
    pairs = any(bar.mark is not None for bar in bars)
    order = [look.words["now"], look.words["before"]]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=10)),
        yOffset=alt.YOffset("when:N", sort=order),
    )
    highest = max((row["value"] for row in rows), default=0)
    lowest = min((row["value"] for row in rows), default=0)
    across = alt.X(
        "value:Q", scale=alt.Scale(domain=[min(lowest, 0), max(highest * 5 // 4, 1)], nice=False),
        axis=alt.Axis(labelExpr=look.axis_label, title=look.words["axis"], tickCount=5, grid=True, gridColor="#e6e8ea"),
    )  # fmt: skip
    colour = alt.Color(
        "when:N", sort=order, scale=alt.Scale(domain=order, range=[NAVY, LIGHT]),
        legend=alt.Legend(symbolType="square", symbolStrokeColor=INK) if pairs else None,
    )  # fmt: skip
    layers = [
        base.mark_bar(height=13, stroke=GREY, strokeWidth=0.7).encode(x=across, color=colour),
        base.mark_text(align="left", dx=5, font=FONT, fontSize=12, color=INK).encode(x="value:Q", text="text:N"),
    ]
    return finish(alt.layer(*layers), (40 if pairs else 28) * len(bars) + 60)
