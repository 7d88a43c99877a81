"""The story: from the total to the reasons in a few steps, each a finding, a chart and the way to all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.follow.changes import Comparison
from crosscut.views.headline import Headline, headline
from crosscut.views.histories import leading_change
from crosscut.views.story import StoryKey, StoryStep, story

_ALL: Mapping[StoryKey, str] = {
    "who": "ministries.html",
    "area": "areas.html",
    "programme": "programmes.html",
    "twice": "index.html#effect",
    "rose": "changes.html",
    "fell": "changes.html",
    "why": "changes.html",
}
"""Where all of a step stands."""


@dataclass(frozen=True)
class StoryContent:
    """What the story tells; ``comparison`` is the change that its last step explains."""

    headline: Headline
    steps: list[StoryStep]
    comparison: Comparison | None
    all_of: Mapping[StoryKey, str] = field(default_factory=lambda: _ALL)


def _pages(views: SiteViews) -> Iterator[Page]:
    told = leading_change(views.totals, views.publication.history)
    yield Page("story", StoryContent(headline(views.totals), story(views.facts), told))


KIND = PageKind("story", _pages, order=15)
