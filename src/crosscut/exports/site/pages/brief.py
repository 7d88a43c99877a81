"""The brief: on one page what is said of the budget in a few sentences, and what is asked then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.exports.export import Download
from crosscut.exports.registry import downloads
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.views.brief import Brief, brief
from crosscut.views.headline import Headline, headline
from crosscut.views.takeaways import Takeaway


@dataclass(frozen=True)
class BriefContent:
    """The brief, and the documents that say the same, in all languages."""

    heading: Takeaway
    headline: Headline
    brief: Brief
    files: tuple[Download, ...]


def _pages(views: SiteViews) -> Iterator[Page]:
    shown = views.publication
    offered = downloads(shown.formats, shown.settings.languages)
    files = tuple(each for each in offered if each.path.startswith("brief."))
    told = brief(views.facts)
    heading = Takeaway("title_brief", counts={"count": len(told.questions)})
    yield Page("brief", BriefContent(heading, headline(views.totals), told, files))


def _title(writer: Writer, _kind: PageKind, _page: Page) -> str:
    return writer.w("brief_title")


KIND = PageKind("brief", _pages, order=16, under="story", title=_title)
