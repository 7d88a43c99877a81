"""Sheets of ministries and programmes bear the office's words, where these are names that a sheet may have."""

from __future__ import annotations

import pytest

from crosscut.exports.workbook.sheet_names import ministries_name, programmes_name
from crosscut.text.own_words import in_words_of, own_words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ("Ministries", "Programmes")),
        ('ministries = "agencies"\nprogrammes = "projects"', ("Agencies", "Projects")),
        (
            'ministries = "offices [all] of the state: who asks for money"',
            ("Offices all of the state who as", "Programmes"),
        ),
        ('ministries = "areas"', ("Ministries", "Programmes")),
        ('ministries = "lines"\nprogrammes = "lines"', ("Lines", "Programmes")),
        ('ministries = "???"', ("Ministries", "Programmes")),
    ],
)
def test_a_sheet_bears_the_offices_word(words: str, expected: tuple[str, str]) -> None:
    with in_words_of(own_words(f"[en]\n{words}")):
        assert (ministries_name(), programmes_name()) == expected
