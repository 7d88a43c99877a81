"""How wide a table's columns are on paper: as its weights say, but that no word of a head breaks in two."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from crosscut.exports.documents.model import DocumentTable, plain

WIDTH = 170
"""Millimetres between the margins of a page."""
PADDING = 1
"""Millimetres between a cell's text and its sides."""
_NARROW, _CAPITAL, _WIDE = 0.74, 0.85, 1.05
"""Ems that a bold letter takes at most in the fonts that offices have, on an average of a word."""
_POINT = 25.4 / 72


def letters(block: DocumentTable) -> float:
    """Points that a table's letters are large: the more columns, the smaller."""
    columns = len(block.widths)
    return 6 if columns > 10 else 7.5 if columns > 6 else 8


def columns(block: DocumentTable) -> list[float]:
    """Millimetres of each column; together the width of the page's text.

    Heads keep their words whole, and numbers stand on one line where the page is wide enough for that.
    """
    weights = [WIDTH * width / sum(block.widths) for width in block.widths]
    words = [max(map(_ems, plain(cell).split()), default=0) for cell in block.head.cells]
    numbers = [_longest_number(block, place) if each else 0 for place, each in enumerate(block.right)]
    for needed in (list(map(max, words, numbers)), words):
        least = [ems * letters(block) * _POINT + 2 * PADDING for ems in needed]
        if sum(least) < WIDTH:
            return _fitted(weights, least)
    return weights


def _fitted(weights: list[float], least: list[float]) -> list[float]:
    """Weights, but that no column is narrower than its least: what that takes comes from those with room to spare."""
    made = list(map(max, weights, least))
    spare = [width - needed for width, needed in zip(made, least, strict=True)]
    over = (sum(made) - WIDTH) / (sum(spare) or 1)
    return [width - over * each for width, each in zip(made, spare, strict=True)]


def units(widths: list[float], unit: float) -> list[int]:
    """Widths in whole units, each side rounded, so that together they are what they were."""
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    return [round(end * unit) - round(start * unit) for start, end in pairwise(edges)]


def _longest_number(block: DocumentTable, place: int) -> float:
    return max((_ems(plain(row.cells[place]).strip()) for row in block.rows), default=0)


def _ems(text: str) -> float:
    """Ems of a text on one line; Hangul and its like break between letters, after four of them at the earliest."""
    if any(unicodedata.east_asian_width(each) in "WF" for each in text):
        return min(len(text), 4) * _WIDE
    return sum(_CAPITAL if each.isupper() else _NARROW for each in text)
