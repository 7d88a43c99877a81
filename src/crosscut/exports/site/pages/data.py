"""The page of the files to download."""

from __future__ import annotations

from collections.abc import Iterator

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews


def _pages(_views: SiteViews) -> Iterator[Page]:
    yield Page("data")


KIND = PageKind("data", _pages, order=100)
