"""PDF: running text and ruled tables, page by page, on two processes where there are many pages."""

from __future__ import annotations

import re
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from crosscut.auditing.documents.cells import unstacked
from crosscut.auditing.documents.limits import too_large, unreadable
from crosscut.auditing.documents.model import Builder, Document

_MOST_PAGES = 1500
_MANY_PAGES = 12
_MOST_OBJECTS = 40_000
_SPREAD = 1.25
"""A page wider than this times its height is two pages side by side."""

_BEGINS = re.compile(r"\s{0,20}(?:[①-⑳*•·‧∙▪■□●○◦◇◆※▶▷ㅇㆍᄋ–—-]|[0-9]{1,2}[.)]\s|\([0-9]{1,2}\)|[가-하]\.\s|<|【)")
_SETTINGS = {"snap_tolerance": 3, "join_tolerance": 3}

Block = str | list[list[str | None]]


def read(path: Path, name: str) -> Document:
    """Read a PDF; one that is broken, locked or has no text ends in a clear error."""
    count = _pages(path, name)
    if count > _MANY_PAGES:
        middle = (count + 1) // 2
        halves = [(str(path), 0, middle), (str(path), middle, count)]
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            parts = list(pool.map(_blocks, *zip(*halves, strict=True)))
    else:
        parts = [_blocks(str(path), 0, count)]
    builder = Builder(name)
    for part in parts:
        for block in part:
            if isinstance(block, str):
                builder.paragraph(block)
            else:
                builder.table(block)
    document = builder.document()
    if not document.text.strip():
        raise unreadable(name, "it holds no text, only pictures", "Run it through character recognition first.")
    return document


def _pages(path: Path, name: str) -> int:
    import pypdfium2

    try:
        opened = pypdfium2.PdfDocument(str(path))  # type: ignore[no-untyped-call]
        count = len(opened)
        opened.close()  # type: ignore[no-untyped-call]
    except pypdfium2.PdfiumError as error:
        raise unreadable(name, "it is no PDF, a broken one, or locked by a password") from error
    if not 0 < count <= _MOST_PAGES:
        raise too_large(name, f"{count:,} pages") if count else unreadable(name, "it has no pages")
    return count


def _blocks(path: str, start: int, end: int) -> list[Block]:
    """The paragraphs and tables of some pages, in reading order."""
    import pdfplumber

    found: list[Block] = []
    try:
        with pdfplumber.open(path, pages=list(range(start + 1, end + 1))) as opened:
            for place, page in enumerate(opened.pages, start):
                found += _page(path, place, page)
                page.close()
    except Exception:
        found = [text for place in range(start, end) for text in _plain(path, place)]
    return found


def _page(path: str, place: int, page: Any) -> list[Block]:
    """One page; where its drawing is too rich or broken, its text alone."""
    try:
        if len(page.lines) + len(page.rects) + len(page.curves) > _MOST_OBJECTS:
            return list(_plain(path, place))
        if page.width > _SPREAD * page.height:
            middle = page.width / 2
            halves = [page.crop((0, 0, middle, page.height)), page.crop((middle, 0, page.width, page.height))]
            return [block for half in halves for block in _laid_out(half)]
        return _laid_out(page)
    except Exception:
        return list(_plain(path, place))


def _plain(path: str, place: int) -> list[Block]:
    import pypdfium2

    try:
        opened = pypdfium2.PdfDocument(path)  # type: ignore[no-untyped-call]
        text = opened[place].get_textpage().get_text_range()
        opened.close()  # type: ignore[no-untyped-call]
    except pypdfium2.PdfiumError:
        return []
    return [line for line in text.splitlines() if line.strip()]


def _laid_out(page: Any) -> list[Block]:
    """Lines outside tables joined to paragraphs, and tables where they stand among them."""
    tables = [table for table in page.find_tables(_SETTINGS) if len(table.cells) >= 4]
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda each: not _within(each, boxes)) if boxes else page
    lines = [(line["top"], line["bottom"], line["text"]) for line in outside.extract_text_lines(return_chars=False)]
    pieces: list[tuple[float, int, Block]] = []
    for top, text in _paragraphs(lines, [box[1] for box in boxes]):
        pieces.append((top, 0, text))
    for table in tables:
        rows = [row for row in unstacked(table.extract()) if any(cell for cell in row)]
        if rows:
            pieces.append((table.bbox[1], 1, rows))
    return [block for _, _, block in sorted(pieces, key=lambda piece: piece[:2])]


def _within(each: dict[str, Any], boxes: list[tuple[float, float, float, float]]) -> bool:
    if each.get("object_type") != "char":
        return False
    across, down = (each["x0"] + each["x1"]) / 2, (each["top"] + each["bottom"]) / 2
    return any(box[0] <= across <= box[2] and box[1] <= down <= box[3] for box in boxes)


def _paragraphs(lines: list[tuple[float, float, str]], breaks: list[float]) -> list[tuple[float, str]]:
    """Lines joined where one goes on in the next."""
    found: list[tuple[float, str]] = []
    last = 0.0
    for top, bottom, text in lines:
        parted = any(last <= each <= top for each in breaks)
        near = found and top - last < 1.1 * (bottom - top) and not parted
        if near and not _BEGINS.match(text):
            found[-1] = (found[-1][0], f"{found[-1][1]} {text}")
        else:
            found.append((top, text))
        last = bottom
    return found
