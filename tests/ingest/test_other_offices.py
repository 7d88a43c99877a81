"""Numbers, totals, notes, years and rows as offices of other countries write them; each kind with a clean twin."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscut.findings import Severity
from crosscut.text.year_words import year
from tests.ingest.tables_of_offices import HEADER, QUICK, loud, table

from .conftest import COLUMNS, amounts, one, rules

_STYLES = {
    "1.234,5": (".", ","),
    "1 234,5": (" ", ","),
    "1\u202f234,5": ("\u202f", ","),
    "1'234.5": ("'", "."),
    "1,234.5": (",", "."),
    "1234,5": ("", ","),
    "1234.5": ("", "."),
}


def written(value: Decimal, thousands: str, decimal: str) -> str:
    text = f"{value:,.2f}"
    return text.translate({ord(","): thousands, ord("."): decimal})


@QUICK
@given(
    values=st.lists(st.decimals(0, 10**7, places=2), min_size=1, max_size=12),
    style=st.sampled_from(sorted(_STYLES)),
    stated=st.booleans(),
)
def test_a_table_in_any_locale_reads_back_exactly(reading, values, style, stated):
    thousands, decimal = _STYLES[style]
    text = table([written(value, thousands, decimal) for value in values])
    result = reading(text, {"delimiter": ";", "decimal": decimal if stated else ""})
    assert amounts(result) == {f"P{n}": int(value * 10**6) for n, value in enumerate(values)}
    assert [rule for rule in loud(result) if "looks-like-total" not in rule] == []


@pytest.mark.parametrize(
    ("cell", "won"),
    [
        ("1.999,50", 1_999_500_000),
        ("1 234,5", 1_234_500_000),
        ("1'234.50", 1_234_500_000),
        ("12,34,567", 1_234_567_000_000),
        ("1.234.567", 1_234_567_000_000),
        ("١٢٣٫٥", 123_500_000),
        ("１，２３４", 1_234_000_000),
        ("1,234*", 1_234_000_000),
        ("1,234ʳ", 1_234_000_000),
        ("1,234 *)", 1_234_000_000),
        ("1,234†)", 1_234_000_000),
        ("1,234 1/", 1_234_000_000),
        ("1,234①", 1_234_000_000),
        ("1,234(注)", 1_234_000_000),
        ("1,234(a)", 1_234_000_000),
        ("3,456 1)", 3_456_000_000),
        ("1,234¹", 1_234_000_000),
        ("1,234 [2]", 1_234_000_000),
        ("*1,234", 1_234_000_000),
        ("1,234 a/", 1_234_000_000),
        ("1,234 주1)", 1_234_000_000),
    ],
)
def test_numbers_that_can_be_read_in_one_way(reading, cell, won):
    result = reading(f'{HEADER}A,n,m,"{cell}"\n')
    assert amounts(result) == {"A": won}
    assert loud(result) == []


def test_points_with_three_digits_behind_each_are_asked_about(reading):
    finding = one(reading(table(["12.345", "48.750", "335.500"]), {"delimiter": ";"}), "decimal-or-thousands")
    assert (finding.severity, finding.place.row) == (Severity.WARNING, 2)
    for decimal, first in ((",", 12_345_000_000), (".", 12_345_000)):
        result = reading(table(["12.345", "48.750"]), {"delimiter": ";", "decimal": decimal})
        assert amounts(result)["P0"] == first
        assert loud(result) == []


@pytest.mark.parametrize("cells", [["12.5", "48.750"], ["12.345", "1500.5"], ["1,234", "0.678"], ["0.125", "0.250"]])
def test_points_that_something_settles_are_not_asked_about(reading, cells):
    assert "decimal-or-thousands" not in rules(reading(table(cells), {"delimiter": ";"}))


def test_words_that_state_nothing_and_text_are_one_finding_a_cause(reading):
    text = HEADER + "A,n,m,n/a\nB,n,m,n/a\nC,n,m,zz\nD,n,m,much\nE,n,m,much\nF,n,m,1\n"
    result = reading(text, {"blank": ["zz"]})
    found = {(f.rule, f.place.row) for f in result.findings}
    assert found == {("no-amount", 2), ("no-amount", 4), ("text-in-amount", 5)}
    assert "row 6" in one(result, "text-in-amount").message.en


@pytest.mark.parametrize(
    "notes",
    [
        ",,,\nSource: budget office,,,\n",
        "* preliminary,,,\n",
        "자료: 기획재정부,,,\n주: 반올림,,,\n",
        "注1 概算,,,\n",
        "Quelle: BMF,,,\n",
    ],
)
def test_notes_below_a_table(reading, notes):
    result = reading(f"{HEADER}A,n,m,1\nB,n,m,2\n{notes}")
    assert amounts(result) == {"A": 1_000_000, "B": 2_000_000}
    assert result.programmes.num_rows == 2
    assert loud(result) == []


def test_rows_that_count(reading):
    columns = COLUMNS | {"ministry": "agency"}
    text = "kind,agency,id,name,amount\nexpenditure,NSF,A,n,1\nrevenue,,B,n,2\nExpenditure,,C,n,3\n,Total,,,4\n"
    source = {"columns": columns, "where": {"kind": ["expenditure", ""]}, "fill_down": ["agency"]}
    result = reading(text, source)
    assert amounts(result) == {"A": 1_000_000, "C": 3_000_000}
    assert result.programmes["ministry"].to_pylist() == ["NSF", "NSF"]
    assert loud(result) == []


def test_several_tables_of_a_sheet_by_their_rows(reading):
    text = f"{HEADER}A,n,m,1\n\n{HEADER}B,n,m,2\n"
    assert amounts(reading(text, {"last_row": 2})) == {"A": 1_000_000}
    assert amounts(reading(text, {"first_row": 4})) == {"B": 2_000_000}
    assert amounts(reading(text, {"range": "A1:D2"})) == {"A": 1_000_000}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023/24", 2023),
        ("2023-24", 2023),
        ("2023–2024", 2023),
        ("FY24", 2024),
        ("FY 2024", 2024),
        ("FY2023/24", 2023),
        ("2024년도", 2024),
        ("2024年度", 2024),
        ("令和5年度", 2023),
        ("令和元年度", 2019),
        ("令和七年度", 2025),
        ("令和0年度", 0),
        ("令和10年度", 2028),
        ("平成三十一年度", 2019),
        ("昭和六十三年度", 1988),
        ("民國一百一十三年度", 2024),
        ("民國一一三年", 2024),
        ("R5", 2023),
        ("民國113年度", 2024),
        ("２０２４年", 2024),
        ("2026.0", 2026),
        ("平成31年度（令和元年度）", 2019),
        ("令和元（2019）年度", 2019),
        ("平成31・令和元年度", 2019),
        ("H31/R1", 2019),
        ("令和5年度(2023年度)", 2023),
        ("令和6年度(2023年度)", 0),
        ("2567 (2024)", 2024),
        ("2024 (est.) 1)", 2024),
        ("2024 (2023/24)", 0),
        ("2023/4", 0),
        ("2023/25", 0),
        ("12/13", 0),
        ("soon", 0),
        ("3", 0),
    ],
)
def test_years_as_offices_write_them(text, expected):
    assert year(text) == expected


def test_thousands_that_the_mapping_states_settle_the_decimals(reading):
    result = reading(table(["12.345", "48.750"]), {"delimiter": ";", "thousands": "."})
    assert amounts(result)["P0"] == 12_345_000_000
    assert loud(result) == []


def test_years_of_columns_as_offices_write_them(reading):
    columns = {"programme": "id", "name": "name", "ministry": "ministry"}
    wide = {"columns": {"x": {"fiscal_year": "2023/24"}}}
    result = reading("id,name,ministry,x\nA,n,m,1\n", {"columns": columns, "wide": wide, "fiscal_year": None})
    assert result.lines["fiscal_year"].to_pylist() == [2023]


@pytest.mark.parametrize("error", ["#REF!", "#BEZUG!", "#¡DIV/0!", "Err:502", "########"])
def test_errors_are_told_in_text_files_too(reading, error):
    assert one(reading(HEADER + f"A,a,m,10\nB,b,m,{error}\n"), "error-cell").place.row == 3


def test_a_condition_that_no_row_meets_is_told(reading):
    text = "id,name,ministry,amount,type\nA,a,m,10,expenditure\n"
    finding = one(reading(text, {"where": {"type": "spending"}}), "no-rows")
    assert (finding.severity, finding.place.row, finding.place.column) == (Severity.FATAL, 1, "type")
    assert loud(reading(text, {"where": {"type": "Expenditure"}})) == []


def test_titles_of_sections_fill_what_stands_below_them(reading):
    text = "ministry,id,name,amount\nX,,,\n,A,a,10\n,B,b,23\nY,,,\n,C,c,5\n"
    result = reading(text, {"fill_down": ["ministry"]})
    assert loud(result) == []
    assert result.programmes["ministry"].to_pylist() == ["X", "X", "Y"]


def test_spaces_that_break_no_line_are_spaces(reading):
    result = reading(HEADER + "A,a,과기\u00a0부,10\nB,b,과기 부,20\n")
    assert set(result.programmes["ministry"].to_pylist()) == {"과기 부"}


def test_files_are_found_in_any_composition(reading, tmp_path):
    (tmp_path / unicodedata.normalize("NFD", "예산.csv")).write_text(HEADER + "A,a,m,10\n", encoding="utf-8")
    assert loud(reading(None, {"file": "예산.csv"})) == []


@pytest.mark.parametrize("said", ["2023/24", "FY23", "令和5年度", 2023])
def test_settings_say_years_as_files_do(reading, said):
    result = reading(HEADER + "A,a,m,10\n", {"fiscal_year": said})
    assert (result.lines["fiscal_year"].to_pylist(), loud(result)) == ([2023], [])


class TestNotesInCells:
    """Notes in several cells, and in columns of amounts."""

    @pytest.mark.parametrize(
        "note",
        [
            "자료:,기획재정부,,",
            ",,,(단위: 백만원)",
            '"Source: office",,,',
            "Contact: a@b.example,,,",
            ",,작성일,2026-03-04\n,,작성자,홍길동",
            "Prepared by,,,A. Smith",
        ],
    )
    def test_below_a_blank_row_they_are_notes(self, reading, note):
        result = reading(HEADER + f"A,a,m,10\n,,,\n{note}\n")
        assert (amounts(result), loud(result)) == ({"A": 10_000_000}, [])

    def test_a_programme_below_a_blank_row_is_one(self, reading):
        assert amounts(reading(HEADER + "A,a,m,10\n,,,\nB,b,m,20\n")) == {"A": 10_000_000, "B": 20_000_000}

    def test_a_text_in_an_amount_of_a_programme_is_told(self, reading):
        assert one(reading(HEADER + "A,a,m,10\n,,,\nB,b,m,soon\n"), "text-in-amount").place.row == 4


@pytest.mark.parametrize(
    ("above", "unit", "differs"),
    [
        ("in Tsd. Euro", "million", True),
        ("USD billions", "million", True),
        ("Table 1: budget; in Tsd. Euro", "million", True),
        ("in Mio. Euro", "million", False),
        ("Budget by programme", "million", False),
        ("Programmes in Spain", "million", False),
        ("(USD million)", "million", True),
    ],
)
def test_a_unit_above_the_table_is_compared_without_brackets_too(reading, above, unit, differs):
    result = reading(f'"{above}",,,\n{HEADER}A,a,m,10\n', {"unit": unit}, currency="EUR")
    assert ("unit-differs" in rules(result)) is differs


def test_a_stated_mark_before_decimals_refuses_the_other_country_s(reading):
    assert one(reading(table(["1,234.5"]), {"delimiter": ";", "decimal": ","}), "text-in-amount").place.row == 2


def test_plain_whole_numbers_settle_no_points(reading):
    assert one(reading(table(["1.234", "12345"]), {"delimiter": ";"}), "decimal-or-thousands").place.row == 2
