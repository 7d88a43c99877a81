"""Charts of documents as PNG, for formats that show no SVG."""

from __future__ import annotations

from functools import cache

from crosscut.publish.charts.theme import FONT
from crosscut.publish.documents import fonts
from crosscut.publish.documents.model import Chart


def png(chart: Chart) -> bytes:
    """A chart as PNG on white, at twice its size."""
    import vl_convert

    _register()
    svg = chart.svg.replace("<svg ", '<svg style="background:#fff" ', 1)
    for family in (FONT, FONT.replace("'", "&apos;"), FONT.replace("'", "&quot;")):
        svg = svg.replace(family, "Noto Sans CJK KR, Noto Sans CJK JP")
    return bytes(vl_convert.svg_to_png(svg, scale=2))


@cache
def _register() -> None:
    import vl_convert

    for folder in fonts.folders():
        vl_convert.register_font_directory(str(folder))
