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


@dataclass(frozen=True)
class ChangesContent:
    """The comparisons, the flows from ministries to areas, and those from one point to the next by its two points."""

    comparisons: tuple[Comparison, ...]
    bands: list[MinistryBand]
    passing: Mapping[tuple[Period, Period], FlowPassage]


def _pages(views: SiteViews) -> Iterator[Page]:
    history = views.publication.history
    if history is not None and len(views.totals.periods) > 1:
        found = changes(views.totals, history)
        passing = {(each.since, each.until): each for each in views.facts.passages}
        yield Page("changes", ChangesContent(found.comparisons, found.bands, passing))


KIND = PageKind("changes", _pages, order=50)
