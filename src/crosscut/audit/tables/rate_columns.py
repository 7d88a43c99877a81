"""Columns of rates whose header does not call them so: told by the unit and by arithmetic."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import permutations

from crosscut.audit.documents.model import Cell

_MAY_BE = re.compile(r"대비|증\s?감|증가|변동|change|growth|increase|y/y|yoy", re.IGNORECASE)
_PERCENT = re.compile(r"%|퍼센트|percent", re.IGNORECASE)
_NUMBER = re.compile(r"([△▲∆\-−–(])?\s?\+?[$€£₩]?([0-9][0-9,]{0,24}(?:\.[0-9]{1,8})?)[BMKbmk]?\)?")
_MOST_LEVELS = 8

CellRow = tuple[Cell | None, ...]


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
    rows = [numbers for row in body if (numbers := [_value(row[each]) for each in (*pair, column)])]
    full = [(before, after, rate) for before, after, rate in rows if before and after and rate is not None]
    held = sum(abs((after - before) / before * 100 - rate) <= Fraction(6, 100) for before, after, rate in full)
    return held >= 2 and held * 2 > len(full)


def _value(cell: Cell | None) -> Fraction | None:
    match = _NUMBER.fullmatch(cell.text.strip()) if cell and len(cell.text) <= 40 else None
    return None if match is None else Fraction(match[2].replace(",", "")) * (-1 if match[1] else 1)
