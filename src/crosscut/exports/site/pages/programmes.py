"""The page that lists the programmes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.pages.programme_rows import pages_of
from crosscut.exports.site.views import SiteViews
from crosscut.views.histories import LatestAmount, other_periods
from crosscut.views.page_titles import elsewhen, largest_programme
from crosscut.views.programmes import ProgrammeList
from crosscut.views.takeaways import Takeaway


@dataclass(frozen=True)
class ProgrammesContent:
    """The programmes of the leading period, and those that have money in others alone, each with what it says.

    The page shows the first ``most_others`` of those; ``plain_pages`` are the numbers of those on which all stand.
    """

    heading: Takeaway | None
    elsewhen: Takeaway
    listing: ProgrammeList
    other_periods: list[LatestAmount]
    plain_pages: range
    most_others: int = 200


def _pages(views: SiteViews) -> Iterator[Page]:
    everything = views.directory.everything
    others = other_periods(views.totals, views.directory)
    totals = views.totals
    heading = largest_programme(totals, everything, totals.total)
    plain = pages_of(len(everything.entries) + len(others))
    content = ProgrammesContent(heading, elsewhen(totals, len(others)), everything, others, plain)
    yield Page("programmes", content, lists=(everything,))


KIND = PageKind("programmes", _pages, order=40)
