"""Numbers as pages print them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from crosscut.exports.words_of import Scale, amount_text, exact_scale, percent
from crosscut.money import unit
from crosscut.text import Text
from crosscut.text.periods import period_text, stage_text

AMOUNTS = st.integers(-(2**62), 2**62)


@given(AMOUNTS, st.sampled_from(["억원", "백만원", "원", "billion"]), st.integers(0, 2))
def test_amounts_round_half_away_from_zero(amount: int, name: str, decimals: int) -> None:
    printed = Scale(unit(name, "KRW"), decimals)
    exact = (Decimal(amount) / printed.unit.factor).quantize(Decimal(10) ** -printed.decimals, ROUND_HALF_UP)
    assert Decimal(amount_text(amount, printed).replace(",", "").replace("−", "-")) == exact


@given(AMOUNTS, AMOUNTS)
def test_percentages_are_exact_to_one_decimal(part: int, whole: int) -> None:
    text = percent(part, whole)
    if whole == 0:
        assert text == "–"
        return
    shown = Decimal(text.rstrip("%").replace(",", "").replace("−", "-"))
    assert abs(shown - Decimal(part) * 100 / whole) <= Decimal("0.05") + abs(shown) * Decimal("1e-20")


def test_an_exact_amount_loses_no_cent() -> None:
    assert amount_text(123456, exact_scale("USD")) == "1,234.56"


def test_changes_show_their_sign() -> None:
    assert amount_text(10**8, Scale(unit("억원", "KRW"), 0), sign=True) == "+1"
    assert percent(1, 4, sign=True) == "+25.0%"
    assert percent(-1, 4, sign=True) == "−25.0%"


def test_a_stage_of_the_budgets_own_keeps_its_name() -> None:
    assert stage_text("pilot")["ko"] == "pilot"
    assert stage_text("reviewed")["ko"] == "조정"


def test_korean_writes_no_fy_before_its_word_for_years() -> None:
    assert period_text(2022, "requested", "FY{year}") == Text("FY2022 requested", "2022년 요구")
    assert period_text(2022, "requested", "FY{yy}") == Text("FY22 requested", "FY22년 요구")
    assert period_text(2023, "requested", "{year}/{next}") == Text("2023/24 requested", "2023/24년 요구")
