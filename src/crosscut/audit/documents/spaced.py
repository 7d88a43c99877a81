"""Tables of plain text whose cells only spaces part: labels, and numbers in columns below their headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosscut.audit.documents.model import Cell

_CELL = re.compile(r"[^\s|](?:[^\s|]| (?=[^\s|])){0,120}")
_NUMBER = re.compile(
    r"[(△▲+−–-]?\s?[$€£₩]?\s?(?:[0-9]{1,3}(?: [0-9]{3}){1,5}|[0-9][0-9,.]{0,24})(?:[.,][0-9]{1,6})?\s?%?p?\)?"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NOTHING = frozenset({"-", "–", "—", "…", "."})
_LEAST_ROWS, _LEAST_CELLS, _MOST_CELLS = 2, 3, 24
_LONGEST = 2_000

SpacedRow = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Spaced:
    """A table on the lines from ``first`` up to ``end``."""

    first: int
    end: int
    rows: tuple[SpacedRow, ...]


def spaced(lines: Sequence[str], starts: Sequence[int]) -> Iterator[Spaced]:
    """The runs of lines of as many cells each, a label and two numbers at least, below a line of headers."""
    place = 1
    while place < len(lines):
        first = _row(lines[place], starts[place])
        if not first:
            place += 1
            continue
        rows, end = [first], place + 1
        while end < len(lines) and len(row := _row(lines[end], starts[end])) == len(first):
            rows.append(row)
            end += 1
        heads = _headers(lines[place - 1], starts[place - 1], len(first))
        if heads and len(rows) >= _LEAST_ROWS:
            yield Spaced(place - 1, end, (heads, *rows))
        place = end


def _split(line: str, start: int) -> SpacedRow:
    if "|" in line or "\t" in line or len(line) > _LONGEST:
        return ()
    return tuple(Cell(match[0], start + match.start(), start + match.end()) for match in _CELL.finditer(line))


def _row(line: str, start: int) -> SpacedRow:
    """The cells of a line that is a label and numbers; nothing of any other line."""
    cells = _split(line, start)
    if not _LEAST_CELLS <= len(cells) <= _MOST_CELLS or _NUMBER.fullmatch(cells[0].text):
        return ()
    if _are_years(cells):
        return ()
    return cells if all(_NUMBER.fullmatch(each.text) or each.text in _NOTHING for each in cells[1:]) else ()


def _are_years(cells: Sequence[Cell]) -> bool:
    """Whether a line is that of the years that head columns."""
    return all(_YEAR.fullmatch(each.text) for each in cells[1:])


def _headers(line: str, start: int, width: int) -> SpacedRow:
    """The headers of the columns; the corner above the labels may be blank."""
    cells = _split(line, start)
    if len(cells) == width - 1 and line[:1].isspace():
        cells = (Cell("", start, start), *cells)
    if len(cells) != width:
        return ()
    numbers = all(_NUMBER.fullmatch(each.text) for each in cells[1:])
    return cells if _are_years(cells) or not numbers else ()
