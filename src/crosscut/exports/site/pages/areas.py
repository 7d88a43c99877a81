"""The page that lists the areas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.views.takeaways import Takeaway, largest_area
from crosscut.views.totals import TotalsLine


@dataclass(frozen=True)
class AreasContent:
    """The areas, the largest first; ``simulated`` says whether readers may divide the total anew."""

    lines: list[TotalsLine]
    simulated: bool
    says: Takeaway | None


def _pages(views: SiteViews) -> Iterator[Page]:
    yield Page(
        "areas",
        AreasContent(
            views.overview.areas, views.simulation is not None, largest_area(views.totals, views.overview.areas)
        ),
    )


KIND = PageKind("areas", _pages, order=20)
