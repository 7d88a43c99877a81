"""HTML: paragraphs and tables, without scripts, styles and drawings."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from crosscut.audit.documents.limits import MOST_CELLS, MOST_LETTERS, too_large
from crosscut.audit.documents.model import AuditedDocument, Builder
from crosscut.audit.documents.text import decoded

_STRUCK = frozenset({"s", "del", "strike", "sup"})
"""What is struck out, and marks above the line that point to notes."""

_SILENT = _STRUCK | {"script", "style", "svg", "noscript", "template", "head", "nav", "select", "dialog"}

_UNCLOSED = frozenset({"p", "li", "tr", "td", "th"})
"""Elements that the next of their kind ends."""

_VOID = frozenset({"br", "img", "input", "hr", "meta", "link", "col", "wbr", "source", "area", "embed", "track"})
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "figure",
        "figcaption",
        "blockquote",
        "dl",
        "dt",
        "dd",
        "pre",
        "aside",
        "br",
        "hr",
        "details",
        "summary",
        "form",
        "body",
    }
)
_MOST_SPAN = 500
_END = "\x1e"
"""The end of a block within a cell, in case the cell turns out to hold the page."""

_CHARSET = re.compile(rb"charset\s{0,4}=\s{0,4}[\"']?([a-z0-9_-]{1,20})")


def read(path: Path, name: str) -> AuditedDocument:
    """Read an HTML file."""
    data = path.read_bytes()
    named = _CHARSET.search(data[:4096].lower())
    korean = named is not None and named[1] in (b"euc-kr", b"ks_c_5601-1987", b"ks_c_5601", b"cp949", b"x-windows-949")
    return from_html(name, data.decode("cp949", errors="replace") if korean else decoded(data, name))


def from_html(name: str, text: str) -> AuditedDocument:
    """A document of a text in HTML."""
    if len(text) > 4 * MOST_LETTERS:
        raise too_large(name, f"{len(text):,} characters")
    parser = _Parser(name)
    parser.feed(text)
    parser.close()
    parser.finish()
    return parser.builder.document()


class _Table:
    """A table that is open: its rows so far, and the tables that stood in its cells."""

    def __init__(self) -> None:
        self.rows: list[list[str | None]] = []
        self.caption = ""
        self.words: list[str] = []
        self.inner: list[_Table] = []
        self.size = 0
        self._below: dict[int, int] = {}
        self._spans: tuple[int, int] | None = None

    def row(self) -> None:
        """Begin a row."""
        self.end_cell()
        self.rows.append([])
        self._fill()

    def cell(self, across: int, down: int) -> None:
        """Begin a cell."""
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        self._spans = across, down

    def text(self) -> str:
        """The words since the last cell, which are used up."""
        found = " ".join("".join(self.words).replace(_END, " ").split())
        self.words.clear()
        return found

    def end_cell(self) -> None:
        """End the cell that is open, if one is."""
        if self._spans is None:
            return
        across, down = self._spans
        self._spans = None
        row, text = self.rows[-1], self.text()
        for shift in range(across):
            if down > 1:
                self._below[len(row)] = down - 1
            row.append(text if shift == 0 else None)
        self.size += across
        self._fill()

    def _fill(self) -> None:
        """Put nothing where a cell of a row above reaches down."""
        row = self.rows[-1]
        while self._below.get(len(row), 0):
            self._below[len(row)] -= 1
            row.append(None)
            self.size += 1

    def holds_data(self) -> bool:
        """Whether two rows of cells stand in it already: one that only lays out the page has other tables first."""
        return sum(sum(bool(cell) for cell in row) >= 2 for row in self.rows) >= 2


class _Parser(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = Builder(name)
        self._name = name
        self._silent: list[str] = []
        self._words: list[str] = []
        self._open: list[_Table | None] = []
        """The tables that are open, None for one that lays out the page."""
        self._cells = 0

    @property
    def _table(self) -> _Table | None:
        return self._open[-1] if self._open else None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._silent.clear()
        elif self._silent:
            self._end_silent(tag, opening=True)
        if self._silent or tag in _SILENT or (_is_hidden(dict(attrs)) and tag not in _VOID):
            if not self._silent or tag in _SILENT or tag == self._silent[-1]:
                self._silent.append(tag)
        elif tag == "table":
            self._open_table()
        elif self._table is None:
            self._block(tag)
        else:
            self._table_tag(self._table, tag, dict(attrs))

    def _end_silent(self, tag: str, *, opening: bool) -> None:
        """End what is not shown where a tag says that its own was left out."""
        last = self._silent[-1]
        if (last in _STRUCK and tag in _BLOCKS | _UNCLOSED) or (opening and last == tag and tag in _UNCLOSED):
            self._silent.pop()

    def _block(self, tag: str) -> None:
        if tag in _BLOCKS or tag in ("tr", "td", "th"):
            self.flush()
            if tag == "li":
                self._words.append("- ")

    def _open_table(self) -> None:
        if self._table is None:
            self.flush()
        elif not self._table.holds_data():
            self._dissolve(self._table)
        self._open.append(_Table())

    def _dissolve(self, table: _Table) -> None:
        """Take a table for the layout of the page: what stands in it is running text."""
        for row in table.rows:
            self.builder.paragraph(" ".join(cell for cell in row if cell))
        for text in "".join(table.words).split(_END):
            self.builder.paragraph(" ".join(text.split()))
        self._open[-1] = None

    def _table_tag(self, table: _Table, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            table.row()
        elif tag in ("td", "th"):
            table.cell(_span(attributes.get("colspan")), _span(attributes.get("rowspan")))
        elif tag == "caption":
            table.words.clear()
        elif tag in _BLOCKS:
            table.words.append(_END)
        if self._cells + table.size > MOST_CELLS:
            raise too_large(self._name, f"more than {MOST_CELLS:,} cells")

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._end_silent(tag, opening=False)
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
        elif tag == "table" and self._open:
            self._close_table()
        elif self._table is not None:
            if tag == "caption":
                self._table.caption = self._table.text()
            elif tag in ("td", "th", "tr"):
                self._table.end_cell()
        elif tag in _BLOCKS:
            self.flush()

    def _close_table(self) -> None:
        table = self._open.pop()
        if table is None:
            self.flush()
            return
        table.end_cell()
        self._cells += table.size
        if self._table is not None:
            self._table.inner.append(table)
            self._table.words.append(" ")
        else:
            self._show(table)

    def _show(self, table: _Table) -> None:
        """Put a table into the document, and after it those that stood in its cells."""
        waiting = [table]
        while waiting:
            table = waiting.pop(0)
            rows = [row for row in table.rows if row]
            if rows:
                self.builder.table(rows, table.caption)
            waiting = [*table.inner, *waiting]

    def handle_data(self, data: str) -> None:
        if not self._silent:
            (self._words if self._table is None else self._table.words).append(data)

    def flush(self) -> None:
        """End the paragraph."""
        self.builder.paragraph(" ".join("".join(self._words).split()))
        self._words.clear()

    def finish(self) -> None:
        """End whatever is open."""
        while self._open:
            self._close_table()
        self.flush()


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    """Whether an element says of itself that it is not shown."""
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style or "visibility:hidden" in style


def _span(text: str | None) -> int:
    return (
        min(int(text), _MOST_SPAN) if text and text.isascii() and text.isdigit() and len(text) < 5 and int(text) else 1
    )
