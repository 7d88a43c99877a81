"""The page that lists the ministries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.views.totals import TotalsLine


@dataclass(frozen=True)
class MinistriesContent:
    """The ministries, the largest first."""

    lines: list[TotalsLine]


def _pages(views: SiteViews) -> Iterator[Page]:
    totals = views.totals
    yield Page("ministries", MinistriesContent(totals.lines("ministry", totals.total, "partition")))


KIND = PageKind("ministries", _pages, order=30)
