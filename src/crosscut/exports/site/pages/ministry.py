"""The page of each ministry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.calendar import Period
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.figures import INSIDE, Figure
from crosscut.views.chart_findings import highest
from crosscut.views.programmes import ProgrammeList
from crosscut.views.takeaways import Takeaway, largest
from crosscut.views.totals import TotalsLine


@dataclass(frozen=True)
class MinistryContent:
    """One ministry: ``whole`` as a share of the total, ``own`` as a share of itself, then what it divides into.

    ``says`` is what its areas show, ``highest`` when it had most.
    """

    whole: TotalsLine
    own: TotalsLine
    inside: TotalsLine
    unattributed: list[TotalsLine]
    areas: list[TotalsLine]
    committees: list[TotalsLine]
    periods: list[tuple[Period, Figure]]
    listing: ProgrammeList
    says: Takeaway | None
    highest: Takeaway | None


def _pages(views: SiteViews) -> Iterator[Page]:
    for ministry, name in views.totals.ministries.items():
        content = _content(views, ministry, name)
        yield Page(name, content, ministry, (content.listing,))


def _content(views: SiteViews, ministry: str, name: str) -> MinistryContent:
    totals = views.totals
    whole = totals.line(ministry, totals.total, "partition", ministry=ministry)
    areas = [line for line in totals.area_lines(whole.amount, ministry=ministry) if line.amount.row_count]
    periods = totals.period_lines("partition", ministry=ministry)
    return MinistryContent(
        whole=whole,
        own=totals.line(ministry, whole.amount, "partition", ministry=ministry),
        inside=totals.line(INSIDE, whole.amount, "partition", ministry=ministry, area=INSIDE),
        unattributed=totals.unattributed_of(whole.amount, ministry=ministry),
        areas=areas,
        committees=totals.lines("committee", whole.amount, "partition", ministry=ministry),
        periods=periods,
        listing=views.directory.list_of(name, "partition", ministry=ministry),
        says=largest("area", areas, "ministry"),
        highest=highest(totals, periods),
    )


def _title(writer: Writer, _kind: PageKind, page: Page) -> str:
    return writer.named(page.subject)


KIND = PageKind("ministry", _pages, order=31, under="ministries", title=_title)
