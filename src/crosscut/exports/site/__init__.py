"""The site: static pages in Korean and English that open from disk and trace every number to its rows.

The public edition is for readers; the desk's has the same shape, and what the office asks, reviews and plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from xml.sax.saxutils import escape

from crosscut.exports import charts
from crosscut.exports.export import Artefact, Export
from crosscut.exports.site import data
from crosscut.exports.site.feeds import feeds
from crosscut.exports.site.figure_data import FigureData
from crosscut.exports.site.lists import rows_for_script
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.pictures import SitePictures
from crosscut.exports.site.registry import all_pages, menu
from crosscut.exports.site.render import Renderer
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.figures import Printed
from crosscut.progress import Progress, quiet
from crosscut.tables import row_id
from crosscut.text import Language
from crosscut.views.publication import Edition, Publication

_STYLES = ("tokens", "base", "layout", "components", "tables", "grid", "sliders", "simulator", "dialog", "print")
_SCRIPTS = (
    "core",
    "numbers",
    "csv",
    "figures",
    "definition",
    "address",
    "dialog",
    "search",
    "table",
    "programmes",
    "everything",
    "programme",
    "charts",
    "flows",
    "sliders",
    "simulator",
    "menu",
)
_DESK_SCRIPTS = ("findings", "plan", "review")


def write(publication: Publication, out: Path, progress: Progress = quiet) -> Printed:
    """Write the whole site of the publication's edition into ``out``.

    Parameters
    ----------
    out
        The site's folder, made where it is missing; ``index.html`` in it is the overview.
    progress
        Called with one line for each step.

    Returns
    -------
    Printed
        Every figure that a page, a list or a chart carries.

    """
    script = charts.ask_javascript()
    views, pictures, printed = SiteViews(publication), SitePictures(), Printed()
    pages = all_pages(views)
    progress(f"Site: {len(pages)} pages in {' and '.join(publication.settings.languages)}")
    written = _Written(out, pictures)
    written.take(_html(views, pages, pictures, printed))
    progress("Site: data for tracing")
    written.take(_data(views, pages, printed))
    written.take((_assets(publication.edition) | _sitemap(publication, pages)).items())
    written.take(feeds(publication, views.directory))
    progress("Site: charts")
    written.fill(script)
    return printed


class _Written:
    """The files of a site, each written when it is made, but for the pages with charts, which wait for these."""

    def __init__(self, out: Path, pictures: SitePictures) -> None:
        self._out, self._pictures = out, pictures
        self._waiting: dict[str, str] = {}
        self._folders: set[Path] = set()

    def take(self, files: Iterable[tuple[str, str]]) -> None:
        for name, text in files:
            if self._pictures.in_page(text):
                self._waiting[name] = text
            else:
                self._write(name, text.encode())

    def fill(self, script: charts.Drawing) -> None:
        """Write the charts, the script that draws them where a page has any, and the pages that waited."""
        for name, content in self._pictures.files().items():
            self._write(name, content)
        if self._waiting:
            self._write("static/vega.js", script.result())
        for name, text in self._waiting.items():
            self._write(name, self._pictures.filled(text).encode())

    def _write(self, name: str, content: bytes) -> None:
        path = self._out / name
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent)
        path.write_bytes(content)


def _html(
    views: SiteViews, pages: list[tuple[PageKind, Page]], pictures: SitePictures, printed: Printed
) -> Iterator[tuple[str, str]]:
    items = menu(pages)
    for language in views.publication.settings.languages:
        renderer = Renderer(Writer(views.totals, views.directory, language, pictures, printed), items)
        for kind, page in pages:
            yield f"{language}/{page.name}.html", renderer.html(kind, page)
    first = Writer(views.totals, views.directory, _first_language(views.publication), pictures, printed, root="")
    yield "index.html", Renderer(first, items).html(*pages[0])


def _sitemap(publication: Publication, pages: list[tuple[PageKind, Page]]) -> dict[str, str]:
    """The list of all pages for search engines, where it is known where the site is published."""
    settings = publication.settings
    if not settings.base_url or publication.edition != "public":
        return {}
    day = f"<lastmod>{settings.publication.date}</lastmod>" if settings.publication.date else ""
    urls = [f"{settings.base_url}{each}/{page.name}.html" for _, page in pages for each in settings.languages]
    listed = "".join(f"<url><loc>{escape(url)}</loc>{day}</url>\n" for url in urls)
    name = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return {"sitemap.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{name}">\n{listed}</urlset>\n'}


def _first_language(publication: Publication) -> Language:
    usual: Language = "ko" if publication.settings.currency == "KRW" else "en"
    made = publication.settings.languages
    return usual if usual in made else made[0]


def _data(views: SiteViews, pages: list[tuple[PageKind, Page]], printed: Printed) -> Iterator[tuple[str, str]]:
    for name, value in _values(views, pages, printed):
        yield f"data/{name}.js", data.script(name, value)
    for name, words in data.words(views.publication):
        yield f"data/{name}.js", data.script(name, words)


def _values(views: SiteViews, pages: list[tuple[PageKind, Page]], printed: Printed) -> Iterator[tuple[str, object]]:
    totals, directory = views.totals, views.directory
    yield "names", data.names(totals, directory)
    yield from ((f"names-{number}", part) for number, part in enumerate(data.programme_names(totals, directory)))
    if views.publication.edition == "desk":
        yield "findings", data.findings(views.findings, totals.publication.settings.languages)
    for _, page in pages:
        for found in page.lists:
            yield f"list-{found.name}", rows_for_script(found, directory.places, totals.rounding, printed)
        for name, made in page.data.items():
            yield name, made(printed)
    yield from _figures(FigureData(totals, printed, directory.places), directory.letters)


def _figures(found: FigureData, letters: int) -> Iterator[tuple[str, object]]:
    """The figures that were printed, their rows, and the shapes that they have in common."""
    yield from ((f"figures-{ending}", shard) for ending, shard in found.shards(letters))
    yield from ((f"rows-{number}", part) for number, part in enumerate(found.rows()))
    yield "shapes", found.shapes()


def _assets(edition: Edition) -> dict[str, str]:
    scripts = (*_SCRIPTS, *(_DESK_SCRIPTS if edition == "desk" else ()))
    folder = resources.files("crosscut.exports.site") / "static"
    return {
        "static/site.css": "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in _STYLES),
        "static/site.js": "\n".join((folder / f"{name}.js").read_text(encoding="utf-8") for name in scripts),
    }


FOLDER = "site"
_SINGLE = 400
"""Pages of single programmes and of lists of them that are all audited; of more, a sample is."""


def _export(publication: Publication, out: Path, _formats: Sequence[str], progress: Progress) -> Iterator[Artefact]:
    progress("Writing the site")
    printed = write(publication, out / FOLDER, progress)
    for language in publication.settings.languages:
        pages, count = _audited(out / FOLDER / language)
        yield Artefact(f"{FOLDER}/{language}", printed, tuple(pages), count)


def _audited(folder: Path) -> tuple[list[Path], int]:
    """The pages of a language to audit, and how many there are.

    Where there are many pages of single programmes and of lists of them, of those one in eight, chosen by the hash of
    their name (§3.7).
    """
    pages = sorted(folder.glob("*.html"))
    single = {path for path in pages if path.name.startswith(("programme-", "programmes-"))}
    if len(single) <= _SINGLE:
        return pages, len(pages)
    return [path for path in pages if path not in single or int(row_id(path.name)[:2], 16) % 8 == 0], len(pages)


EXPORT = Export((FOLDER,), _export, in_build=True, order=30)
