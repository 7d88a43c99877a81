"""Charts of documents as PNG, for formats that show no SVG."""

from __future__ import annotations

from crosscut.exports import charts
from crosscut.exports.documents.model import Chart


def png(chart: Chart) -> bytes:
    """A chart as PNG on white, at twice its size."""
    return charts.ask_png(chart.svg).result()
