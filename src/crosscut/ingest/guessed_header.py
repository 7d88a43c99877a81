"""Where the header of a table is, and how many rows it spans."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction

from crosscut.ingest.cell_words import without_marks
from crosscut.ingest.header import column_names
from crosscut.ingest.header_words import roles
from crosscut.ingest.stage_words import stage_of_header
from crosscut.money import MoneyError, ascii_digits, canonical, currencies_named, read_number, unit
from crosscut.text.year_words import year

_MOST_HEADER_ROWS = 5
_BESIDE = re.compile(r"^[^\W\d_]{1,3}[$.]?\s?(?=[\d(+\-])|(?<=[\d)\-])\s?[^\W\d_]{1,3}[$.]?$")
"""A word before or behind a number that may be a currency: ``R$ 1.500,00``, ``1 500 Kč``."""


def whole_header(head: Sequence[Sequence[str]]) -> tuple[int, int]:
    """The first row of a header, from 0, and how many it spans: rows beside it that tell apart columns of one name."""
    at = _header_of(head)
    first, count = at, 1
    above = [cell for cell in head[at - 1] if cell] if at else []
    years_above = bool(above) and all(map(year, above)) and not any(map(year, head[at]))
    if years_above or (_unclear(head, at, 1) and len(above) > 1 and not any(map(is_amount, above))):
        upper = column_names(head, at - 1, 2)
        more = years_above or len(set(upper)) > len(set(column_names(head, at, 1)))
        first, count = (at - 1, 2) if more else (first, count)
    while count < _MOST_HEADER_ROWS and first + count < len(head):
        below = {number for number, cell in enumerate(head[first + count]) if cell}
        if not below or any(is_amount(cell) for cell in head[first + count]):
            break
        open_names = _unclear(head, first, count) | _spanning(head, first, count, below)
        if not (below <= open_names or _says_stages(head[first + count], below & open_names)):
            break
        count += 1
    return first, count


def _header_of(head: Sequence[Sequence[str]]) -> int:
    """The row of the most distinct names, none a number, above a row that is about as full."""

    def score(at: int) -> tuple[int, int]:
        cells = [cell.strip() for cell in head[at] if cell.strip()]
        known = sum(bool(roles(cell)) for cell in cells)
        numbers = sum(map(is_amount, cells))
        return known * 2 + len(set(cells)) - 3 * numbers, -at

    return max(range(min(len(head), 30)), key=score)


def _unclear(head: Sequence[Sequence[str]], first: int, count: int) -> set[int]:
    """The columns that a header names as it names others, or not at all."""
    names = column_names(head, first, count)
    return {number for number, name in enumerate(names) if not name or names.count(name) > 1}


def _spanning(head: Sequence[Sequence[str]], first: int, count: int, below: set[int]) -> set[int]:
    """The columns of ``below`` without a name, and those whose name stands over one without to its right."""
    names = column_names(head, first, count)
    named = [*map(bool, names), *[False] * (max(below) + 2)]
    over = {number for number in below if named[number] and number + 1 in below and not named[number + 1]}
    return over | {number for number in below if not named[number]}


def _says_stages(row: Sequence[str], told_apart: set[int]) -> bool:
    """Whether a row says a stage in each of its cells and tells apart columns of one name by them."""
    return bool(told_apart) and all(map(stage_of_header, filter(None, row)))


def is_amount(cell: str) -> bool:
    """Whether a cell is a number and no year."""
    return is_number(cell) and not year(cell)


def is_number(text: str) -> bool:
    """Whether a text is a number in any country's separators, with or without a currency's sign and marks of notes."""
    return number_of(text) is not None


def number_of(text: str) -> Fraction | None:
    """The number that a text is in any country's separators; None where it is none."""
    plain = _without_signs(text)
    for decimal in ("", ","):
        try:
            amount = read_number(canonical(ascii_digits(plain), decimal), unit("KRW", "KRW"))
        except MoneyError:
            continue
        return Fraction(amount.value) if amount.exact is None else amount.exact
    return None


def currency_beside(text: str) -> str:
    """The currency that a cell says beside its number, as it writes it; empty where it says none."""
    plain = text.strip()
    words = [word[0].strip() for word in _BESIDE.finditer(plain)] + [
        s for s in plain if unicodedata.category(s) == "Sc"
    ]
    return next(filter(currencies_named, words), "") if is_number(text) else ""


def _without_signs(text: str) -> str:
    bare = without_marks(text)
    plain = bare if bare != text and not text.removeprefix(bare).strip().isalnum() else text
    plain = _BESIDE.sub(lambda word: "" if currencies_named(word[0].strip()) else word[0], plain.strip())
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Sc")
