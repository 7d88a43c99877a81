"""Headers above a stated first row, units alone below a header, and words of years and stages of more offices."""

from __future__ import annotations

import pytest

from crosscut.findings import Severity
from crosscut.text.year_words import year

from .conftest import COLUMNS, amounts, rules

HEADER = "id,name,ministry,amount\n"
TWO = f"{HEADER}A,a,M,10\nB,b,M,20\nTotal,,,30\nLoans,,,\nC,c,N,5\nD,d,N,6\n"


@pytest.mark.parametrize("settings", [{"first_row": 6}, {"first_row": 6, "header_row": 1}, {"range": "A6:D7"}])
def test_a_header_above_the_stated_first_row(reading, settings):
    result = reading(TWO, settings)
    assert amounts(result) == {"C": 5_000_000, "D": 6_000_000}
    assert not [each for each in result.findings if each.severity is not Severity.INFO]


def test_the_header_within_the_range_goes_before_one_above(reading):
    result = reading(f"{TWO}{HEADER}E,e,N,7\n", {"first_row": 8})
    assert amounts(result) == {"E": 7_000_000}


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
