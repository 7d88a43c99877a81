"""The page that lists the programmes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.views.histories import LatestAmount, other_periods
from crosscut.views.programmes import ProgrammeList


@dataclass(frozen=True)
class ProgrammesContent:
    """The programmes of the leading period, and those that have money in others alone."""

    listing: ProgrammeList
    other_periods: list[LatestAmount]


def _pages(views: SiteViews) -> Iterator[Page]:
    everything = views.directory.list_of("programmes", "partition")
    content = ProgrammesContent(everything, other_periods(views.totals, views.directory))
    yield Page("programmes", content, lists=(everything,))


KIND = PageKind("programmes", _pages, order=40)
