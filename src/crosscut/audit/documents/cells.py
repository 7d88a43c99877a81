"""Cells that hold several rows at once, as tables without ruling between rows have them."""

from __future__ import annotations

import re

_ASIDE = re.compile(r"[(\[].{0,30}[)\]]")
_MARKED = re.compile(r"\s{0,6}[○ㅇ□■․·•\-–*▪◦]")

TextRow = list[str | None]


def unstacked(rows: list[TextRow]) -> list[TextRow]:
    """The rows, with those parted whose cells all hold the same number of lines."""
    return [part for row in rows for part in _parted(row)]


def _parted(row: TextRow) -> list[TextRow]:
    stacks = [_lines(cell) if cell else None for cell in row]
    counts = [len(stack) for stack in stacks[1:] if stack]
    if not counts or max(counts) < 2:
        return [_flat(row)]
    for bare in (False, True):
        tried = [_bare(stack) if stack and bare else stack for stack in stacks]
        heights = {len(stack) for stack in tried[1:] if stack}
        if len(heights) == 1 and (height := heights.pop()) > 1:
            label = _labels(tried[0], height)
            if label is not None and _mostly_numbers(tried[1:]):
                columns = [label, *tried[1:]]
                return [[column[place] if column else None for column in columns] for place in range(height)]
    return [_flat(row)]


def _flat(row: TextRow) -> TextRow:
    return [None if cell is None else " ".join(cell.split()) for cell in row]


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in cell.split("\n") if line.strip()]


def _bare(stack: list[str]) -> list[str]:
    """The lines without those in brackets, which say the same amount by another measure."""
    return [line for line in stack if not _ASIDE.fullmatch(line)] or stack


def _labels(stack: list[str] | None, height: int) -> list[str] | None:
    """The labels of the parted rows: lines that go on from the one before are joined to it."""
    if stack is None:
        return [""] * height
    if len(stack) == height:
        return stack
    joined: list[str] = []
    for line in stack:
        if joined and not _MARKED.match(line):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined if len(joined) == height else None


def _mostly_numbers(stacks: list[list[str] | None]) -> bool:
    lines = [line for stack in stacks if stack for line in stack]
    return sum(any(letter.isdigit() for letter in line) or line in "-–—" for line in lines) * 2 > len(lines)
