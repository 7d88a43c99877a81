"""The page of each ministry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from crosscut.calendar import Period
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.figures import INSIDE, Figure
from crosscut.views.chart_findings import highest
from crosscut.views.page_titles import areas_of_ministry, largest_programme, line_title
from crosscut.views.programmes import ProgrammeList
from crosscut.views.takeaways import Takeaway, largest
from crosscut.views.totals import TotalsLine

MinistryTopic = Literal["title", "areas", "committees", "periods", "programmes"]


@dataclass(frozen=True)
class MinistryContent:
    """One ministry: ``whole`` as a share of the total, ``own`` as a share of itself, then what it divides into.

    ``says`` is what heads the page and each of its sections.
    """

    whole: TotalsLine
    own: TotalsLine
    inside: TotalsLine
    unattributed: list[TotalsLine]
    areas: list[TotalsLine]
    committees: list[TotalsLine]
    periods: list[tuple[Period, Figure]]
    listing: ProgrammeList
    says: Mapping[MinistryTopic, Takeaway | None]


def _pages(views: SiteViews) -> Iterator[Page]:
    for ministry, name in views.totals.ministries.items():
        content = _content(views, ministry, name)
        yield Page(name, content, ministry, (content.listing,))


def _content(views: SiteViews, ministry: str, name: str) -> MinistryContent:
    totals = views.totals
    whole = totals.line(ministry, totals.total, "partition", ministry=ministry)
    areas = [line for line in totals.area_lines(whole.amount, ministry=ministry) if line.has_rows]
    unattributed = totals.unattributed_of(whole.amount, ministry=ministry)
    committees = totals.lines("committee", whole.amount, "partition", ministry=ministry)
    periods = totals.period_lines("partition", ministry=ministry)
    listing = views.directory.list_of(name, "partition", ministry=ministry)
    says: dict[MinistryTopic, Takeaway | None] = {
        "title": line_title(totals, "ministry", whole),
        "areas": areas_of_ministry(totals, ministry, areas, unattributed),
        "committees": largest("committee", committees, "ministry"),
        "periods": highest(totals, periods),
        "programmes": largest_programme(totals, listing, whole.amount, "ministry", {"ministry": ministry}),
    }
    return MinistryContent(
        whole=whole,
        own=totals.line(ministry, whole.amount, "partition", ministry=ministry),
        inside=totals.line(INSIDE, whole.amount, "partition", ministry=ministry, area=INSIDE),
        unattributed=unattributed,
        areas=areas,
        committees=committees,
        periods=periods,
        listing=listing,
        says=says,
    )


def _title(writer: Writer, _kind: PageKind, page: Page) -> str:
    return writer.named(page.subject)


KIND = PageKind("ministry", _pages, order=31, under="ministries", title=_title)
