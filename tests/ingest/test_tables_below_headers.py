"""Headers above a stated first row, units alone below a header, and words of years and stages of more offices."""

from __future__ import annotations

import pytest

from crosscut.findings import Severity
from crosscut.text.year_words import year

from .conftest import COLUMNS, amounts, one, rules

HEADER = "id,name,ministry,amount\n"
TWO = f"{HEADER}A,a,M,10\nB,b,M,20\nTotal,,,30\nLoans,,,\nC,c,N,5\nD,d,N,6\n"


@pytest.mark.parametrize("settings", [{"first_row": 6}, {"first_row": 6, "header_row": 1}, {"range": "A6:D7"}])
def test_a_header_above_the_stated_first_row(reading, settings):
    result = reading(TWO, settings)
    assert amounts(result) == {"C": 5_000_000, "D": 6_000_000}
    assert not [each for each in result.findings if each.severity is not Severity.INFO]


@pytest.mark.parametrize(
    ("between", "settings", "severity"),
    [
        ("", {"range": "A2:D3"}, Severity.INFO),
        ("A,a,M,10\n", {"range": "A3:D4"}, Severity.INFO),
        ("A,a,M,10\n,,,\n", {"range": "A4:D5"}, Severity.WARNING),
        ("A,a,M,10\n,,,\n", {"first_row": 4}, Severity.WARNING),
        (",,,\n", {"first_row": 3}, Severity.INFO),
    ],
)
def test_rows_without_a_header_of_their_own_say_whose_they_are_read_by(reading, between, settings, severity):
    result = reading(f"{HEADER}{between}C,c,N,5\nD,d,N,6\n", settings)
    assert amounts(result) == {"C": 5_000_000, "D": 6_000_000}
    finding = one(result, "header-above")
    assert (finding.severity, finding.place.row) == (severity, 1)
    stated = reading(f"{HEADER}{between}C,c,N,5\nD,d,N,6\n", settings | {"header_row": 1})
    assert "header-above" not in rules(stated)


def test_the_header_within_the_range_goes_before_one_above(reading):
    result = reading(f"{TWO}{HEADER}E,e,N,7\n", {"first_row": 8})
    assert amounts(result) == {"E": 7_000_000}
    assert "header-above" not in rules(result)


@pytest.mark.parametrize(
    ("said", "unit", "told"),
    [
        ("(in thousands of won),,,", "thousand", False),
        ("(in thousands of won),,,", "million", True),
        (",,(단위: 백만원),", "million", False),
        (",,(단위: 천원),", "million", True),
    ],
)
def test_a_unit_alone_below_the_header(reading, said, unit, told):
    result = reading(f"{HEADER}{said}\nA,a,M,10\n", {"unit": unit})
    assert set(amounts(result)) == {"A"}
    assert result.programmes["programme"].to_pylist() == ["A"]
    assert ("unit-differs" in rules(result)) is told


def test_a_heading_in_brackets_is_no_unit(reading):
    assert "unit-differs" not in rules(reading(f"{HEADER}(Basic research),,,\nA,a,M,10\n"))


@pytest.mark.parametrize(
    ("text", "expected"), [("HJ 2025", 2025), ("113年度", 2024), ("113年", 2024), ("1130年", 0), ("213年度", 0)]
)
def test_years_of_more_offices(text, expected):
    assert year(text) == expected


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ("부처요구액", "requested"),
        ("정부예산안", "proposed"),
        ("Agency request", "requested"),
        ("Modificado", "revised"),
        ("PLOA", "proposed"),
        ("Utfall", "executed"),
        ("Soll", "confirmed"),
    ],
)
def test_stages_of_more_offices(reading, said, stage):
    text = f"id,name,ministry,amount,stage\nA,a,M,10,{said}\n"
    result = reading(text, {"stage": "", "columns": COLUMNS | {"stage": "stage"}})
    assert result.lines["stage"].to_pylist() == [stage]


def test_totals_of_three_levels(reading):
    rows = "a,M1,13\nb,M1,29\nM1 소계,,42\nc,M2,5\nM2 소계,,5\n일반회계 합계,,47\nd,M3,7\nM3 소계,,7\n특별회계 합계,,7\n총계,,54\n"
    result = reading(
        f"name,ministry,amount\n{rows}",
        {"columns": {"programme": "name", "ministry": "ministry", "amount": "amount"}},
    )
    assert set(amounts(result)) == {"a", "b", "c", "d"}
    assert not [each for each in result.findings if each.severity is not Severity.INFO]


def test_what_a_sum_of_floats_leaves_in_a_total_is_nothing_to_say(reading):
    text = f"{HEADER}A,a,M,0.1\nB,b,M,0.5\n,Total,,0.6000000000000001\n"
    result = reading(text, {"unit": "million"}, currency="EUR")
    assert "fraction-of-minor-unit" not in rules(result)
    assert "fraction-of-minor-unit" in rules(reading(text.replace("0.5", "0.5000000000000001"), currency="EUR"))


CUT = "id,name,ministry,amount\nA,a,m,10\nB,b,m,20\n{}"


@pytest.mark.parametrize("part", [{"last_row": 3}, {"range": "A1:D3"}])
@pytest.mark.parametrize(
    ("behind", "told"),
    [
        ("C,c,m,30\n", True),
        ('C,c,m,"1,230"\nD,d,m,1\n', True),
        ("Total,,,30\n", False),
        ("C,c,m,\n", False),
        ("id,name,ministry,amount\nC,c,m,1\n", False),
        ("C,c,m,60%\n", False),
        (",,,\nC,c,m,30\n", False),
        ("Source: the office\n", False),
        ("", False),
    ],
)
def test_a_range_that_ends_while_its_table_goes_on_is_asked_about(reading, part, behind, told):
    result = reading(CUT.format(behind), part)
    assert amounts(result) == {"A": 10_000_000, "B": 20_000_000}
    assert [each.place.row for each in result.findings if each.rule == "range-cut"] == [4] * told
    assert rules(reading(None, part | {"skip_rows": [4]})) <= {"header-above"}


def test_a_range_whose_next_row_another_source_reads_is_no_question(reading):
    result = reading(CUT.format("C,c,m,30\n"), {"last_row": 3}, {"first_row": 4, "stage": "requested"})
    assert "range-cut" not in rules(result)
    assert amounts(result) == {"A": 10_000_000, "B": 20_000_000, "C": 30_000_000}
