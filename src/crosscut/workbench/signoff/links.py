"""Whole links: whatever a page of the site points to stands in the publication, and every figure that it opens."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache, partial
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from crosscut.exports.check_words import some_of
from crosscut.exports.export import Check
from crosscut.text import Text

_LINK = re.compile(r'\s(?:href|src|srcset|poster|data)="([^"]+)"')
_ID = re.compile(r'\sid="([^"]+)"')
_FIGURE = re.compile(r'\sdata-figure="(\w+)"|\shref="[^"]*#(?:[^"]*;)?figure=(\w+)"')
_NAMED = 5
"""Faults that the check names."""
_KEPT = 64
"""Pages whose places are kept while others are looked at."""


def whole_links(out: Path) -> Check:
    """Every link of every page leads to a file of the publication, and to a place that the file has.

    No page has two places of one name, and every figure that one opens is in ``figures.json``.
    """
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    pages = sorted(name for name in there if name.endswith(".html"))
    known = _known(out / "figures.json")
    site = _Site(out, there, lru_cache(maxsize=_KEPT)(partial(_places, out)))
    broken = [each for page in pages for each in _faults(page, site, known)]
    whole = Text(f"those of {len(pages):,} pages lead somewhere", f"{len(pages):,}쪽의 링크가 모두 연결됨")
    return Check(Text("links", "사이트 링크"), not broken, some_of(broken, _NAMED) or whole)


def _known(figures: Path) -> AbstractSet[str]:
    return {each["id"] for each in json.loads(figures.read_text(encoding="utf-8"))["figures"]}


@dataclass(frozen=True)
class _Site:
    """The files of a publication as they stand now, and what places a page of it has."""

    out: Path
    there: AbstractSet[str]
    places: Callable[[str], frozenset[str]]

    def has(self, name: str, place: str) -> bool:
        """Whether it has a file and a place in it; what is said as ``name=value`` is what a script shows, and none."""
        no_place = not place or "=" in place or not name.endswith(".html")
        return name in self.there and (no_place or place in self.places(name))


def _places(out: Path, page: str) -> frozenset[str]:
    return frozenset(map(unescape, _ID.findall((out / page).read_text(encoding="utf-8"))))


def _faults(page: str, site: _Site, known: AbstractSet[str]) -> Iterator[Text]:
    text = (site.out / page).read_text(encoding="utf-8")
    for link in _broken(page, text, site):
        yield Text(f"{page} points to {link}", f"{page}의 {link}")
    for place, count in Counter(_ID.findall(text)).items():
        if count > 1:
            yield Text(f"{page} has {count} places called {place}", f"{page}에 이름이 같은 자리 {place}")
    for figure in dict.fromkeys(map("".join, _FIGURE.findall(text))):
        if figure not in known:
            yield Text(f"{page} opens the figure {figure}, which is not published", f"{page}의 근거 없는 수치 {figure}")


def _broken(page: str, text: str, site: _Site) -> Iterator[str]:
    for link in dict.fromkeys(_LINK.findall(text)):
        target = urlsplit(unescape(link))
        if target.scheme or target.netloc:
            continue
        name = normpath(join(dirname(page), unquote(target.path))) if target.path else page
        if not site.has(name, unquote(target.fragment)):
            yield link
