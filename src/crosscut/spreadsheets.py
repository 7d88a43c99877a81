"""What is known of any spreadsheet: columns by their letters, and how far cells spread before anything holds them."""

from __future__ import annotations

import re

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""The rows and columns that a sheet may have."""
_UNUSUAL = (b"r='", b"r =", b"r= ", b"r=\n", b"\nr=", b"\tr=", b"\rr=", b":row", b":c ", b"&#")
"""Spellings of a reference that no office program writes, but that readers take."""
_BY_SIGN = {
    sign: tuple(each for each in _UNUSUAL if sign in each and not (sign == b" " and each == b":c "))
    for sign in (b"'", b" ", b"\n", b"\t", b"\r", b":", b"&")
}
"""The same by a character that each holds and that the cells of most sheets do not, but for the space."""
_ANY = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{0,3})(\d+)""")
_VEILED = re.compile(rb"""\br\s*=\s*["'][^"'<>]*&""")
_ROW = re.compile(rb'<row\b[^<>]*? r="(\d+)"')
_WIDE = re.compile(rb' r="([A-Z]{2,})\d')
_NARROWEST = 26


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
    height = max(map(int, _ROW.findall(xml)), default=xml.count(b"<row"))
    width = max((column_number(letters) for letters in set(_WIDE.findall(xml))), default=_NARROWEST)
    return height, width


def _is_unusual(xml: bytes) -> bool:
    """Whether a reference may be spelt as no office program does; single characters are found soonest."""
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
