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
from crosscut.views.page_titles import change_title, counted, moves_title, passage_title
from crosscut.views.takeaways import Takeaway, widest
from crosscut.views.totals import Totals


@dataclass(frozen=True)
class ComparisonFindings:
    """How many areas and ministries gained in a comparison, and which move between ministries is the largest.

    None where none held anything.
    """

    area: Takeaway | None
    ministry: Takeaway | None
    moves: Takeaway | None


@dataclass(frozen=True)
class ChangesContent:
    """What heads the page, the comparisons, the flows from ministries to areas with what they show, and between points.

    ``flowed`` is what each of the latter shows, ``gained`` what heads the tables of each comparison,
    ``all`` how many comparisons there are with those that are not shown.
    """

    heading: Takeaway | None
    comparisons: tuple[Comparison, ...]
    bands: list[MinistryBand]
    says: Takeaway | None
    passing: Mapping[tuple[Period, Period], FlowPassage]
    flowed: Mapping[tuple[Period, Period], Takeaway]
    gained: list[ComparisonFindings]
    all: int


def _pages(views: SiteViews) -> Iterator[Page]:
    history = views.publication.history
    if history is not None and len(views.totals.periods) > 1:
        found = changes(views.totals, history)
        view = views.overview
        passing = {(each.since, each.until): each for each in views.facts.passages}
        heading = next((change_title(views.totals, each) for each in found.comparisons), None)
        content = ChangesContent(
            heading=heading,
            comparisons=found.comparisons,
            bands=found.bands,
            says=widest(views.totals, view.heat, view.columns),
            passing=passing,
            flowed={points: passage_title(views.totals, each) for points, each in passing.items()},
            gained=[_findings(views.totals, each) for each in found.comparisons],
            all=len(history.comparisons),
        )
        yield Page("changes", content)


def _findings(totals: Totals, found: Comparison) -> ComparisonFindings:
    return ComparisonFindings(counted(totals, found, "area"), counted(totals, found, "ministry"), moves_title(found))


KIND = PageKind("changes", _pages, order=50)
