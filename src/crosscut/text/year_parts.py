"""Months, quarters and halves of a year, as stages of execution and heads of columns are called by them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RANGE = re.compile(
    rf"(?<![a-z])({'|'.join(_MONTHS)})[a-z]*\.?\s*(?:[-–—~/]|to|through)\s*({'|'.join(_MONTHS)})[a-z]*"
    r"|(?<!\d)(1[0-2]|0?[1-9])\s*[월月]?\s*[-–—~]\s*(1[0-2]|0?[1-9])\s*[월月]",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:FY\s*)?(?:19|20)\d\d(?:\s*(?:년도?|年度?))?|FY\s*['’]?\d\d", re.IGNORECASE)
_LAST = -1
"""The words for the last part of a year: as a stage it is the whole year, since what is spent adds up."""


def is_part_of_a_year(stage: str) -> bool:
    """Whether a stage ends in a month, quarter or half before the last of its year: ``executed-03``, ``상반기``."""
    return _stage().fullmatch(stage) is not None


def names_part_of_a_year(head: str) -> bool:
    """Whether a head says that its column is of a quarter, a half or some months: ``2026 Q1``, ``하반기``."""
    plain = _YEAR.sub(" ", head)
    return _head().search(plain) is not None or any(map(_is_short, _RANGE.finditer(plain)))


def _is_short(found: re.Match[str]) -> bool:
    """Whether a range of months is less than a year: April to March is one."""
    first, last = (
        _MONTHS.index(one.lower()) + 1 if one else int(other)
        for one, other in ((found[1], found[3]), (found[2], found[4]))
    )
    return (last - first) % 12 != 11


@cache
def _stage() -> re.Pattern[str]:
    listed = (_escaped(word, parts - 1) for parts, word in _words() if parts != _LAST)
    return re.compile(f".*(?:{'|'.join(listed)})", re.IGNORECASE | re.DOTALL)


@cache
def _head() -> re.Pattern[str]:
    listed = (_escaped(word, parts) for parts, word in _words() if parts != 12)
    latin = "A-Za-zÀ-ÿ"
    return re.compile(rf"(?<![{latin}\d])(?:{'|'.join(listed)})(?![{latin}\d])", re.IGNORECASE)


def _escaped(word: str, most: int) -> str:
    """A word as a pattern; its ``#`` is a number up to ``most``.

    One of a letter and a number stands by itself, or has a capital: ``T1``, ``executedQ2``, but no ``draft1``.
    """
    alone = r"(?-i:(?<![^\W\d_])|(?=[A-Z]))" if re.fullmatch(r"[^\W\d_]#", word) else ""
    return alone + re.escape(word).replace(r"\#", rf"(?<!\d)0?(?:{'|'.join(map(str, range(1, most + 1)))})(?!\d)")


def _words() -> Iterator[tuple[int, str]]:
    """The words with how many parts of their kind a year has: 0 where they are no number, -1 for the last part."""
    text = (files("crosscut.text") / "data" / "year_part_words.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        yield from ((int(row["parts"]), word) for word in row["words"].split("|"))
