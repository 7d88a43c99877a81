"""The page of the findings on the sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import RuleFindings, SiteViews
from crosscut.findings import Finding, Severity

LISTED = 50
"""Findings that stand in the page itself, before any script runs."""


@dataclass(frozen=True)
class FindingsContent:
    """The findings by rule and severity, and the first of them."""

    rules: list[RuleFindings]
    severities: list[tuple[Severity, int]]
    listed: tuple[Finding, ...]


def _pages(views: SiteViews) -> Iterator[Page]:
    yield Page("findings", FindingsContent(views.rules, views.severities, views.findings[:LISTED]))


KIND = PageKind("findings", _pages, order=60, edition="desk")
