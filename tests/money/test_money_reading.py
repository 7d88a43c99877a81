from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscut.money import Amount, MoneyError, parse, read, read_number, unit

WON, MILLION = unit("won", "KRW"), unit("백만원", "KRW")
DOLLAR, THOUSAND_DOLLARS = unit("USD", "USD"), unit("thousand USD", "USD")


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("0", 0),
        ("1234", 1234 * 10**6),
        ("1,234.5", 1234 * 10**6 + 500_000),
        (".5", 500_000),
        ("00", 0),
        ("1조 2,345억 원", 1_234_500_000_000),
        ("4조7000억원", 4_700_000_000_000),
        ("5,635억 원", 563_500_000_000),
        ("3천억", 300_000_000_000),
        ("2천3백억", 230_000_000_000),
        ("30.28조원", 30_280_000_000_000),
        ("1조 2,345.67억 원", 1_234_567_000_000),
        ("12백만원", 12_000_000),
        ("1억 2,345만 6,789원", 123_456_789),
        ("1,234천원", 1_234_000),
        ("1,234원", 1234),
        ("KRW 563.5 billion", 563_500_000_000),
        ("563.5 billion won", 563_500_000_000),
        ("KRW 500", 500),
        ("₩1,234", 1_234_000_000),
        ("￦５，６３５억", 563_500_000_000),
        ("１，２３４", 1_234_000_000),
        ("1\u00a0234\u00a0567", 1_234_567_000_000),
        ("  7 ", 7_000_000),
        ("+7", 7_000_000),
        ("△5", -5_000_000),
        ("▲ 3억", -300_000_000),
        ("−7", -7_000_000),
        ("-KRW 1.5 bn", -1_500_000_000),
        ("(1,234)", -1_234_000_000),
        ("(1,234) 백만원", -1_234_000_000),
        ("KRW (2) million", -2_000_000),
        ("12億", 1_200_000_000),
        ("3 tn", 3 * 10**12),
        ("1.2m", 1_200_000),
        ("\ufeff5", 5_000_000),
    ],
)
def test_read_in_a_column_of_million_won(text: str, won: int) -> None:
    assert read(text, MILLION) == Amount(won, MILLION.currency)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("$132.5 billion", 13_250_000_000_000),
        ("USD 1.2 million", 120_000_000),
        ("US$5m", 500_000_000),
        ("$1,234", 123_400_000),
        ("$(1,234)", -123_400_000),
        ("1.5", 150_000),
        ("50 cents", 50),
        ("500억 달러", 5 * 10**12),
        ("1억 2,345만 6,789.01달러", 12_345_678_901),
        ("5 million US dollars", 500_000_000),
    ],
)
def test_read_in_a_column_of_thousand_dollars(text: str, cents: int) -> None:
    assert parse(text, THOUSAND_DOLLARS) == cents


@pytest.mark.parametrize(
    ("text", "code", "cents"),
    [
        ("EUR 3 tn", "EUR", 3 * 10**14),
        ("€3 bn", "EUR", 3 * 10**11),
        ("£9.2 bn", "GBP", 920 * 10**9),
        ("¥3兆", "JPY", 3 * 10**12),
        ("7 m", "EUR", 700_000_000),
    ],
)
def test_read_other_currencies(text: str, code: str, cents: int) -> None:
    assert parse(text, unit(code, code)) == cents


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no digits"),
        ("-", "no digits"),
        ("NaN", "no digits"),
        ("inf", "no digits"),
        ("해당없음", "no digits"),
        ("1e5", "numeric cells"),
        ("1.234,5", "more than one way"),
        ("1,23", "more than one way"),
        ("1234,567", "more than one way"),
        ("0,123", "more than one way"),
        ("1.2.3", "more than one way"),
        ("5.", "no digits follow"),
        ("1,,2", "no digits follow"),
        ("1 234", "more than one number"),
        ("1-2", "signs"),
        ("--5", "signs"),
        ("(5", "signs"),
        ("5-", "signs"),
        ("(-5)", "signs"),
        ("5억여원", "억여원"),
        ("12%", "'%'"),
        ("5²", "'²'"),
        ("①", "no digits"),
        ("4조 7000", "no scale"),
        ("1조 12,345억", "go down"),
        ("1억 2조", "go down"),
        ("1조 1조", "go down"),
        ("1.5조 300억", "last part"),
        ("5 million 3", "more than one number"),
        ("백만원 5", "stands before"),
        ("1원 2원", "more than one number"),
        ("9" * 30, "64 bits"),
        ("1" * 999, "999 characters"),
        ("약 5억", "약"),
    ],
)
def test_bad_text_says_what_was_found_and_what_is_expected(text: str, why: str) -> None:
    with pytest.raises(MoneyError) as error:
        read(text, MILLION)
    assert why in str(error.value)
    assert "expected an amount such as" in str(error.value)
    assert len(str(error.value)) < 300


@pytest.mark.parametrize("text", ["$132.5 billion", "500억 달러", "USD 5"])
def test_foreign_currency_names_both(text: str) -> None:
    with pytest.raises(MoneyError, match=r"US dollar \(USD\).*Korean won \(KRW\)"):
        read(text, MILLION)


def test_two_currencies_in_one_text() -> None:
    with pytest.raises(MoneyError, match="KRW"):
        read("$5 won", DOLLAR)


def test_fraction_of_a_minor_unit_is_kept_exactly_and_rounded_half_even() -> None:
    assert read("0.5", WON) == Amount(0, WON.currency, Fraction(1, 2))
    assert read("1.5", WON) == Amount(2, WON.currency, Fraction(3, 2))
    assert read("-2.5", WON) == Amount(-2, WON.currency, Fraction(-5, 2))
    assert read("USD 1.005", DOLLAR).exact == Fraction(201, 2)
    assert read("1.2300000", MILLION).exact is None


def test_int64_bounds() -> None:
    assert parse(str(2**63 - 1), WON) == 2**63 - 1
    assert parse(str(-(2**63)), WON) == -(2**63)
    with pytest.raises(MoneyError):
        parse(str(2**63), WON)


def test_float_cell_stands_for_its_shortest_decimal() -> None:
    assert read_number(485.5, MILLION) == Amount(485_500_000, WON.currency)
    assert read_number(0.1, MILLION).exact is None
    odd = read_number(30549.899999999998, MILLION)
    assert odd == Amount(30_549_900_000, WON.currency, Fraction(30549899999999998, 10**6))


def test_numeric_cells_of_every_kind() -> None:
    assert read_number(7, MILLION).value == 7_000_000
    assert read_number(Decimal("1.25"), DOLLAR).value == 125
    assert read_number("1e5", WON).value == 100_000
    assert read_number(1e5, WON).value == 100_000
    assert read_number("1조", MILLION).value == 10**12
    assert read_number(-0.0, WON) == Amount(0, WON.currency)


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        Decimal("-Infinity"),
        True,
        1e300,
        10**30,
        Decimal("1e999999"),
        Decimal("1e-999999"),
        "1e9999",
        "1e-9999",
    ],
)
def test_cells_that_are_no_amounts(value: object) -> None:
    with pytest.raises(MoneyError, match="expected an amount"):
        read_number(value, MILLION)


@given(st.text(alphabet="0123456789,.-△()조억만천백십원 $KRWe\u00a0", max_size=40) | st.text(max_size=60))
def test_any_text_is_an_integer_amount_or_a_money_error(text: str) -> None:
    try:
        amount = read(text, MILLION)
    except MoneyError:
        return
    assert type(amount.value) is int
    assert amount.exact is None or (
        type(amount.exact) is Fraction and abs(amount.exact - amount.value) <= Fraction(1, 2)
    )


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_float_cells_are_read_as_they_print(value: float) -> None:
    amount = read_number(value, MILLION)
    exact = Fraction(repr(value)) * 10**6
    assert amount.value == round(exact)
    assert (amount.exact or amount.value) == exact


@pytest.mark.parametrize("text", ["1,", "조1", "(", "1 ", "m", "１", "US", ",000", "-1"])
def test_hostile_length_is_refused(text: str) -> None:
    with pytest.raises(MoneyError):
        read(text * 500_000, MILLION)
    with pytest.raises(MoneyError):
        unit(text * 500_000, "KRW")
