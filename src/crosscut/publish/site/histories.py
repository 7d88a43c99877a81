"""What the pages that tell how amounts came to be are made from: the changes, and each programme's history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crosscut.publish.site.desk import Desk
from crosscut.publish.site.lists import Directory
from crosscut.publish.story import Story
from crosscut.tables import OUTSIDE

_MINISTRIES = 10
_SHOWN = 4


def changes_content(desk: Desk, story: Story) -> dict[str, Any]:
    """What the page of changes is made from: the leading period's comparisons first, then others."""
    return {"comparisons": story.comparisons[:_SHOWN], "bands": _bands(desk)}


def programme_contents(desk: Desk, directory: Directory, story: Story) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """For each page of a programme its name, the programme, and what the page is made from."""
    pages = directory.pages
    findings: dict[str, list[Any]] = {}
    for finding in desk.shown.findings:
        findings.setdefault(finding.programme, []).append(finding)
    for programme, name in pages.items():
        family = [each for each in story.families.get(programme, ()) if each in directory.programmes]
        yield name, programme, {
            "periods": [
                (period, figure)
                for period, figure in desk.period_lines("partition", programme=programme)
                if figure.rows
            ],
            "told": story.told.get(programme, ()),
            "family": [(each, pages.get(each, "")) for each in family if each != programme],
            "own_findings": findings.get(programme, [])[:20],
        }  # fmt: skip


def _bands(desk: Desk) -> list[tuple[str, str, Any]]:
    """Ministry, area and figure for money inside the taxonomy, the largest ministries by name."""
    found = desk.book.by("partition", "ministry", "area", **desk.period.where)
    inside = [(ministry, area, figure) for (ministry, area), figure in found.items() if area != OUTSIDE]
    sizes: dict[str, int] = {}
    for ministry, _, figure in inside:
        sizes[ministry] = sizes.get(ministry, 0) + figure.value
    largest = set(sorted(sizes, key=lambda name: (-sizes[name], name))[:_MINISTRIES])
    return [(ministry if ministry in largest else "", area, figure) for ministry, area, figure in inside
            if figure.value > 0]  # fmt: skip
