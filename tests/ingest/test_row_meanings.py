"""Columns that say what each row's amount is: read where they are mapped, else asked about; each beside a clean twin."""

from __future__ import annotations

import openpyxl
import pytest

from crosscut.findings import Severity
from tests.ingest.meaningful_rows import table

from .conftest import COLUMNS, amounts, one, rules

UNITS = {"unit": "Unit"}


ASKED = {"unit-by-row", "currency-by-row", "year-by-row", "measure-by-row", "level-by-row", "unit-differs"}


def mapped(**more: str) -> dict[str, object]:
    return {"unit": "", "columns": COLUMNS | UNITS | more}


@pytest.mark.parametrize(
    ("currency", "cells"),
    [
        ("KRW", [("백만원", "1.2"), ("천원", "1,200"), ("원", "1200000")]),
        ("EUR", [("EUR thousand", "12"), ("Mio. EUR", "0.012"), ("€", "12000")]),
        ("USD", [("$M", "12"), ("$K", "12000"), ("$ in thousands", "12,000")]),
        ("USD", [("6", "12"), ("3", "12000"), ("0", "12,000,000")]),
        ("USD", [("1,000,000", "12"), ("1000", "12000"), ("1", "12,000,000")]),
        ("INR", [("crore", "1"), ("lakh", "100"), ("₹ in thousands", "10,000")]),
        ("CNY", [("万元", "100"), ("元", "1000000"), ("亿元", "0.01")]),
    ],
)
def test_each_row_is_read_in_its_own_unit(reading, currency, cells):
    result = reading(table("Unit", *cells), mapped(), currency=currency)
    values = list(amounts(result).values())
    assert len(values) == len(cells)
    assert set(values) == {values[0]}
    assert not rules(result) & {"unknown-unit", *ASKED}


def test_a_blank_unit_is_that_of_the_source_or_of_all_other_rows(reading):
    rows = [("million", "1"), ("", "2")]
    assert amounts(reading(table("Unit", *rows), mapped() | {"unit": "thousand"})) == {"A": 10**6, "B": 2000}
    told = reading(table("Unit", *rows), mapped())
    assert amounts(told) == {"A": 10**6, "B": 2 * 10**6}
    assert one(told, "unit-blank").place.row == 3
    nothing = (("million", "1"), ("", "0"), ("", "-"))
    assert "unit-blank" not in rules(reading(table("Unit", *nothing), mapped()))
    stated = reading(table("Unit", *rows), mapped() | {"unit": "million"})
    assert (amounts(stated), "unit-blank" in rules(stated)) == ({"A": 10**6, "B": 2 * 10**6}, False)


def test_a_row_whose_unit_is_none_is_left_out_and_said(reading):
    result = reading(
        table("Unit", ("million", "1"), ("thousand", "2"), ("FTE", "15"), ("", "7"), ("FTE", "3")), mapped()
    )
    assert amounts(result) == {"A": 10**6, "B": 2000}
    found = [each for each in result.findings if each.rule == "unknown-unit"]
    assert [(each.place.row, each.severity) for each in found] == [(4, Severity.FATAL), (5, Severity.FATAL)]
    assert "FTE" in found[0].message.en
    assert "6" in found[0].message.en


def test_a_column_with_a_unit_of_its_own_keeps_it(reading):
    text = "id,name,ministry,Unit,amount,low\nA,N,M,million,2,1500000\nB,N2,M,thousand,3000,2000000\n"
    result = reading(text, mapped(low="low") | {"units": {"low": "KRW"}})
    found = {row["programme"]: (row["amount"], row["low"]) for row in result.lines.to_pylist()}
    assert found == {"A": (2 * 10**6, 1500000), "B": (3 * 10**6, 2 * 10**6)}


def test_totals_over_rows_of_several_units_are_compared_in_money(reading):
    rows = [("million", "1"), ("thousand", "500"), ("thousand", "1500")]
    text = table("Unit", *rows).replace("C,Name C", "Total,")
    assert "control-met" in rules(reading(text, mapped()))
    wrong = reading(text.replace("1500", "1700"), mapped())
    assert one(wrong, "control-total").difference == -200_000


def test_facts_are_read_in_the_unit_of_their_row(reading):
    text = "id,name,ministry,Unit,amount,whole\nA,N,M,million,2,9\nB,N2,M,thousand,3000,8000\n"
    result = reading(text, mapped() | {"facts": {"total_cost": "whole"}})
    assert {row["programme"]: row["value"] for row in result.facts.to_pylist()} == {"A": 9 * 10**6, "B": 8 * 10**6}


def test_units_that_name_a_currency_say_it_too(reading):
    text = table("Unit", ("KRW million", "1"), ("USD thousand", "3"), ("USD million", "1"))
    rate = {"currency": "USD", "rate": "1000"}
    result = reading(text, mapped(currency="Unit"), rate=[rate])
    assert amounts(result) == {"A": 10**6, "B": 3 * 10**6, "C": 10**9}


def test_a_source_without_any_unit_is_refused(reading):
    with pytest.raises(ValueError, match="unit is missing"):
        reading(table("Unit", ("million", "1")), {"unit": ""})


def test_a_workbook_of_merged_units_is_read_row_by_row(reading, tmp_path):
    book = openpyxl.Workbook()
    for row in (["id", "name", "ministry", "Unit", "amount"], ["A", "a", "m", "천원", 1], ["B", "b", "m", None, 2]):
        book.active.append(row)
    book.active.append(["C", "c", "m", "억원", 3])
    book.active.merge_cells("D2:D3")
    book.save(tmp_path / "a.xlsx")
    result = reading(None, mapped() | {"file": "a.xlsx"})
    assert amounts(result) == {"A": 1000, "B": 2000, "C": 3 * 10**8}


@pytest.mark.parametrize(
    ("rule", "header", "cells", "ids"),
    [
        ("unit-by-row", "Unit", [("million", "1"), ("thousand", "2")], "AB"),
        ("unit-by-row", "단위", [("백만원", "1"), ("억원", "2")], "AB"),
        ("unit-by-row", "PowerCode", [("Millions", "1"), ("Thousands", "2")], "AB"),
        ("unit-by-row", "UNIT_MULT", [("6", "1"), ("3", "2")], "AB"),
        ("unit-by-row", "비고", [("백만원", "1"), ("천원", "2")], "AB"),
        ("unit-by-row", "Unit", [("million", "1"), ("persons", "2")], "AB"),
        ("currency-by-row", "통화", [("KRW", "1"), ("USD", "2")], "AB"),
        ("currency-by-row", "Währung", [("EUR", "1"), ("EUR", "2")], "AB"),
        ("currency-by-row", "Funding line", [("KRW", "1"), ("USD", "2")], "AB"),
        ("currency-by-row", "Unit", [("KRW", "1"), ("JPY", "2")], "AB"),
        ("year-by-row", "Year", [("2025", "1"), ("2026", "2")], "AA"),
        ("year-by-row", "회계연도", [("2025년", "1"), ("2026년", "2")], "AA"),
        ("measure-by-row", "Measure", [("Budget authority", "1"), ("Outlays", "2")], "AA"),
        ("measure-by-row", "구분", [("예산액", "1"), ("집행액", "2")], "AA"),
        ("measure-by-row", "Indicator", [("Budget", "1"), ("FTE", "2")], "AB"),
        ("measure-by-row", "Item", [("Something else", "1"), ("Headcount (FTE)", "2")], "AB"),
        ("measure-by-row", "Type", [("Revenue", "1"), ("Expenditure", "2")], "AB"),
        ("measure-by-row", "구분", [("세입", "1"), ("세출", "2")], "AB"),
        ("measure-by-row", "S/H", [("S", "1"), ("H", "2")], "AB"),
        ("measure-by-row", "Version", [("Draft", "1"), ("Final", "2")], "AA"),
        ("measure-by-row", "sectperf", [("TOTAL", "3"), ("BES", "1"), ("GOV", "2")], "AAA"),
        ("level-by-row", "Level", [("1", "700"), ("2", "300"), ("2", "400")], "ABC"),
    ],
)
def test_what_tells_rows_apart_and_is_not_read_is_asked_about(reading, rule, header, cells, ids):
    found = one(reading(table(header, *cells, ids=ids)), rule)
    assert found.severity is Severity.FATAL
    assert found.place.column == header
    assert cells[0][0] in found.message.en
    assert header in found.hint.en


@pytest.mark.parametrize(
    ("header", "cells", "ids"),
    [
        ("Unit", [("million", "1"), ("million", "2")], "AB"),
        ("Unit", [("KRW million", "1"), ("", "2")], "AB"),
        ("UNIT_MULT", [("6", "1"), ("6", "2")], "AB"),
        ("Unit", [("Solar unit", "1"), ("Wind unit", "2")], "AB"),
        ("Unit", [("A", "1"), ("B", "2"), ("C", "3")], "ABC"),
        ("Section", [("k", "1"), ("m", "2")], "AB"),
        ("Currency", [("KRW", "1"), ("KRW", "2")], "AB"),
        ("Currency", [("원", "1"), ("KRW", "2")], "AB"),
        ("Code", [("ALL", "1"), ("TOP", "2")], "AB"),
        ("Year", [("2026", "1"), ("FY26", "2")], "AB"),
        ("Start year", [("2019", "1"), ("2020", "2")], "AB"),
        ("Type", [("Grant", "1"), ("Contract", "2")], "AB"),
        ("Type", [("Revenue", "1"), ("Capital", "2")], "AB"),
        ("Status", [("Draft", "1"), ("Final", "2")], "AB"),
        ("구분", [("신규", "1"), ("계속", "2")], "AB"),
        ("구분", [("예산", "1"), ("기금", "2")], "AA"),
        ("S/H", [("S", "1"), ("S", "2")], "AB"),
        ("Class", [("S", "1"), ("H", "2")], "AB"),
        ("sectperf", [("BES", "1"), ("GOV", "2")], "AA"),
        ("Region", [("Total", "1"), ("North", "2")], "AB"),
        ("Level", [("2", "700"), ("2", "300"), ("2", "400")], "ABC"),
        ("Level", [("1", "701"), ("2", "300"), ("2", "400")], "ABC"),
    ],
)
def test_what_says_the_same_of_all_rows_or_something_else_is_no_question(reading, header, cells, ids):
    assert not rules(reading(table(header, *cells, ids=ids))) & ASKED


@pytest.mark.parametrize("answer", [{"skip": ["Unit"]}, {"where": {"Unit": "million"}}, {"columns": COLUMNS | UNITS}])
def test_an_answer_ends_the_question(reading, answer):
    text = table("Unit", ("million", "1"), ("thousand", "2"))
    assert "unit-by-row" in rules(reading(text))
    assert "unit-by-row" not in rules(reading(text, answer))


def test_a_year_in_every_row_that_is_not_the_stated_one_is_a_warning(reading):
    found = one(reading(table("Year", ("2025", "1"), ("2025", "2"))), "year-by-row")
    assert (found.severity, found.place.row) == (Severity.WARNING, 2)


def test_a_unit_in_every_row_that_is_not_the_stated_one_is_a_warning(reading):
    found = one(reading(table("Unit", ("KRW thousand", "1"), ("KRW thousand", "2"))), "unit-differs")
    assert (found.severity, found.place.row) == (Severity.WARNING, 2)


def test_rows_without_an_amount_and_totals_raise_no_question(reading):
    text = table("Unit", ("million", "1"), ("million", "2"), ("thousand", "")) + "Total,,,thousand,\n"
    assert not rules(reading(text)) & ASKED


@pytest.mark.parametrize(("row", "asked"), [("うち太陽光", True), ("うち、風力", True), ("うちゅうの研究", False)])
def test_of_which_in_japanese_needs_no_space(reading, row, asked):
    text = f"id,name,ministry,amount\nA,エネルギー,経産省,1200\nB,{row},経産省,700\nC,健康,厚労省,31\n"
    assert ("looks-like-part" in rules(reading(text))) is asked


@pytest.mark.parametrize(
    ("settings", "asked"), [({"delimiter": ";"}, True), ({"delimiter": ";", "decimal": "."}, False), ({}, False)]
)
def test_commas_before_three_digits_are_asked_about_between_semicolons(reading, settings, asked):
    mark = settings.get("delimiter", ",")
    rows = [["id", "name", "ministry", "amount"], ["A", "a", "m", '"1,234"'], ["B", "b", "m", '"2,500"']]
    result = reading("\n".join(mark.join(row) for row in rows) + "\n", settings, currency="EUR")
    assert ("decimal-or-thousands" in rules(result)) is asked
    assert amounts(result) == {"A": 1234 * 10**8, "B": 2500 * 10**8}
    if mark == ";":
        found = reading(None, {each: value for each, value in settings.items() if each != "delimiter"}, currency="EUR")
        assert ("decimal-or-thousands" in rules(found)) is asked


@pytest.mark.parametrize(
    ("code", "header"), [("RUB", "Сумма, млн руб."), ("PLN", "Kwota, mln zł"), ("TRY", "Tutar, milyon TL")]
)
def test_a_header_names_its_unit_in_any_currency(reading, code, header):
    text = f'id;name;ministry;"{header}"\nA;a;m;5\n'
    result = reading(
        text, {"delimiter": ";", "unit": "thousand", "columns": COLUMNS | {"amount": header}}, currency=code
    )
    assert "unit-differs" in rules(result)


def test_a_column_of_currencies_that_says_units_too_is_asked_about(reading):
    text = table("Unit", ("KRW million", "1"), ("KRW thousand", "3"))
    assert one(reading(text, {"columns": COLUMNS | {"currency": "Unit"}}), "unit-by-row").place.row == 3
    plain = table("Unit", ("KRW", "1"), ("KRW", "3"))
    assert not rules(reading(plain, {"columns": COLUMNS | {"currency": "Unit"}})) & ASKED


@pytest.mark.parametrize(
    ("header", "letters", "asked"),
    [
        ("Einnahmen/Ausgaben", "EA", True),
        ("Einnahmen-Ausgaben", "EA", True),
        ("recettes / dépenses", "RD", True),
        ("income or expenditure", "IE", True),
        ("entrate/uscite spese", "ES", True),
        ("Art", "EA", False),
        ("Ausgaben", "EA", False),
        ("Einnahmen/Ausgaben", "AA", False),
    ],
)
def test_letters_below_a_header_of_revenue_and_expenditure_are_their_initials(reading, header, letters, asked):
    rows = f"A,a,M,10,{letters[0]}\nB,b,M,25,{letters[1]}\nC,c,M,37,{letters[1]}\n"
    assert ("measure-by-row" in rules(reading(f"id,name,ministry,amount,{header}\n{rows}"))) is asked


@pytest.mark.parametrize("part", ["- 인건비", "– Personnel", "• 장비비", "(인건비)", "（設備）", "[Loans]"])
def test_rows_with_a_mark_or_in_brackets_below_one_that_they_fit_into_are_asked_about(reading, part):
    named = {"columns": {"programme": "name", "ministry": "ministry", "amount": "amount"}}
    text = f"name,ministry,amount\nAlpha,m,31\n{part},m,11\nBeta,n,9\n"
    assert one(reading(text, named), "looks-like-part").place.row == 3
    assert "looks-like-part" not in rules(reading(text, named | {"keep_rows": [3]}))


@pytest.mark.parametrize(
    "rows",
    [
        "Alpha,m,31\n- Beta,m,40\n",
        "Alpha,m,31\n- Beta,n,11\n",
        "- Alpha,m,31\n- Beta,m,11\n",
        "Alpha,m,31\n(AI) Beta,m,11\n",
        "Alpha,m,31\nBeta (new),m,11\n",
        "Alpha,m,31\n- Beta,m,20\n- Gamma,m,12\n",
    ],
)
def test_marks_of_rows_that_are_no_parts_are_no_question(reading, rows):
    named = {"columns": {"programme": "name", "ministry": "ministry", "amount": "amount"}}
    assert "looks-like-part" not in rules(reading(f"name,ministry,amount\n{rows}", named))


@pytest.mark.parametrize(("currency", "asked"), [("JPY", False), ("KRW", False), ("GBP", False), ("CHF", True)])
def test_commas_are_no_question_where_nobody_writes_them_before_decimals_of_the_currency(reading, currency, asked):
    text = 'id;name;ministry;amount\nA;a;m;"1,234"\nB;b;m;"2,500"\n'
    result = reading(text, {"delimiter": ";"}, currency=currency)
    assert ("decimal-or-thousands" in rules(result)) is asked
