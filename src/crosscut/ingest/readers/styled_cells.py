"""Which cells of a sheet's XML have which style, a whole sheet at a time."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crosscut.spreadsheets import by_four, column_number

Numbers = npt.NDArray[np.int64]
_BEHIND_REFERENCE, _STYLE = (np.frombuffer(each, "<u4")[0] for each in (b'" s=', b' s="'))
_ANY = rb'<c r="([A-Z]+)(\d+)"[^>]*?\bs="(%s)"'
_MOST_DIGITS = 7
_QUOTE = ord('"')


@dataclass(frozen=True)
class _Signs:
    """What numbers are written in: the first and the last sign, the one that would be nothing, how many, how long."""

    first: int
    last: int
    nothing: int
    base: int
    most: int


_DIGITS = _Signs(ord("0"), ord("9"), ord("0"), 10, _MOST_DIGITS)
_LETTERS = _Signs(ord("A"), ord("Z"), ord("A") - 1, 26, 3)


def styled_cells(xml: bytes, styles: Collection[int]) -> Iterator[tuple[int, int, Numbers]]:
    """The cells of some styles: style, column (from 0) and rows (from 1)."""
    if not styles:
        return
    style, column, row = _near(xml) or _anywhere(xml, styles)
    for each in sorted(set(np.unique(style).tolist()) & set(styles)):
        here = style == each
        for number in np.unique(column[here]).tolist():
            yield each, number, row[here & (column == number)]


_CELL = b"<c r="


def _near(xml: bytes) -> tuple[Numbers, Numbers, Numbers] | None:
    """Style, column and row of each cell, where each style stands behind a reference, as most programs write."""
    hits, count = [], 0
    for shift, each in by_four(xml):
        hits.append(np.flatnonzero(each == _BEHIND_REFERENCE) * 4 + shift)
        count += int(np.count_nonzero(each == _STYLE))
    at = np.sort(np.concatenate([np.empty(0, np.int64), *hits]).astype(np.int64))
    if len(at) != count or not count:
        return None
    text = np.frombuffer(xml + b" " * _MOST_DIGITS, np.uint8)
    row, before = _backwards(text, at - 1, _DIGITS)
    column, start = _backwards(text, before, _LETTERS)
    if (start == before).any() or (before == at - 1).any() or (text[start] != _QUOTE).any():
        return None
    if any((text[start - len(_CELL) + place] != sign).any() for place, sign in enumerate(_CELL)):
        return None
    return _forwards(text, at + 5), column - 1, row


def _backwards(text: npt.NDArray[np.uint8], at: Numbers, signs: _Signs) -> tuple[Numbers, Numbers]:
    """The numbers that end at some places, and the places before them."""
    found, weight, going = np.zeros(len(at), np.int64), 1, np.ones(len(at), bool)
    for _ in range(signs.most):
        sign = text[at]
        going &= (sign >= signs.first) & (sign <= signs.last)
        found += np.where(going, (sign.astype(np.int64) - signs.nothing) * weight, 0)
        at, weight = at - going, weight * signs.base
    return found, at


def _forwards(text: npt.NDArray[np.uint8], at: Numbers) -> Numbers:
    """The numbers that begin at some places."""
    found, going = np.zeros(len(at), np.int64), np.ones(len(at), bool)
    for _ in range(_MOST_DIGITS):
        sign = text[at]
        going &= (sign >= _DIGITS.first) & (sign <= _DIGITS.last)
        found = np.where(going, found * _DIGITS.base + sign - _DIGITS.nothing, found)
        at = at + going
    return found


def _anywhere(xml: bytes, styles: Collection[int]) -> tuple[Numbers, Numbers, Numbers]:
    """The same of cells whose style stands anywhere among what they say of themselves."""
    cells = re.findall(_ANY % b"|".join(b"%d" % style for style in sorted(styles)), xml)
    columns = {letters: column_number(letters) - 1 for letters in {letters for letters, _, _ in cells}}
    table = np.array([(int(style), columns[letters], int(row)) for letters, row, style in cells], np.int64)
    style, column, row = table.reshape(-1, 3).T
    return style, column, row
