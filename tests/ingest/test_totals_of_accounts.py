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


PAIRS = [
    ("일반회계", "특별회계"),
    ("General Fund", "Special Funds"),
    ("一般会計", "特別会計"),
    ("Verwaltungshaushalt", "Vermögenshaushalt"),
    ("일반회계 계", "특별회계 계"),
]
PLAIN = "id,name,ministry,amount\nA,Energy,M,30\nB,Solar,M,10\nC,Sea,M,27\n"


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("row", ["X{n},{name},M,{value}", "{name},,,{value}"])
def test_accounts_that_together_equal_all_other_rows_are_asked_about(reading, pair, row):
    lines = [row.format(n=n, name=name, value=value) for n, name, value in zip("12", pair, (40, 27), strict=True)]
    text = PLAIN + "\n".join(lines) + "\n"
    asked = [each.hint.en for each in reading(text).findings if each.rule == "looks-like-total"]
    assert asked == ["State skip_rows = [5, 6] if they are totals, or keep_rows = [5] if not."]
    assert loud(reading(text, {"skip_rows": [5, 6]})) == []
    assert "looks-like-total" not in rules(reading(text, {"keep_rows": [5]}))


@pytest.mark.parametrize("pair", PAIRS)
def test_accounts_without_an_id_that_equal_all_rows_are_their_totals(reading, pair):
    result = reading(f"{PLAIN},{pair[0]},,40\n,{pair[1]},,27\n")
    assert loud(result) == []
    assert sum(sums(result).values()) == 67
    assert "missing-id" in rules(reading(f"{PLAIN},{pair[0]},,45\n,{pair[1]},,27\n"))


def test_programmes_that_name_an_account_and_more_are_no_totals(reading):
    assert loud(reading(f"{PLAIN}X,일반회계 전입금,M,40\nY,특별회계 전출금,M,27\n")) == []
    assert loud(reading(f"{PLAIN}X,일반회계,M,40\nY,특별회계,M,21\n")) == []


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
