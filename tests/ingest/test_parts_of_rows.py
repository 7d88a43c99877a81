"""Rows that are parts of the row above, by levels, outlines, numbers or amounts."""

from __future__ import annotations

import pytest

from crosscut.findings import Severity
from tests.ingest.meaningful_rows import table

from .conftest import amounts, one, rules

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


LEVELS = [
    ("1=30 1.1=10 1.2=20 2=70 2.1=30 2.2=40 2.2.1=15 2.2.2=25", [2, 5, 7]),
    ("1=30 1.1=10 1.2=20 2=70 3=11 4=12", [2]),
    ("1=31 1.1=10 1.2=20 2=70 2.1=30 2.2=40", [2, 5]),
    ("2.1=30 1.1=10 2=70 1.2=20 1=30 2.2=40", [4, 6]),
    ("A-1=30 A-1-1=10 A-1-2=20 B-1=5", [2]),
    ("10=300 1001=100 1002=200 20=700 2001=300 2002=400 30=11", [2, 5]),
    ("1000=3012 1100=1001 1200=2011 2000=7035 2100=5014 2200=2021", [2, 5]),
]


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


def test_levels_over_several_years_are_asked_about(reading):
    rows = [
        "1,E,m,2025,30",
        "1,E,m,2026,33",
        "1.1,S,m,2025,10",
        "1.1,S,m,2026,11",
        "1.2,W,m,2025,20",
        "1.2,W,m,2026,22",
    ]
    columns = {"programme": "id", "name": "name", "ministry": "ministry", "amount": "amount", "fiscal_year": "year"}
    text = "id,name,ministry,year,amount\n" + "\n".join(rows)
    found = reading(text, {"columns": columns, "fiscal_year": None}).findings
    assert [each.hint.en[:24] for each in found if "numbered below" in each.message.en] == ["State skip_rows = [2, 3]"]


@pytest.mark.parametrize(
    "values",
    ["1500 900 601 400 150 250", "10 20 30 7 11 13 5", "30 10 20 71 83 97 13 17", "0 0 0 0 0 0 0", "5 -2 7 4 1 3"],
)
def test_sums_by_chance_are_no_outline(reading, values):
    text = table("Note", *[("x", each) for each in values.split()])
    assert not [
        each for each in reading(text).findings if each.rule == "looks-like-total" and "each equal" in each.message.en
    ]


SECTIONS = (
    ("part", "A", "", "", 610),
    ("section", "A", "1", "Rights", 433),
    ("entity", "A", "1", "Court", 400),
    ("section", "A", "2", "Relief", 177),
    ("part", "B", "", "", 513),
    ("section", "B", "3", "Press", 513),
)


@pytest.mark.parametrize("form", ["{}_total", "{}"])
@pytest.mark.parametrize("change", [0, 7])
def test_rows_of_two_levels_that_add_up_to_the_same_are_asked_about(reading, form, change):
    lines = [
        f"{form.format(level)},{part},{section},{name or part},M,{amount + change * (level == 'part')}"
        for level, part, section, name, amount in SECTIONS
    ]
    source = {
        "columns": {"programme": ["part", "section", "name"], "name": "name", "ministry": "m", "amount": "amount"}
    }
    text = "\n".join(["row_type,part,section,name,m,amount", *lines]) + "\n"
    result = reading(text, source)
    assert ("level-by-row" in rules(result)) is (change == 0)
    if not change:
        asked = one(result, "level-by-row")
        assert asked.severity is Severity.FATAL
        chosen = form.format("section")
        assert f'"{chosen}"' in asked.hint.en
        counted = reading(text, source | {"where": {"row_type": chosen}})
        assert sum(amounts(counted).values()) == (433 + 177 + 513) * 10**6
        assert "level-by-row" not in rules(counted)


def test_two_halves_of_each_programme_are_no_levels(reading):
    rows = "".join(
        f"{name},n,M,{amount},{level}\n" for name, amount in (("A", 417), ("B", 358)) for level in ("1st", "2nd")
    )
    result = reading("id,name,ministry,amount,row_type\n" + rows)
    assert "level-by-row" not in rules(result)


def test_few_digits_tell_levels_where_a_word_for_a_total_does(reading):
    text = "id,name,ministry,kind,amount\nA,a,M,{0},10\nB,b,M,{0},20\nX,all,M,{1},30\n"
    assert one(reading(text.format("detail", "subtotal")), "level-by-row").place.row == 4
    assert "level-by-row" not in rules(reading(text.format("grant", "loan")))
