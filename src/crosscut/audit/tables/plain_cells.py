"""Cells that print more than their number: what they count (``31,196명``), a note's letter (``22e``), spaced thousands.

What such cells add is taken off where their column or row shows that it is no part of the number: all its numbers
bear the same word, or letters of several notes stand behind some of them. Places in the text stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from crosscut.audit.documents.model import Cell

_COUNTED = re.compile(
    r"(?P<number>[△▲\-−–+]?\s?(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,9})(?:\.[0-9]{1,3})?) ?"
    r"(?P<thing>명|건|개소|개사|개교|개국|개관|개|곳|종|가구|세대|마리|필지|그루|톤|호|회|석|동|대|인|사|교|곡|편|권|만명|천명|㎞|km|㎡|㎢|㏊|ha"
    r"|kg|t|人|件|校|社|台|戸|世帯|頭|トン|本|冊|名|館|施設|団体|か所|箇所)"
)
_NAMED = frozenset({"대", "호", "회", "동", "인", "사", "교", "本"})
"""What rows and classes are numbered by as well (10대, 3호): a count only where some number has three digits."""

_NOTED = re.compile(r"(?P<number>\(?[0-9]{1,3}(?:,?[0-9]{3}){0,4}(?:\.[0-9]{1,3})?\)?)(?P<note>[a-j])")
_BARE = re.compile(r"\(?[0-9]{1,3}(?:,?[0-9]{3}){0,4}(?:\.[0-9]{1,3})?\)?")
_SPACED = re.compile(r"[-−–]?[0-9]{1,3}(?: [0-9]{3}){1,5}(?:\.[0-9]{1,3})?")
_LEAST, _TELLING, _NOTES = 2, 3, 2

CellRow = tuple[Cell | None, ...]


def plain(rows: Sequence[CellRow]) -> list[CellRow]:
    """The rows, with the numbers of their cells alone, and what they count as the cells' thing."""
    found = _without_notes(_without_spaces(rows))
    width = max((len(row) for row in found), default=0)
    columns = {place for place in range(1, width) if _is_counted(row[place] for row in found)}
    lines = {place for place, row in enumerate(found) if _is_counted(row[1:])}
    return [
        tuple(
            _bare(cell) if column and (column in columns or line in lines) else cell for column, cell in enumerate(row)
        )
        for line, row in enumerate(found)
    ]


def _is_counted(cells: Iterable[Cell | None]) -> bool:
    """Whether all numbers of a line of cells count the same thing."""
    digits = [cell.text for cell in cells if cell is not None and cell.text[-1:] and any(map(str.isdigit, cell.text))]
    told = [match for text in digits if (match := _COUNTED.fullmatch(text.strip()))]
    if len(told) < _LEAST or len({match["thing"] for match in told}) > 1:
        return False
    bare = sum(_BARE.fullmatch(text.strip()) is not None for text in digits)
    telling = max(sum(map(str.isdigit, match["number"])) for match in told) >= _TELLING
    return len(told) * 2 > len(digits) - bare and (telling or told[0]["thing"] not in _NAMED)


def _bare(cell: Cell | None) -> Cell | None:
    match = _COUNTED.fullmatch(cell.text.strip()) if cell is not None else None
    return replace(cell, text=match["number"], thing=match["thing"]) if cell is not None and match else cell


def _without_notes(rows: Sequence[CellRow]) -> list[CellRow]:
    """The rows without the letters of notes, where there are several and most numbers bear none."""
    cells = [cell.text for row in rows for cell in row[1:] if cell is not None]
    notes = Counter(match["note"] for text in cells if (match := _NOTED.fullmatch(text)))
    bare = sum(_BARE.fullmatch(text) is not None for text in cells)
    if len(notes) < _NOTES or sum(notes.values()) > bare:
        return list(rows)
    return [tuple(_unnoted(cell) if place else cell for place, cell in enumerate(row)) for row in rows]


def _unnoted(cell: Cell | None) -> Cell | None:
    match = _NOTED.fullmatch(cell.text) if cell is not None else None
    return replace(cell, text=match["number"]) if cell is not None and match else cell


def _without_spaces(rows: Sequence[CellRow]) -> list[CellRow]:
    """The rows with commas for the spaces between thousands, where several cells print them."""
    spaced = sum(cell is not None and _SPACED.fullmatch(cell.text) is not None for row in rows for cell in row[1:])
    if spaced < _LEAST:
        return list(rows)
    return [tuple(_joined(cell) if place else cell for place, cell in enumerate(row)) for row in rows]


def _joined(cell: Cell | None) -> Cell | None:
    if cell is None or not _SPACED.fullmatch(cell.text):
        return cell
    return replace(cell, text=cell.text.replace(" ", ","))
