"""All programmes with their main facts, in plain tables for readers without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.calendar import Period
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.figures import Figure
from crosscut.views.histories import other_periods
from crosscut.views.programmes import FIRST

ON_PAGE = 1_000
"""Programmes on one page, which keeps it well below half a megabyte."""


@dataclass(frozen=True)
class PlainProgramme:
    """One programme: its amount in the leading period, or in the latest that it has one in."""

    programme: str
    period: Period
    amount: Figure


@dataclass(frozen=True)
class ProgrammeRowsContent:
    """One of the pages: its programmes, its number and those of all the pages."""

    rows: list[PlainProgramme]
    number: int
    pages: range


def _pages(views: SiteViews) -> Iterator[Page]:
    totals = views.totals
    listed = views.directory.everything.entries
    rows = [PlainProgramme(each.programme, totals.period, each.amount) for each in listed]
    rows += [PlainProgramme(*each) for each in other_periods(totals, views.directory)]
    pages = pages_of(len(rows))
    for number in pages:
        part = rows[(number - 1) * ON_PAGE : number * ON_PAGE]
        yield Page(f"programmes-{number}", ProgrammeRowsContent(part, number, pages))


def pages_of(programmes: int) -> range:
    """The numbers of the pages of so many programmes; none where the list of programmes holds them all already."""
    return range(1, 1 if programmes <= FIRST else 1 - (-programmes // ON_PAGE))


def _title(writer: Writer, _kind: PageKind, page: Page) -> str:
    content = page.content
    assert isinstance(content, ProgrammeRowsContent)
    return writer.w("programme_rows", number=content.number, pages=len(content.pages))


KIND = PageKind("programme_rows", _pages, order=41, under="programmes", title=_title)
