"""Fiscal years as offices write them: 2026, FY24, 2023/24, 2024년도, 2024年度, 令和5年度."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_MARKS = r"\s*(?:[*†‡§※]+|[⁰¹²³⁴-⁹ᵃ-ᶻ⁽⁾]+|\d\)|\[\w\])*"
"""Marks of notes behind a year."""
_NOTED = re.compile(rf"(?<=[\w)]){_MARKS}$")


@dataclass(frozen=True)
class _Patterns:
    plain: re.Pattern[str]
    short: re.Pattern[str]
    span: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    text = (files("crosscut.text") / "data" / "year_words.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    words = {place: _listed(rows, place) for place in ("before", "after")}
    before = rf"(?:(?:{words['before']})\.?\s*)?"
    after = rf"\s*(?:{words['after']}|\((?:{words['after']})\))?" * 2
    return _Patterns(
        re.compile(rf"{before}(\d{{4}})(?:\.0+)?{after}", re.IGNORECASE),
        re.compile(r"(?:FY\s*['’‘]?|['’‘])(\d{2})|['’‘]?(\d{2})(?:년도?|年度?)", re.IGNORECASE),
        re.compile(rf"{before}['’‘]?(\d{{4}}|\d{{2}})\s*[/–—-]\s*['’‘]?(\d{{4}}|\d{{2}}){after}", re.IGNORECASE),
    )


def _listed(rows: list[dict[str, str]], place: str) -> str:
    words = {word for row in rows if row["place"] == place for word in row["words"].split("|")}
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


_FIRST, _LAST = 1900, 2200
_ROC = re.compile(r"1\d\d\s*年度?")
"""Years of three digits, which the calendar of the Republic of China alone has reached."""
_ROC_HEAD = re.compile(r"(?<![\d國国第])1\d\d(?=\s*(?:年度|年(?:預算|概算|決算|法定)))")


_SHORT_SPAN = re.compile(r"\s*\d\d\s*[/–—-]\s*\d\d\s*")
_ONE_DIGIT_SPAN = re.compile(r"\s*(\d{4})\s*[/–—-]\s*(\d)\s*")
_BRACKETED = re.compile(r"([^()]+)\(([^()]+)\)([^()]*)")
_BESIDE = re.compile(r"\s*[/・=]\s*")
_BUDDHA = 543
_BUDDHIST = re.compile(r"(?<!\d)2[456]\d\d(?!\d)")
_THAI = re.compile("[\u0e01-\u0e5b]")


@cache
def _eras() -> tuple[dict[str, int], re.Pattern[str]]:
    text = (files("crosscut.text") / "data" / "eras.csv").read_text(encoding="utf-8")
    found = {row["era"]: int(row["first_year"]) for row in csv.DictReader(text.splitlines())}
    names = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    numeral = rf"(?<=\w\w)[{_NUMERALS}十百]{{1,5}}(?=年)"
    return found, re.compile(rf"({names})\s*((?!0+(?!\d))\d{{1,3}}|元|{numeral})\s*(?:年度?)?")


_NUMERALS = "〇一二三四五六七八九"
_IN_NUMERALS = re.compile(rf"(?<![{_NUMERALS}零○])[一二][{_NUMERALS}零○]{{3}}(?=年)")


def _year_of(match: re.Match[str]) -> int:
    """The year of an era: ``令和5``, ``令和元年``, ``平成三十年``."""
    eras, _ = _eras()
    return eras[match[1]] + (0 if match[2] == "元" else _number(match[2]) - 1)


def _number(text: str) -> int:
    """A number below a thousand in digits or numerals: ``30``, ``三十``, ``一一三``, ``一百一十三``."""
    if text.isdecimal():
        return int(text)
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    digits = [_digits(hundreds or "一") if "百" in text else 0, _digits(tens or "一") if ten else 0, _digits(ones)]
    return digits[0] * 100 + digits[1] * 10 + digits[2]


def _digits(text: str) -> int:
    return int("".join(str(_NUMERALS.index(each)) for each in text) or "0") if set(text) <= set(_NUMERALS) else 0


def year(text: str) -> int:
    """The fiscal year that a text says, by the year that it begins in; 0 where it says none.

    ``2026``, ``2026년``, ``FY2026``, ``FY24``, ``2023/24``, ``2023-2024``, ``2024年度``, ``令和5年度``, ``2024*``,
    ``2024 (est.)``, ``2024년 예산``.
    """
    found = _year(in_digits(unicodedata.normalize("NFKC", _without_marks(text.strip()))))
    return found if _FIRST <= found <= _LAST else 0


def in_digits(text: str) -> str:
    """A text with the digits of all scripts as ours, and so the numerals of years such as ``二〇二五年``."""
    if text.isascii():
        return text
    plain = "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in text)
    return _IN_NUMERALS.sub(lambda found: _said_one_by_one(found[0]), plain)


def _said_one_by_one(numerals: str) -> str:
    return "".join(str(_NUMERALS.index(each)) for each in numerals.replace("零", "〇").replace("○", "〇"))


def _without_marks(text: str) -> str:
    """The text without marks of notes behind it, of which a bracket that closes what was opened is none."""
    bare = _NOTED.sub("", text)
    opened, closed = (len(re.findall(mark, bare)) for mark in ("[(（]", "[)）]"))
    return bare if opened <= closed else text


def _year(text: str) -> int:
    match = _patterns().plain.fullmatch(text)
    if match:
        return int(match[1])
    match = _patterns().span.fullmatch(text)
    if match:
        return _of_span(match[1], match[2], named=not text[0].isdigit())
    match = _patterns().short.fullmatch(text)
    if match:
        return _full(match[1] or match[2])
    _, pattern = _eras()
    if _THAI.search(text):
        found = years_of_eras(text)
        return found[0] if len(found) == 1 else 0
    match = pattern.fullmatch(f"民國{text}" if _ROC.fullmatch(text) else text)
    return _year_of(match) if match else _named_twice(text)


def _named_twice(text: str) -> int:
    """The year that a text says in two ways: ``平成31年度(令和元年度)``, ``令和5(2023)年度``; 0 where they differ."""
    bracketed = _BRACKETED.fullmatch(text)
    names = [bracketed[1] + bracketed[3], bracketed[2]] if bracketed else _BESIDE.split(text)
    found = {year(name) or buddhist_year(name) for name in names} if len({*names}) > 1 else {0}
    return found.pop() if len(found) == 1 else 0


def short_span(text: str) -> int:
    """The year of two digits that another follows: 2024 for ``24/25``; 0 for all others.

    It is one where nothing else is meant: in a column of such, or as the whole of a head.
    """
    return year(f"FY{text.strip()}") if _SHORT_SPAN.fullmatch(text) else 0


def one_digit_span(text: str) -> int:
    """The year that the last digit of the next one follows: 2023 for ``2023/4``; 0 for all others.

    It is one where a fiscal year is meant, as April 2023 is in another place.
    """
    match = _ONE_DIGIT_SPAN.fullmatch(text)
    return year(match[1]) if match and int(match[2]) == (int(match[1]) + 1) % 10 else 0


def buddhist_year(text: str) -> int:
    """The year that digits say which no other calendar has reached: 2024 for ``2567``; 0 for all others."""
    plain = in_digits(text.strip())
    return int(plain) - _BUDDHA if _BUDDHIST.fullmatch(plain) else 0


def years_of_eras(text: str) -> list[int]:
    """The fiscal years that a text says by the names of eras: 2023 for ``令和5年度予算``, 2026 for ``115年度``.

    In Thai those of four digits count from the Buddha's passing: 2024 for ``งบประมาณ 2567``.
    """
    _, pattern = _eras()
    if _THAI.search(text):
        return [buddhist_year(digits) for digits in _BUDDHIST.findall(in_digits(text))]
    plain = _ROC_HEAD.sub(r"民國\g<0>", unicodedata.normalize("NFKC", text))
    return [_year_of(match) for match in pattern.finditer(plain)]


def _full(digits: str) -> int:
    return int(digits) if len(digits) == 4 else (2000 if int(digits) < 70 else 1900) + int(digits)


def _of_span(first: str, last: str, *, named: bool) -> int:
    """The first of two years that follow one another; two short ones need a word that says what they are."""
    if len(first) == 2 and not named:
        return 0
    begin = _full(first)
    follows = int(last) == begin + 1 if len(last) == 4 else int(last) == (begin + 1) % 100
    return begin if follows else 0
