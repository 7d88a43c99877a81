"""The page that finds areas, ministries and programmes by any of their names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypedDict

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.figures import Printed
from crosscut.taxonomy import Area
from crosscut.text import Language
from crosscut.text.ministries import find, is_korean, register
from crosscut.views.page_titles import findable
from crosscut.views.takeaways import Takeaway
from crosscut.views.totals import Totals


class AlsoCalled(TypedDict):
    """What areas and ministries are called beside their names: areas by id, ministries by the name that they have."""

    areas: dict[str, list[str]]
    ministries: dict[str, list[str]]


@dataclass(frozen=True)
class SearchContent:
    """What can be found, and where readers without scripts go on from: areas, and ministries with their pages."""

    heading: Takeaway
    areas: list[Area]
    ministries: dict[str, str]


def _pages(views: SiteViews) -> Iterator[Page]:
    totals = views.totals
    content = SearchContent(findable(views.directory), list(totals.areas.values()), dict(totals.ministries))
    yield Page("search", content, data={"also": partial(_also, totals)})


def _also(totals: Totals, _printed: Printed) -> AlsoCalled:
    known = {name: register()[id_].names for name in totals.ministries if (id_ := _registered(name))}
    made = totals.publication.settings.languages
    return {
        "areas": {key: _published(_names(area), made) for key, area in totals.areas.items()},
        "ministries": {name: _published(names, made) for name, names in known.items()},
    }


def _published(names: Iterable[str], made: Collection[Language]) -> list[str]:
    """Of several names those that readers of the published languages may type."""
    return [name for name in names if "ko" in made or not is_korean(name)]


def _registered(name: str) -> str:
    """The id of a ministry, also where its name is shortened and numbered, as 과기1; empty where it has none."""
    bare = name.rstrip("0123456789")
    return next(filter(None, map(find, (name, bare, f"{bare}부", f"{bare}청"))), "")


def _names(area: Area) -> list[str]:
    """The other names of an area, and those of its sub-areas."""
    return [*area.aliases, *(name for sub in area.subs for name in (sub.en, sub.ko) if name)]


KIND = PageKind("search", _pages, order=110)
