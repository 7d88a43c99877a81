"""The story: from the total to the reasons in a few steps, each a finding, a chart and the way to all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.follow.changes import Comparison
from crosscut.views.headline import Headline, headline
from crosscut.views.histories import leading_change
from crosscut.views.takeaways import Takeaway, counted_twice, largest, one_way, reason
from crosscut.views.totals import TotalsLine

_SHOWN = 8
"""Bars of one step."""


@dataclass(frozen=True)
class StoryStep:
    """One step. ``key`` names its words; ``page`` is where all of it stands."""

    key: str
    says: Takeaway | None
    page: str
    lines: tuple[TotalsLine, ...] = ()
    comparison: Comparison | None = None


@dataclass(frozen=True)
class StoryContent:
    """What the story tells."""

    headline: Headline
    steps: list[StoryStep]


def _pages(views: SiteViews) -> Iterator[Page]:
    ministries = views.totals.lines("ministry", views.totals.total, "partition")
    steps = [
        StoryStep("total", None, "areas"),
        _ranked("who", largest("ministry", ministries), "ministries", ministries),
    ]
    steps += list(_changes(views)) if views.totals.comparisons else list(_alone(views))
    yield Page("story", StoryContent(headline(views.totals), steps))


def _changes(views: SiteViews) -> Iterator[StoryStep]:
    areas = [line for line in views.overview.areas if line.has_rows]
    for key, (says, lines) in (("rose", one_way(areas, 1)), ("fell", one_way(areas, -1))):
        yield StoryStep(key, says, "changes", tuple(lines[:_SHOWN]))
    found = leading_change(views.totals, views.publication.history)
    if found and (why := reason(views.totals, found)):
        yield StoryStep("why", why, "changes", (), found)


def _alone(views: SiteViews) -> Iterator[StoryStep]:
    """The steps of a publication that nothing earlier can be compared with."""
    areas = views.named_areas
    yield _ranked("area", largest("area", areas), "areas", areas)
    entries = views.directory.list_of("programmes", "partition").entries[:_SHOWN]
    total = views.totals.total
    programmes = [views.totals.line(each.programme, total, "partition", programme=each.programme) for each in entries]
    yield _ranked("programme", largest("programme", programmes), "programmes", programmes)
    if twice := counted_twice(views.overview.effects):
        yield StoryStep("twice", twice, "index")


def _ranked(key: str, says: Takeaway | None, page: str, lines: list[TotalsLine]) -> StoryStep:
    return StoryStep(key, says, page, tuple(line for line in lines if line.amount.value > 0)[:_SHOWN])


KIND = PageKind("story", _pages, order=15)
