"""What a page of the site is, and what a kind of pages is: an object that a module of ``pages`` offers as ``KIND``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.figures import Printed
from crosscut.views.programmes import ProgrammeList
from crosscut.views.publication import Edition

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

PageData = Callable[[Printed], object]
"""Makes a data file's value, which is JSON, and notes the figures that it carries."""


@dataclass(frozen=True)
class Page:
    """One page, the same in both languages.

    Attributes
    ----------
    name
        File name without its ending.
    content
        What the template needs beside what it has of every page: it finds each field under the field's name.
    subject
        What a page about one thing is about: the id of an area or a programme, or a ministry.
    lists
        Lists of programmes whose data the page loads.
    data
        Other data that the page loads, by name.

    """

    name: str
    content: DataclassInstance | None = None
    subject: str = ""
    lists: tuple[ProgrammeList, ...] = ()
    data: Mapping[str, PageData] = field(default_factory=dict)


def menu_title(writer: Writer, kind: PageKind, _page: Page) -> str:
    """What the main menu calls a page."""
    return writer.w(f"nav_{kind.menu}")


@dataclass(frozen=True)
class PageKind:
    """A kind of pages.

    Attributes
    ----------
    name
        What it is called: the name of its template, and what styles and scripts know its pages by.
    pages
        Its pages; none where the publication has nothing to show on them.
    order
        Where it stands among the kinds, and so in the main menu.
    under
        The kind under whose item of the main menu its pages stand; its own where empty.
    title
        What the first heading of a page says.
    edition
        Whom its pages are for.

    """

    name: str
    pages: Callable[[SiteViews], Iterable[Page]]
    order: int
    under: str = ""
    title: Callable[[Writer, PageKind, Page], str] = menu_title
    edition: Edition = "public"

    @property
    def menu(self) -> str:
        """The item of the main menu that its pages stand under."""
        return self.under or self.name
