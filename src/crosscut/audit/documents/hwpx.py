"""HWPX: the paragraphs and tables of Hancom's documents, read from the sections of their archive."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element

from crosscut.audit.documents import archive
from crosscut.audit.documents.limits import unreadable
from crosscut.audit.documents.model import AuditedDocument, Builder

_SECTION = re.compile(r"Contents/section(\d{1,4})\.xml")
_HEADER = "Contents/header.xml"
_NOT_STRUCK = frozenset({"NONE", "3D", ""})
"""Shapes of a line through letters that draw none."""

_MOST_DEPTH = 200
_ANCHORED = frozenset({"tbl", "footNote", "endNote", "drawText", "caption"})
_UNSEEN = frozenset({"header", "footer", "hiddenComment", "fieldBegin", "secPr", "deletedText"})
_SPACES = frozenset({"tab", "lineBreak", "nbSpace", "fwSpace"})


def read(path: Path, name: str) -> AuditedDocument:
    """Read an HWPX document."""
    archive.check(path, name)
    builder = Builder(name)
    with archive.reading(name, "HWPX document"), zipfile.ZipFile(path) as opened:
        parts = sorted(
            (int(match[1]), match[0]) for member in opened.namelist() if (match := _SECTION.fullmatch(member))
        )
        if not parts:
            raise unreadable(name, "it holds no sections, so it is no HWPX document")
        marked = _marked(opened, name)
        for _, member in parts:
            section = archive.parsed(archive.part(opened, member, name), name)
            _drop(section, marked)
            _blocks(builder, section, 0)
    return builder.document()


def _marked(opened: zipfile.ZipFile, name: str) -> frozenset[str]:
    """The ids of the styles of letters that are struck out or stand above the line."""
    if _HEADER not in opened.namelist():
        return frozenset()
    header = archive.parsed(archive.part(opened, _HEADER, name), name)
    styles = (each for each in header.iter() if archive.local(each) == "charPr")
    return frozenset(each.get("id", "") for each in styles if any(_is_marked(child) for child in each))


def _is_marked(child: Element) -> bool:
    tag = archive.local(child)
    return tag == "supscript" or (tag == "strikeout" and child.get("shape", "NONE") not in _NOT_STRUCK)


def _drop(section: Element, marked: frozenset[str]) -> None:
    """Take the letters of runs in such styles out of a section."""
    for run in (each for each in section.iter() if archive.local(each) == "run"):
        if run.get("charPrIDRef") in marked:
            for words in [child for child in run if archive.local(child) == "t"]:
                run.remove(words)


def _blocks(builder: Builder, element: Element, depth: int) -> None:
    if depth > _MOST_DEPTH:
        return
    for child in element:
        if archive.local(child) == "p":
            _paragraph(builder, child, depth + 1)
        else:
            _blocks(builder, child, depth + 1)


def _paragraph(builder: Builder, element: Element, depth: int) -> None:
    """A paragraph; the tables, notes and boxes that are anchored in it come after it."""
    words: list[str] = []
    anchored: list[Element] = []
    _gather(element, words, anchored, depth)
    builder.paragraph("".join(words))
    _anchored(builder, anchored, depth)


def _anchored(builder: Builder, elements: list[Element], depth: int) -> None:
    for each in elements:
        if archive.local(each) != "tbl":
            _blocks(builder, each, depth + 1)
        elif depth <= _MOST_DEPTH:
            within: list[Element] = []
            builder.table(_rows(each, within, depth), " ".join(_caption(each)))
            _anchored(builder, within, depth + 1)


def _gather(element: Element, words: list[str], anchored: list[Element], depth: int) -> None:
    """The words of a paragraph, and what is anchored in it."""
    for child in element if depth <= _MOST_DEPTH else ():
        tag = archive.local(child)
        if tag == "t":
            words.append(_text_of(child))
        elif tag in _ANCHORED:
            anchored.append(child)
        elif tag not in _UNSEEN:
            _gather(child, words, anchored, depth + 1)


def _text_of(element: Element) -> str:
    """The text of a run; tabs, line breaks and fixed spaces are spaces."""
    parts = [element.text or ""]
    for child in element:
        tag = archive.local(child)
        parts += [" " if tag in _SPACES else "".join(child.itertext()), child.tail or ""]
    return "".join(parts)


def _caption(table: Element) -> list[str]:
    return [
        _text_of(each)
        for child in table
        if archive.local(child) == "caption"
        for each in child.iter()
        if archive.local(each) == "t"
    ]


def _rows(table: Element, within: list[Element], depth: int) -> list[list[str | None]]:
    """The cells by their addresses; tables and notes that stand in cells are added to ``within``."""
    placed: dict[tuple[int, int], str] = {}
    for row_place, row in enumerate(each for each in table if archive.local(each) == "tr"):
        for column_place, cell in enumerate(each for each in row if archive.local(each) == "tc"):
            address = next((each for each in cell if archive.local(each) == "cellAddr"), None)
            row_at = _number(address, "rowAddr", row_place)
            column_at = _number(address, "colAddr", column_place)
            placed[row_at, column_at] = _cell(cell, within, depth)
    if not placed:
        return []
    height = max(row for row, _ in placed) + 1
    width = max(column for _, column in placed) + 1
    if height * width > 200_000:
        return []
    return [[placed.get((row, column)) for column in range(width)] for row in range(height)]


def _cell(cell: Element, within: list[Element], depth: int) -> str:
    """The text of a cell, one line a paragraph."""
    texts = []
    for paragraph in (
        each for part in cell if archive.local(part) == "subList" for each in part if archive.local(each) == "p"
    ):
        words: list[str] = []
        _gather(paragraph, words, within, depth + 1)
        texts.append("".join(words))
    return "\n".join(texts)


def _number(element: Element | None, name: str, default: int) -> int:
    text = element.get(name, "") if element is not None else ""
    return int(text) if text.isdigit() and len(text) < 6 else default
