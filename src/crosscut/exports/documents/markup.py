"""From a template's text to the blocks of a document: one line, one block."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from crosscut.exports.documents import marks
from crosscut.exports.documents.model import (
    Block,
    Chart,
    DocumentTable,
    Heading,
    Paragraph,
    ParagraphKind,
    Text,
    TextRun,
    plain,
)
from crosscut.text.particles import particles

_TOKEN = re.compile(
    f"{marks.FIGURE}([^{marks.PRINTED}]*){marks.PRINTED}([^{marks.END}]*){marks.END}"
    f"|{marks.QUOTED}([^{marks.END}]*){marks.END}|(\\*\\*)"
)
_OBJECT = re.compile(f"^{marks.OBJECT}([a-z]+):([^{marks.END}]*){marks.END}$")
_HEADING = re.compile(r"^(#{1,3})(!?) (.*)$")
_KINDS: dict[str, ParagraphKind] = {"> ": "lead", "□ ": "item", "○ ": "point", "※ ": "note"}

Lookup = Callable[[str, str], DocumentTable | Chart | None]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a template wrote: its title, what stands under the title, and the blocks."""

    title: Text
    subtitles: tuple[Text, ...]
    blocks: tuple[Block, ...]


def parse(text: str, lookup: Lookup, trace_label: str) -> Parsed:
    """Read what a template wrote.

    Lines begin with ``= `` (title), ``: `` (under the title), ``# `` to ``### `` (headings, ``#! `` on a new page),
    ``> `` (lead), ``□ ``, ``○ `` (items), ``※ `` (note), or with nothing (body). ``lookup`` gives the table or chart
    that a line places. A paragraph with figures carries their ids, led by ``trace_label``.
    """
    title: Text = ()
    subtitles: list[Text] = []
    blocks: list[Block] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line.startswith("= "):
            title = runs(line[2:])
        elif line.startswith(": "):
            subtitles.append(runs(line[2:]))
        else:
            blocks += _blocks(line, lookup, trace_label)
    return Parsed(title, tuple(subtitles), tuple(blocks))


def runs(text: str) -> Text:
    """A line of a template as runs; ``**`` begins and ends strong text, particles fit what stands before them."""
    found: list[TextRun] = []
    strong, start = False, 0
    for match in _TOKEN.finditer(text):
        found.append(TextRun(_after(found, text[start : match.start()]), strong=strong))
        start = match.end()
        key, printed, quotation, stars = match.groups()
        if stars:
            strong = not strong
        elif quotation is not None:
            found.append(TextRun(quotation, quoted=True, strong=strong))
        else:
            found.append(TextRun(printed, figure=key, strong=strong))
    found.append(TextRun(_after(found, text[start:]), strong=strong))
    return tuple(run for run in found if run.text)


def _after(found: list[TextRun], text: str) -> str:
    """A template's own text with the Korean particles that fit what is printed before it."""
    return particles(text, plain(tuple(found)))


def _blocks(line: str, lookup: Lookup, trace_label: str) -> list[Block]:
    placed = _OBJECT.match(line)
    if placed:
        found = lookup(placed[1], placed[2])
        return [] if found is None else [found]
    heading = _HEADING.match(line)
    if heading:
        return [Heading(len(heading[1]), runs(heading[3]), new_page=bool(heading[2]))]
    kind = _KINDS.get(line[:2], "body")
    text = runs(line if kind == "body" else line[2:])
    ids = list(dict.fromkeys(run.figure for run in text if run.figure))
    return [Paragraph(kind, text, f"{trace_label} {' '.join(ids)}" if ids else "")]


def unmarked_digits(parsed: Parsed) -> str | None:
    """A text in which a number stands that is neither a figure nor quoted, or None."""
    texts = [
        parsed.title,
        *parsed.subtitles,
        *(block.text for block in parsed.blocks if not isinstance(block, DocumentTable | Chart)),
    ]
    for text in texts:
        for run in text:
            if not run.figure and not run.quoted and any(each.isnumeric() for each in run.text):
                return plain(tuple(replace(each, strong=False) for each in text))
    return None
