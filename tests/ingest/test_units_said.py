"""Units that stand free in a head or in a note below the table are held against the mapping."""

from __future__ import annotations

import re

import pytest

from crosscut.ingest.named_currency import money_words, named_currency, other_currency

from .conftest import COLUMNS, amounts, one, rules
from .test_tables_of_strangers import loud

HEADS = [
    ("Budget 2024 tkr", "million", "thousand", "SEK"),
    ("Anvisat 2024 i kr", "thousand", "SEK", "SEK"),
    ("mill. kr 2024", "thousand", "million", "NOK"),
    ("FY 2024 in dollars", "thousand", "USD", "USD"),
    ("2024-25 $'000", "million", "thousand", "AUD"),
    ("FY24 $M", "thousand", "million", "USD"),
    ("2023-24 Plans £m", "thousand", "million", "GBP"),
    ("Ansatz 2024 TEUR", "million", "thousand", "EUR"),
    ("Plan tys. zł", "million", "thousand", "PLN"),
    ("Bedragen x € 1.000", "million", "thousand", "EUR"),
    ("Montant k€", "million", "thousand", "EUR"),
    ("Előirányzat M Ft", "thousand", "million", "HUF"),
    ("Rozpočet (mil Kč)", "CZK", "million", "CZK"),
    ("Budget ($ mil)", "USD", "million", "USD"),
]


def _read(reading, head, unit, currency, note=""):
    columns = COLUMNS | {"amount": head}
    text = f"id;name;ministry;{head}\nA;n;m;5\nB;k;m;7\n{note}"
    source = {"columns": columns, "unit": unit, "fiscal_year": 2024, "delimiter": ";"}
    return reading(text, source, currency=currency, taxonomy="nabs-2007")


@pytest.mark.parametrize(("head", "wrong", "right", "currency"), HEADS)
def test_a_unit_that_stands_free_in_a_head_is_compared(reading, head, wrong, right, currency):
    assert one(_read(reading, head, wrong, currency), "unit-differs")
    assert loud(_read(reading, head, right, currency)) == []


@pytest.mark.parametrize(
    ("note", "currency"),
    [
        ("(Thousands of United States dollars)", "USD"),
        ("(Miles de dólares estadounidenses)", "USD"),
        ("(Milliers de dollars des États-Unis)", "USD"),
        ("(dalam ribuan rupiah)", "IDR"),
        ("(u tisućama eura)", "EUR"),
        ("(tūkstančiais eurų)", "EUR"),
        ("(in thousands of Ghana cedis)", "GHS"),
        ("(in thousands of Mexican pesos)", "MXN"),
        ("(₦'thousand)", "NGN"),
        ("(हजार रुपैयाँमा)", "NPR"),
    ],
)
def test_a_unit_above_the_table_is_compared_in_the_words_of_many_offices(reading, note, currency):
    text = f"Annex 3;;;\n{note};;;\nid;name;ministry;amount\nA;n;m;120\nB;k;m;30\n"
    source = {"delimiter": ";", "unit": "million"}
    assert one(reading(text, source, currency=currency), "unit-differs")
    assert loud(reading(text, source | {"unit": "thousand"}, currency=currency)) == []


@pytest.mark.parametrize("note", ["Belopp i tkr", "(i 1 000 kr)", "Kostnader i tkr"])
def test_a_unit_in_a_note_below_is_compared(reading, note):
    found = one(_read(reading, "Belopp", "million", "SEK", f"{note}\n"), "unit-differs")
    assert found.place.row == 4
    assert loud(_read(reading, "Belopp", "thousand", "SEK", f"{note}\n")) == []


@pytest.mark.parametrize(
    "head", ["Amount USD", "Expenditure in all", "Total in 2024", "Grant of 5 million euros", "Top up"]
)
def test_words_of_money_that_say_no_unit_are_no_finding(reading, head):
    assert "unit-differs" not in rules(_read(reading, head, "thousand", "USD" if "USD" in head else "EUR"))


@pytest.mark.parametrize(
    "note",
    [
        "Note: of which 5 million euros were carried over",
        "Note: programmes under €1 million are not shown",
        "Hinweis: Projekte unter 1 Mio. EUR sind zusammengefasst",
        "Note : opérations de moins de 1 million d'euros exclues",
    ],
)
def test_a_sum_of_money_in_a_note_is_no_unit(reading, note):
    assert loud(_read(reading, "Amount", "thousand", "EUR", f"{note}\n")) == []


@pytest.mark.parametrize("note", ["Bedragen x 1 mln euro", "Amounts in 1 million EUR", "Einheit: 1 Mio. EUR"])
def test_a_single_million_may_be_a_unit(reading, note):
    assert one(_read(reading, "Amount", "thousand", "EUR", f"{note}\n"), "unit-differs").place.row == 4


BETWEEN = (
    "(단위: 천원),,,,|,(Unit: thousand),,,|,,,(단위: 천원),|,,,,(Unit: thousand)|II. Regional,,,,(단위: 천원)|Unit: KRW thousand,,,,"
    "|단위 : 원,,,,|,,,,(단위:억원)"
)


@pytest.mark.parametrize("row", BETWEEN.split("|"))
def test_a_unit_between_rows_begins_a_block_of_its_own(reading, row):
    text = "id,name,ministry,amount,remark\nA,Energy,M,30,\nB,Solar,M,10,\n{}\nC,Health,M,70000,\nD,Sea,M,50000,\n"
    result = reading(text.format(row))
    assert one(result, "unit-differs").place.row == 4
    assert set(amounts(result)) == {"A", "B", "C", "D"}
    assert loud(reading(text.format(row), {"last_row": 3})) == []
    same = re.sub(r"천원|thousand|원(?=,)|억원", lambda unit: "million" if unit[0] == "thousand" else "백만원", row)
    assert loud(reading(text.format(same))) == []


def test_a_unit_below_a_table_in_a_column_that_is_not_read_is_compared(reading):
    text = "id,name,ministry,amount,remark\nA,Energy,M,30,\nB,Solar,M,10,\n,,,,(단위: {})\n"
    assert one(reading(text.format("천원")), "unit-differs").place.row == 4
    assert loud(reading(text.format("백만원"))) == []


def test_a_unit_of_each_of_two_tables_is_told_and_ranges_read_both(reading):
    block = "(Unit: {}),,,\nid,name,ministry,amount\n{}"
    text = block.format("million", "A,Energy,M,30\nB,Solar,M,10\n,,,\n") + block.format("thousand", "C,Health,M,7000\n")
    assert one(reading(text), "unit-differs").place.row == 6
    parts = {"last_row": 4}, {"first_row": 7, "unit": "thousand"}
    result = reading(text, *parts)
    assert loud(result) == []
    assert amounts(result) == {"A": 30_000_000, "B": 10_000_000, "C": 7_000_000}


def test_a_unit_between_rows_is_held_against_its_own_column(reading):
    text = "id,name,ministry,budget,spent\nA,n,m,500,400\n,,,백만원,천원\nB,k,m,700,650\n"
    columns = {key: value for key, value in COLUMNS.items() if key != "amount"}
    wide = {"columns": {"budget": {"stage": "confirmed"}, "spent": {"stage": "executed"}}}
    source = {"columns": columns, "wide": wide, "unit": "백만원", "stage": ""}
    assert "unit-differs" not in rules(reading(text, source | {"units": {"spent": "천원"}}, currency="KRW"))
    assert one(reading(text, source, currency="KRW"), "unit-differs").place.column == "spent"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("À lire", ""),
        ("Exercice de lire", ""),
        ("Escudo antimisiles", ""),
        ("Total ESP", ""),
        ("CYP", ""),
        ("Mio. dem Bund", ""),
        ("milhões fim", ""),
        ("milioni di lire", "ITL"),
        ("Mio. DEM", "DEM"),
        ("miles ESP", "ESP"),
    ],
)
def test_a_currency_of_the_past_is_named_with_its_scale_alone(text, code):
    assert named_currency(text) == code
    assert other_currency(text, "EUR") is bool(code)
    assert bool([*money_words(text)]) is bool(code)


@pytest.mark.parametrize(
    ("head", "currency", "unit", "told"),
    [
        ("Montant (MF)", "FRF", "million", False),
        ("Montant (MF)", "FRF", "thousand", True),
        ("Montant (MF)", "EUR", "million", True),
        ("(kF)", "FRF", "thousand", False),
        ("Crédits MdF", "FRF", "million", True),
        ("Budget MF", "XAF", "million", False),
        ("milj. mk", "FIM", "million", False),
        ("Määräraha (milj. mk)", "FIM", "thousand", True),
        ("Määräraha (1000 mk)", "EUR", "thousand", True),
        ("Amount (EUR mil)", "EUR", "million", False),
        ("Amount (EUR mil)", "EUR", "thousand", False),
        ("Amount (EUR mil)", "EUR", "billion", True),
        ("Plan F", "EUR", "million", False),
        ("Budget BF", "EUR", "million", False),
        ("MFF budget", "EUR", "million", False),
        ("Budget (MFF)", "EUR", "million", False),
    ],
)
def test_currencies_of_the_past_and_scales_of_several_meanings_in_heads(reading, head, currency, unit, told):
    columns = {**COLUMNS, "amount": head}
    result = reading(f'id,name,ministry,"{head}"\nA,n,m,1207\n', {"unit": unit, "columns": columns}, currency=currency)
    assert ("unit-differs" in rules(result)) is told


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("GERD (million PPS)", True),
        ("PPS", True),
        ("Ausgaben, Mio. KKS", True),
        ("Outlays in million purchasing power standards", True),
        ("Million USD PPP", True),
        ("PPS grants", False),
        ("Budget for PPP", False),
        ("Amount (million EUR)", False),
    ],
)
def test_points_of_purchasing_power_are_no_money(reading, head, told):
    columns = {**COLUMNS, "amount": head}
    result = reading(
        f'id,name,ministry,"{head}"\nA,n,m,1207\n', {"unit": "million", "columns": columns}, currency="EUR"
    )
    assert ("no-money" in rules(result)) is told


@pytest.mark.parametrize(
    ("head", "beside"),
    [
        ("Budget (B)", "2025 (A)"),
        ("2026 Plan (B)", "Change (B-A)"),
        ("Request (B)", "Share (B/A)"),
        ("정부안(B)", "note"),
        ("予算額(B)", "note"),
    ],
)
def test_a_letter_that_names_a_column_is_no_scale(reading, head, beside):
    made = {"columns": {**COLUMNS, "amount": head}, "fiscal_year": 2026}
    assert loud(reading(f"id,name,ministry,{head},{beside}\nA,n,m,1207,\n", made)) == []
    told = head.replace("(B)", "(USD B)")
    result = reading(f"id,name,ministry,{told},{beside}\nA,n,m,1207,\n", {"columns": {**COLUMNS, "amount": told}})
    assert "unit-differs" in rules(result)


@pytest.mark.parametrize(
    ("head", "beside", "unit", "told"),
    [
        ("Budget (B)", "note", "million", True),
        ("Budget (B)", "Staff (M)", "million", True),
        ("Budget (B)", "note", "billion", False),
        ("Budget (USD million) (B)", "note", "million", False),
        ("Budget, unit: B", "Budget 2025 (A)", "million", True),
    ],
)
def test_a_letter_that_no_other_column_shows_to_be_one_may_stand_for_billions(reading, head, beside, unit, told):
    made = {"columns": {**COLUMNS, "amount": head}, "unit": unit}
    result = reading(f'id,name,ministry,"{head}",{beside}\nA,n,m,1207,\n', made, currency="USD")
    assert ("unit-differs" in rules(result)) is told


@pytest.mark.parametrize(
    ("currency", "cell"),
    [
        ("INR", "₹1,250"),
        ("INR", "Rs. 1,250"),
        ("INR", "INR.1250"),
        ("INR", "INR. 1,250"),
        ("NOK", "kr 1 250"),
        ("DKK", "kr. 1 250"),
        ("ILS", "₪1,250"),
        ("TRY", "₺ 1,250"),
        ("ZAR", "R 1 250"),
        ("CHF", "Fr. 1250.00"),
        ("USD", "US dollars 1,250"),
        ("GBP", "pound sterling 1,250"),
    ],
)
def test_a_word_for_the_currency_before_a_number_says_nothing_of_the_scale(reading, currency, cell):
    text = f'id,name,ministry,amount\nA,n,m,"{cell}"\nB,n,m,"-{cell}"\n'
    result = reading(text, currency=currency)
    assert amounts(result) == {"A": 125_000_000_000, "B": -125_000_000_000}
    assert "unit-differs" not in rules(result)


@pytest.mark.parametrize("cell", ["Rs.5000", "INR.5000", "Rs.5,000", "-Rs.5000", "(Rs.5000)"])
def test_the_point_of_a_shortened_word_begins_no_decimals(reading, cell):
    result = reading(f'id,name,ministry,amount\nA,n,m,"{cell}"\n', {"unit": "rupees"}, currency="INR")
    assert amounts(result) == {"A": -500_000 if cell[0] in "-(" else 500_000}


@pytest.mark.parametrize(("currency", "cell"), [("INR", "Rs. -30"), ("DKK", "kr. - 30"), ("EUR", "eur. -30")])
def test_a_minus_behind_a_word_with_a_point_closes_no_amount(reading, currency, cell):
    result = reading(f"id,name,ministry,amount\nA,n,m,{cell}\n", currency=currency)
    assert amounts(result) == {"A": -3_000_000_000}


@pytest.mark.parametrize("cell", ["₹1,250 crore", "Rs. 1,250 crore"])
def test_a_scale_behind_such_an_amount_is_its_own(reading, cell):
    result = reading(f'id,name,ministry,amount\nA,n,m,"{cell}"\n', currency="INR")
    assert amounts(result) == {"A": 1_250_000_000_000}


@pytest.mark.parametrize(
    ("currency", "cells", "told"),
    [
        ("KRW", ("₩1,500,000,000", "₩2,300,000,000"), True),
        ("JPY", ("¥1,234,000,000", "¥5,000,000"), True),
        ("KRW", ("1500000000", "2300000000"), True),
        ("KRW", ("656000000", "98000000"), False),
        ("USD", ("$6,800,000", "$12.5"), False),
        ("USD", ("150000000", "68000000"), True),
        ("NOK", ("kr 12 500 000", "kr 1 500 000"), True),
        ("INR", ("₹12,50,00,000", "₹3,50,00,000"), True),
        ("JPY", ("230000000", "90000000"), False),
        ("IRR", ("9000000000", "4000000000"), False),
    ],
)
def test_amounts_that_no_programme_has_in_the_unit_are_asked_about(reading, currency, cells, told):
    rows = "".join(f'P{at},n,m,"{cell}"\n' for at, cell in enumerate(cells))
    result = reading("id,name,ministry,amount\n" + rows, currency=currency)
    assert ("unit-differs" in rules(result)) is told
