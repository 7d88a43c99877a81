"""The charts of a site: asked for while its pages are written, put into them when they are drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosscut.exports import charts
from crosscut.text import Language

FOLDER = "charts"
"""Where the site keeps its charts as files."""

_PLACE = re.compile("<!--chart ([a-z0-9-]+) (ko|en)-->")


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart ready to be put into a page.

    Attributes
    ----------
    spec
        What a browser draws; empty where the picture is all there is.
    alt
        What the chart says, in words.
    picture
        The picture without scripts, or its place in the page, which ``Pictures.filled`` fills.
    files
        Its files to download: (SVG or PNG, path inside the site).

    """

    spec: charts.Spec
    alt: str
    picture: str = ""
    files: tuple[tuple[str, str], ...] = ()


class SitePictures:
    """All charts of one site that have a picture, each once a language."""

    def __init__(self) -> None:
        self._pictures: dict[tuple[str, str], charts.Picture] = {}

    def plot(self, name: str, language: Language, title: str, alt: str, chart: charts.Spec | str) -> Plot:
        """A chart of that name, a specification or an SVG element, with its files."""
        made = charts.Picture(name, language, title, alt, charts.ask(chart), charts.ask_png(chart))
        self._pictures[name, language] = made
        files = tuple((ending.upper(), f"{FOLDER}/{made.file(ending)}") for ending in ("svg", "png"))
        return Plot({} if isinstance(chart, str) else chart, alt, f"<!--chart {name} {language}-->", files)

    def in_page(self, page: str) -> bool:
        """Whether a page holds a chart."""
        return "<!--chart " in page

    def filled(self, page: str) -> str:
        """A page with its pictures in their places."""
        return _PLACE.sub(lambda found: self._pictures[found[1], found[2]].svg.text(), page)

    def files(self) -> dict[str, bytes]:
        """Every chart as SVG and PNG, by path inside the site."""
        found = [item for picture in self._pictures.values() for item in picture.files().items()]
        return {f"{FOLDER}/{name}": content for name, content in sorted(found)}
