"""The page of the files to download."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.exports.export import Download
from crosscut.exports.registry import downloads
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.views.takeaways import Takeaway


@dataclass(frozen=True)
class DataContent:
    """The files that the publication is made of."""

    heading: Takeaway
    downloads: tuple[Download, ...]


def _pages(views: SiteViews) -> Iterator[Page]:
    found = downloads(views.publication.formats, views.publication.settings.languages)
    yield Page("data", DataContent(Takeaway("title_data", counts={"count": len(found)}), found))


KIND = PageKind("data", _pages, order=100)
