"""Rows that are parts of the row above, by marks, brackets, numbers or amounts."""

from __future__ import annotations

import pytest

from crosscut.findings import Severity
from tests.ingest.meaningful_rows import LEVELS, table

from .conftest import one, rules


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


OUTLINES = [
    ("1500 900 600 400 150 250", [2, 5]),
    ("900 600 1500 150 250 400", [4, 7]),
    ("1234 1000 234 77 40 37 5000 4000 600 400", [2, 5, 8]),
    ("10063 6050 2541 3509 4013 1513 2500 712 311 401", [2, 3, 6, 9]),
    ("2541 3509 6050 1513 2500 4013 10063 311 401 712", [4, 7, 8, 11]),
]


@pytest.mark.parametrize(("values", "parents"), OUTLINES)
def test_parents_that_equal_the_sums_of_their_parts_throughout_are_asked_about(reading, values, parents):
    cells = [("x", each) for each in values.split()]
    text = table("Note", *cells, ids="ABCDEFGHIJK")
    found = [each for each in reading(text, {"skip": ["Note"]}).findings if each.rule == "looks-like-total"]
    assert found
    assert found[0].hint.en.startswith(f"State skip_rows = {parents}")
    answered = reading(text, {"skip": ["Note"], "skip_rows": [str(row) for row in parents]})
    assert "looks-like-total" not in rules(answered)
    kept = reading(text, {"skip": ["Note"], "keep_rows": [str(row) for row in parents]})
    assert "looks-like-total" not in rules(kept)


def numbered(levels, head="{number},x"):
    rows = (pair.split("=") for pair in levels.split())
    lines = (f"{head.format(number=number, row=row)},m,{value}\n" for row, (number, value) in enumerate(rows))
    return "id,name,ministry,amount\n" + "".join(lines)


@pytest.mark.parametrize(
    ("levels", "parents", "head"),
    [(*each, "{number},x") for each in LEVELS] + [(*each, "P{row},{number} Work") for each in LEVELS[:4]],
)
def test_parents_that_are_numbered_above_their_parts_are_asked_about_however_small(reading, levels, parents, head):
    text = numbered(levels, head)
    found = [each for each in reading(text).findings if "numbered below" in each.message.en]
    assert [each.hint.en.split(" if ")[0] for each in found] == [f"State skip_rows = {parents}"]
    answered = reading(text, {"skip_rows": [str(row) for row in parents]})
    assert "looks-like-total" not in rules(answered)
    assert not [
        each for each in reading(text, {"keep_rows": [str(parents[0])]}).findings if "numbered below" in each.message.en
    ]


@pytest.mark.parametrize(
    "levels",
    [
        "1=33 1.1=10 1.2=20 2=78 2.1=30 2.2=40",
        "1.1=30 1.2=10 2.1=20 2.2=20",
        "1=10 2=7 3=3 10=4 11=3 12=3 20=5",
        "2024-1=10 2024-2=20 2025-1=30 2025-2=5",
    ],
)
def test_numbers_of_levels_whose_parents_have_money_of_their_own_are_no_question(reading, levels):
    assert not [each for each in reading(numbered(levels)).findings if "numbered below" in each.message.en]


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
