"""Steps from one total to another: where each additional amount went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from crosscut.publish.charts.theme import FONT, GREY, INK, LIGHT, NAVY, Look, finish


@dataclass(frozen=True, slots=True)
class Step:
    """One step: from ``start`` to ``end`` in minor units; a ``whole`` stands on the ground."""

    label: str
    start: int
    end: int
    text: str
    figure: str
    whole: bool = False


def steps(given: Sequence[Step], look: Look) -> dict[str, Any]:
    """Steps from top to bottom. Wholes are grey, rises dark, falls light with an outline; signs say it once more."""
    rows: list[dict[str, Any]] = [
        {"label": step.label, "low": min(step.start, step.end), "high": max(step.start, step.end), "text": step.text,
         "kind": "whole" if step.whole else "up" if step.end >= step.start else "down"}
        for step in given
    ]  # fmt: skip
    changes = [row for row in rows if row["kind"] != "whole"] or rows
    low, high = min(row["low"] for row in changes), max(row["high"] for row in rows)
    margin = max((high - low) // 5, 1)
    ground = max(low - margin, 0)
    for row in rows:
        row["low"] = ground if row["kind"] == "whole" else row["low"]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=10))
    )
    across = alt.X(
        "low:Q", scale=alt.Scale(domain=[ground, high + margin], nice=False, zero=False),
        axis=alt.Axis(labelExpr=look.axis_label, title=look.words["axis"], tickCount=4, grid=True, gridColor="#e6e8ea"),
    )  # fmt: skip
    colour = alt.Color(
        "kind:N", legend=None, scale=alt.Scale(domain=["whole", "up", "down"], range=[GREY, NAVY, LIGHT])
    )
    layers = [
        base.mark_bar(height=16, stroke=INK, strokeWidth=0.7).encode(x=across, x2="high:Q", color=colour),
        base.mark_text(align="left", dx=6, font=FONT, fontSize=12, color=INK).encode(x="high:Q", text="text:N"),
    ]
    return finish(alt.layer(*layers), 28 * len(rows) + 50)
