"""The first page: the totals, areas, ministries by areas, overlaps, and how many findings there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crosscut.calendar import Period
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.figures import Figure
from crosscut.views.chart_findings import ChartTopic, chart_findings
from crosscut.views.figure_pages import headline_figures
from crosscut.views.headline import Headline, headline
from crosscut.views.overview import Overview
from crosscut.views.page_titles import largest_programme
from crosscut.views.publication import Checked
from crosscut.views.takeaways import Takeaway, largest, moved, once, one_way
from crosscut.views.totals import Totals, TotalsLine

_LISTED = 10
"""Programmes that are listed where no area holds any money."""

_ALONE: tuple[ChartTopic, ...] = ("heat", "effect")
"""What is told of one period alone, after who holds most."""


@dataclass(frozen=True)
class WithoutAreas:
    """What is told of a budget none of whose money is in an area: who holds it, and its largest programmes."""

    holder: Takeaway | None
    ministries: list[TotalsLine]
    largest: Takeaway | None
    programmes: list[TotalsLine]


@dataclass(frozen=True)
class OverviewContent:
    """What the first page shows: ``points`` stand below its sentence, ``says`` at the head of its sections.

    ``moves`` are what the charts of changes show, one a comparison; ``figures`` have a page of their
    own. ``simulated`` says whether readers may divide the total anew; ``instead`` stands where no area holds any money.
    """

    headline: Headline
    view: Overview
    checked: Checked | None
    points: list[Takeaway]
    says: Mapping[ChartTopic, Takeaway | None]
    moves: list[Takeaway | None]
    periods: list[tuple[Period, Figure]]
    figures: list[Figure]
    simulated: bool
    instead: WithoutAreas | None


def _pages(views: SiteViews) -> Iterator[Page]:
    totals, view = views.totals, views.overview
    says = chart_findings(totals, view)
    who = largest("ministry", totals.lines("ministry", totals.total, "partition"))
    instead = None if view.columns else _without_areas(views, who)
    moves = None if totals.unknown(totals.period, *totals.comparisons[:1]) else says["changes"]
    told = [says["areas"], moves, who] if totals.comparisons else [who, *map(says.__getitem__, _ALONE)]
    told += [*_ministries_moved(totals, instead), instead.largest] if instead else []
    first = headline(totals)
    content = OverviewContent(
        headline=first,
        view=view,
        checked=views.publication.checked,
        points=once([each for each in told if each], is_said=first.tells_unread),
        says=says,
        moves=[moved(totals, view.areas, place) for place in range(len(totals.comparisons))],
        periods=totals.period_lines("partition"),
        figures=headline_figures(totals),
        simulated=views.simulation is not None,
        instead=instead,
    )
    yield Page("index", content)


def _without_areas(views: SiteViews, holder: Takeaway | None) -> WithoutAreas:
    totals, listing = views.totals, views.directory.everything
    return WithoutAreas(
        holder,
        totals.lines("ministry", totals.total, "partition"),
        largest_programme(totals, listing, totals.total),
        [
            totals.line(each.programme, totals.total, "partition", programme=each.programme)
            for each in listing.entries[:_LISTED]
        ],
    )


def _ministries_moved(totals: Totals, instead: WithoutAreas) -> Iterator[Takeaway]:
    """Which ministries rose and fell most, where there is an earlier period."""
    for sign in (1, -1) if totals.comparisons else ():
        yield one_way(instead.ministries, sign, "ministry")[0]


def _title(writer: Writer, _kind: PageKind, _page: Page) -> str:
    return writer.settings.title[writer.lang]


KIND = PageKind("overview", _pages, order=10, title=_title)
