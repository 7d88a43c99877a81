"""Tables that go on over pages, joined to one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

_EDGE = 3
_DIGITS = re.compile(r"[0-9]{1,9}")
_AGAIN = re.compile(
    r"[-–— ]{0,4}[0-9ivxIVX]{1,6}[-–— ]{0,4}|.{0,60}(?:\(계속\)|\(cont(?:inued|\.)?\)).{0,20}|.{0,6}단위\s?:.{1,24}",
    re.IGNORECASE,
)
_SHIFT = 12.0

TextRow = list[str | None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table of a page: its rows, how far each is indented, where it begins and ends across, and if it is headed."""

    rows: list[TextRow]
    indents: list[float]
    span: tuple[float, float]
    headed: bool = True


Block = str | Drawn


def joined(pages: list[list[Block]]) -> list[Block]:
    """The blocks of all pages; a table at the top of a page is joined to the one that it goes on from.

    Lines that stand at the foot of a page and the head of the next, such as page numbers, come after the joined table.
    """
    running = _running(pages)
    found: list[Block] = []
    for page in pages:
        place = next((at for at, block in enumerate(page) if isinstance(block, Drawn)), None)
        last = next((at for at in range(len(found) - 1, -1, -1) if isinstance(found[at], Drawn)), None)
        rest = page
        if place is not None and last is not None and _only([*found[last + 1 :], *page[:place]], running):
            whole = _whole(found[last], page[place])
            if whole:
                found[last] = whole
                rest = [*page[:place], *page[place + 1 :]]
        found += [part for block in rest for part in _plain(block)]
    return found


def _running(pages: list[list[Block]]) -> frozenset[str]:
    """The lines, digits aside, that stand at the edge of more than one page."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_bare(block) for block in [*page[:_EDGE], *page[-_EDGE:]] if isinstance(block, str)})
    return frozenset(bare for bare, count in edges.items() if count > 1)


def _bare(text: str) -> str:
    return _DIGITS.sub("", text)


def _only(blocks: list[Block], running: frozenset[str]) -> bool:
    """Whether nothing stands there but running heads, page numbers, and words that say that a table goes on."""
    return all(isinstance(each, str) and (_bare(each) in running or _AGAIN.fullmatch(each)) for each in blocks)


def _plain(block: Block) -> list[Block]:
    """A table without headers that goes on from none is only lines after all."""
    if isinstance(block, Drawn) and not block.headed:
        return [" ".join(cell for cell in row if cell) for row in block.rows]
    return [block]


def _whole(one: Block, other: Block) -> Drawn | None:
    """Two tables as one, where the second has the headers of the first, or none, and as many columns."""
    if isinstance(one, str) or isinstance(other, str) or len(one.rows[0]) != len(other.rows[0]):
        return None
    same = 0
    while same < min(len(one.rows), len(other.rows) - 1) and one.rows[same] == other.rows[same]:
        same += 1
    beside = all(abs(mine - its) <= _SHIFT for mine, its in zip(one.span, other.span, strict=True))
    if not same and not (beside and not _header(other.rows[0])):
        return None
    return replace(one, rows=[*one.rows, *other.rows[same:]], indents=[*one.indents, *other.indents[same:]])


def _header(row: TextRow) -> bool:
    """Whether no cell of a row is a number, the first aside."""
    return not any(cell and cell.replace(",", "").replace(".", "").strip("-–△▲% ").isdigit() for cell in row[1:])
