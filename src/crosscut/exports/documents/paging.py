"""How wide a report's charts are, so that no page of it ends far above its foot because the next chart is too high."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from crosscut.exports.documents.model import Chart, Document

WIDTHS = (100, 90, 80, 75)
"""Percentages of the page's width that a chart may have; smaller ones would make its letters too small."""
ENOUGH = 0.8
"""How far down a page is filled enough: the next width is tried only where one is less so."""
_SHOWN = 2
"""Pages before the text: the title and the contents."""
_HEAD, _FOOT = 24 / 297, 275 / 297
"""Where the text of a page begins and ends, as parts of its height."""
_SCALE, _INK = 0.4, 200


def chart_width(document: Document, made: Callable[[Document, int], bytes]) -> int:
    """The width in per cent at which the emptiest page is the fullest, of those that are tried.

    ``made`` gives the PDF of a document whose charts are so wide. Only what stands before the last chart is looked at.
    """
    charts = [place for place, block in enumerate(document.blocks) if isinstance(block, Chart)]
    if document.kind != "report" or not charts:
        return WIDTHS[0]
    part = replace(document, blocks=document.blocks[: charts[-1] + 2])
    best = (0.0, WIDTHS[0])
    for width in WIDTHS:
        least = _emptiest(made(part, width))
        best = max(best, (least, width))
        if least >= ENOUGH:
            return width
    return best[1]


def _emptiest(content: bytes) -> float:
    """How far down the emptiest page is filled; the last one is not looked at."""
    import numpy as np
    import pypdfium2

    pdf = pypdfium2.PdfDocument(content)
    least = 1.0
    for place in range(_SHOWN, len(pdf) - 1):
        page = pdf[place]
        grey = page.render(scale=_SCALE, grayscale=True).to_numpy()
        page.close()
        top, bottom = (round(grey.shape[0] * each) for each in (_HEAD, _FOOT))
        inked = np.flatnonzero((grey[top:bottom] < _INK).any(axis=1))
        least = min(least, int(inked.max(initial=0)) / (bottom - top))
    pdf.close()
    return least
