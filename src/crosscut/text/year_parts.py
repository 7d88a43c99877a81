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
_ALL, _LAST = 1, -1
"""The words for the last part of a year: as a stage it is the whole year, since what is spent adds up."""


_UNTIL = re.compile(r"(?:말|까지|누계|누적|현재|기준|末|まで|時点|現在|累計|累计|止|底)+$")
"""What says that amounts add up to the end of a part of a year."""
_ORDINAL = re.compile(r"(?<=\d)\.(?=[ºª°])")
_MARKS = " -–—/.,()'’"
_DAY = re.compile(r"(?<!\d)(?:(?:19|20)\d\d[-./](\d\d?)[-./](\d\d?)|(\d\d?)[./](\d\d?)[./](?:19|20)?\d\d)(?!\d)")


def is_part_of_a_year(stage: str) -> bool:
    """Whether a stage ends in a month, quarter or half before the last of its year: ``executed-03``, ``상반기``.

    A day on which some budgets' years end is none, nor are twelve months.
    """
    if _whole().search(stage) or any(not _is_short(each) for each in _RANGE.finditer(stage)):
        return False
    if days := list(_DAY.finditer(stage)):
        return not _ends_a_year(*_day_of(days[-1]))
    bare = _UNTIL.sub("", _ORDINAL.sub("", _YEAR.sub(" ", stage)).strip(_MARKS)).strip(_MARKS)
    forms = {stage.strip(), bare}
    if any(_stage(last=True).fullmatch(form) for form in forms):
        return False
    return any(_stage().fullmatch(form) for form in forms) or any(map(_ends_before_december, forms))


def _day_of(day: re.Match[str]) -> tuple[int, int]:
    """Month and day of a date; where either may be the month, the one that can be no day's number."""
    if day[1]:
        return int(day[1]), int(day[2])
    first, second = int(day[3]), int(day[4])
    return (first, second) if second > len(_MONTHS) else (second, first)


def _ends_a_year(month: int, day: int) -> bool:
    """Whether the fiscal year of some country ends on a day: the last of a quarter."""
    return (month, day) in ((3, 31), (6, 30), (9, 30), (12, 31))


def _ends_before_december(stage: str) -> bool:
    """Whether the last or the first word of a stage is a month's name, and neither December nor the end of a year."""
    words = re.findall(r"[^\W\d_]+", stage.casefold())
    named = [number for word in (*words[-1:], *words[:1]) if (number := _months_named().get(word))]
    days = [int(each) for each in re.findall(r"(?<!\d)\d\d?(?!\d)", stage)]
    return bool(named) and named[0] != len(_MONTHS) and not any(_ends_a_year(named[0], each) for each in days)


@cache
def _months_named() -> dict[str, int]:
    text = (files("crosscut.text") / "data" / "month_names.csv").read_text(encoding="utf-8")
    rows = (row["names"].split("|") for row in csv.DictReader(text.splitlines()))
    return {name.casefold(): number for names in rows for number, name in enumerate(names, start=1)}


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
def _whole() -> re.Pattern[str]:
    """What says that amounts are of a whole year, whenever they were told: accounts, twelve months."""
    words = (re.escape(word) for parts, word in _words() if parts == _ALL)
    return re.compile(rf"(?<!\d)(?:{'|'.join(words)})", re.IGNORECASE)


@cache
def _stage(*, last: bool = False) -> re.Pattern[str]:
    """What ends in a part of a year; with ``last`` in the last one, as words say it that count quarters or halves."""
    if last:
        listed = [_escaped(word, parts, parts) for parts, word in _words() if 1 < parts < len(_MONTHS)]
        listed += [_escaped(word, 0) for parts, word in _words() if parts == _LAST]
    else:
        listed = [_escaped(word, parts - 1) for parts, word in _words() if parts not in (_LAST, _ALL)]
    words = "|".join(listed)
    return re.compile(rf"(.+)?(?:{words})(?(1)|(?:\s.*)?)", re.IGNORECASE | re.DOTALL)


@cache
def _head() -> re.Pattern[str]:
    listed = (_escaped(word, parts) for parts, word in _words() if parts not in (12, _ALL))
    latin = "A-Za-zÀ-ÿ"
    return re.compile(rf"(?<![{latin}\d])(?:{'|'.join(listed)})(?![{latin}\d])", re.IGNORECASE)


def _escaped(word: str, most: int, least: int = 1) -> str:
    """A word as a pattern; its ``#`` is a number from ``least`` up to ``most``.

    One of a letter and a number stands by itself, or has a capital: ``T1``, ``executedQ2``, but no ``draft1``.
    """
    alone = r"(?-i:(?<![^\W\d_])|(?=[A-Z]))" if re.fullmatch(r"[^\W\d_]#", word) else ""
    alone = alone or (r"(?<![A-Za-zÀ-ÿА-яіїІЇ])" if re.match(r"[a-zà-ÿа-яії]", word) else "")
    numbers = "|".join((f"[{least}-{min(most, 9)}]", *map(str, range(10, most + 1))))
    return alone + re.escape(word).replace(r"\#", rf"(?<!\d)0?(?:{numbers})(?!\d)")


def _words() -> Iterator[tuple[int, str]]:
    """The words with how many parts of their kind a year has: 0 for no number, -1 for the last part, 1 for all."""
    text = (files("crosscut.text") / "data" / "year_part_words.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        yield from ((int(row["parts"]), word) for word in row["words"].split("|"))
