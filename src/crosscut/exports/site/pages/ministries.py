"""The page that lists the ministries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.views.takeaways import Takeaway, largest
from crosscut.views.totals import TotalsLine


@dataclass(frozen=True)
class MinistriesContent:
    """The ministries, the largest first."""

    lines: list[TotalsLine]
    says: Takeaway | None


def _pages(views: SiteViews) -> Iterator[Page]:
    totals = views.totals
    lines = totals.lines("ministry", totals.total, "partition")
    yield Page("ministries", MinistriesContent(lines, largest("ministry", lines)))


KIND = PageKind("ministries", _pages, order=30)
