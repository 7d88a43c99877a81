"""Rates and differences that stand in brackets beside a cell's own number: ``677.4(+3.2)``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from crosscut.audit.documents.model import Cell
from crosscut.audit.tables.rate_columns import PrintedValue, half_step

BracketKind = Literal["growth", "difference", "part", ""]

_PARTED = re.compile(
    r"(?P<number>[△▲∆+\-−–]?\s?(?:US\$|[$€£₩])?\s?[0-9][0-9,]{0,24}(?:\.[0-9]{1,8})?"
    r"(?: ?[BMK](?![A-Za-z]))?)\s{0,8}[(\[]\s?(?P<aside>[△▲∆+\-−–]?\s?[0-9][0-9,]{0,16}(?:\.[0-9]{1,6})?"
    r"\s?%?p?)\s?[)\]]"
)
_GROWTH = re.compile(
    r"증\s?감\s?률|증가율|감소율|변동률|상승률|growth|% ?change|change ?%|rate of change", re.IGNORECASE
)
_DIFFERENCE = re.compile(r"증\s?감(?!\s?률)|증가액|감소액|전년\s?대비|change|difference", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,30})[)\]]")


CellRow = tuple[Cell | None, ...]

_PLAIN = re.compile(r"[△▲∆+\-−–]?\s?(?:US\$|[$€£₩])?\s?[0-9][0-9,]{0,24}(?:\.[0-9]{1,8})?(?: ?[BMK])?")
_LEAST_ROWS, _LEAST_DIGITS = 3, 3
_LEAST_GROWN = 2
"""So many numbers in brackets must come out as growth where no word calls them so."""

_WORDS: dict[BracketKind, str] = {"growth": "증가율", "difference": "증감", "part": "[ ]"}
"""What the column that brackets are moved to is headed with, so that it is read as any such column."""


def is_parted(text: str) -> bool:
    """Whether a cell is one number with another in brackets."""
    return _PARTED.fullmatch(text) is not None


def spread(rows: list[CellRow], head: int, caption: str) -> list[CellRow]:
    """The rows, with the numbers in brackets in columns of their own, right of the numbers that they stand beside.

    Those of which nothing says what they are are left out, but amounts in square brackets that may each be a part.
    """
    width = max((len(row) for row in rows), default=0)
    told = [_bracket_kind(rows, head, column, caption) for column in range(width)]
    if not any(each is not None for each in told):
        return rows
    if "" in told and _grow(rows[head:], told):
        told = ["growth" if each == "" else each for each in told]
    return [
        tuple(cell for column in range(width) for cell in _cells(row[column], told[column], is_head=place < head))
        for place, row in enumerate(rows)
    ]


def _bracket_kind(rows: list[CellRow], head: int, column: int, caption: str) -> BracketKind | None:
    """What the brackets of a column are; None where it has none."""
    cells = [(row[0], row[column]) for row in rows[head:] if row[column] is not None]
    found = [(label, match) for label, cell in cells if cell and (match := _PARTED.fullmatch(cell.text))]
    if not found or len(found) * 2 < sum(bool(cell and cell.text.strip("-–—·")) for _, cell in cells):
        return None
    header = " ".join(cell.text for row in rows[:head] if (cell := row[column]) is not None)
    kinds = {_kind(label.text if label else "", header, caption) for label, _ in found}
    if kinds == {""} and all("%" in match["aside"] and match["aside"][0] in "△▲∆+-−–" for _, match in found):
        return "growth"
    if kinds == {""} and len(found) >= _LEAST_ROWS and all(_is_part(match) for _, match in found):
        return "part"
    return kinds.pop() if len(kinds) == 1 else ""


def _grow(body: list[CellRow], told: Sequence[BracketKind | None]) -> bool:
    """Whether numbers in brackets are what their numbers grew by from the column before, but for one at most."""
    columns = [column for column in range(1, len(told)) if any(_printed(row[column]) for row in body)]
    for order in (columns, columns[::-1]):
        tried = [
            grown
            for before, after in pairwise(order)
            if told[after] == ""
            for row in body
            if (grown := _has_grown(row[before], row[after])) is not None
        ]
        if sum(tried) >= max(_LEAST_GROWN, len(tried) - 1):
            return True
    return False


def _has_grown(before: Cell | None, after: Cell | None) -> bool | None:
    """Whether the bracket of a cell is its growth from another; None where one of them has no number."""
    first, last = _printed(before), _printed(after)
    match = _PARTED.fullmatch(after.text) if after else None
    if match is None or first is None or last is None or first.value <= 0:
        return None
    rate = _number(match["aside"])
    play = rate.half + 100 * (last.half + first.half * last.value / first.value) / first.value
    return abs((last.value / first.value - 1) * 100 - rate.value) <= play


def _printed(cell: Cell | None) -> PrintedValue | None:
    """The number of a cell, without what stands in brackets behind it."""
    text = cell.text.strip() if cell else ""
    match = _PARTED.fullmatch(text)
    number = match["number"] if match else text
    return _number(number) if _PLAIN.fullmatch(number.strip()) else None


def _number(text: str) -> PrintedValue:
    digits = re.sub(r"[^0-9.]", "", text)
    size = Fraction(digits)
    return PrintedValue(-size if text.strip()[0] in "△▲∆-−–" else size, half_step(digits))


def _is_part(match: re.Match[str]) -> bool:
    """Whether a number in square brackets may be so much of the number that it stands beside."""
    number, aside = (re.sub(r"[^0-9.]", "", match[name]) for name in ("number", "aside"))
    plain = match["aside"][0].isdigit() and not match["aside"].endswith(("%", "p"))
    return plain and match[0].endswith("]") and len(aside) >= _LEAST_DIGITS and Fraction(aside) <= Fraction(number)


def _cells(cell: Cell | None, told: BracketKind | None, *, is_head: bool) -> list[Cell | None]:
    """A cell as it is, or the number of it and the one in brackets."""
    if told is None:
        return [cell]
    match = _PARTED.fullmatch(cell.text) if cell else None
    if cell is None or match is None or is_head:
        if not (told and is_head and cell):
            return [cell, None] if told else [cell]
        return [replace(cell, text=_alone(cell.text)), Cell(_WORDS[told], cell.end, cell.end)]
    number, aside = (
        Cell(match[each], cell.start + match.start(each), cell.start + match.end(each)) for each in ("number", "aside")
    )
    return [number, aside] if told else [number]


def _alone(header: str) -> str:
    """A header without the bracket that says what the numbers in brackets are."""
    return _BRACKET.sub(lambda match: match[0] if not _kind(match[0], "", "") else "", header)


def _kind(label: str, header: str, caption: str) -> BracketKind:
    """What numbers in brackets are, by the bracket of the row's label, of the header or of the caption."""
    for words in (label, header, caption):
        inside = " ".join(_BRACKET.findall(words))
        if _GROWTH.search(inside):
            return "growth"
        if _DIFFERENCE.search(inside):
            return "difference"
    return ""
