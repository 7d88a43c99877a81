"""Word documents: paragraphs, tables and notes in their order, read from the parts of their archive."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element

from crosscut.audit.documents import archive
from crosscut.audit.documents.limits import unreadable
from crosscut.audit.documents.model import AuditedDocument, Builder

_MAIN = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_MOST_DEPTH = 200
_MOST_SPAN = 500
_PASSED = frozenset({"del", "moveFrom", "pPr", "rPr", "instrText", "Fallback", "comment"})
"""What is not shown: deletions, properties, codes of fields, and a drawing told a second time for old programs."""

_STRUCK = frozenset({"strike", "dstrike", "vanish"})
_OFF = frozenset({"0", "false", "off"})
_BLOCKS = frozenset({"p", "tbl"})
_GAPS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read(path: Path, name: str) -> AuditedDocument:
    """Read a Word document."""
    archive.check(path, name)
    builder = Builder(name)
    with archive.reading(name, "Word document"), zipfile.ZipFile(path) as opened:
        members = opened.namelist()
        if _MAIN not in members:
            raise unreadable(name, "it holds no text, so it is no Word document")
        for part in (_MAIN, *(each for each in _NOTES if each in members)):
            _blocks(builder, archive.parsed(archive.part(opened, part, name), name), 0)
    return builder.document()


def _blocks(builder: Builder, element: Element, depth: int) -> None:
    """The paragraphs and tables below an element, through whatever wraps them."""
    for child in element if depth <= _MOST_DEPTH else ():
        tag = archive.local(child)
        if tag == "p":
            anchored: list[Element] = []
            words = _words(child, anchored, depth)
            builder.paragraph(("- " if _listed(child) else "") + words if words.strip() else "")
            for each in anchored:
                _blocks(builder, each, depth + 1)
        elif tag == "tbl":
            _table(builder, child, depth)
        elif tag not in _PASSED:
            _blocks(builder, child, depth + 1)


def _words(element: Element, anchored: list[Element], depth: int) -> str:
    """The text of a paragraph; boxes that are anchored in it are added to ``anchored``."""
    words = []
    for child in element if depth <= _MOST_DEPTH else ():
        tag = archive.local(child)
        if tag == "t":
            words.append(child.text or "")
        elif tag in _GAPS:
            words.append(_GAPS[tag])
        elif tag == "txbxContent":
            anchored.append(child)
        elif tag not in _PASSED and not (tag == "r" and _aside(child)):
            words.append(_words(child, anchored, depth + 1))
    return "".join(words)


def _aside(run: Element) -> bool:
    """Whether a run is struck out, hidden, or a mark above the line."""
    properties = _child(run, "rPr")
    for each in properties if properties is not None else ():
        tag, value = archive.local(each), next((text for key, text in each.attrib.items() if key.endswith("}val")), "")
        if tag in _STRUCK and value not in _OFF:
            return True
        if tag == "vertAlign" and value == "superscript":
            return True
    return False


def _listed(paragraph: Element) -> bool:
    """Whether a paragraph is an item of a list."""
    style = _property(paragraph, "pPr", "pStyle")
    return _child(_child(paragraph, "pPr"), "numPr") is not None or style.startswith("List")


def _child(element: Element | None, tag: str) -> Element | None:
    return next((each for each in element if archive.local(each) == tag), None) if element is not None else None


def _property(element: Element, group: str, tag: str) -> str:
    """The value of a property, or nothing."""
    found = _child(_child(element, group), tag)
    return "" if found is None else next((text for key, text in found.attrib.items() if key.endswith("}val")), "")


def _table(builder: Builder, table: Element, depth: int) -> None:
    """A table, and after it the tables and boxes that stand in its cells."""
    inner: list[Element] = []
    rows = [_row(row, inner, depth) for row in _wrapped(table, "tr", depth)]
    if any(rows):
        builder.table(rows)
    for each in inner:
        if archive.local(each) == "tbl":
            _table(builder, each, depth + 1)
        else:
            _blocks(builder, each, depth + 1)


def _row(row: Element, inner: list[Element], depth: int) -> list[str | None]:
    """The cells of a row; what is merged into a cell before or above is None."""
    cells: list[str | None] = [None] * _number(_property(row, "trPr", "gridBefore"))
    for cell in _wrapped(row, "tc", depth):
        merged = _child(_child(cell, "tcPr"), "vMerge")
        below = merged is not None and _property(cell, "tcPr", "vMerge") != "restart"
        text = _cell(cell, inner, depth)
        across = max(1, _number(_property(cell, "tcPr", "gridSpan")))
        cells += [None if below else text, *[None] * (across - 1)]
    return cells


def _wrapped(element: Element, tag: str, depth: int) -> list[Element]:
    """The rows or cells below an element, through what wraps them."""
    found = []
    for child in element if depth <= _MOST_DEPTH else ():
        if archive.local(child) == tag:
            found.append(child)
        elif archive.local(child) not in _PASSED | _BLOCKS:
            found += _wrapped(child, tag, depth + 1)
    return found


def _cell(cell: Element, inner: list[Element], depth: int) -> str:
    inner += _wrapped(cell, "tbl", depth)
    return "\n".join(_words(each, inner, depth) for each in _wrapped(cell, "p", depth))


def _number(text: str) -> int:
    return min(int(text), _MOST_SPAN) if text.isascii() and text.isdigit() and len(text) < 6 else 0
