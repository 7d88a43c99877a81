"""The page of the changes between periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crosscut.calendar import Period
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.follow.changes import Comparison
from crosscut.views.flows import FlowPassage
from crosscut.views.histories import MinistryBand, changes
from crosscut.views.takeaways import Takeaway, widest


@dataclass(frozen=True)
class ChangesContent:
    """The comparisons, the flows from ministries to areas with what they show, and those between two points."""

    comparisons: tuple[Comparison, ...]
    bands: list[MinistryBand]
    says: Takeaway | None
    passing: Mapping[tuple[Period, Period], FlowPassage]


def _pages(views: SiteViews) -> Iterator[Page]:
    history = views.publication.history
    if history is not None and len(views.totals.periods) > 1:
        found = changes(views.totals, history)
        view = views.overview
        passing = {(each.since, each.until): each for each in views.facts.passages}
        yield Page("changes", ChangesContent(found.comparisons, found.bands, widest(view.heat, view.columns), passing))


KIND = PageKind("changes", _pages, order=50)
