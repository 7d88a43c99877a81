"""Rows of accounts with a row for their sum, notes shorter than the header, and years of another calendar."""

from __future__ import annotations

import pytest

from .conftest import amounts, rules
from .test_tables_of_strangers import loud

HEADER = "id,name,ministry,account,amount\n"
COLUMNS = {"programme": "id", "name": "name", "ministry": "ministry", "account": "account", "amount": "amount"}


def sums(result):
    found: dict[str, int] = {}
    for row in result.lines.to_pylist():
        found[row["programme"]] = found.get(row["programme"], 0) + row["amount"] // 10**6
    return found


@pytest.mark.parametrize("word", ["total", "계", "Summe", "合計"])
def test_the_sum_of_a_programmes_accounts_is_no_account(reading, word):
    rows = f"A,n,m,general,100\nA,n,m,fund,20\nA,n,m,{word},120\nB,k,m,general,200\nB,k,m,fund,7\nB,k,m,{word},207\n"
    result = reading(HEADER + rows, {"columns": COLUMNS})
    assert sums(result) == {"A": 120, "B": 207}
    assert loud(result) == []


def test_a_sum_of_accounts_that_is_off_is_fatal(reading):
    rows = "A,n,m,general,100\nA,n,m,fund,20\nA,n,m,total,130\nB,k,m,general,200\nB,k,m,fund,7\nB,k,m,total,207\n"
    result = reading(HEADER + rows, {"columns": COLUMNS})
    assert "control-total" in rules(result)


def test_an_account_called_total_that_stands_alone_is_one(reading):
    result = reading(f"{HEADER}A,n,m,total,100\nB,k,m,total,207\n", {"columns": COLUMNS})
    assert sums(result) == {"A": 100, "B": 207}
    assert loud(result) == []


@pytest.mark.parametrize("note", ["(KRW million)", "* provisional", "1) with grants", "Source: office"])
def test_a_note_at_the_end_need_not_be_as_wide_as_the_header(reading, note):
    result = reading(f"{HEADER}A,n,m,general,100\nB,k,m,general,7\n{note}\n", {"columns": COLUMNS})
    assert amounts(result) == {"A": 100_000_000, "B": 7_000_000}
    assert loud(result) == []


@pytest.mark.parametrize("cut", ["C", "C,k,m", "Programme of space research"])
def test_a_row_that_was_cut_off_is_told(reading, cut):
    result = reading(f"{HEADER}A,n,m,general,100\nB,k,m,general,7\n{cut}", {"columns": COLUMNS})
    assert "ragged-row" in rules(result)


def test_years_all_far_ahead_are_asked_about(reading):
    text = "id,name,ministry,amount,year\nA,n,m,5,{}\nB,n,m,5,{}\n"
    columns = {key: name for key, name in COLUMNS.items() if key != "account"} | {"fiscal_year": "year"}
    assert "far-year" in rules(reading(text.format("2080/81", "2081/82"), {"columns": columns, "fiscal_year": None}))
    assert "far-year" not in rules(reading(text.format(2026, 2080), {"columns": columns, "fiscal_year": None}))
