"""Whole links: whatever a page of the site points to stands in the publication."""

from __future__ import annotations

import re
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
_NAMED = 5
"""Broken links that the check names."""


def whole_links(out: Path) -> Check:
    """Every link of every page leads to a file of the publication, and to a place that the file has."""
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    pages = sorted(name for name in there if name.endswith(".html"))
    broken = [
        Text(f"{page} points to {link}", f"{page}의 {link}") for page in pages for link in _broken(page, out, there)
    ]
    whole = Text(f"those of {len(pages):,} pages lead somewhere", f"{len(pages):,}쪽의 링크가 모두 연결됨")
    return Check(Text("links", "사이트 링크"), not broken, some_of(broken, _NAMED) or whole)


def _broken(page: str, out: Path, there: AbstractSet[str]) -> Iterator[str]:
    for link in dict.fromkeys(_LINK.findall((out / page).read_text(encoding="utf-8"))):
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
