"""Tables without ruling lines: lines of labels and numbers whose numbers stand in columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from crosscut.audit.documents.lines import TextLine, Word, is_number

_FILLED = 0.6
_LEAST_ROWS, _LEAST_BELOW_YEARS = 3, 2
_MOST_HEADS = 5
_MOST_COLUMNS = 60
_TOP = 3
"""A table without headers must begin in one of the first lines of a page, since it goes on from the page before."""

_BEFORE = 1.6
"""The most space between the lines of a table, in heights of a line."""

_REACH = 0.85
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table on the lines from ``first`` up to ``end``, and where the label of each row begins."""

    first: int
    end: int
    rows: list[list[str | None]]
    indents: list[float]
    headed: bool


def aligned(lines: list[TextLine]) -> list[Aligned]:
    """The tables among the lines of a page, none of which share a line."""
    chunks = [line.chunks() for line in lines]
    found: list[Aligned] = []
    place = 0
    while place < len(lines):
        end, columns = _run(lines, chunks, place)
        table = _table(lines, chunks, (found[-1].end if found else 0, place, end), columns)
        if table:
            found.append(table)
        place = end if table else place + 1
    return found


def _numbers(chunks: list[Word]) -> list[Word]:
    """The numbers of a line; none where they are more than any table has columns."""
    found = [chunk for chunk in chunks if is_number(chunk.text)]
    return found if len(found) <= _MOST_COLUMNS else []


def _overlap(one: Span, other: Span) -> float:
    return min(one[1], other[1]) - max(one[0], other[0])


def _run(lines: list[TextLine], chunks: list[list[Word]], start: int) -> tuple[int, list[Span]]:
    """How far lines go on whose numbers stand in the same columns, and these columns."""
    columns: list[Span] = [(each.x0, each.x1) for each in _numbers(chunks[start])]
    place = start
    while columns and place < len(lines):
        close = place == start or lines[place].top - lines[place - 1].bottom <= _BEFORE * lines[place].height
        wider = _widened(columns, chunks[place]) if close else None
        alone = place > start and not _numbers(chunks[place]) and not _numbers(chunks[place - 1])
        if wider is None or alone:
            break
        columns, place = wider, place + 1
    return max(place, start + 1), columns


def _widened(columns: list[Span], chunks: list[Word]) -> list[Span] | None:
    """The columns with those of one more line, or None where the line is no row of the table."""
    numbers = _numbers(chunks)
    edge = min(each[0] for each in columns)
    texts = [each for each in chunks if not is_number(each.text)]
    if not numbers and (len(texts) > 1 or any(each.x1 > edge for each in texts)):
        return None
    if any(each.x0 < edge < each.x1 for each in texts):
        return None
    found = list(columns)
    for number in numbers:
        span = (number.x0, number.x1)
        hit = [place for place, each in enumerate(found) if _overlap(span, each) > 0]
        if len(hit) > 1:
            return None
        if hit:
            found[hit[0]] = min(found[hit[0]][0], span[0]), max(found[hit[0]][1], span[1])
        else:
            found.append(span)
    ordered = sorted(found)
    return None if any(_overlap(one, other) > 0 for one, other in pairwise(ordered)) else ordered


def _table(
    lines: list[TextLine], chunks: list[list[Word]], span: tuple[int, int, int], columns: list[Span]
) -> Aligned | None:
    """The table of a run of lines, where it is plainly one: labels before, and columns that are filled."""
    least, start, end = span
    while end > start and not _numbers(chunks[end - 1]):
        end -= 1
    while start < end and all(_YEAR.fullmatch(each.text) for each in _numbers(chunks[start])):
        start += 1
    columns = [each for each in columns if _share(chunks[start:end], each) >= _FILLED / 2]
    rows = range(start, end)
    named = [row for row in rows if _labels(chunks[row], columns)] if columns else []
    full = [each for each in columns if _share(chunks[start:end], each) >= _FILLED]
    below_years = start > span[1] and len(full) == len(columns) > 1 and len(named) == len(rows)
    if len(rows) < (_LEAST_BELOW_YEARS if below_years else _LEAST_ROWS) or len(named) < _FILLED * len(rows) or not full:
        return None
    first = _heads(lines, chunks, start, columns, least)
    if first == start and start > _TOP:
        return None
    heads = _headers(chunks[first:start], columns)
    body = [_row(chunks[row], columns) for row in rows]
    edges = [min((each.x0 for each in _labels(chunks[row], columns)), default=0.0) for row in rows]
    return Aligned(first, end, [*heads, *_whole(body)], [0.0] * len(heads) + _kept(edges, body), first < start)


def _share(chunks: list[list[Word]], column: Span) -> float:
    rows = [_numbers(row) for row in chunks if _numbers(row)]
    return sum(any(_overlap((each.x0, each.x1), column) > 0 for each in row) for row in rows) / max(len(rows), 1)


def _labels(chunks: list[Word], columns: list[Span]) -> list[Word]:
    """What stands before the first column."""
    return [each for each in chunks if each.x1 <= columns[0][0] + 1 and not is_number(each.text)]


def _row(chunks: list[Word], columns: list[Span]) -> list[str | None]:
    labels = _labels(chunks, columns)
    cells: list[str | None] = [" ".join(each.text for each in labels)]
    for column in columns:
        inside = [each.text for each in chunks if each not in labels and _overlap((each.x0, each.x1), column) > 0]
        cells.append(" ".join(inside))
    return cells


def _bare(row: list[str | None]) -> bool:
    """Whether a row is a label alone."""
    return not any(row[1:])


def _whole(body: list[list[str | None]]) -> list[list[str | None]]:
    """The rows, with a label that goes over two lines joined to the line of its numbers."""
    found: list[list[str | None]] = []
    open_label = ""
    for row in body:
        if _bare(row):
            open_label = f"{open_label} {row[0]}".strip()
        else:
            found.append([f"{open_label} {row[0]}".strip(), *row[1:]])
            open_label = ""
    return found


def _kept(edges: list[float], body: list[list[str | None]]) -> list[float]:
    return [edge for edge, row in zip(edges, body, strict=True) if not _bare(row)]


def _heads(lines: list[TextLine], chunks: list[list[Word]], start: int, columns: list[Span], least: int) -> int:
    """The first of the header lines above the rows."""
    first = start
    while first > least and start - first < _MOST_HEADS:
        line, above = lines[first], lines[first - 1]
        over = [each for each in chunks[first - 1] if each.x1 > columns[0][0] - line.height]
        near = line.top - above.bottom <= _BEFORE * max(line.height, above.height)
        beyond = columns[1][0] if len(columns) > 1 else columns[0][1] + 2 * line.height
        whole = any(each.x0 < columns[0][0] - line.height and each.x1 > beyond for each in chunks[first - 1])
        if not near or not over or whole or any(":" in each.text or "단위" in each.text for each in over):
            break
        first -= 1
    return first


def _bands(columns: list[Span]) -> list[Span]:
    """The columns with the space between them shared out."""
    middles = [(one[1] + other[0]) / 2 for one, other in pairwise(columns)]
    first, last = columns[0], columns[-1]
    starts = [first[0] - 1.5 * (first[1] - first[0]), *middles]
    ends = [*middles, last[1] + 1.5 * (last[1] - last[0])]
    return list(zip(starts, ends, strict=True))


def _headers(lines: list[list[Word]], columns: list[Span]) -> list[list[str | None]]:
    """The lines of headers; above the last of them, one that stands between two columns belongs to both."""
    if not lines:
        return []
    wide = list(columns)
    for chunk in lines[-1]:
        over = [place for place, column in enumerate(columns) if _overlap((chunk.x0, chunk.x1), column) > 0]
        if len(over) == 1:
            wide[over[0]] = min(wide[over[0]][0], chunk.x0), max(wide[over[0]][1], chunk.x1)
    return [*(_shared(_head(line, wide), line, wide) for line in lines[:-1]), _head(lines[-1], wide)]


def _shared(cells: list[str | None], chunks: list[Word], columns: list[Span]) -> list[str | None]:
    """A line of headers with the empty columns given to a header that reaches towards them."""
    middles = [(start + end) / 2 for start, end in columns]
    found = list(cells)
    for place in range(1, len(columns)):
        reach = _REACH * (middles[place] - middles[place - 1])
        if cells[place + 1] == "" and cells[place]:
            near = [(each.x0 + each.x1) / 2 for each in chunks if each.text in (cells[place] or "")]
            if near and middles[place] - max(near) < reach:
                found[place + 1] = None
    return found


def _head(chunks: list[Word], columns: list[Span]) -> list[str | None]:
    """A line of headers: one that stands over several columns belongs to all of them."""
    cells: list[str | None] = [""] * (len(columns) + 1)
    for chunk in chunks:
        over = [place for place, band in enumerate(_bands(columns), 1) if _within(chunk, band)] or [0]
        cells[over[0]] = f"{cells[over[0]] or ''} {chunk.text}".strip()
        for place in over[1:]:
            cells[place] = cells[place] or None
    return cells


def _within(chunk: Word, band: Span) -> bool:
    return _overlap((chunk.x0, chunk.x1), band) > 0.3 * min(chunk.x1 - chunk.x0, band[1] - band[0])
