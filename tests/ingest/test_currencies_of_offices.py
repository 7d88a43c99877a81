"""Several currencies in one budget, and currencies that cells and heads name."""

from __future__ import annotations

import pytest

from crosscut.findings import Severity
from tests.ingest.tables_of_offices import HEADER, loud

from .conftest import COLUMNS, amounts, one, rules


def test_a_cell_that_names_its_currency_alone_is_told(reading):
    finding = one(reading(HEADER + "A,a,m,10\nB,b,m,20원\n"), "unit-differs")
    assert (finding.place.row, finding.value) == (3, 20)
    assert loud(reading(HEADER + "A,a,m,10원\n", {"unit": "원"})) == []
    assert loud(reading(HEADER + "A,a,m,10억원\n")) == []


RATE = {"currency": "USD", "rate": "1350.5", "citation": "Bank of Korea"}


class TestCurrencies:
    """Several currencies in one budget: exact in their own, totals at stated rates alone."""

    def test_a_source_of_another_currency_is_converted_at_the_stated_rate(self, reading):
        text = HEADER + "A,a,m,10\nB,b,m,23.5\nTotal,,,33.5\n"
        result = reading(text, {"currency": "USD"}, rate=[RATE])
        assert amounts(result) == {"A": 13_505_000_000, "B": 31_736_750_000}
        assert loud(result) == []
        assert "USD 33,500,000" in one(result, "converted").message.en
        assert result.lines["note"].to_pylist() == ["USD 10,000,000 × 1350.5", "USD 23,500,000 × 1350.5"]

    @pytest.mark.parametrize(("rate", "told"), [("1.1", True), ("1", False), ("1.0", False)])
    def test_a_rate_of_the_budgets_own_currency_is_told_unless_it_is_one(self, reading, rate, told):
        result = reading(HEADER + "A,a,m,10\n", rate=[RATE | {"currency": "KRW", "rate": rate}, RATE])
        assert amounts(result) == {"A": 10_000_000}
        assert ("rate-of-own-currency" in rules(result)) is told

    @pytest.mark.parametrize("period", [{}, {"fiscal_year": 2026}, {"stage": "confirmed"}])
    def test_two_rates_for_one_period_are_refused(self, reading, period):
        with pytest.raises(ValueError, match="USD has two rates for"):
            reading(HEADER + "A,a,m,10\n", {"currency": "USD"}, rate=[RATE | period, RATE | period | {"rate": "1400"}])

    def test_rates_of_several_periods_hold_beside_one_for_all(self, reading):
        nearer = RATE | {"fiscal_year": 2026, "rate": "1400"}
        other = RATE | {"currency": "JPY", "rate": "9.2"}
        result = reading(HEADER + "A,a,m,10\n", {"currency": "USD"}, rate=[RATE, nearer, other])
        assert amounts(result) == {"A": 14_000_000_000}

    def test_without_a_rate_nothing_is_added_up(self, reading):
        finding = one(reading(HEADER + "A,a,m,10\n", {"currency": "USD"}), "no-rate")
        assert (finding.severity, finding.place.row) == (Severity.FATAL, 2)
        assert "USD 10,000,000" in finding.message.en

    def test_each_row_may_name_its_currency(self, reading):
        source = {"columns": COLUMNS | {"currency": "cur"}}
        text = "id,name,ministry,amount,cur\nA,a,m,10,KRW\nB,b,m,2,US$\nC,c,m,5,원\n"
        result = reading(text, source, rate=[RATE])
        assert amounts(result) == {"A": 10_000_000, "B": 2_701_000_000, "C": 5_000_000}
        assert loud(result) == []

    def test_whole_units_of_several_currencies_are_one_setting(self, reading):
        source = {"columns": COLUMNS | {"currency": "cur"}, "unit": "units"}
        text = "id,name,ministry,amount,cur\nA,a,m,10,KRW\nB,b,m,2.05,USD\nC,c,m,1000,JPY\n"
        rates = [RATE, {"currency": "JPY", "rate": "9.2", "citation": "Bank of Korea"}]
        result = reading(text, source, rate=rates)
        assert (amounts(result), loud(result)) == ({"A": 10, "B": 2_769, "C": 9_200}, [])
        assert amounts(reading(text, source | {"unit": "1"}, rate=rates))["B"] == 2_769

    def test_a_unit_that_names_a_currency_beside_those_of_the_rows_is_told_how_to_say_it(self, reading):
        source = {"columns": COLUMNS | {"currency": "cur"}, "unit": "KRW"}
        found = one(
            reading("id,name,ministry,amount,cur\nA,a,m,10,KRW\nB,b,m,2,USD\n", source, rate=[RATE]), "unknown-unit"
        )
        assert '"units"' in found.hint.en

    def test_a_row_without_a_currency_beside_others_is_told_and_a_total_is_not(self, reading):
        source = {"columns": COLUMNS | {"currency": "cur"}}
        head = "id,name,ministry,amount,cur\n"
        assert one(reading(head + "A,a,m,10,\nB,b,m,2,USD\n", source, rate=[RATE]), "no-currency").place.row == 2
        assert loud(reading(head + "A,a,m,10,USD\nB,b,m,2,USD\nTotal,,,12,\n", source, rate=[RATE])) == []
        filled = source | {"fill_down": ["cur"]}
        result = reading(head + "A,a,m,10,KRW\nB,b,m,2,USD\nC,c,m,3,\n", filled, rate=[RATE])
        assert (amounts(result)["C"], loud(result)) == (4_051_500_000, [])

    def test_a_rate_of_a_year_goes_before_one_of_all(self, reading):
        text = "id,name,ministry,amount,y\nA,a,m,10,2025\nB,b,m,10,2026\n"
        source = {"currency": "USD", "columns": COLUMNS | {"fiscal_year": "y"}, "fiscal_year": None}
        result = reading(text, source, rate=[RATE, {"currency": "USD", "rate": "1300", "fiscal_year": 2025}])
        assert amounts(result) == {"A": 13_000_000_000, "B": 13_505_000_000}

    def test_a_word_that_names_no_one_currency_is_told(self, reading):
        source = {"columns": COLUMNS | {"currency": "cur"}}
        text = "id,name,ministry,amount,cur\nA,a,m,10,KRW\nB,b,m,2,Taler\n"
        place = one(reading(text, source, rate=[RATE]), "unknown-currency").place
        assert (place.row, place.column) == (3, "cur")

    @pytest.mark.parametrize("rate", ["0", "-1", "abc", "1e30", "nan"])
    def test_a_rate_is_a_number_above_zero(self, reading, rate):
        with pytest.raises(ValueError, match="no rate"):
            reading(HEADER, rate=[{"currency": "USD", "rate": rate}])


@pytest.mark.parametrize(
    ("head", "currency", "differs"),
    [
        ("Dotação (R$ mil)", "USD", True),
        ("Betrag Tsd. CHF", "EUR", True),
        ("Budget kUSD", "EUR", True),
        ("Amount in 1000 CHF", "EUR", True),
        ("CHF 1000 Betrag", "EUR", True),
        ("Budget tkr", "EUR", True),
        ("Budget kNOK", "EUR", True),
        ("Budget (reais)", "EUR", True),
        ("Budget (tys. zł)", "EUR", True),
        ("Budget (tis. Kč)", "EUR", True),
        ("Budget (₹ thousand)", "USD", True),
        ("Budget (Rp ribu)", "USD", True),
        ("Importe (miles de pesos)", "EUR", True),
        ("予算（千ドル）", "JPY", True),
        ("金額（千美元）", "JPY", True),
        ("amount (thousand MX$)", "USD", True),
        ("amount (thousand US$)", "CAD", True),
        ("Dotação (R$ mil)", "BRL", False),
        ("Betrag Tsd. CHF", "CHF", False),
        ("Budget kUSD", "USD", False),
        ("Budget tkr", "SEK", False),
        ("Budget tkr", "NOK", False),
        ("Budget (tys. zł)", "PLN", False),
        ("Importe (miles de pesos)", "MXN", False),
        ("予算（千ドル）", "USD", False),
        ("Amount, thousand EUR (from USD)", "EUR", False),
        ("Budget (real)", "EUR", False),
        ("Crédits (mars)", "EUR", False),
        ("Budget (All)", "EUR", False),
        ("Budget ALL", "EUR", False),
        ("Try 2 all", "EUR", False),
        ("Bedrag (bron)", "EUR", False),
        ("Budget top", "EUR", False),
        ("Plan B fr", "EUR", False),
    ],
)
def test_another_currency_in_the_head_of_a_column_is_told(reading, head, currency, differs):
    text = f'id,name,ministry,"{head}"\nA,a,m,10\n'
    columns = {**COLUMNS, "amount": head}
    result = reading(text, {"unit": "thousand", "columns": columns}, currency=currency)
    assert [each for each in loud(result) if "in 'thousand" in each] == loud(result)
    assert ("unit-differs" in rules(result)) is differs
