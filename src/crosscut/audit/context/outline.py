"""The lines of a text with the marks that give it shape: numbered headings, bullets, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from crosscut.audit.documents.model import Table

Shape = Literal["heading", "item", "text"]

_NUMBERED = re.compile(r"[ \t]{0,40}(?:([①-⑳➀-➉])|([0-9]{1,2})[.)](?![0-9])|\(([0-9]{1,2})\)|[IVX]{1,4}\.)\s{0,3}")
_BULLET = re.compile(r"[ \t]{0,40}(?:[*•·‧∙▪▫■□●○◦◇◆※▶▷ㅇㆍᄋ–—-]|[가-하]\.)\s{0,3}")
_MARKDOWN = re.compile(r"[ \t]{0,8}#{1,6}\s")
_SENTENCE_END = re.compile(r"[.!?。](?=\s|$|[\"'”’)])|;|다\.")


_LONGEST = 1_500
"""Sentences are read in pieces of at most this many letters."""


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A line of text outside tables. ``section`` counts the numbered heading that it stands under, from 1; 0 is none.

    ``mark`` is the number of a numbered heading; ``bullets`` counts runs of bullet lines, so that the items of one
    list share it.
    """

    start: int
    end: int
    shape: Shape
    mark: int = 0
    section: int = 0
    bullets: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence, or a part of one between semicolons, and the line it stands in."""

    start: int
    end: int
    line: OutlineLine


def lines(text: str, tables: tuple[Table, ...] = ()) -> list[OutlineLine]:
    """The lines of a text, tables left out."""
    spans = sorted((table.start, table.end) for table in tables)
    found: list[OutlineLine] = []
    section, run, inside, place, next_span = 0, 0, False, 0, 0
    for raw in text.split("\n"):
        start, end = place, place + len(raw)
        place = end + 1
        while next_span < len(spans) and spans[next_span][1] < start:
            next_span += 1
        if next_span < len(spans) and start <= spans[next_span][1] and end >= spans[next_span][0]:
            inside = False
            continue
        if not raw.strip():
            inside = False
            continue
        number = _NUMBERED.match(raw)
        if number:
            section, inside = section + 1, False
            found.append(OutlineLine(start, end, "heading", mark=_mark(number), section=section))
        elif _MARKDOWN.match(raw):
            section, inside = (0, False)
            found.append(OutlineLine(start, end, "text"))
        elif inside or _BULLET.match(raw):
            run += not inside
            inside = True
            found.append(OutlineLine(start, end, "item", section=section, bullets=run))
        else:
            found.append(OutlineLine(start, end, "text"))
    return found


def _mark(match: re.Match[str]) -> int:
    if match[1]:
        return ord(match[1]) - ord("①" if match[1] <= "⑳" else "➀") + 1
    return int(match[2] or match[3] or 0)


def clauses(text: str, found: list[OutlineLine]) -> Iterator[Clause]:
    """The sentences of the lines."""
    for line in found:
        start = line.start
        for match in _ends(text, line):
            while match - start > _LONGEST:
                yield Clause(start, start + _LONGEST, line)
                start += _LONGEST
            yield Clause(start, match, line)
            start = match


def _ends(text: str, line: OutlineLine) -> Iterator[int]:
    """Where the sentences of a line end."""
    start = line.start
    for match in _SENTENCE_END.finditer(text, line.start, line.end):
        if match.end() - start > 1 and not _abbreviation(text, match.start()):
            yield match.end()
            start = match.end()
    if text[start : line.end].strip():
        yield line.end


def _abbreviation(text: str, place: int) -> bool:
    return text[place] == "." and (
        text[max(0, place - 2) : place] in (".S", "No", "vs", "Mr", "Dr", "ca", "Nr")
        or text[max(0, place - 3) : place] in ("Mio", "Mrd", "Tsd", "bzw", "Inc", "Ltd")
        or text[max(0, place - 4) : place] in ("Corp", "Govt", "Dept")
        or text[place + 1 : place + 2].isdigit()
    )
