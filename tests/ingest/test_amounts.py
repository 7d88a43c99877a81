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

from .conftest import COLUMNS, amounts, one, rules

HEADER = "id,name,ministry,amount\n"


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


def test_zero_blank_and_dash_are_told_apart(reading):
    result = reading(HEADER + "A,n,m,0\nB,n,m,\nC,n,m,-\nD,n,m,–\n")
    assert amounts(result) == {"A": 0}
    assert {f.place.row for f in result.findings if f.rule == "no-amount"} == {4, 5}
    assert one(result, "zero-amount").place.row == 2
    assert result.programmes.num_rows == 4


def test_new_in_a_wide_table_marks_the_other_lines(reading):
    wide = {"columns": {"2025": {"fiscal_year": 2025}, "2026": {"fiscal_year": 2026}}}
    columns = {"programme": "id", "name": "name", "ministry": "ministry"}
    text = "id,name,ministry,2025,2026\nA,n,m,신규,5\nB,n,m,4,5\n"
    result = reading(text, {"fiscal_year": None, "columns": columns, "wide": wide})
    lines = {(row["programme"], row["fiscal_year"]): row["status"] for row in result.lines.to_pylist()}
    assert lines == {("A", 2026): "new", ("B", 2025): "", ("B", 2026): ""}


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


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        (["1,23", "2,345", "3,456"], True),
        (["1,23", "2,345", "1234,567"], False),
        (["12,5", "2,345", "48,75"], False),
        (["0,75", "2,345", "3,456"], False),
        (["1.23", "2.345", "3.456"], False),
    ],
)
def test_one_comma_does_not_decide_alone_what_all_others_mean(reading, cells, asked):
    text = HEADER + "".join(f'{name},n,m,"{cell}"\n' for name, cell in zip("ABC", cells, strict=True))
    result = reading(text, currency="EUR")
    assert ("decimal-or-thousands" in rules(result)) is asked
    assert amounts(result)["B"] == 234_500_000
    if asked:
        finding = one(result, "decimal-or-thousands")
        assert (finding.place.row, "1,23" in finding.message.en) == (2, True)
    stated = reading(text, {"decimal": "." if cells[0] == "1.23" else ","}, currency="EUR")
    assert "decimal-or-thousands" not in rules(stated)


def test_a_point_behind_a_number_is_none_before_decimals(reading):
    result = reading(HEADER + "A,n,m,5.\nB,n,m,12.5\n")
    assert amounts(result) == {"A": 5_000_000, "B": 12_500_000}
    assert all(finding.severity is Severity.INFO for finding in result.findings)


@pytest.mark.parametrize("cell", ["$ -", " $ -   ", "€ –", "- €", "₩-", "kr -"])
def test_a_dash_beside_a_currency_states_nothing(reading, cell):
    result = reading(HEADER + f"A,n,m,12.5\nB,n,m,{cell}\n")
    assert amounts(result) == {"A": 12_500_000}
    assert one(result, "no-amount").severity is Severity.INFO


@pytest.mark.parametrize(("code", "read"), [("INR", True), ("PKR", True), ("EUR", False), ("KRW", False)])
def test_cr_is_a_crore_of_rupees_alone(reading, code, read):
    result = reading(HEADER + "A,n,m,100\nB,n,m,1 Cr\n", {"unit": "thousand"}, currency=code)
    assert ("B" in amounts(result)) is read
    assert ("text-in-amount" in rules(result)) is not read


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        (["12 (10)", "20 (18)", "5 (4)"], True),
        (["12 (1)", "20 (1)", "5(2)", "7"], False),
        (["12 (1)", "20 (1)"], False),
    ],
)
def test_numbers_in_brackets_in_most_cells_are_no_notes(reading, cells, asked):
    result = reading(HEADER + "".join(f"{name},n,m,{cell}\n" for name, cell in zip("ABCD", cells, strict=False)))
    assert ("two-numbers" in rules(result)) is asked
    assert ("note-mark" in rules(result)) is not asked


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


def test_marks_of_notes_beside_second_numbers_are_told_too(reading):
    cells = [f"{100 + number} ({10 + number})" for number in range(8)] + ["9000*"]
    rows = "".join(f"P{number},n,m,{cell}\n" for number, cell in enumerate(cells))
    result = reading("id,name,ministry,amount\n" + rows)
    assert one(result, "note-mark").place.row == 10
    assert "two-numbers" in rules(result)


@pytest.mark.parametrize(
    "form",
    [
        "€ {}",
        "{} €",
        "{}*",
        "({})",
        "△{}",
        "{}-",
        "{} Tsd.",
        "{} Mio. €",
        "+{}",
        "'{}",
        "R$ {}",
        "{}(1)",
        "{} 1)",
        "{}¹",
    ],
)
def test_three_digits_behind_every_point_are_asked_about_whatever_stands_beside_them(reading, form):
    cells = [form.format(number) for number in ("1.234", "48.750", "335.500")]
    currency = "BRL" if "R$" in form else "EUR"
    text = "id;name;ministry;amount\n" + "".join(f"P{at};n;m;{cell}\n" for at, cell in enumerate(cells))
    assert "decimal-or-thousands" in rules(reading(text, {"unit": "thousand"}, currency=currency))
    clean = text + f"Q;n;m;{form.format('1.5')}\n"
    assert "decimal-or-thousands" not in rules(reading(clean, {"unit": "thousand"}, currency=currency))


def test_full_width_digits_tell_and_are_read_as_those_of_ascii(reading):
    text = "id;name;ministry;amount\nA;n;m;１．２３４\nB;n;m;４８．７５０\n"
    assert "decimal-or-thousands" in rules(reading(text, {"unit": "thousand"}))
    stated = reading(text, {"unit": "thousand", "decimal": ","})
    assert amounts(stated) == {"A": 1_234_000, "B": 48_750_000}
    assert amounts(reading(text + "C;n;m;１，５\n", {"unit": "thousand"}))["A"] == 1_234_000


@pytest.mark.parametrize(
    ("cells", "cents"),
    [
        (["1.250,-", "12.500,-"], [125000, 1250000]),
        (["€ 1.250,--", "€ 500,--"], [125000, 50000]),
        (["1.250,–", "250,–"], [125000, 25000]),
        (["1.250", "500,-"], [125000, 50000]),
        (["1,250.-", "12,500.–"], [125000, 1250000]),
        (["1,250.=", "500.="], [125000, 50000]),
        (["1'250.–", "500.–"], [125000, 50000]),
        (["€ 1.250,-", "335,50"], [125000, 33550]),
        (["1.250,\u2011", "500,\u2011"], [125000, 50000]),
        (["1 250:-", "500:-"], [125000, 50000]),
        (["1.250.-", "12.500.–", "500.-", "2.500"], [125000, 1250000, 50000, 250000]),
        (["€ 1.234.567.--", "€ 500.--"], [123456700, 50000]),
        (["1,250,-", "500,-", "2,500"], [125000, 50000, 250000]),
        (["1'250.–", "2’500.—", "500.–"], [125000, 250000, 50000]),
        (["1.250,--", "12.500,-- €", "335,50", "1.250.-"], [125000, 1250000, 33550, 125000]),
        (["12,50", "500.-"], [1250, 50000]),
    ],
)
def test_a_dash_for_cents_says_which_mark_stands_before_decimals(reading, cells, cents):
    text = "id;name;ministry;amount\n" + "".join(f"P{at};n;m;{cell}\n" for at, cell in enumerate(cells))
    result = reading(text, {"unit": "EUR"}, currency="EUR")
    assert amounts(result) == {f"P{at}": value for at, value in enumerate(cents)}
    assert not [each for each in result.findings if each.severity is not Severity.INFO]


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        (["1.250,-", "2,500", "500,-"], 1),
        (["1'250.–", "2.500"], 1),
        (["500.-", "2.500"], 1),
        (["1.250,50", "335,50", "2,500"], 2),
        (["12.50", "335.75", "2.500"], 2),
        (["12.5", "48.7", "2.500"], 2),
        (["1,234", "5,678", "12.345"], 2),
        (["1.234", "1.234.567", "12,345"], 2),
        (["12.345", "3.250", "17.41", "8.75"], 0),
        (["12.345", "3.251", "1.234", "17.41", "8.70"], 0),
        (["12.345", "3.25", "17.413", "8.125", "9.75", "4.333"], None),
        (["12.50", "335.75", "2.500", "0.125"], None),
        (["12.50", "335.7", "2.500"], None),
        (["1,234.500", "12.345"], None),
        (["1.234.567", "12,345", "0,125"], None),
        (["1.250,-", "2.500", "500,-"], None),
        (["1,234", "5,678", "12.5"], None),
    ],
)
def test_three_digits_behind_a_mark_are_asked_about_where_others_never_have_three(reading, cells, asked):
    text = "id;name;ministry;amount\n" + "".join(f"P{at};n;m;{cell}\n" for at, cell in enumerate(cells))
    result = reading(text, {"unit": "thousand"}, currency="EUR")
    assert ("decimal-or-thousands" in rules(result)) is (asked is not None)
    if asked is not None:
        finding = one(result, "decimal-or-thousands")
        assert (finding.place.row, cells[asked] in finding.message.en) == (2 + asked, True)


@pytest.mark.parametrize("cell", ["500,- kr.", "500 kr", "500 br", "500 Mr", "500 Kp"])
def test_a_letter_behind_another_is_no_mark_of_a_note(reading, cell):
    result = reading(f'id,name,ministry,amount\nA,n,m,"{cell}"\n', {"unit": "million"}, currency="EUR")
    assert one(result, "text-in-amount").severity is Severity.FATAL
    assert amounts(result) == {}


@pytest.mark.parametrize("cell", ["500r", "500 p", "500e", "(500)r"])
def test_a_letter_behind_a_number_is_the_mark_of_a_note(reading, cell):
    result = reading(f"id,name,ministry,amount\nA,n,m,{cell}\n", {"unit": "million"}, currency="EUR")
    assert one(result, "note-mark").severity is Severity.INFO
    assert amounts(result) == {"A": 50_000_000_000 * (-1 if "(" in cell else 1)}


@pytest.mark.parametrize(
    "cell", ["500,- EUR", "500.- EUR", "500 euros*", "500 euros 1)", "1.250,- EUR", "５００ euros"]
)
def test_a_currency_in_words_or_behind_a_dash_for_cents_is_told_where_it_has_no_scale(reading, cell):
    result = reading(f'id,name,ministry,amount\nA,n,m,"{cell}"\n', {"unit": "million"}, currency="EUR")
    assert one(result, "unit-differs").severity is Severity.WARNING


@pytest.mark.parametrize("cell", ["EUR 500", "500 EUR", "€ 500", "500 €", "EUR 500*", "500 EUR 1)", "５００ EUR"])
def test_a_sign_or_a_code_of_the_currency_leaves_the_scale_to_the_column(reading, cell):
    result = reading(f'id,name,ministry,amount\nA,n,m,"{cell}"\n', {"unit": "million"}, currency="EUR")
    assert (amounts(result), rules(result) - {"note-mark"}) == ({"A": 50_000_000_000}, set())


@pytest.mark.parametrize(
    ("cells", "currency"),
    [
        (("kr. 500,-", "kr. 1.250,-"), "DKK"),
        (("DKK 500,-", "1.250,50"), "DKK"),
        (("Fr. 500.–", "Fr. 1'250.50"), "CHF"),
        (("EUR 500,-", "€ 75,-"), "EUR"),
    ],
)
def test_a_currency_before_a_number_without_cents_leaves_the_scale_to_the_column(reading, cells, currency):
    text = "id;name;ministry;amount\n" + "".join(f"P{at};n;m;{cell}\n" for at, cell in enumerate(cells))
    result = reading(text, {"unit": "thousand", "delimiter": ";"}, currency=currency)
    assert amounts(result)["P0"] == 50_000_000
    assert "unit-differs" not in rules(result)


@pytest.mark.parametrize(
    ("cell", "currency"),
    [("฿12.5", "THB"), ("SR 12.5", "SAR"), ("SR 12.5", "SCR"), *[("﷼ 12.5", code) for code in ("SAR", "QAR", "YER")]],
)
def test_signs_of_baht_and_riyal_are_known(reading, cell, currency):
    result = reading(f"id,name,ministry,amount\nA,n,m,{cell}\n", {"unit": "thousand"}, currency=currency)
    assert (amounts(result), rules(result)) == ({"A": 1_250_000}, set())


@pytest.mark.parametrize("cells", [("１，２５０", "１２，５００"), ("१,२५०", "१२,५००")])
def test_commas_between_digits_of_scripts_that_part_thousands_so_are_not_asked_about(reading, cells):
    text = "id;name;ministry;amount\n" + "".join(f"P{at};n;m;{cell}\n" for at, cell in enumerate(cells))
    result = reading(text)
    assert "decimal-or-thousands" not in rules(result)
    assert amounts(result) == {"P0": 1_250_000_000, "P1": 12_500_000_000}


@pytest.mark.parametrize(("cell", "decimal"), [("1,250.-", ","), ("1.250,-", ".")])
def test_no_cents_behind_another_mark_than_the_stated_one_are_refused(reading, cell, decimal):
    result = reading(f"id;name;ministry;amount\nA;n;m;{cell}\n", {"unit": "EUR", "decimal": decimal}, currency="EUR")
    assert one(result, "text-in-amount").severity is Severity.FATAL
    assert amounts(reading("id;name;ministry;amount\nA;n;m;500.-\n", {"decimal": ","})) == {"A": 500_000_000}


@pytest.mark.parametrize(
    ("cells", "currency", "asked"),
    [
        (("1,23", "12,345"), "EUR", True),
        (("250", "1,0000"), "EUR", True),
        (("1,5", "12,25"), "EUR", False),
        (("1,2345", "0,5678", "12"), "EUR", False),
        (("1,23", "4,56", "7"), "EUR", False),
        (("1,2345", "2,7182", "12", "7"), "EUR", False),
        (("1,2345", "2,71828", "12", "7"), "EUR", True),
        (("1,2345", "2,7182", "12", "7"), "KRW", True),
    ],
)
def test_commas_that_may_be_slips_of_thousands_are_asked_about(reading, cells, currency, asked):
    rows = "".join(f'P{at},n,m,"{cell}"\n' for at, cell in enumerate(cells))
    found = rules(reading("id,name,ministry,amount\n" + rows, currency=currency))
    assert ("decimal-or-thousands" in found) is asked


def test_commas_between_semicolons_are_no_slips(reading):
    rows = "id;name;ministry;amount\nP0;n;m;1,23\nP1;n;m;12,345\n"
    assert "decimal-or-thousands" not in rules(reading(rows, {"delimiter": ";"}))


@pytest.mark.parametrize(("currency", "asked"), [("JPY", False), ("HKD", False), ("MOP", True), ("EUR", True)])
def test_commas_between_semicolons_are_asked_about_where_a_language_of_government_writes_them_before_decimals(
    reading, currency, asked
):
    result = reading("id;name;ministry;amount\nA;n;m;1,250\nB;n;m;2,300\n", {"delimiter": ";"}, currency=currency)
    assert ("decimal-or-thousands" in rules(result)) is asked


def test_triangles_down_are_below_zero_and_both_ways_are_asked_about(reading):
    result = reading("id,name,ministry,amount\nA,n,m,500\nB,n,m,▼234\n")
    assert amounts(result) == {"A": 500_000_000, "B": -234_000_000}
    assert "sign-unclear" not in rules(result)
    assert one(reading("id,name,ministry,amount\nA,n,m,▲500\nB,n,m,▽234\n"), "sign-unclear").place.row == 2


@pytest.mark.parametrize("cell", ["234▼", "1,234 ▽", "234 ▼ 5"])
def test_a_triangle_behind_a_number_is_no_minus(reading, cell):
    assert "text-in-amount" in rules(reading(f'id,name,ministry,amount\nA,n,m,500\nB,n,m,"{cell}"\n'))


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
