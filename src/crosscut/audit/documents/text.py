"""Plain text and Markdown: the text as it stands, with Markdown's tables found in place."""

from __future__ import annotations

import re
from itertools import accumulate

from crosscut.audit.documents.limits import check_text, unreadable
from crosscut.audit.documents.model import AuditedDocument, Cell, Table, clean
from crosscut.audit.documents.spaced import spaced
from crosscut.characters import CONTROL

_ROW = re.compile(r"[ \t]{0,8}\|.{1,20000}\|[ \t]{0,8}")
_PIPED = re.compile(r"(?:(?<=\|)|^)(?:\\.|[^|\\]){0,20000}")
_TABBED = re.compile(r"(?:(?<=\t)|^)[^\t]{0,20000}")
_RULE = re.compile(r"[ \t|:+-]{3,20000}|[ \t─━┄┅┈┉═┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝┠┨┯┷┿╂╟╢╤╧╪╫│┃║]{3,20000}")
_BOXED = re.compile(r"[ \t]{0,8}[│┃║].{1,20000}[│┃║][ \t]{0,8}")
_BOX_PART = re.compile(r"(?:(?<=[│┃║])|^)[^│┃║]{0,20000}")

_STRUCK = re.compile(r"(?<![~0-9])~~(?=\S)[^~\n]{1,300}(?<=\S)~~(?![~0-9])|<br ?/?>")
"""What nobody reads: text that Markdown strikes out, and the mark between two lines of a cell."""

_LEAST_BARS = 2
_CAPTION = 2
"""How many lines above a table without lines are its caption."""

_MOST_ODD = 0.05
"""The part of a file's characters, that are controls or none at all, above which it is no text."""


def from_text(name: str, text: str) -> AuditedDocument:
    """A document of a text; lines of cells between ``|``, drawn lines or tabs are tables."""
    check_text(name, text)
    text = _STRUCK.sub(lambda match: " " * len(match[0]), clean(text))
    return AuditedDocument(name, text, tuple(_tables(text) or _spaced_tables(text)))


def decoded(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, UTF-16 or the Korean code page 949.

    Raises
    ------
    CrosscutError
        where it is in none of them, or holds no text.
    """
    text = _decoded(data, name)
    if len(CONTROL.findall(text)) + text.count("\ufffd") > _MOST_ODD * len(text):
        raise unreadable(name, "it holds no text", "Give a document: txt, md, html, pdf, docx, xlsx or hwpx.")
    return text


def _decoded(data: bytes, name: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    head = data[:4096]
    if head.count(0) * 8 > len(head):
        even = head[::2].count(0) > head[1::2].count(0)
        return data.decode("utf-16-be" if even else "utf-16-le", errors="replace")
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(name, "it is neither UTF-8, UTF-16 nor CP949 text", "Save it as UTF-8 text.")


def _tables(text: str) -> list[Table]:
    found: list[Table] = []
    rows: list[tuple[Cell | None, ...]] = []
    caption, place, bare = "", 0, False
    lines = [*text.split("\n"), ""]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        bare = "|" in line and (bare or _begins_a_table(line, following))
        cells = _cells(line, place, bare=bare)
        if cells:
            rows.append(cells)
        elif not (rows and _RULE.fullmatch(line)):
            if len(rows) >= 2:
                found.append(Table(tuple(rows), caption))
            rows = []
            caption = f"{caption} {line}"[-300:] if line.strip() and not found else line or caption
        place += len(line) + 1
    return found


def _spaced_tables(text: str) -> list[Table]:
    """The tables of a text without bars or tabs whose cells stand in columns."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    found = []
    for each in spaced(lines, starts):
        above = " ".join(lines[max(0, each.first - _CAPTION) : each.first])
        below = lines[each.end].strip() if each.end < len(lines) else ""
        note = below if below.startswith("(") else ""
        found.append(Table(each.rows, above[-300:], note))
    return found


def _begins_a_table(line: str, following: str) -> bool:
    """Whether cells without bars at their ends begin: a rule below them, or a line of as many cells, three at least."""
    ruled = "|" in following and _RULE.fullmatch(following) is not None
    return ruled or line.count("|") == following.count("|") >= _LEAST_BARS


def _cells(line: str, place: int, *, bare: bool) -> tuple[Cell | None, ...]:
    """The cells of a line of a table, or nothing; ``bare`` says that no ``|`` need stand at its ends."""
    if _RULE.fullmatch(line) and "\t" not in line.strip():
        return ()
    if _ROW.fullmatch(line):
        start, inner, part = line.index("|") + 1, line[line.index("|") + 1 : line.rindex("|")], _PIPED
    elif _BOXED.fullmatch(line):
        edges = [place for place, letter in enumerate(line) if letter in "│┃║"]
        start, inner, part = edges[0] + 1, line[edges[0] + 1 : edges[-1]], _BOX_PART
    elif bare and len(line) < 20_000:
        start, inner, part = 0, line, _PIPED
    elif "\t" in line and len(line) < 20_000 and line.strip():
        start, inner, part = 0, line, _TABBED
    else:
        return ()
    return tuple(_cell(match[0], place + start + match.start()) for match in part.finditer(inner))


def _cell(part: str, start: int) -> Cell:
    body = part.strip().strip("*").strip()
    offset = start + (part.find(body) if body else len(part) - len(part.lstrip()))
    return Cell(body, offset, offset + len(body))
