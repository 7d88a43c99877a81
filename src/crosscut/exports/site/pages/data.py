"""The page of the files to download."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.exports.export import Download
from crosscut.exports.registry import downloads
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews


@dataclass(frozen=True)
class DataContent:
    """The files that the publication is made of."""

    downloads: tuple[Download, ...]


def _pages(views: SiteViews) -> Iterator[Page]:
    yield Page("data", DataContent(downloads(views.publication.formats, views.publication.settings.languages)))


KIND = PageKind("data", _pages, order=100)
