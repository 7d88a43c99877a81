"""How wide a table's columns are on paper: as its weights say, but that no word of a head breaks in two."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import pairwise

from crosscut.exports.documents.model import DocumentTable, TableRow, Text, TextRun, plain

WIDTH = 170
"""Millimetres between the margins of a page."""
PADDING = 1
"""Millimetres between a cell's text and its sides."""
_NARROW, _CAPITAL, _WIDE = 0.74, 0.85, 1.05
"""Ems that a bold letter takes at most in the fonts that offices have, on an average of a word."""
_POINT = 25.4 / 72
_FEWEST_LETTERS = 4
"""Letters after which Hangul and its like may be parted where the page has no room for whole words."""
_WORD = re.compile(r"\S+\s*")
_PARTED = re.compile(r"\S+?(?:(?<=[·/])(?=\S)|(?=\()|(?=\s)|$)\s*")


def letters(block: DocumentTable) -> float:
    """Points that a table's letters are large: the more columns, the smaller."""
    columns = len(block.widths)
    return 6 if columns > 10 else 7.5 if columns > 6 else 8


def columns(block: DocumentTable) -> list[float]:
    """Millimetres of each column; together the width of the page's text.

    Heads keep their words whole, and numbers stand on one line where the page is wide enough for that.
    """
    weights = [WIDTH * width / sum(block.widths) for width in block.widths]
    words = [max(map(_ems, _pieces(plain(cell))), default=0) for cell in block.head.cells]
    numbers = [_longest_number(block, place) if each else 0 for place, each in enumerate(block.right)]
    short = [
        min(word, _FEWEST_LETTERS * _WIDE) if _is_wide(plain(cell)) else word
        for word, cell in zip(words, block.head.cells, strict=True)
    ]
    for needed in (list(map(max, words, numbers)), words, list(map(max, short, numbers)), short):
        least = [ems * letters(block) * _POINT + 2 * PADDING for ems in needed]
        if sum(least) < WIDTH:
            return _fitted(weights, least)
    return weights


def head_in_lines(block: DocumentTable, widths: list[float]) -> TableRow:
    """The head of a table with the ends of its lines, in columns of so many millimetres.

    Word processors part words of Hangul between any two letters; so that they stay whole, such heads say their lines.
    """
    size = letters(block)
    cells = (_in_lines(cell, width, size) for cell, width in zip(block.head.cells, widths, strict=True))
    return replace(block.head, cells=tuple(cells))


def _in_lines(head: Text, width: float, size: float) -> Text:
    starts, at, made = _line_starts(plain(head), width, size), 0, list[TextRun]()
    for run in head:
        within = [0, *(start - at for start in starts if 0 < start - at < len(run.text)), len(run.text)]
        lines = [run.text[begin:end] for begin, end in pairwise(within)]
        made.append(replace(run, text="\n".join([*(line.rstrip() for line in lines[:-1]), lines[-1]])))
        at += len(run.text)
    return tuple(made)


def _line_starts(text: str, width: float, size: float) -> list[int]:
    """Where the lines of a head begin after its first."""
    room, line, starts, at = (width - 2 * PADDING) / (size * _POINT), "", list[int](), 0
    for piece in _pieces(text) if _is_wide(text) else ():
        if line and _ems(line + piece) > room:
            starts.append(at)
            line = ""
        line, at = line + piece, at + len(piece)
    return starts


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


def _pieces(text: str) -> list[str]:
    """A head in what stays on one line, with the spaces behind: words, and of those of Hangul what marks part."""
    return (_PARTED if _is_wide(text) else _WORD).findall(text)


def _ems(text: str) -> float:
    """Ems of a text on one line."""
    return sum(_WIDE if _is_wide(each) else _CAPITAL if each.isupper() else _NARROW for each in text.rstrip())


def _is_wide(text: str) -> bool:
    return any(unicodedata.east_asian_width(each) in "WF" for each in text)
