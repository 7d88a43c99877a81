"""Names broken into lines by the room they have, without a font at hand."""

from __future__ import annotations

import re
import unicodedata

_PIECES = re.compile(r"\(?[^\s·/,()\-]*[\s·/,)\-]*")


def ems(text: str) -> float:
    """About how wide a text is, in heights of its letters: one for a letter of East Asia, a little over half else."""
    return sum(_em(letter) for letter in text)


def _em(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 0.95
    return 0.0 if unicodedata.combining(letter) else 0.72 if letter.isupper() or letter in "mwMW—" else 0.55


def wrapped(text: str, room: float, most: int) -> list[str]:
    """The text in at most that many lines of ``room`` ems, broken between words, else anywhere; what is over is cut."""
    lines, line = [], ""
    for piece in _pieces(text, room):
        if line and ems((line + piece).rstrip()) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    lines.append(line.rstrip())
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _cut(lines[most - 1], room)]


def _pieces(text: str, room: float) -> list[str]:
    """Words with what follows them; a word longer than a line, and every word of Hangul, in its letters."""
    found: list[str] = []
    for word in _PIECES.findall(text):
        found += [word] if ems(word.rstrip()) <= room else list(word)
    return [piece for piece in found if piece]


def _cut(line: str, room: float) -> str:
    while line and ems(line) > room - 1:
        line = line[:-1]
    return f"{line.rstrip()}…"
