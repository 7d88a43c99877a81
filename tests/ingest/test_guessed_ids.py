"""What ``init --from`` takes for an id, and which rows it sees repeat."""

from __future__ import annotations

import pyarrow as pa

from crosscut.ingest.guessed_ids import joined_ids, repeated_by
from crosscut.ingest.guessed_money import money_of

COLUMNS = {"programme": "account code", "name": "account", "fiscal_year": "year", "amount": "amount"}


def cells(*rows):
    names = ("agency code", "account code", "account", "year", "book", "amount")
    return {name: pa.array([row[at] for row in rows]) for at, name in enumerate(names)}


TWO_AGENCIES = (
    ("1", "100", "Senate", "2025", "a", "5"),
    ("2", "100", "Courts", "2025", "a", "6"),
    ("1", "101", "House", "2025", "a", "7"),
)


def test_codes_that_stand_for_several_names_are_joined():
    assert joined_ids(COLUMNS, cells(*TWO_AGENCIES)) == ["agency code", "account code"]


def test_an_id_that_is_enough_stays_alone():
    assert joined_ids(COLUMNS, cells(TWO_AGENCIES[0], TWO_AGENCIES[2])) == []


def test_a_name_that_changes_from_year_to_year_is_no_doubt():
    rows = (("1", "100", "Senate", "2025", "a", "5"), ("2", "100", "The Senate", "2026", "a", "6"))
    assert joined_ids(COLUMNS, cells(*rows)) == []


def test_rows_that_stand_in_every_book_are_told_apart_by_it():
    books = [(*row[:4], book, row[5]) for book in ("2021", "2022") for row in TWO_AGENCIES]
    assert repeated_by(COLUMNS, cells(*books)) == ("book", "2022")
    assert repeated_by(COLUMNS, cells(*TWO_AGENCIES)) == ("", "")


def test_a_yuan_in_characters_that_the_mainland_does_not_write_is_not_its_own():
    assert money_of(["115年度預算數(千元)"], "", (), {}).currency == "TWD"
    assert money_of(["預算數(千元)"], "", (), {}).currency == ""
    assert money_of(["预算数（万元）"], "", (), {}).currency == "CNY"
