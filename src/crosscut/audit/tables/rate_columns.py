"""Columns of rates whose header does not call them so: told by the unit and by arithmetic."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple

from crosscut.audit.documents.model import Cell

_MAY_BE = re.compile(
    r"대비|증\s?감|증가|변동|change|growth|increase|y/y|yoy|増減|伸び?率|前年|veränd|évol|variaz|variac|verschil|stijging"
    r"|^\W*[0-9A-Z①-⑨]\W{0,2}[/÷]\W{0,2}[0-9A-Z①-⑨]\W*$|(?:19|20)[0-9]{2}\s?[-–/]\s?(?:(?:19|20)[0-9]{2}|[0-9]{2})\W*$",
    re.IGNORECASE,
)
"""Headers that may mean a change: its words, one column over another such as (3)/(1), and two years."""
_PERCENT = re.compile(r"%|퍼센트|per\s?cent|率", re.IGNORECASE)
_NUMBER = re.compile(r"([△▲∆\-−–(])?\s?\+?[$€£₩]?([0-9][0-9,]{0,24}(?:\.[0-9]{1,8})?)[BMKbmk]?\)?")
_MOST_LEVELS = 8

_NEAR = Fraction(6, 100)
"""Half of the last digit of a rate, in percent, and a little more."""

CellRow = tuple[Cell | None, ...]


class PrintedValue(NamedTuple):
    """A number of a cell, and half a unit of its last digit."""

    value: Fraction
    half: Fraction


def rated(headers: list[str], kinds: list[str], body: list[CellRow], words: str) -> list[str]:
    """The kinds of the columns, with those made percentages that are the growth of two others in most rows.

    Only columns whose header may mean a change are tried, of tables whose words name percentages.
    """
    if not _PERCENT.search(words):
        return kinds
    levels = [column for column, kind in enumerate(kinds) if kind == "level"]
    found = list(kinds)
    for column in levels:
        if _MAY_BE.search(headers[column]) and len(levels) <= _MOST_LEVELS:
            others = [each for each in levels if each != column]
            if any(_grows(body, pair, column) for pair in permutations(others, 2)):
                found[column] = "percentage"
    return found


def _grows(body: list[CellRow], pair: tuple[int, int], column: int) -> bool:
    """Whether a column is the growth of two others in most rows in which anything moved."""
    rows = [numbers for row in body if (numbers := [_value(row[each]) for each in (*pair, column)])]
    full = [(before, after, rate) for before, after, rate in rows if before and after and rate and before.value]
    full = [each for each in full if each[2].value or each[0].value != each[1].value]
    held = sum(
        abs((after.value - before.value) / before.value * 100 - rate.value)
        <= _NEAR + 100 * (after.half + before.half * abs(after.value / before.value)) / abs(before.value)
        for before, after, rate in full
    )
    return held >= 2 and held * 2 > len(full)


def _value(cell: Cell | None) -> PrintedValue | None:
    match = _NUMBER.fullmatch(cell.text.strip()) if cell and len(cell.text) <= 40 else None
    if match is None:
        return None
    digits = match[2].replace(",", "")
    value = Fraction(digits) * (-1 if match[1] else 1)
    return PrintedValue(value, half_step(digits))


def half_step(digits: str) -> Fraction:
    """Half a unit of the last digit that a number prints."""
    return Fraction(1, 2 * 10 ** len(digits.partition(".")[2]))
