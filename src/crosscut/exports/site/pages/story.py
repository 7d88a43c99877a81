"""The story: from the total to the reasons in a few steps, each a finding, a chart and the way to all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.follow.changes import Comparison
from crosscut.views.headline import Headline, headline
from crosscut.views.histories import leading_change
from crosscut.views.page_titles import story_title
from crosscut.views.story import StoryKey, StoryStep, story
from crosscut.views.takeaways import Takeaway

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

    heading: Takeaway
    headline: Headline
    steps: list[StoryStep]
    comparison: Comparison | None
    all_of: Mapping[StoryKey, str] = field(default_factory=lambda: _ALL)


def _pages(views: SiteViews) -> Iterator[Page]:
    told = leading_change(views.totals, views.publication.history)
    totals = views.totals
    heading = story_title(totals, told, totals.lines("ministry", totals.total, "partition"))
    yield Page("story", StoryContent(heading, headline(totals), story(views.facts), told))


KIND = PageKind("story", _pages, order=15)
