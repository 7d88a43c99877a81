from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscut.money import CURRENCIES, Unit, format_amount, format_long, format_mixed, format_number, parse, unit

UNITS = [
    unit(name, code)
    for code in CURRENCIES
    for name in (
        "thousand",
        "million",
        "billion",
        "trillion",
        "천",
        "만",
        "십만",
        "백만",
        "천만",
        "억",
        "십억",
        "백억",
        "천억",
        "조",
        "십조",
        code,
    )
]
UNITS += [unit(entry.minor_en, code) for code, entry in CURRENCIES.items() if entry.minor_en]
AMOUNTS = st.integers(-(2**63), 2**63 - 1) | st.integers(-(10**6), 10**6)
BILLION, EOK = unit("billion", "KRW"), unit("억원", "KRW")


def test_numbers() -> None:
    assert format_number(563_500_000_000, EOK) == "5,635"
    assert format_number(563_550_000_000, EOK, digits=0) == "5,636"
    assert format_number(-563_550_000_000, EOK, digits=0) == "-5,636"
    assert format_number(-563_550_000_000, EOK, digits=2, triangle=True) == "△5,635.50"
    assert format_number(1, BILLION) == "0.000000001"
    assert format_number(-1, BILLION, digits=1) == "0.0"
    assert format_number(5 * 10**9, BILLION, sign=True) == "+5"
    assert format_number(0, BILLION, sign=True) == "0"


def test_amounts_in_both_languages() -> None:
    assert format_amount(563_500_000_000, BILLION) == "KRW 563.5 billion"
    assert format_amount(563_500_000_000, EOK, language="ko") == "5,635억 원"
    assert format_amount(563_500_000_000, EOK) == "KRW 563,500 million"
    assert format_amount(-5, unit("won", "KRW"), language="ko", triangle=True) == "△5원"
    assert format_amount(12, unit("cents", "USD")) == "12 cents"
    assert format_amount(12, unit("USD", "USD")) == "USD 0.12"


def test_long_form_takes_the_largest_scale() -> None:
    assert format_long(563_500_000_000, "KRW") == "KRW 563.5 billion"
    assert format_long(-105_200_000_000, "KRW") == "-KRW 105.2 billion"
    assert format_long(999_960_000_000, "KRW", digits=1) == "KRW 1.0 trillion"
    assert format_long(13_250_000_000_000, "USD", sign=True) == "+USD 132.5 billion"
    assert format_long(0, "KRW") == "KRW 0"
    assert format_long(99_999, "USD", digits=0) == "USD 1,000"
    assert format_long(105_000, "EUR") == "EUR 1,050"
    assert format_long(-50_000_000, "EUR") == "-EUR 500,000"
    assert format_long(99_999_999, "EUR", digits=0) == "EUR 1 million"


def test_mixed_form() -> None:
    assert format_mixed(1_234_500_000_000) == "1조 2,345억 원"
    assert format_mixed(-1_234_500_000_000, triangle=True) == "△1조 2,345억 원"
    assert format_mixed(123_456_789) == "1억 2,345만 6,789원"
    assert format_mixed(123_456_789, smallest=EOK) == "1억 원"
    assert format_mixed(49_999_999, smallest=EOK) == "0원"
    assert format_mixed(1_234, "USD") == "12.34달러"
    assert format_mixed(100_000_000, sign=True) == "+1억 원"


@given(AMOUNTS, st.sampled_from(UNITS), st.sampled_from(["en", "ko"]), st.booleans(), st.booleans())
def test_what_is_printed_reads_back(amount: int, printed: Unit, language: str, sign: bool, triangle: bool) -> None:
    options = {"sign": sign, "triangle": triangle}
    base = unit(printed.currency.code, printed.currency.code)
    assert parse(format_number(amount, printed, **options), printed) == amount
    assert parse(format_amount(amount, printed, language=language, **options), base) == amount
    assert parse(format_amount(amount, printed, language=language, **options), printed) == amount


@given(AMOUNTS, st.sampled_from(list(CURRENCIES)), st.sampled_from(UNITS))
def test_long_and_mixed_forms_read_back_in_any_column(amount: int, code: str, column: Unit) -> None:
    column = Unit(column.name, CURRENCIES[code], column.factor)
    assert parse(format_long(amount, code), column) == amount
    assert parse(format_mixed(amount, code), column) == amount


@given(AMOUNTS, st.sampled_from(UNITS), st.integers(0, 6))
def test_rounding_is_within_half_of_the_last_digit(amount: int, printed: Unit, digits: int) -> None:
    places = 10**digits
    text = format_number(amount, printed, digits=digits)
    shown = int(text.replace(",", "").replace(".", ""))
    assert abs(shown * printed.factor - amount * places) * 2 <= printed.factor
    assert len(text.partition(".")[2]) == digits


@pytest.mark.parametrize("code", CURRENCIES)
def test_every_currency_labels_every_unit(code: str) -> None:
    for printed in UNITS:
        if printed.currency.code == code:
            assert unit(printed.label("ko"), code).factor == printed.factor


@pytest.mark.parametrize(("code", "name", "printed"), [("KRW", "won", "KRW 1,000"), ("JPY", "yen", "JPY 1,000")])
def test_a_currency_without_minor_unit_is_named(code: str, name: str, printed: str) -> None:
    assert format_amount(1000, unit(name, code)) == printed
