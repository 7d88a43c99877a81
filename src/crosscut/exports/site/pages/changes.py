"""The page of the changes between periods."""

from __future__ import annotations

from collections.abc import Iterator

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.views.histories import changes


def _pages(views: SiteViews) -> Iterator[Page]:
    history = views.publication.history
    if history is not None and len(views.totals.periods) > 1:
        yield Page("changes", changes(views.totals, history))


KIND = PageKind("changes", _pages, order=50)
