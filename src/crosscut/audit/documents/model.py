"""A document as the audit sees it: one text, and the tables that stand in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table and where its text stands in the document's text.

    ``thing`` is what its number counts, where the cell says so and its text is the number alone.
    """

    text: str
    start: int
    end: int
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells (None where a cell is merged away), and the words just before it.

    ``indents`` says how far to the right the label of each row begins, in any measure.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    caption: str = ""
    note: str = ""
    indents: tuple[float, ...] = ()

    @property
    def start(self) -> int:
        """Where its first cell stands."""
        return min((cell.start for row in self.rows for cell in row if cell), default=0)

    @property
    def end(self) -> int:
        """Where its last cell ends."""
        return max((cell.end for row in self.rows for cell in row if cell), default=0)


@dataclass(frozen=True, slots=True)
class AuditedDocument:
    """A name, a text, and the tables in the text."""

    name: str
    text: str
    tables: tuple[Table, ...] = ()


def _indent(row: list[str | None]) -> float:
    """How many spaces the label of a row begins with."""
    label = row[0] if row and row[0] else ""
    return float(len(label) - len(label.lstrip()))


def clean(text: str) -> str:
    """The text without characters that nobody sees (direction marks, zero-width, control), its letters composed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


class Builder:
    """Puts a document together from paragraphs and tables, keeping every cell's position."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._parts: list[str] = []
        self._length = 0
        self._tables: list[Table] = []
        self._last: list[str] = []

    def paragraph(self, text: str) -> None:
        """Append a paragraph; empty ones are left out."""
        text = clean(text).strip()
        if text:
            self._add(text)
            self._add("\n")
            self._last = [*self._last[-3:], text]

    def table(self, rows: list[list[str | None]], caption: str = "", indents: list[float] | None = None) -> None:
        """Append a table, one line a row, cells apart by tabs; ``indents`` say where the label of each row begins.

        One of a single column is a box around running text, and is appended as that.
        """
        if all(len(row) < 2 for row in rows):
            for line in (line for row in rows for cell in row if cell for line in cell.split("\n")):
                self.paragraph(line)
            return
        placed = []
        for row in rows:
            cells = []
            for position, value in enumerate(row):
                if position:
                    self._add("\t")
                cells.append(None if value is None else self._cell(value))
            placed.append(tuple(cells))
            self._add("\n")
        before = f"{' '.join(self._last[-3:])[-300:]} {clean(caption)}"
        self._tables.append(Table(tuple(placed), before, indents=tuple(indents or map(_indent, rows))))
        self._last = []

    def _cell(self, value: str) -> Cell:
        text = " ".join(clean(value).split())
        start = self._length
        self._add(text)
        return Cell(text, start, self._length)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def document(self) -> AuditedDocument:
        """The document so far; what stands just after a table is its note."""
        text = "".join(self._parts)
        ends = [*(table.start for table in self._tables[1:]), len(text)][: len(self._tables)]
        noted = [
            replace(table, note=text[table.end : min(end, table.end + 300)])
            for table, end in zip(self._tables, ends, strict=True)
        ]
        return AuditedDocument(self.name, text, tuple(noted))
