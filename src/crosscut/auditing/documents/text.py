"""Plain text and Markdown: the text as it stands, with Markdown's tables found in place."""

from __future__ import annotations

import re

from crosscut.auditing.documents.limits import check_text
from crosscut.auditing.documents.model import Cell, Document, Table, clean

_ROW = re.compile(r"[ \t]{0,8}\|.{1,20000}\|[ \t]{0,8}")
_RULE = re.compile(r"[ \t|:+-]{3,20000}")


def from_text(name: str, text: str) -> Document:
    """A document of a text; lines of cells between ``|`` or tabs are tables."""
    check_text(name, text)
    text = clean(text)
    return Document(name, text, tuple(_tables(text)))


def _tables(text: str) -> list[Table]:
    found: list[Table] = []
    rows: list[tuple[Cell | None, ...]] = []
    caption, place = "", 0
    for line in [*text.split("\n"), ""]:
        cells = _cells(line, place)
        if cells:
            rows.append(cells)
        elif not (rows and _RULE.fullmatch(line)):
            if len(rows) >= 2:
                found.append(Table(tuple(rows), caption))
            rows = []
            caption = f"{caption} {line}"[-300:] if line.strip() and not found else line or caption
        place += len(line) + 1
    return found


def _cells(line: str, place: int) -> tuple[Cell | None, ...]:
    """The cells of a line of a table, or nothing."""
    if _ROW.fullmatch(line) and not _RULE.fullmatch(line):
        inner_start = line.index("|") + 1
        inner = line[inner_start : line.rindex("|")]
        mark = "|"
    elif line.count("\t") >= 1 and len(line) < 20_000 and line.strip():
        inner_start, inner, mark = 0, line, "\t"
    else:
        return ()
    cells, start = [], place + inner_start
    for part in inner.split(mark):
        left = len(part) - len(part.lstrip())
        body = part.strip().strip("*").strip()
        offset = start + (part.find(body) if body else left)
        cells.append(Cell(body, offset, offset + len(body)))
        start += len(part) + 1
    return tuple(cells)
