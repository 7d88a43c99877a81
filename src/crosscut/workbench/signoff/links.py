"""Whole links: whatever a page of the site points to stands in the publication, and every figure that it opens."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
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


def whole_links(out: Path) -> Check:
    """Every link of every page leads to a file of the publication, and to a place that the file has.

    No page has two places of one name, and every figure that one opens is in ``figures.json``.
    """
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    pages = sorted(name for name in there if name.endswith(".html"))
    known = _known(out / "figures.json")
    broken = [each for page in pages for each in _faults(page, out, there, known)]
    whole = Text(f"those of {len(pages):,} pages lead somewhere", f"{len(pages):,}쪽의 링크가 모두 연결됨")
    return Check(Text("links", "사이트 링크"), not broken, some_of(broken, _NAMED) or whole)


def _known(figures: Path) -> AbstractSet[str]:
    return {each["id"] for each in json.loads(figures.read_text(encoding="utf-8"))["figures"]}


def _faults(page: str, out: Path, there: AbstractSet[str], known: AbstractSet[str]) -> Iterator[Text]:
    text = (out / page).read_text(encoding="utf-8")
    for link in _broken(page, text, out, there):
        yield Text(f"{page} points to {link}", f"{page}의 {link}")
    for place, count in Counter(_ID.findall(text)).items():
        if count > 1:
            yield Text(f"{page} has {count} places called {place}", f"{page}에 이름이 같은 자리 {place}")
    for figure in dict.fromkeys(map("".join, _FIGURE.findall(text))):
        if figure not in known:
            yield Text(f"{page} opens the figure {figure}, which is not published", f"{page}의 근거 없는 수치 {figure}")


def _broken(page: str, text: str, out: Path, there: AbstractSet[str]) -> Iterator[str]:
    for link in dict.fromkeys(_LINK.findall(text)):
        target = urlsplit(unescape(link))
        if target.scheme or target.netloc:
            continue
        name = normpath(join(dirname(page), unquote(target.path))) if target.path else page
        if name not in there or not _has(out / name, unquote(target.fragment)):
            yield link


def _has(path: Path, place: str) -> bool:
    """Whether a file has a place; what is said as ``name=value`` is no place but what a script shows."""
    return not place or "=" in place or path.suffix != ".html" or place in _places(path)


@lru_cache(maxsize=64)
def _places(path: Path) -> frozenset[str]:
    return frozenset(map(unescape, _ID.findall(path.read_text(encoding="utf-8"))))
