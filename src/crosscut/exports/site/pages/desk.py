"""The first page of the desk: what the review found, what the sources ask, what the plan gives, and the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.allocate import Plan
from crosscut.allocate.horizon import Years
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import RuleFindings, SiteViews
from crosscut.findings import Severity
from crosscut.review import Raised, Review
from crosscut.review.figures import StakeFigures

_FIRST = 10
"""Open findings of the review that the page names, those with the most money at stake; what only informs has none."""


@dataclass(frozen=True)
class DeskContent:
    """The findings on the sources by rule and severity, the review with its first findings, and the plan."""

    rules: list[RuleFindings]
    severities: list[tuple[Severity, int]]
    review: Review | None
    figures: StakeFigures | None
    foremost: tuple[Raised, ...]
    plan: Plan | None
    years: Years | None


def _pages(views: SiteViews) -> Iterator[Page]:
    shown = views.publication
    raised = shown.review.findings if shown.review else ()
    asking = [each for each in raised if each.disposition == "open" and each.moves]
    foremost = tuple(sorted(asking, key=lambda each: -each.at_stake)[:_FIRST])
    yield Page(
        "index",
        DeskContent(views.rules, views.severities, shown.review, shown.stakes, foremost, shown.plan, shown.years),
    )


KIND = PageKind("desk", _pages, order=0, edition="desk")
