"""The page of each programme, where the publication says how its amounts came to be."""

from __future__ import annotations

from collections.abc import Iterator

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.views.histories import programme_histories


def _pages(views: SiteViews) -> Iterator[Page]:
    history = views.publication.history
    if history is not None:
        for programme, content in programme_histories(views.totals, views.directory, history):
            yield Page(views.directory.pages[programme], content, programme)


def _title(writer: Writer, _kind: PageKind, page: Page) -> str:
    return writer.programme(page.subject)


KIND = PageKind("programme", _pages, order=51, under="programmes", title=_title)
