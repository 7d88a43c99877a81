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
from crosscut.views.headline import Headline, headline
from crosscut.views.overview import Overview
from crosscut.views.publication import Checked
from crosscut.views.takeaways import Takeaway, largest

_ALONE: tuple[ChartTopic, ...] = ("heat", "effect")
"""What is told of one period alone, after who holds most."""


@dataclass(frozen=True)
class OverviewContent:
    """What the first page shows: ``points`` stand below its sentence, ``says`` at the head of its sections.

    ``simulated`` says whether readers may divide the total anew.
    """

    headline: Headline
    view: Overview
    checked: Checked | None
    points: list[Takeaway]
    says: Mapping[ChartTopic, Takeaway | None]
    periods: list[tuple[Period, Figure]]
    simulated: bool


def _pages(views: SiteViews) -> Iterator[Page]:
    totals, view = views.totals, views.overview
    says = chart_findings(totals, view)
    who = largest("ministry", totals.lines("ministry", totals.total, "partition"))
    told = [says["areas"], says["changes"], who] if totals.comparisons else [who, *map(says.__getitem__, _ALONE)]
    content = OverviewContent(
        headline=headline(totals),
        view=view,
        checked=views.publication.checked,
        points=[each for each in told if each],
        says=says,
        periods=totals.period_lines("partition"),
        simulated=views.simulation is not None,
    )
    yield Page("index", content)


def _title(writer: Writer, _kind: PageKind, _page: Page) -> str:
    return writer.settings.title[writer.lang]


KIND = PageKind("overview", _pages, order=10, title=_title)
