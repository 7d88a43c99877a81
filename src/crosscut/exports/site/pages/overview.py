"""The first page: the totals, areas, ministries by areas, overlaps, and how many findings there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.views.headline import Headline, headline
from crosscut.views.overview import Overview
from crosscut.views.publication import Checked
from crosscut.views.takeaways import Takeaway, counted_twice, largest, moved, widest


@dataclass(frozen=True)
class OverviewContent:
    """What the first page shows: ``points`` stand below its sentence, ``says`` at the head of its sections.

    ``simulated`` says whether readers may divide the total anew.
    """

    headline: Headline
    view: Overview
    checked: Checked | None
    points: list[Takeaway]
    says: Mapping[str, Takeaway | None]
    simulated: bool


def _pages(views: SiteViews) -> Iterator[Page]:
    totals, view = views.totals, views.overview
    says = {
        "areas": largest("area", views.named_areas),
        "changes": moved(totals, view.areas) if totals.comparisons else None,
        "who": largest("ministry", totals.lines("ministry", totals.total, "partition")),
        "heat": widest(view.heat, view.columns),
        "effect": counted_twice(totals, view.effects),
    }
    named = {"areas"} if totals.comparisons else {"effect", "heat"}
    points = [each for key, each in says.items() if each and key in {"changes", "who", *named}]
    simulated = views.simulation is not None
    yield Page("index", OverviewContent(headline(totals), view, views.publication.checked, points, says, simulated))


def _title(writer: Writer, _kind: PageKind, _page: Page) -> str:
    return writer.settings.title[writer.lang]


KIND = PageKind("overview", _pages, order=10, title=_title)
