"""What is known of any spreadsheet: columns by their letters, and how far cells spread before anything holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Positions = npt.NDArray[np.intp]

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""The rows and columns that a sheet may have."""
_BY_SIGN = {
    b"'": (b"r='",),
    b"\n": (b"r=\n", b"\nr", b"r\n"),
    b"\t": (b"r=\t", b"\tr", b"r\t"),
    b"\r": (b"r=\r", b"\rr", b"r\r"),
    b":": (b":row", b":c "),
    b"&": (b"&#",),
}
"""Spellings of a reference that no office program writes but that readers take, by a sign that most sheets lack."""
_ANY = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{0,3})(\d+)""")
_VEILED = re.compile(rb"""\br\s*=\s*["'][^"'<>]*&""")
_FOUR = np.dtype("<u4")
_REFERENCE, _SPACED = b' r="', (b" r =", b" r= ")
_PORTION = 1 << 16
_A, _Z, _0, _9 = b"AZ09"
_NARROWEST, _MOST_LETTERS, _MOST_DIGITS = 26, 4, 9


def column_number(letters: bytes | str) -> int:
    """The number of a spreadsheet column from its letters: A is 1."""
    text, number = letters.decode() if isinstance(letters, bytes) else letters, 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a spreadsheet column from its number: 1 is A."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def extent(xml: bytes, *, doubted: bool = False) -> tuple[int, int]:
    """Rows and columns of the rectangle from A1 that holds every cell; at least 26 columns.

    Parameters
    ----------
    xml
        The part of a workbook that holds the sheet.
    doubted
        Whether to look at every cell, as with a file that a stranger sent; else rows are taken to say their number.
    """
    if doubted or _is_unusual(xml):
        return _of_any(xml)
    references, *spaced = places_of(xml, _REFERENCE, *_SPACED)
    if any(map(len, spaced)):
        return _of_any(xml)
    found = np.frombuffer(xml, np.uint8)
    behind = references[references < len(xml) - len(b' r="A"')] + len(_REFERENCE)
    first = found[behind]
    height = _number_at(found, behind[(first >= _0) & (first <= _9)])
    width = _column_at(found, behind[(first >= _A) & (first <= _Z)])
    return height or xml.count(b"<row"), max(width, _NARROWEST)


def by_four(xml: bytes) -> Iterator[tuple[int, npt.NDArray[np.uint32]]]:
    """A text four bytes at a time, from each of its first four bytes on: what is looked for is found soonest so."""
    for shift in range(min(4, max(len(xml) - 3, 0))):
        yield shift, np.frombuffer(xml, _FOUR, (len(xml) - shift) // 4, shift)


def places_of(xml: bytes, *signs: bytes) -> list[Positions]:
    """Where each of some signs of four bytes stands in a text, in no order.

    All are looked for in a part of the text before the next is: it is brought to the processor once.
    """
    words = [np.frombuffer(sign, _FOUR)[0] for sign in signs]
    found: list[list[Positions]] = [[np.empty(0, np.intp)] for _ in signs]
    views = list(by_four(xml))
    for begin in range(0, len(xml) // 4 + 1, _PORTION):
        for shift, view in views:
            part = view[begin : begin + _PORTION]
            for word, places in zip(words, found, strict=True):
                same = part == word
                if same.any():
                    places.append((np.flatnonzero(same) + begin) * 4 + shift)
    return [np.concatenate(places) for places in found]


def _number_at(text: npt.NDArray[np.uint8], at: Positions) -> int:
    """The largest of the numbers that begin at some places."""
    numbers, going = np.zeros(len(at), np.int64), np.ones(len(at), bool)
    for step in range(_MOST_DIGITS):
        sign = text[np.minimum(at + step, len(text) - 1)]
        going &= (sign >= _0) & (sign <= _9)
        numbers = np.where(going, numbers * 10 + sign - _0, numbers)
    return int(numbers.max(initial=0))


def _column_at(text: npt.NDArray[np.uint8], at: Positions) -> int:
    """The largest of the columns whose letters begin at some places, before a number."""
    second = text[np.minimum(at + 1, len(text) - 1)]
    at = at[(second >= _A) & (second <= _Z)]
    numbers, going = np.zeros(len(at), np.int64), np.ones(len(at), bool)
    for step in range(_MOST_LETTERS):
        sign = text[np.minimum(at + step, len(text) - 1)]
        going &= (sign >= _A) & (sign <= _Z)
        numbers = np.where(going, numbers * 26 + sign - _A + 1, numbers)
    return int(numbers.max(initial=0))


def _is_unusual(xml: bytes) -> bool:
    """Whether a sign that most sheets lack spells a reference oddly; single characters are found soonest."""
    begin = max(xml.find(b"<sheetData"), 0)
    signs = (sign for sign in _BY_SIGN if xml.find(sign, begin) >= 0)
    return any(each in xml for sign in signs for each in _BY_SIGN[sign])


def _of_any(xml: bytes) -> tuple[int, int]:
    """The same, however references are spelt; all of a sheet where one is veiled by an entity."""
    if _VEILED.search(xml):
        return MOST_ROWS, MOST_COLUMNS
    found = set(_ANY.findall(xml))
    height = max((int(number) for _, number in found), default=0)
    width = max((column_number(letters.upper()) for letters, _ in found), default=0)
    return max(height, xml.count(b"row ")), max(width, _NARROWEST)
