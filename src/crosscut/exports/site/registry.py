"""All pages of a site: each module of ``pages`` has a ``KIND``, and each kind makes its pages."""

from __future__ import annotations

from functools import lru_cache

from crosscut.exports.site import pages
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.plugins import own


@lru_cache(maxsize=1)
def page_kinds() -> tuple[PageKind, ...]:
    """Every kind of pages, in the order of the main menu."""
    return tuple(sorted(own(pages, "KIND", PageKind), key=lambda kind: (kind.order, kind.name)))


def all_pages(views: SiteViews) -> list[tuple[PageKind, Page]]:
    """Every page of the publication's edition with its kind, the first page first."""
    edition = views.publication.edition
    return [(kind, page) for kind in page_kinds() if kind.edition == edition for page in kind.pages(views)]


def menu(made: list[tuple[PageKind, Page]]) -> dict[str, str]:
    """The main menu: the kinds that stand under their own name, each with the name of its first page."""
    items: dict[str, str] = {}
    for kind, page in made:
        if not kind.under:
            items.setdefault(kind.name, page.name)
    return items
