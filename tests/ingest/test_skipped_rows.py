"""A row that is skipped counts for nothing: the table reads, findings and all, as it does without the row."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from .conftest import COLUMNS, amounts, rules
from .tables_of_offices import QUICK, loud

HEAD = ["id", "name", "ministry", "cur", "amount"]
ROWS = [["A", "a", "M", "KRW", "1,250"], ["B", "b", "M", "KRW", "70"], ["C", "c", "K", "KRW", "8"]]
STRANGE = [
    HEAD,
    ["", "", "", "", "thousand USD"],
    ["(in thousand USD)", "", "", "", ""],
    ["단위: 억원", "", "", "", ""],
    ["P9", "x", "m", "EUR", "500"],
    ["P9", "x", "m", "no such currency", "9" * 30],
    ["P9", "x", "m", "", "1.500"],
    ["Total", "", "", "", "5"],
    ["1", "2", "3", "4", "5"],
    ["#REF!", "〃", "#N/A", "#REF!", "#DIV/0!"],
    ["P9", "x", "m", "KRW", "7", "a cell too many"],
    ["P9", "too few cells"],
]


def csv_of(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def without_rows(result, numbers=None):
    """What findings say, with the rows that they are about as the whole table numbers them."""
    return sorted((f.rule, f.message.en, numbers[f.place.row] if numbers else f.place.row) for f in result.findings)


@QUICK
@given(st.lists(st.lists(st.sampled_from(STRANGE), max_size=2), min_size=5, max_size=5), st.booleans())
def test_a_table_reads_as_the_one_without_its_skipped_rows(reading, before, by_row):
    plain = [HEAD, *ROWS]
    whole, skipped, numbers = [], [], {0: 0}
    for strange, row in zip(before, [*plain, None], strict=True):
        skipped += range(len(whole) + 1, len(whole) + len(strange) + 1)
        whole += strange + ([row] if row else [])
        numbers[len(numbers)] = len(whole)
    source = {"columns": COLUMNS | ({"currency": "cur"} if by_row else {})}
    found = reading(csv_of(whole), source | {"skip_rows": skipped})
    bare = reading(csv_of(plain), source)
    assert amounts(found) == amounts(bare) == {"A": 1_250_000_000, "B": 70_000_000, "C": 8_000_000}
    assert without_rows(found) == without_rows(bare, numbers)


@pytest.mark.parametrize("header_rows", [1, 2])
def test_no_skipped_row_is_a_header_or_stands_above_one(reading, header_rows):
    upper = [["", "", "", "", "budget"]] if header_rows == 2 else []
    rows = [["(in thousand USD)"], HEAD, *upper, ["Amounts in thousands"], HEAD, *ROWS]
    skipped = [1, 2, len(upper) + 3]
    source = {"skip_rows": skipped, "header_rows": header_rows, "columns": COLUMNS | {"amount": "budget amount"}}
    found = reading(csv_of(rows), source if header_rows == 2 else source | {"columns": COLUMNS})
    assert amounts(found) == {"A": 1_250_000_000, "B": 70_000_000, "C": 8_000_000}
    assert loud(found) == []


@pytest.mark.parametrize("shown", ["0%", '#,##0"원"', "#,##0,", "[$USD] #,##0"])
def test_the_format_of_a_skipped_cell_says_no_unit(reading, tmp_path, shown):
    book = openpyxl.Workbook()
    for row in (HEAD, *ROWS, ["P9", "x", "m", "KRW", 5]):
        book.active.append([*row[:-1], int(str(row[-1]).replace(",", "")) if row != HEAD else row[-1]])
    book.active.cell(5, 5).number_format = shown
    book.save(tmp_path / "a.xlsx")
    assert "unit-differs" in rules(reading(None, {"file": "a.xlsx"}))
    assert "unit-differs" not in rules(reading(None, {"file": "a.xlsx", "skip_rows": [5]}))
    assert "unit-differs" not in rules(reading(None, {"file": "a.xlsx", "last_row": 4}))
    assert "unit-differs" not in rules(reading(None, {"file": "a.xlsx", "where": {"id": ["A", "B", "C"]}}))


def test_rows_that_where_leaves_out_name_no_currency(reading):
    rows = [HEAD, *ROWS, ["Z", "z", "left out", "doubloons", "3"], ["Y", "y", "left out", "", "3"]]
    source = {"columns": COLUMNS | {"currency": "cur"}, "where": {"ministry": ["M", "K"]}}
    assert loud(reading(csv_of(rows), source)) == []
    assert "unknown-currency" in rules(reading(csv_of(rows), source | {"where": {}}))


def test_where_may_ask_for_one_of_the_currencies(reading):
    rows = [HEAD, *ROWS, ["D", "d", "K", "USD", "3"]]
    found = reading(csv_of(rows), {"columns": COLUMNS | {"currency": "cur"}, "where": {"cur": "KRW"}})
    assert amounts(found) == {"A": 1_250_000_000, "B": 70_000_000, "C": 8_000_000}
    assert loud(found) == []


def test_the_unit_of_a_skipped_row_is_none_of_the_others(reading):
    text = "id,name,ministry,unit,amount\nA,a,M,million,1\nB,b,M,,2\nC,c,M,thousand,3\n"
    source = {"unit": "", "columns": COLUMNS | {"unit": "unit"}, "skip_rows": [4]}
    assert "unit-blank" in rules(reading(text, source))


def test_a_skipped_heading_still_names_the_office_of_the_rows_below_it(reading):
    text = "ministry,id,name,amount\nM,,,30\n,A,a,10\n,B,b,20\nTotal,,,30\n,C,c,5\n"
    found = reading(text, {"fill_down": ["ministry"], "skip_rows": [2, 5]})
    assert amounts(found) == {"A": 10_000_000, "B": 20_000_000, "C": 5_000_000}
    assert set(found.programmes["ministry"].to_pylist()) == {"M"}
