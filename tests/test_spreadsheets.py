"""Columns by their letters, and how far cells spread, however a file spells it."""

from __future__ import annotations

import random

import pytest

from crosscut.spreadsheets import MOST_COLUMNS, MOST_ROWS, column_letters, column_number, extent, places_of

FURTHEST = (MOST_ROWS, MOST_COLUMNS)


@pytest.mark.parametrize(("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("AMJ", 1024), ("XFD", MOST_COLUMNS)])
def test_letters_and_numbers(letters: str, number: int) -> None:
    assert column_number(letters) == column_number(letters.encode()) == number
    assert column_letters(number) == letters


@pytest.mark.parametrize(
    ("xml", "size"),
    [
        (b'<row r="1"><c r="A1"/></row><row r="7"><c r="B7"/></row>', (7, 26)),
        (b'<row r="3"><c r="AB3"/></row>', (3, 28)),
        (b"<row/><row/>", (2, 26)),
        (b"", (0, 26)),
        (b'<row r="1048576"><c r="XFD1048576"/></row>', FURTHEST),
        (b"<row r='1048576'><c r='XFD1048576'/></row>", FURTHEST),
        (b'<x:row r="1048576"><x:c r="XFD1048576"/></x:row>', FURTHEST),
        (b'<row\n r = "1048576"><c\tr="xfd1048576"/></row>', FURTHEST),
        (b'<row r="1"><c r="&#88;FD1048576"/></row>', FURTHEST),
        (b'<row r ="1048576"><c r ="XFD1048576"/></row>', FURTHEST),
        (b'<row r= "1048576"><c r= "XFD1048576"/></row>', FURTHEST),
        (b'<row\tr ="1048576"><c r\t="XFD1048576"/></row>', FURTHEST),
        (b'<row r="12"><c r="A12"/></row><row r="9"><c r="C9"/><c r="AAA9"/></row>', (12, 703)),
        *((b" " * shift + b'<row r="1048576" spans="1:2"><c r="XFD1048576"/>', FURTHEST) for shift in range(5)),
    ],
)
def test_the_extent_of_cells(xml: bytes, size: tuple[int, int]) -> None:
    assert extent(xml) == size


def test_a_cell_that_stands_further_than_its_row_says() -> None:
    assert extent(b'<row r="1"><c r="XFD1048576"/></row>', doubted=True) == FURTHEST


def test_the_extent_of_any_sheet_is_that_of_its_references() -> None:
    draw = random.Random(5)
    for _ in range(200):
        rows = sorted(draw.sample(range(1, MOST_ROWS), 3))
        cells = [(row, draw.choice([1, 2, 27, 53, 702, 703, 9000])) for row in rows]
        text = "".join(f'<row r="{row}"><c r="{column_letters(column)}{row}" s="1"/></row>' for row, column in cells)
        expected = (rows[-1], max(26, *(column for _, column in cells)))
        assert extent((" " * draw.randrange(4) + text).encode()) == expected


def test_signs_are_found_wherever_they_stand_in_a_long_text() -> None:
    draw = random.Random(6)
    text = bytearray(b"." * 1_000_003)
    at = sorted(draw.sample(range(0, len(text) - 4, 5), 400))
    for place in at:
        text[place : place + 4] = b"sign"
    found, other = places_of(bytes(text), b"sign", b"none")
    assert sorted(found.tolist()) == at
    assert not len(other)
