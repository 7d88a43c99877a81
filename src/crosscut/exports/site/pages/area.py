"""The page of each area."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from crosscut.calendar import Period
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.figures import Figure
from crosscut.views.chart_findings import highest
from crosscut.views.page_titles import divided, largest_programme, line_title, overlapping
from crosscut.views.programmes import ProgrammeList
from crosscut.views.takeaways import Takeaway, followed, largest, unread_beside
from crosscut.views.totals import Totals, TotalsLine

AreaTopic = Literal["title", "ministries", "committees", "periods", "subs", "overlaps", "programmes"]


@dataclass(frozen=True)
class AreaContent:
    """One area.

    ``others`` are the areas that share tagged money with it; ``tagged`` and ``effect``, what counting once changed, are
    None where nothing is tagged. ``says`` is what heads the page and each of its sections.
    """

    whole: TotalsLine
    ministries: list[TotalsLine]
    committees: list[TotalsLine]
    periods: list[tuple[Period, Figure]]
    subs: dict[str, TotalsLine]
    others: list[tuple[str, Figure]]
    tagged: Figure | None
    effect: Figure | None
    listing: ProgrammeList
    says: Mapping[AreaTopic, Takeaway | None]


def _pages(views: SiteViews) -> Iterator[Page]:
    for area in views.totals.areas:
        content = _content(views, area)
        yield Page(f"area-{area}", content, area, (content.listing,))


def _highest(totals: Totals, periods: list[tuple[Period, Figure]]) -> Takeaway | None:
    """When it held most, and what money of the latest period that has such nobody has looked at."""
    found = highest(totals, periods)
    unread = (unread_beside(totals, period, period) for period, _ in reversed(periods))
    return followed(found, next(filter(None, unread), None)) if found else None


def _content(views: SiteViews, area: str) -> AreaContent:
    totals = views.totals
    whole = totals.line(area, totals.total, area=area)
    tagged = totals.tagged(area) if totals.has_tags else None
    ministries, committees, subs = (
        totals.lines(key, whole.amount, area=area) for key in ("ministry", "committee", "sub")
    )
    subs = [line for line in subs if line.key and line.amount.row_count]
    periods, others = totals.period_lines(totals.counting, area=area), _others(views, area)
    listing = views.directory.list_of(f"area-{area}", totals.counting, area=area)
    says: dict[AreaTopic, Takeaway | None] = {
        "title": line_title(totals, "area", whole),
        "ministries": largest("ministry", ministries, "area"),
        "committees": largest("committee", committees, "area"),
        "periods": _highest(totals, periods),
        "subs": divided(totals, area, subs),
        "overlaps": overlapping(area, others),
        "programmes": largest_programme(totals, listing, whole.amount, "area", {"area": area}),
    }
    return AreaContent(
        whole=whole,
        ministries=ministries,
        committees=committees,
        periods=periods,
        subs={line.key: line for line in subs},
        others=others,
        tagged=tagged,
        effect=totals.book.difference(whole.amount, tagged) if tagged else None,
        listing=listing,
        says=says,
    )


def _others(views: SiteViews, area: str) -> list[tuple[str, Figure]]:
    return [
        (pair.second if pair.first == area else pair.first, pair.amount)
        for pair in views.overview.pairs
        if area in (pair.first, pair.second)
    ]


def _title(writer: Writer, _kind: PageKind, page: Page) -> str:
    return writer.area(page.subject)


KIND = PageKind("area", _pages, order=21, under="areas", title=_title)
