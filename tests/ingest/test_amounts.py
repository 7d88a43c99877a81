"""Cells of amounts: exact whatever they look like, and told apart where there is none."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscut.findings import Severity
from crosscut.ingest.amounts import read_amounts
from crosscut.money import read_number, unit
from tests.ingest.cells_of_amounts import HEADER

from .conftest import COLUMNS, amounts, one, rules


@pytest.mark.parametrize(
    ("cell", "won"),
    [
        ("0", 0),
        ("0.0", 0),
        ('"1,234"', 1_234_000_000),
        ("3000.0", 3_000_000_000),
        (" 12 ", 12_000_000),
        ("-5", -5_000_000),
        ("△5", -5_000_000),
        ("(5)", -5_000_000),
        ("485.5", 485_500_000),
        ("１２", 12_000_000),
        ("1조 2억원", 1_000_200_000_000),
        ("1e3", 1_000_000_000),
        ("0.000001", 1),
    ],
)
def test_amounts_as_people_write_them(reading, cell, won):
    assert amounts(reading(f"{HEADER}A,n,m,{cell}\n")) == {"A": won}


@pytest.mark.parametrize("word", ["신규", "New", "new"])
def test_new_in_a_status_column(reading, word):
    columns = {"programme": "id", "name": "name", "ministry": "ministry", "amount": "amount", "status": "s"}
    result = reading(f"id,name,ministry,amount,s\nA,n,m,1,{word}\nB,n,m,1,계속\n", {"columns": columns})
    assert result.lines["status"].to_pylist() == ["new", "계속"]


def test_text_in_an_amount(reading):
    result = reading(HEADER + "A,n,m,많음\nB,n,m,2\n")
    finding = one(result, "text-in-amount")
    assert (finding.severity, finding.place.row, finding.place.column) == (Severity.FATAL, 2, "amount")
    assert "많음" in finding.message.en
    assert amounts(result) == {"B": 2_000_000}


def test_a_fraction_of_a_won_is_said_and_rounded(reading):
    result = reading(HEADER + "A,n,m,30549.899999999998\n")
    finding = one(result, "fraction-of-minor-unit")
    assert finding.severity is Severity.INFO
    assert "30549.899999999998" in finding.message.en
    assert finding.value == 30_549_900_000
    assert amounts(result) == {"A": 30_549_900_000}


def test_a_fraction_that_somebody_wrote_is_a_warning(reading):
    finding = one(reading(HEADER + "A,n,m,30549.8999997\n"), "fraction-of-minor-unit")
    assert finding.severity is Severity.WARNING


def test_half_units_are_said_of_tags(reading):
    result = reading("id,name,ministry,amount,st_양자\nA,n,m,900,485.5\n", {"tags": {"prefix": "st_"}})
    finding = one(result, "fraction-of-unit")
    assert finding.value == 485_500_000
    assert "백만원 단위로" in finding.message.ko
    assert "million" not in finding.message.ko
    assert "fraction-of-unit" not in rules(reading(HEADER + "A,n,m,485.5\n"))


def test_units_by_source_and_by_column(reading):
    wide = {"columns": {"2025": {"fiscal_year": 2025}, "2026 (억원)": {"fiscal_year": 2026}}}
    source = {
        "fiscal_year": None,
        "columns": {"programme": "id", "name": "name", "ministry": "ministry"},
        "wide": wide,
        "unit": "천원",
        "units": {"2026 (억원)": "억원"},
    }
    result = reading("id,name,ministry,2025,2026 (억원)\nA,n,m,7,7\n", source)
    assert result.lines["amount"].to_pylist() == [7_000, 700_000_000]
    assert result.findings == ()


def test_a_unit_that_is_none_and_one_that_the_file_denies(reading):
    assert one(reading(HEADER + "A,n,m,1\n", {"unit": "bushels"}), "unknown-unit").severity is Severity.FATAL
    text = "(단위: 천원),,,\n" + HEADER + "A,n,m,1\n"
    assert one(reading(text), "unit-differs").severity is Severity.WARNING
    assert reading(text, {"unit": "thousand"}).findings == ()


def test_cents(reading):
    result = reading(HEADER + "A,n,m,1.234567\n", {"unit": "thousand USD"}, currency="USD")
    assert amounts(result) == {"A": 123_457}
    assert "fraction-of-minor-unit" in rules(result)


_CELLS = st.one_of(
    st.integers(-(9 * 10**10), 9 * 10**10).map(str),
    st.decimals(-(10**10), 10**10, places=2).map(str),
    st.decimals(0, 10**6, places=8).map(lambda value: format(value, "f")),
    st.floats(0, 1e9, allow_nan=False).map(repr),
    st.integers(0, 10**10).map(lambda value: f"{value:,}"),
)


@given(st.lists(_CELLS, max_size=30), st.sampled_from(["원", "천원", "백만원", "억원"]))
def test_whole_columns_give_what_single_cells_give(cells, name):
    """The fast way and the exact way agree to the won, and what is rounded is said."""
    measure = unit(name, "KRW")
    read = read_amounts(pa.array(cells, pa.string()), measure)
    exact = [read_number(cell, measure) for cell in cells]
    assert read.values.to_pylist() == [amount.value for amount in exact]
    assert [odd.position for odd in read.fractions] == [at for at, each in enumerate(exact) if each.exact is not None]
    whole = [each.exact is None and each.value % measure.factor == 0 for each in exact]
    rounded = {odd.position for odd in read.fractions}
    assert all(read.parts[at] != fine for at, fine in enumerate(whole) if at not in rounded)


@given(st.decimals(-(10**9), 10**9, places=6))
def test_no_amount_passes_through_a_float(value):
    read = read_amounts(pa.array([format(value, "f")], pa.string()), unit("million", "KRW"))
    assert Fraction(read.values[0].as_py()) == Fraction(Decimal(value) * 10**6)


def test_bounds(reading):
    columns = {"programme": "id", "name": "name", "ministry": "ministry", "amount": "amount", "low": "lo", "high": "hi"}
    result = reading("id,name,ministry,amount,lo,hi\nA,n,m,5,4,6\nB,n,m,5,,\n", {"columns": columns})
    assert result.lines["low"].to_pylist() == [4_000_000, None]
    assert result.lines["high"].to_pylist() == [6_000_000, None]


def test_spans_of_two_digits_are_years_where_a_column_says_nothing_else(reading):
    columns = {**COLUMNS, "fiscal_year": "year"}
    for cells, years in (("24/25,25/26", {2024, 2025}), ("24/25,2025/26", {2025}), ("24/26,25/26", set())):
        rows = "".join(f"{cell},n,m,1,{cell}\n" for cell in cells.split(","))
        result = reading(f"id,name,ministry,amount,year\n{rows}", {"columns": columns, "fiscal_year": None})
        assert set(result.lines["fiscal_year"].to_pylist()) == years
        assert ("not-a-year" in rules(result)) is (len(years) < 2)


@pytest.mark.parametrize(
    ("cells", "years"),
    [("2023/4,2024/5", {2023, 2024}), ("2029/0", {2029}), ("2023/4,2023/5", set()), ("2023/4,2024/25", {2024})],
)
def test_spans_that_end_in_one_digit_are_years_where_none_is_a_month(reading, cells, years):
    rows = "".join(f"{cell},n,m,1,{cell}\n" for cell in cells.split(","))
    columns = {**COLUMNS, "fiscal_year": "year"}
    result = reading(f"id,name,ministry,amount,year\n{rows}", {"columns": columns, "fiscal_year": None})
    assert set(result.lines["fiscal_year"].to_pylist()) == years
    assert ("not-a-year" in rules(result)) is (cells.count(",") >= len(years))


def test_a_year_may_be_stated_by_the_last_digit_of_the_next(reading):
    assert set(reading(HEADER + "A,n,m,1\n", {"fiscal_year": "2023/4"}).lines["fiscal_year"].to_pylist()) == {2023}


def test_full_width_digits_tell_and_are_read_as_those_of_ascii(reading):
    text = "id;name;ministry;amount\nA;n;m;１．２３４\nB;n;m;４８．７５０\n"
    assert "decimal-or-thousands" in rules(reading(text, {"unit": "thousand"}))
    stated = reading(text, {"unit": "thousand", "decimal": ","})
    assert amounts(stated) == {"A": 1_234_000, "B": 48_750_000}
    assert amounts(reading(text + "C;n;m;１，５\n", {"unit": "thousand"}))["A"] == 1_234_000


def test_texts_that_a_spreadsheet_is_kept_from_changing_are_read_as_they_stand(reading):
    result = reading('id,name,ministry,amount\n"=""007""",n,m,"=""234"""\nB,"=x",m,5\n')
    assert amounts(result) == {"007": 234_000_000, "B": 5_000_000}
    assert "=x" in result.programmes["name"].to_pylist()


@pytest.mark.parametrize("quoted", [True, False])
def test_a_header_that_a_spreadsheet_is_kept_from_changing_is_one(reading, quoted):
    head = ",".join(f'"=""{name}"""' if quoted else f'="{name}"' for name in ("id", "name", "ministry", "amount"))
    assert amounts(made := reading(f"{head}\nA,n,m,5\n")) == {"A": 5_000_000}
    assert made.findings == ()


@pytest.mark.parametrize("cell", ["9999", '"9,999.00"', "9999.0"])
def test_a_number_that_states_nothing_does_so_however_it_is_written(reading, cell):
    result = reading(f"id,name,ministry,amount\nA,n,m,12\nB,n,m,{cell}\nC,n,m,999\n", {"blank": ["9999"]})
    assert amounts(result) == {"A": 12_000_000, "C": 999_000_000}


@pytest.mark.parametrize(
    ("word", "rule"),
    [
        ("classified", "amount-withheld"),
        ("nfp", "amount-withheld"),
        ("非公開", "amount-withheld"),
        ("n/a", "no-amount"),
    ],
)
def test_amounts_that_are_withheld_are_told(reading, word, rule):
    text = f"id,name,ministry,amount\nA,n,m,12\nB,n,m,{word}\n"
    assert {"amount-withheld", "no-amount"} & rules(reading(text)) == {rule}
    assert "amount-withheld" not in rules(reading(text, {"blank": [word]}))
