"""How wide a report's charts are, so that no page of it ends far above its foot because the next chart is too high."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from crosscut.exports.documents.columns import WIDTH
from crosscut.exports.documents.model import Chart, Document

WIDEST, NARROWEST = 100, 70
"""Percentages of the page's width that a chart may have; a smaller one would make its letters too small."""
ENOUGH = 0.8
"""How far down a page is filled enough: charts are narrowed only where one is less so."""
LOOKS = 8
"""How often a report is laid out, at most, to see where its charts stand."""
_SHOWN = 2
"""Pages before the text: the title and the contents."""
_PAPER, _HEAD, _FOOT = 297, 24, 275
"""The height of a page, and where its text begins and ends, in millimetres."""
_ABOVE = 60
"""Millimetres that a chart's heading, finding and title take at most, where they begin a page."""
_BETWEEN = 5
"""Millimetres between a block and the finding below it."""
_STEP = 4
"""Millimetres that charts get lower by, at least, each time."""
_SCALE, _INK = 0.4, 200


class ChartPlace(NamedTuple):
    """Where a chart's picture begins: its page, from 1 on, and how far down, in millimetres."""

    page: int
    top: float


class Layout(NamedTuple):
    """A document as PDF, and where each of its charts stands in it."""

    content: bytes
    places: Sequence[ChartPlace]


def chart_widths(document: Document, laid_out: Callable[[Document, Sequence[int]], Layout]) -> tuple[int, ...]:
    """The width in per cent of each chart: that of the page, less where the page before would end far above its foot.

    ``laid_out`` gives the layout of a document with charts of such widths. Only what stands before the last chart is
    looked at.
    """
    charts = [place for place, block in enumerate(document.blocks) if isinstance(block, Chart)]
    widths: tuple[int, ...] | None = (WIDEST,) * len(charts)
    if document.kind != "report" or not charts:
        return (WIDEST,) * len(charts)
    part = replace(document, blocks=document.blocks[: charts[-1] + 2])
    pictures = [block for block in part.blocks if isinstance(block, Chart)]
    tried: dict[tuple[int, ...], float] = {}
    while widths is not None and widths not in tried and len(tried) < LOOKS:
        laid = laid_out(part, widths)
        filled = depths(laid.content)
        tried[widths] = sum(max(0, ENOUGH - depth) for _, depth in filled)
        widths = _narrowed(pictures, widths, laid.places, filled)
    return min(tried, key=tried.__getitem__)


def _narrowed(
    charts: Sequence[Chart], widths: tuple[int, ...], places: Sequence[ChartPlace], filled: Sequence[tuple[int, float]]
) -> tuple[int, ...] | None:
    """The widths that let the first page that ends early take the chart after it, or None where none does."""
    heights = [WIDTH * width / 100 * chart.height / chart.width for chart, width in zip(charts, widths, strict=True)]
    for page, depth in filled:
        after = next((at for at, place in enumerate(places) if place.page == page + 1), None)
        if depth >= ENOUGH or after is None or places[after].top > _HEAD + _ABOVE:
            continue
        needed = places[after].top - _HEAD + _BETWEEN + heights[after]
        excess = max(_STEP, needed - (1 - depth) * (_FOOT - _HEAD))
        before = [at for at, place in enumerate(places) if place.page == page]
        for chosen in ([after], [*before, after]):
            left = 1 - excess / sum(heights[at] for at in chosen)
            found = tuple(int(width * left) if at in chosen else width for at, width in enumerate(widths))
            if min(found) >= NARROWEST:
                return found
    return None


def depths(content: bytes) -> list[tuple[int, float]]:
    """The pages of the text but the last one, and how far down each is filled."""
    import numpy as np
    import pypdfium2

    pdf = pypdfium2.PdfDocument(content)
    found = []
    for place in range(_SHOWN, len(pdf) - 1):
        page = pdf[place]
        grey = page.render(scale=_SCALE, grayscale=True).to_numpy()
        page.close()
        top, bottom = (round(grey.shape[0] * each / _PAPER) for each in (_HEAD, _FOOT))
        inked = np.flatnonzero((grey[top:bottom] < _INK).any(axis=1))
        found.append((place + 1, int(inked.max(initial=0)) / (bottom - top)))
    pdf.close()
    return found
