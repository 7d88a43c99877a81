"""HTML: paragraphs and tables, without scripts, styles and drawings."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from crosscut.auditing.documents.limits import MOST_CELLS, MOST_LETTERS, too_large
from crosscut.auditing.documents.model import Builder, Document

_SILENT = frozenset({"script", "style", "svg", "noscript", "template", "head", "nav", "select", "dialog"})
_BLOCKS = frozenset({
    "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "main",
    "figure", "figcaption", "blockquote", "dl", "dt", "dd", "pre", "aside", "br", "hr", "details", "summary", "form",
    "body",
})  # fmt: skip
_MOST_SPAN = 500


def read(path: Path, name: str) -> Document:
    """Read an HTML file."""
    data = path.read_bytes()
    head = data[:2048].lower()
    encoding = "cp949" if b"euc-kr" in head or b"ks_c_5601" in head else "utf-8"
    return from_html(name, data.decode(encoding, errors="replace"))


def from_html(name: str, text: str) -> Document:
    """A document of a text in HTML."""
    if len(text) > 4 * MOST_LETTERS:
        raise too_large(name, f"{len(text):,} characters")
    parser = _Parser(name)
    parser.feed(text)
    parser.close()
    parser.flush()
    return parser.builder.document()


class _Parser(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = Builder(name)
        self._name = name
        self._silent: list[str] = []
        self._words: list[str] = []
        self._rows: list[list[str | None]] | None = None
        self._depth = 0
        self._caption = ""
        self._below: dict[int, int] = {}
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent or tag in _SILENT:
            if tag in _SILENT:
                self._silent.append(tag)
            return
        if tag == "table":
            self._open_table()
        elif self._rows is None:
            self._block(tag)
        elif self._depth == 1:
            self._table_tag(tag, dict(attrs))
        elif tag in _BLOCKS:
            self._words.append(" ")

    def _block(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.flush()
            if tag == "li":
                self._words.append("- ")

    def _open_table(self) -> None:
        self._depth += 1
        if self._depth == 1:
            self.flush()
            self._rows, self._caption, self._below = [], "", {}

    def _table_tag(self, tag: str, attributes: dict[str, str | None]) -> None:
        assert self._rows is not None
        if tag == "tr":
            self._end_cell()
            self._rows.append([])
            self._fill()
        elif tag in ("td", "th"):
            self._end_cell()
            if not self._rows:
                self._rows.append([])
            self._spans = (_span(attributes.get("colspan")), _span(attributes.get("rowspan")))
            self._in_cell = True
        elif tag == "caption":
            self._words.clear()
        elif tag in _BLOCKS:
            self._words.append(" ")

    _in_cell = False
    _spans = (1, 1)

    def _fill(self) -> None:
        """Put nothing where a cell of a row above reaches down."""
        assert self._rows is not None
        row = self._rows[-1]
        while self._below.get(len(row), 0):
            self._below[len(row)] -= 1
            row.append(None)

    def _end_cell(self) -> None:
        if not self._in_cell or self._rows is None:
            return
        self._in_cell = False
        across, down = self._spans
        self._cells += across
        if self._cells > MOST_CELLS:
            raise too_large(self._name, f"more than {MOST_CELLS:,} cells")
        row = self._rows[-1]
        text = " ".join("".join(self._words).split())
        self._words.clear()
        for shift in range(across):
            if down > 1:
                self._below[len(row)] = down - 1
            row.append(text if shift == 0 else None)
        self._fill()

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
            return
        if tag == "table" and self._depth:
            self._depth -= 1
            if self._depth == 0:
                self._close_table()
        elif self._depth == 1 and tag == "caption":
            self._caption = " ".join("".join(self._words).split())
            self._words.clear()
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()
        elif self._rows is None and tag in _BLOCKS:
            self.flush()

    def _close_table(self) -> None:
        self._end_cell()
        rows = [row for row in self._rows or [] if row]
        self._rows = None
        self._words.clear()
        if rows:
            self.builder.table(rows, self._caption)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)

    def flush(self) -> None:
        """End the paragraph."""
        if self._rows is None:
            self.builder.paragraph(" ".join("".join(self._words).split()))
            self._words.clear()


def _span(text: str | None) -> int:
    return (
        min(int(text), _MOST_SPAN) if text and text.isascii() and text.isdigit() and len(text) < 5 and int(text) else 1
    )
