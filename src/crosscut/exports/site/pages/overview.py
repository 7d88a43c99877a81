"""The first page: the totals, areas, ministries by areas, overlaps, and how many findings there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.views.headline import Headline, headline
from crosscut.views.overview import Overview
from crosscut.views.publication import Checked


@dataclass(frozen=True)
class OverviewContent:
    """What the first page shows."""

    headline: Headline
    view: Overview
    checked: Checked | None


def _pages(views: SiteViews) -> Iterator[Page]:
    yield Page("index", OverviewContent(headline(views.totals), views.overview, views.publication.checked))


def _title(writer: Writer, _kind: PageKind, _page: Page) -> str:
    return writer.settings.title[writer.lang]


KIND = PageKind("overview", _pages, order=10, title=_title)
