"""The page on method: countings, shares, rounding, taxonomy, stages, sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.figures import Figure
from crosscut.views.method_titles import MethodTopic, method_titles
from crosscut.views.takeaways import Takeaway


@dataclass(frozen=True)
class MethodContent:
    """The programmes whose amount is known only as an interval, by name, and what the sections say."""

    inexact: list[tuple[str, Figure]]
    titles: Mapping[MethodTopic, Takeaway]


def _pages(views: SiteViews) -> Iterator[Page]:
    inexact = _inexact(views)
    yield Page("method", MethodContent(inexact, method_titles(views.totals, len(inexact))))


def _inexact(views: SiteViews) -> list[tuple[str, Figure]]:
    totals, rows = views.totals, views.directory.programmes
    groups = totals.book.groups(totals.counting, "programme")
    programmes = [str(programme) for (programme,), cell in groups.items() if cell.inexact]
    where = totals.period.where
    return [
        (rows[each]["name"] or each, totals.book.amount("partition", programme=each, **where)) for each in programmes
    ]


KIND = PageKind("method", _pages, order=90)
