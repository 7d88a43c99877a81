"""Totals that are of more than their own source: of several sheets or files, and of amounts in several currencies."""

from __future__ import annotations

import pytest
import xlsxwriter

from .conftest import COLUMNS, one, rules
from .tables_of_offices import HEADER, loud
from .test_explained_totals import explained

SHEETS = {"A": [("P1", "Alpha", "M", 1207), ("P2", "Beta", "N", 2113)], "B": [("P3", "Gamma", "M", 3519)]}


def book(folder, total, extra=()):
    """A workbook of three sheets: the last one ends in a row that totals others."""
    with xlsxwriter.Workbook(folder / "a.xlsx") as workbook:
        for name, rows in {**SHEETS, "C": [("P4", "Delta", "M", 77), *extra, total]}.items():
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate([("id", "name", "ministry", "amount"), *rows]):
                sheet.write_row(at, 0, row)


def of_sheets(reading):
    return reading(None, *({"file": "a.xlsx", "sheet": sheet} for sheet in "ABC"))


@pytest.mark.parametrize(
    ("total", "rule"),
    [
        (("", "Total", "", 6916), "control-met"),
        (("", "Total", "", 77), "control-met"),
        (("", "Total", "", 3596), "control-met"),
        (("", "Total M", "M", 4803), "control-met"),
        (("", "Total", "", 6917), "control-rounded"),
        (("", "Total", "", 6926), "control-total"),
        (("", "Total M", "M", 4813), "control-total"),
    ],
)
def test_a_total_on_the_last_sheet_is_of_the_sheets_before_it_where_they_make_it_up(reading, tmp_path, total, rule):
    book(tmp_path, total)
    result = of_sheets(reading)
    assert {each.rule for each in result.findings if each.rule.startswith("control")} == {rule}
    assert bool(loud(result)) is (rule == "control-total")
    assert sum(result.lines["amount"].to_pylist()) == 6_916_000_000


def test_a_total_of_several_sheets_is_no_control_of_its_own(reading, tmp_path):
    book(tmp_path, ("", "Total", "", 6916))
    assert of_sheets(reading).controls.num_rows == 0
    book(tmp_path, ("", "Total", "", 77))
    assert of_sheets(reading).controls.num_rows == 1


@pytest.mark.parametrize("off", [18, 12, 95, 77])
def test_rounding_of_small_sheets_beside_explains_no_error(reading, tmp_path, off):
    rows = [(f"A{at}", f"a {at}", "M", 50 + at) for at in range(20)]
    sheets = {
        "A": [*rows, ("", "Total", "", sum(row[3] for row in rows) + off)],
        "B": [(f"B{at}", f"b {at}", "M", 1) for at in range(15)],
        "C": [("C", "c", "M", 73)],
    }
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        for name, cells in sheets.items():
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate([("id", "name", "ministry", "amount"), *cells]):
                sheet.write_row(at, 0, row)
    assert one(of_sheets(reading), "control-total").value == 1_190_000_000


def test_a_total_of_two_files_is_met_by_both(reading, tmp_path):
    (tmp_path / "b.csv").write_text(HEADER + "C,c,N,33\nD,d,N,171\n,Total,,3524\n")
    text = HEADER + "A,a,M,1207\nB,b,M,2113\n,Total,,3320\n"
    result = reading(text, {}, {"file": "b.csv"})
    assert rules(result) == {"control-met"}
    (tmp_path / "b.csv").write_text(HEADER + "C,c,N,33\nD,d,N,171\n,Total,,3530\n")
    assert one(reading(text, {}, {"file": "b.csv"}), "control-total").value == 204_000_000


MIXED = "id,name,ministry,amount,money\nA,a,M,1207,USD\nB,b,M,2113,USD\nC,c,N,400,EUR\nD,d,N,77,EUR\n"
BY_MONEY = {"unit": "thousand", "columns": {**COLUMNS, "currency": "money"}}
RATE = {"currency": "EUR", "rate": [{"currency": "USD", "rate": "0.9", "citation": "ECB"}]}


@pytest.mark.parametrize(
    ("total", "met"),
    [
        (",Total,,3465,EUR\n", True),
        (",Total,,3320,USD\n", True),
        (",Total,,477,EUR\n", True),
        (",Total,,3475,EUR\n", False),
        (",Total,,3466,EUR\n", False),
        (",Total,,3797,EUR\n", False),
        (",Total,,3465,USD\n", False),
    ],
)
def test_a_total_in_the_budgets_currency_is_of_all_amounts_at_the_stated_rates(reading, total, met):
    result = reading(MIXED + total, BY_MONEY, **RATE)
    assert ("control-met" in rules(result)) is met
    assert bool(loud(result)) is not met


OFF = {"a.csv": HEADER + "A,a,M,1207\nB,b,M,2113\n,Total,,3420\n"}
OF_DOLLARS = (
    'programme = "id", name = "name", ministry = "ministry", amount = "amount" }\nfiscal_year = 2026\ncurrency = "USD"'
)
TOP = 'currency = "EUR"\n[[rate]]\ncurrency = "USD"\nrate = "0.9"\n'


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Total,-100,million USD,r\n", ["control-explained", "converted"]),
        ("Total,-100,million EUR,r\n", ["control-total", "converted", "reconciliation-unclear"]),
        ("Total,-100,million,r\n", ["control-total", "converted", "reconciliation-unclear"]),
    ],
)
def test_a_total_in_another_currency_is_explained_in_that_currency(tmp_path, line, said):
    assert [rule for rule, _, _ in explained(tmp_path, OFF, line, mapping=OF_DOLLARS, top=TOP)] == said
