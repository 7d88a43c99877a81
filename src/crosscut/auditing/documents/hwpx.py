"""HWPX: the paragraphs and tables of Hancom's documents, read from the sections of their archive."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from crosscut.auditing.documents import archive
from crosscut.auditing.documents.limits import unreadable
from crosscut.auditing.documents.model import Builder, Document

_SECTION = re.compile(r"Contents/section(\d{1,4})\.xml")
_MOST_DEPTH = 200


def read(path: Path, name: str) -> Document:
    """Read an HWPX document."""
    archive.check(path, name)
    builder = Builder(name)
    try:
        with zipfile.ZipFile(path) as opened:
            parts = sorted(
                (int(match[1]), match[0]) for member in opened.namelist() if (match := _SECTION.fullmatch(member))
            )
            if not parts:
                raise unreadable(name, "it holds no sections, so it is no HWPX document")
            for _, member in parts:
                _blocks(builder, _parsed(opened.read(member), name), 0)
    except (zipfile.BadZipFile, OSError, ParseError, RecursionError, ValueError) as error:
        if hasattr(error, "code") and isinstance(getattr(error, "code", None), str):
            raise
        raise unreadable(name, "it is no HWPX document, or a broken one") from error
    return builder.document()


def _parsed(data: bytes, name: str) -> Element:
    """The tree of a section; one that declares entities is refused."""
    from xml.etree.ElementTree import fromstring

    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise unreadable(name, "it declares entities")
    return fromstring(data)  # noqa: S314


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _blocks(builder: Builder, element: Element, depth: int) -> None:
    if depth > _MOST_DEPTH:
        return
    for child in element:
        tag = _local(child)
        if tag == "p":
            _paragraph(builder, child)
        else:
            _blocks(builder, child, depth + 1)


def _paragraph(builder: Builder, element: Element) -> None:
    words: list[str] = []
    tables = []
    for child in _inside(element):
        if _local(child) == "t":
            words.append("".join(child.itertext()))
        elif _local(child) == "tbl":
            tables.append(child)
    builder.paragraph("".join(words))
    for table in tables:
        builder.table(_rows(table))


def _inside(element: Element) -> Iterator[Element]:
    """The texts and tables of a paragraph, without going into tables."""
    for child in element:
        yield child
        if _local(child) not in ("tbl", "t"):
            yield from _inside(child)


def _rows(table: Element) -> list[list[str | None]]:
    """The cells by their addresses."""
    placed: dict[tuple[int, int], str] = {}
    for row_place, row in enumerate(each for each in table if _local(each) == "tr"):
        for column_place, cell in enumerate(each for each in row if _local(each) == "tc"):
            address = next((each for each in cell if _local(each) == "cellAddr"), None)
            row_at = _number(address, "rowAddr", row_place)
            column_at = _number(address, "colAddr", column_place)
            words = ["".join(each.itertext()) for each in cell.iter() if _local(each) == "t"]
            placed[row_at, column_at] = " ".join(words)
    if not placed:
        return []
    height = max(row for row, _ in placed) + 1
    width = max(column for _, column in placed) + 1
    if height * width > 200_000:
        return []
    return [[placed.get((row, column)) for column in range(width)] for row in range(height)]


def _number(element: Element | None, name: str, default: int) -> int:
    text = element.get(name, "") if element is not None else ""
    return int(text) if text.isdigit() and len(text) < 6 else default
