"""The page of each figure of the first screen: definition, proof and rows, also for readers without scripts."""

from __future__ import annotations

from collections.abc import Iterator

from crosscut.exports.site import definitions
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.views.figure_pages import FigurePage, figure_pages


def _pages(views: SiteViews) -> Iterator[Page]:
    for page in figure_pages(views.totals):
        yield Page(f"figure-{page.figure.id}", page, page.figure.id)


def _title(writer: Writer, _kind: PageKind, page: Page) -> str:
    assert isinstance(page.content, FigurePage)
    return definitions.exact(writer, page.content.figure)


KIND = PageKind("figure", _pages, order=11, under="overview", title=_title)
