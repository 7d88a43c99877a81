"""Letters put together to lines, lines to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from crosscut.audit.documents.sheet import Letter

_SPACE = 0.22
_BEGINS = re.compile(r"\s{0,20}(?:[①-⑳*•·‧∙▪■□●○◦◇◆※▶▷▸ㅇㆍᄋ–—-]|[0-9]{1,2}[.)]\s|\([0-9]{1,2}\)|[가-하]\.\s|<|【)")
_NUMBER = re.compile(r"[(\[]?[△▲∆+\-−–]?\s?[(]?[0-9][0-9,.]{0,24}\s?%?p?[)\]]?|[-–—]")


@dataclass(slots=True)
class Word:
    """Letters without a space between."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    letters: list[Letter] = field(default_factory=list)

    @property
    def height(self) -> float:
        """The height of its letters."""
        return self.bottom - self.top


@dataclass(slots=True)
class TextLine:
    """Words side by side."""

    words: list[Word]

    @property
    def text(self) -> str:
        """Its words with spaces between."""
        return " ".join(word.text for word in self.words)

    @property
    def top(self) -> float:
        """Where it begins."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return max(word.bottom for word in self.words)

    @property
    def height(self) -> float:
        """The height of its largest letters."""
        return max(word.height for word in self.words)

    def chunks(self) -> list[Word]:
        """Its words joined where no more than a space parts them; two numbers side by side are two."""
        found: list[Word] = []
        for word in self.words:
            last = found[-1] if found else None
            wide = last is not None and word.x0 - last.x1 > 0.9 * min(last.height, word.height)
            if last is None or wide or (is_number(last.text) and is_number(word.text)):
                found.append(Word(word.text, word.x0, word.x1, word.top, word.bottom))
            else:
                found[-1] = Word(
                    f"{last.text} {word.text}", last.x0, word.x1, min(last.top, word.top), max(last.bottom, word.bottom)
                )
        return found


def is_number(text: str) -> bool:
    """Whether a word is a number as cells hold them."""
    return len(text) <= 30 and _NUMBER.fullmatch(text) is not None


def words(letters: Iterable[Letter]) -> list[Word]:
    """The words of letters in the order of the file; a jump or a space ends one."""
    found: list[Word] = []
    last: Letter | None = None
    for letter in letters:
        if last is None or letter.spaced or _jumps(last, letter):
            found.append(Word("", letter.x0, letter.x1, letter.top, letter.bottom, letters=[]))
        word = found[-1]
        word.text += letter.text
        word.letters.append(letter)
        word.x0, word.x1 = min(word.x0, letter.x0), max(word.x1, letter.x1)
        word.top, word.bottom = min(word.top, letter.top), max(word.bottom, letter.bottom)
        last = letter
    return found


def _jumps(last: Letter, letter: Letter) -> bool:
    """Whether a letter does not go on where the last one ended."""
    shared = min(last.bottom, letter.bottom) - max(last.top, letter.top)
    height = min(last.height, letter.height)
    return shared < 0.5 * height or letter.x0 < last.x0 - 0.1 * height or letter.x0 - last.x1 > _SPACE * height


def lines(words: Iterable[Word]) -> list[TextLine]:
    """The lines of words, from top to bottom; small letters above a line's middle belong to it."""
    rows: list[list[Word]] = []
    spans: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda each: (each.top + each.bottom, each.x0)):
        shared = min(spans[-1][1], word.bottom) - max(spans[-1][0], word.top) if spans else 0.0
        if spans and shared > 0.5 * min(word.height, spans[-1][1] - spans[-1][0]):
            rows[-1].append(word)
            if word.height > spans[-1][1] - spans[-1][0]:
                spans[-1] = (word.top, word.bottom)
        else:
            rows.append([word])
            spans.append((word.top, word.bottom))
    return [TextLine(sorted(row, key=lambda each: (each.x0, each.x1))) for row in rows]


def paragraphs(rows: list[TextLine], breaks: list[float]) -> list[tuple[float, str]]:
    """Lines joined where one goes on in the next, each paragraph with its top; nothing goes on over a break."""
    found: list[tuple[float, str]] = []
    last = 0.0
    for row in rows:
        parted = any(last <= each <= row.top for each in breaks)
        near = found and row.top - last < 0.8 * row.height and not parted
        if near and not _BEGINS.match(row.text):
            found[-1] = (found[-1][0], f"{found[-1][1]} {row.text}")
        else:
            found.append((row.top, row.text))
        last = row.bottom
    return found
