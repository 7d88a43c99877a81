"""Years and stages that texts give their figures."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from crosscut.audit.figures import patterns as p

_PROPOSED = re.compile(
    r"(?:['’]s)?\s{0,2}(?:R&D |정부 ?|연구개발 ?)?"
    r"(?:예산안|정부안|budget (?:proposal|request|plan|draft)|proposal|draft)",
    re.IGNORECASE,
)


_COMPARED = re.compile(r"\s?(?:정부안|예산|본예산)?\s?(?:\([^()]{0,24}\))?\s?(?:대비|보다|에 ?비해|에 ?견줘)")
_COMPARED_TO = re.compile(
    r"(?:than|from|compared (?:to|with)|versus|against|over|above|below)[^.;]{0,40}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class YearMark:
    """A year in the text: a number, or one counted from the document's own year."""

    start: int
    end: int
    year: int | None
    relative: int = 0


def marks(text: str) -> list[YearMark]:
    """Every year that a text names, in order."""
    found = [YearMark(each.start(), each.end(), _full(each)) for each in p.YEAR.finditer(text)]
    found += [YearMark(each.start(), each.end(), _of_an_era(each)) for each in _ERA.finditer(text)]
    for pattern, shift in p.RELATIVE:
        found += [YearMark(each.start(), each.end(), None, shift) for each in pattern.finditer(text)]
    return sorted(found, key=lambda mark: (mark.start, mark.end))


_ERA = re.compile(r"(?P<era>昭和|平成|令和)\s?(?P<year>[0-9]{1,2}|元)\s?年度?")
_ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018}
"""The year before the first of each era of Japan."""


def _of_an_era(match: re.Match[str]) -> int:
    return _ERAS[match["era"]] + (1 if match["year"] == "元" else int(match["year"]))


def _full(match: re.Match[str]) -> int:
    return int(match[1]) if match[1] else 2000 + int(match[2])


def own_year(text: str, found: list[YearMark]) -> int | None:
    """The budget year that a document is about: the commonest of the years it names, a later one where two tie.

    A year that the first lines name, as titles do, counts more; one that amounts are only compared with is not its own.
    """
    head = len(text[:400])
    counts: Counter[int] = Counter()
    for mark in found:
        if mark.year is not None and 1990 <= mark.year <= 2060 and not _compared(text, mark):
            budget = re.match(r"\s{0,2}(?:budget|예산|R&D|회계)", text[mark.end : mark.end + 12], re.IGNORECASE)
            counts[mark.year] += (6 if mark.start < head else 1) + (4 if budget else 0)
    if not counts:
        return None
    return max(counts, key=lambda year: (counts[year], year))


def _compared(text: str, mark: YearMark) -> bool:
    """Whether a year is only what something is compared with: ``2025년도 대비``, ``than in 2023``."""
    return bool(
        _COMPARED.match(text, mark.end)
        or _COMPARED_TO.search(text[max(0, mark.start - 60) : mark.start].rsplit("\n", maxsplit=1)[-1])
    )


def resolved(text: str, found: list[YearMark], own: int | None) -> list[YearMark]:
    """The marks with relative years worked out, where the document's own year is known.

    A budget that is proposed and called next year's is written the year before.
    """
    ahead = any(mark.year is None and mark.relative == 1 for mark in found)
    proposed = any(mark.year == own and _PROPOSED.match(text, mark.end) for mark in found)
    now = own - 1 if own is not None and ahead and proposed else own
    return [
        mark
        if mark.year is not None
        else YearMark(mark.start, mark.end, None if now is None else now + mark.relative, mark.relative)
        for mark in found
    ]


@lru_cache(maxsize=256)
def stage(words: str) -> str:
    """The stage that words name, the last named first; empty where none."""
    best, place = "", -1
    for name, pattern in p.STAGES:
        for match in pattern.finditer(words):
            if match.start() > place:
                best, place = name, match.start()
    return best
