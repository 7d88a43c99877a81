"""The page that shows any programme out of shards, where there are too many for a page each."""

from __future__ import annotations

from collections.abc import Iterator

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.programme_shards import shards
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer


def _pages(views: SiteViews) -> Iterator[Page]:
    history = views.publication.history
    if history is not None and views.directory.shards:
        yield Page("programme", data=dict(shards(views, history)))


def _title(writer: Writer, _kind: PageKind, _page: Page) -> str:
    return writer.w("programme")


KIND = PageKind("any_programme", _pages, order=52, under="programmes", title=_title)
