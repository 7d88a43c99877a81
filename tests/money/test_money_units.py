from __future__ import annotations

import pytest

from crosscut.money import (
    CURRENCIES,
    MoneyError,
    currencies_named,
    currency,
    is_unclear,
    names_bare_currency,
    read,
    unit,
    without_sign,
)
from crosscut.money.units import read_words


@pytest.mark.parametrize(
    ("name", "code", "factor"),
    [
        ("won", "KRW", 1),
        ("원", "KRW", 1),
        ("KRW", "KRW", 1),
        ("천원", "KRW", 10**3),
        ("만원", "KRW", 10**4),
        ("백만원", "KRW", 10**6),
        ("백만 원", "KRW", 10**6),
        ("억원", "KRW", 10**8),
        ("억", "KRW", 10**8),
        ("십억원", "KRW", 10**9),
        ("조원", "KRW", 10**12),
        ("조", "KRW", 10**12),
        ("thousand", "KRW", 10**3),
        ("million", "KRW", 10**6),
        ("KRW million", "KRW", 10**6),
        ("million won", "KRW", 10**6),
        ("billion", "KRW", 10**9),
        ("trillion", "KRW", 10**12),
        ("Million", "USD", 10**8),
        ("thousand USD", "USD", 10**5),
        ("천달러", "USD", 10**5),
        ("USD", "USD", 100),
        ("$", "USD", 100),
        ("cents", "USD", 1),
        ("센트", "EUR", 1),
        ("pence", "GBP", 1),
        ("EUR bn", "EUR", 10**11),
        ("億円", "JPY", 10**8),
        ("in millions of dollars", "USD", 10**8),
        ("mkrw", "KRW", 10**6),
    ],
)
def test_unit_is_read(name: str, code: str, factor: int) -> None:
    found = unit(name, code)
    assert found.factor == factor
    assert found.currency is CURRENCIES[code]


@pytest.mark.parametrize(
    "name", ["", "  ", "1000", "pesos", "mm", "million billion", "m illion", "백만 백만원", "t", "x" * 999]
)
def test_unknown_unit_is_never_guessed(name: str) -> None:
    with pytest.raises(MoneyError, match="unknown unit"):
        unit(name, "KRW")


def test_unknown_unit_names_the_nearest() -> None:
    with pytest.raises(MoneyError, match="did you mean 'million'"):
        unit("milllion", "KRW")
    with pytest.raises(MoneyError, match="did you mean '백만원'"):
        unit("백만언", "KRW")


def test_unit_in_another_currency_names_both() -> None:
    with pytest.raises(MoneyError, match=r"USD.*KRW"):
        unit("thousand USD", "KRW")


def test_currency_without_minor_unit_has_no_cents() -> None:
    with pytest.raises(MoneyError, match="names a minor unit, but the Korean won"):
        unit("cents", "KRW")


def test_currency_is_found_in_any_case_and_missed_with_a_hint() -> None:
    assert currency("krw") is CURRENCIES["KRW"]
    with pytest.raises(MoneyError, match="did you mean 'KRW'"):
        currency("KRWW")


def test_labels() -> None:
    assert [unit(name, "KRW").label() for name in ("won", "백만원", "억원")] == [
        "KRW",
        "KRW million",
        "KRW 100 million",
    ]
    assert [unit(name, "KRW").label("ko") for name in ("won", "million", "억")] == ["원", "백만원", "억원"]
    assert unit("cents", "USD").label() == "cents"


@pytest.mark.parametrize(
    ("name", "code", "factor"),
    [
        ("crore", "INR", 10**9),
        ("₹ lakh", "INR", 10**7),
        ("lakh crore", "INR", 10**14),
        ("Mio. EUR", "EUR", 10**8),
        ("Tsd. €", "EUR", 10**5),
        ("T€", "EUR", 10**5),
        ("TEUR", "EUR", 10**5),
        ("milliers d'euros", "EUR", 10**5),
        ("millions d’euros", "EUR", 10**8),
        ("Md€", "EUR", 10**11),
        ("miles de millones de pesos", "MXN", 10**11),
        ("R$ mil", "BRL", 10**5),
        ("万元", "CNY", 10**6),
        ("億元", "TWD", 10**10),
        ("百万円", "JPY", 10**6),
        ("£'000", "GBP", 10**5),
        ("$m", "AUD", 10**8),
        ("million", "KWD", 10**9),
        ("mld zł", "PLN", 10**11),
    ],
)
def test_units_of_other_offices(name: str, code: str, factor: int) -> None:
    assert unit(name, code).factor == factor


@pytest.mark.parametrize(("code", "digits"), [("CLP", 0), ("INR", 2), ("KWD", 3), ("CLF", 4), ("BRL", 2), ("VND", 0)])
def test_minor_units_of_iso_4217(code: str, digits: int) -> None:
    assert currency(code).exponent == digits


def test_words_of_rarer_currencies_and_languages_are_known_only_where_expected() -> None:
    assert read_words("ALL") is None
    assert read_words("crore") is None
    assert unit("ALL", "ALL").factor == 100


@pytest.mark.parametrize(
    ("name", "code", "factor"),
    [
        ("(単位:百万円)", "JPY", 10**6),
        ("단위: 백만원", "KRW", 10**6),
        ("亿元", "CNY", 10**10),
        ("新臺幣千元", "TWD", 10**5),
        ("in 1.000 €", "EUR", 10**5),
        ("1 000 EUR", "EUR", 10**5),
        ("x € 1 mln.", "EUR", 10**8),
        ("1000 kr", "NOK", 10**5),
        ("mill. kr", "NOK", 10**8),
        ("tkr", "SEK", 10**5),
        ("millió Ft", "HUF", 10**8),
        ("млн рублей", "RUB", 10**8),
        ("tỷ đồng", "VND", 10**9),
        ("miliar rupiah", "IDR", 10**11),
        ("ล้านบาท", "THB", 10**8),
        ("R'000", "ZAR", 10**5),
        ("N'000", "NGN", 10**5),
        ("mdp", "MXN", 10**8),
        ("mmdp", "MXN", 10**11),
        ("M$", "CLP", 10**3),
        ("MM$", "CLP", 10**6),
        ("mil R$", "BRL", 10**5),
        ("TSEK", "SEK", 10**5),
        ("MNOK", "NOK", 10**8),
        ("R$ 1,00", "BRL", 100),
        ("R$ 1.000", "BRL", 10**5),
        ("R$ 1.000,00", "BRL", 10**5),
        ("백만원", "KRW", 10**6),
    ],
)
def test_units_as_offices_of_many_countries_print_them(name: str, code: str, factor: int) -> None:
    assert unit(name, code).factor == factor


@pytest.mark.parametrize("name", ["dollars euro", "cents dollars thousand", "1000 1000 EUR", "10 000 EUR"])
def test_units_that_contradict_themselves_are_unknown(name: str) -> None:
    with pytest.raises(MoneyError):
        unit(name, "EUR")


@pytest.mark.parametrize(
    ("text", "name", "bare"),
    [
        ("20 euros", "thousand", True),
        ("20 Euro", "million", True),
        ("(20 euro)", "thousand", True),
        ("€20", "thousand", False),
        ("20", "thousand", False),
        ("5 Mio. €", "thousand", False),
        ("20 cents", "thousand", False),
        ("20 euros", "EUR", False),
    ],
)
def test_amounts_that_name_their_currency_and_no_scale(text: str, name: str, bare: bool) -> None:
    assert names_bare_currency(text, unit(name, "EUR")) is bare


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("EUR 20", "20"),
        ("20 EUR", "20"),
        ("20 €", "20"),
        ("(20 €)", "(20)"),
        ("EUR -20", "-20"),
        ("EUR 20 million", "20 million"),
        ("20 Mio. EUR", "20 Mio. EUR"),
        ("20 euros", "20 euros"),
        ("USD 20", "USD 20"),
    ],
)
def test_an_amount_loses_its_sign_or_code_where_the_unit_has_a_scale(text: str, plain: str) -> None:
    assert without_sign(text, unit("thousand", "EUR")) == plain
    assert without_sign(text, unit("EUR", "EUR")) == text


@pytest.mark.parametrize("text", ["12x", "x12", "12 of", "12 de", "12 x", "the 12"])
def test_little_words_alone_name_no_unit(text: str) -> None:
    with pytest.raises(MoneyError):
        read(text, unit("million", "KRW"))


@pytest.mark.parametrize("name", ["Billion Euro", "Trillion Euro", "Billion Franken"])
def test_a_unit_that_two_languages_read_otherwise_is_refused(name):
    with pytest.raises(MoneyError, match="in German"):
        unit(name, "CHF" if "Franken" in name else "EUR")
    assert unit("billion euro", "EUR").factor == 10**11
    assert unit("Billionen Euro", "EUR").factor == 10**14


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("$ mil", "USD"),
        ("mil", "USD"),
        ("mil lei", "RON"),
        ("mil", "GBP"),
        ("EUR mil", "EUR"),
        ("mil €", "EUR"),
        ("(mil EUR)", "EUR"),
    ],
)
def test_mil_is_a_thousand_to_some_and_a_million_to_others_and_is_refused(name, code):
    with pytest.raises(MoneyError, match=f"write 'thousand {code}' or 'million {code}'"):
        unit(name, code)


@pytest.mark.parametrize("name", ["mil euros", "Em mil euros", "(en mil euros)"])
def test_mil_beside_a_word_of_its_language_is_a_thousand(name):
    assert unit(name, "EUR").factor == 10**5


@pytest.mark.parametrize("name", ["Rs. 1,00,000", "1,00,000 rupees", "Rs. 1,00,00,000"])
def test_a_lakh_in_digits_is_no_thousand(name):
    with pytest.raises(MoneyError, match="unknown unit"):
        unit(name, "INR")


def test_a_scale_of_one_country_leaves_signs_elsewhere_what_they_are():
    assert "USD" in currencies_named("M$")
    assert is_unclear("mil Kč", "CZK")
    assert is_unclear("mil €", "EUR")
    assert not is_unclear("mil euros", "EUR")
    assert not is_unclear("Cr.", "USD")


@pytest.mark.parametrize(
    ("name", "code"), [("Mio. DM", "DEM"), ("miliardi di lire", "ITL"), ("millones de pesetas", "ESP")]
)
def test_currencies_that_the_euro_replaced_are_none_of_it(name, code):
    with pytest.raises(MoneyError):
        unit(name, "EUR")
    assert code in currencies_named(name)
    assert unit(name, code).currency.code == code
