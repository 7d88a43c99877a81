"""The page that lists the ministries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.views.histories import MinistryBand, ministry_bands
from crosscut.views.takeaways import Takeaway, largest, widest
from crosscut.views.totals import TotalsLine


@dataclass(frozen=True)
class MinistriesContent:
    """The ministries, the largest first.

    ``bands`` are their money by area, where no page of changes shows it, and ``widest`` is what they show.
    """

    lines: list[TotalsLine]
    says: Takeaway | None
    bands: list[MinistryBand]
    widest: Takeaway | None


def _pages(views: SiteViews) -> Iterator[Page]:
    totals = views.totals
    lines = totals.lines("ministry", totals.total, "partition")
    bands = [] if len(totals.periods) > 1 else ministry_bands(totals)
    view = views.overview
    yield Page(
        "ministries",
        MinistriesContent(lines, largest("ministry", lines), bands, widest(totals, view.heat, view.columns)),
    )


KIND = PageKind("ministries", _pages, order=30)
