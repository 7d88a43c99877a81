"""Which columns of amounts stand for a year or a stage each, and which columns may say the year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crosscut.ingest.header_words import OTHER, roles
from crosscut.ingest.stage_words import stage_of_header
from crosscut.text.year_words import year, years_of_eras

_YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d)(?!\d)")
_IN_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]|（.*?）")
_MOSTLY = 0.6


@dataclass(frozen=True)
class HeaderPeriod:
    """The year and the usual stage that a column of amounts stands for: 0 and empty where it names none."""

    fiscal_year: int
    stage: str


def wide_columns(
    header: Sequence[str], rows: Sequence[Sequence[str]], share: Sequence[float]
) -> dict[str, HeaderPeriod]:
    """Headers of amounts that each name a year, or of which several name a stage each.

    Parameters
    ----------
    header, rows
        The names of the columns and the first rows below them.
    share
        The share of numbers among the cells of each column.
    """
    years = years_in(header, rows)
    found = {
        name: HeaderPeriod(_year_of(name), stage_of_header(name))
        for at, name in enumerate(header)
        if name and share[at] > _MOSTLY and name not in years and not is_other(name)
    }
    if any(each.fiscal_year for each in found.values()):
        return {name: each for name, each in found.items() if each.fiscal_year}
    staged = {name: each for name, each in found.items() if each.stage}
    return staged if len(set(staged.values())) > 1 else {}


def doubled(wide: dict[str, HeaderPeriod]) -> list[str]:
    """Headers that stand for the same year and stage as one before them."""
    first = {period: name for name, period in reversed(wide.items())}
    return [name for name, period in wide.items() if first[period] != name]


def is_other(header: str) -> bool:
    """Whether a header names what is no amount of a period, such as a change or a share."""
    return any(role == OTHER for _, role in roles(header))


def _year_of(header: str) -> int:
    """The one year that a header names in figures of four digits, or as offices write years; 0 where there is none."""
    plain = _IN_BRACKETS.sub(" ", header).strip()
    labelled = set(_YEAR.findall(plain)) or set(_YEAR.findall(header))
    parts = {found for part in plain.split() if (found := year(part))}
    if len(labelled) == 1 and not year(plain):
        return int(labelled.pop())
    parts = parts or set(years_of_eras(plain))
    return year(plain) or (parts.pop() if len(parts) == 1 else 0)


def years_in(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Headers whose cells are all years."""
    return [
        name
        for at, name in enumerate(header)
        if name and (said := [row[at] for row in rows if row[at].strip()]) and all(map(year, said))
    ]
