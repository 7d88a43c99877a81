"""Columns whose header is a formula of the letters of other columns: ``(B-A)``, ``C=A+B``, ``(a-b)/b``, ``(B/A)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LETTER = "[A-Z①-⑨㉠-㉣]"
_FORMULA = re.compile(
    rf"(?<![A-Z0-9])\(?(?P<terms>{_LETTER}(?:[+-]{_LETTER})+)\)?(?:/\(?(?P<base>{_LETTER})\)?)?(?![A-Z0-9])"
    rf"|(?<![A-Z0-9])\(?(?P<part>{_LETTER})/(?P<whole>{_LETTER})(?![A-Z0-9])"
)
_NAMED = re.compile(
    rf"(?<![A-Z0-9])(?P<named>{_LETTER})=|\((?P<closed>{_LETTER})\)|(?<![A-Z0-9+/-])(?P<last>{_LETTER})$"
)
_YEARS = re.compile(r"['’‘]?(?P<later>(?:19|20)?[0-9]{2})\s?년?\s?-\s?['’‘]?(?P<earlier>(?:19|20)?[0-9]{2})\s?년?")
"""A later year less an earlier one: written the other way it is a period."""

_YEAR = re.compile(r"['’‘]?(?P<year>(?:19|20)?[0-9]{2})\s?년?도?(?:\s?\(.{1,12}\))?")
_SIGNS = str.maketrans({"−": "-", "–": "-", "—": "-", "－": "-", "＋": "+", "÷": "/", "／": "/", "＝": "="})


@dataclass(frozen=True, slots=True)
class Formula:
    """What a column is of others: the signed sum of ``terms``; that over ``base``; or ``part`` over ``whole``.

    ``terms`` are columns with their signs; ``base``, ``part`` and ``whole`` are -1 where the formula has none.
    """

    column: int
    terms: tuple[tuple[int, int], ...] = ()
    base: int = -1
    part: int = -1
    whole: int = -1


def formulas(headers: Sequence[str], columns: Sequence[int]) -> Iterator[Formula]:
    """The formulas that headers name, of columns that have the letters that they use."""
    plain = {column: _plain(headers[column]) for column in columns}
    tags = _tags(plain)
    for column, header in plain.items():
        for match in _FORMULA.finditer(header):
            found = _formula(column, match, tags)
            if found is not None:
                yield found
                break
    yield from _between_years(headers, columns)


def _between_years(headers: Sequence[str], columns: Sequence[int]) -> Iterator[Formula]:
    """The columns headed by a later year less an earlier one that head a column each: ``'25-'21년``."""
    told = {column: headers[column].translate(_SIGNS).strip() for column in columns}
    years = {match["year"][-2:]: column for column, header in told.items() if (match := _YEAR.fullmatch(header))}
    for column, header in told.items():
        match = _YEARS.fullmatch(header)
        later, earlier = (match["later"][-2:], match["earlier"][-2:]) if match else ("", "")
        if later > earlier and later in years and earlier in years:
            yield Formula(column, ((years[later], 1), (years[earlier], -1)))


def _plain(header: str) -> str:
    """A header in capitals without spaces, but for words: letters that stand alone are what columns are named by."""
    return re.sub(r"[A-Za-z]{2,}", "", header.translate(_SIGNS)).replace(" ", "").upper()


def _tags(headers: dict[int, str]) -> dict[str, int]:
    """The column of each letter that just one header is named by."""
    found: dict[str, int] = {}
    doubled: set[str] = set()
    for column, header in headers.items():
        names = {match["named"] or match["closed"] or match["last"] for match in _NAMED.finditer(header)}
        for name in names:
            doubled |= {name} & found.keys()
            found[name] = column
    return {name: column for name, column in found.items() if name not in doubled}


def _formula(column: int, match: re.Match[str], tags: dict[str, int]) -> Formula | None:
    if match["part"]:
        used, formula = (match["part"], match["whole"]), None
        if all(tags.get(name, column) != column for name in used):
            formula = Formula(column, part=tags[used[0]], whole=tags[used[1]])
        return formula
    signs = [1, *(1 if sign == "+" else -1 for sign in re.findall(r"[+-]", match["terms"]))]
    names = re.findall(_LETTER, match["terms"])
    if any(tags.get(name, column) == column for name in (*names, *(match["base"] or ()))):
        return None
    terms = tuple((tags[name], sign) for name, sign in zip(names, signs, strict=True))
    return Formula(column, terms, tags[match["base"]] if match["base"] else -1)
