"""Marks beside digits: dashes, brackets, triangles, notes, signs of currencies, commas and points."""

from __future__ import annotations

import pytest

from crosscut.findings import Severity
from tests.ingest.cells_of_amounts import HEADER

from .conftest import amounts, one, rules


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
