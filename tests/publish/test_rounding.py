"""One grain, one rounding, displayed parts that add up."""

from __future__ import annotations

from fractions import Fraction

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscut.exports.printed_figures import Printer, table_unit
from crosscut.figures import FigureBook, FigureContext
from crosscut.figures.rounding import Rounding, tenths
from crosscut.tables import AMOUNTS
from crosscut.text import LANGUAGES

AREAS = [f"a{place}" for place in range(8)]


def book(amounts: list[int], currency: str = "KRW") -> FigureBook:
    rows = [
        {
            "row": f"r{place}",
            "counting": "partition",
            "line": f"l{place}",
            "programme": f"p{place}",
            "area": AREAS[place % len(AREAS)],
            "sub": "",
            "ministry": "m",
            "committee": "",
            "fiscal_year": 2026,
            "stage": "proposed",
            "account": "",
            "amount": amount,
            "low": None,
            "high": None,
        }
        for place, amount in enumerate(amounts)
    ]
    return FigureBook(pa.Table.from_pylist(rows, schema=AMOUNTS), FigureContext("t", currency))


@given(st.lists(st.integers(-(10**13), 10**13), min_size=1, max_size=30))
def test_displayed_parts_add_up_and_none_is_a_grain_off(amounts: list[int]) -> None:
    figures = book(amounts)
    rounding = Rounding("KRW", 10**13)
    whole, parts = figures.amount("partition"), list(figures.by("partition", "area").values())
    assert rounding.add_up(whole, parts)
    assert sum(map(rounding.displayed, parts)) == rounding.displayed(whole)
    for figure in (whole, *parts):
        assert abs(rounding.displayed(figure) - figure.value) < rounding.grain
        assert rounding.displayed(figure) % rounding.grain == 0


@given(st.lists(st.integers(0, 10**12), min_size=2, max_size=20), st.randoms())
def test_the_order_of_parts_does_not_matter(amounts: list[int], random: object) -> None:
    figures = book(amounts)
    parts = list(figures.by("partition", "programme").values())
    shuffled = list(parts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = Rounding("KRW", 10**13), Rounding("KRW", 10**13)
    first.add_up(figures.amount("partition"), parts)
    second.add_up(figures.amount("partition"), shuffled)
    assert [first.displayed(each) for each in parts] == [second.displayed(each) for each in parts]


def test_a_change_is_what_is_displayed_after_less_before() -> None:
    figures = book([149_999_999, 50_000_000])
    rounding = Rounding("KRW", 10**13)
    after, before = (figures.amount("partition", programme=each) for each in ("p0", "p1"))
    change = figures.difference(after, before)
    assert rounding.displayed(after) - rounding.displayed(before) == rounding.displayed(change) == 0


def test_a_share_is_one_that_the_amounts_beside_it_can_have() -> None:
    figures = book([each * 10**6 for each in (129_290, 96_178, 79_580, 65_979, 46_196)])
    rounding, whole = Rounding("KRW", 417_223 * 10**6), figures.amount("partition")
    parts = figures.by("partition", "area")
    assert rounding.add_up(whole, parts.values())
    shares = {area: rounding.ratio(figures.ratio(part, whole)) for (area,), part in parts.items()}
    assert shares["a1"] == (961 * 10**8, 4_172 * 10**8)
    assert shares["a0"] == (parts["a0",].value, whole.value)


@given(st.lists(st.integers(10**9, 10**11), min_size=4, max_size=4))
def test_a_rate_is_exact_or_one_that_the_change_and_what_is_after_it_can_have_where_a_sum_moved_an_end(
    amounts: list[int],
) -> None:
    figures = book(amounts)
    rounding = Rounding("JPY", 10**14)
    rounding.add_up(figures.amount("partition"), figures.by("partition", "programme").values())
    after, before = (figures.amount("partition", programme=each) for each in ("p0", "p2"))
    change = figures.difference(after, before)
    rate = figures.ratio(change, before)
    shown = tenths(*rounding.ratio(rate))
    if all(rounding.displayed(each) == rounding.nearest(each.value) for each in (after, before)):
        assert rounding.ratio(rate) == (change.value, before.value)
        return
    half = Fraction(rounding.grain, 2)
    shown_change, shown_after = rounding.displayed(change), rounding.displayed(after)
    ends = [(shown_change + d * half, shown_after + a * half) for d in (-1, 1) for a in (-1, 1)]
    rates = [1000 * d / (a - d) for d, a in ends if a > d]
    assert len(rates) < len(ends) or min(rates) - Fraction(1, 2) <= shown <= max(rates) + Fraction(1, 2)


def test_a_rate_that_rounding_apart_took_too_far_is_that_of_the_amounts_beside_it() -> None:
    figures = book([15_549_042_000, 18_936_523_999])
    rounding = Rounding("JPY", 10**14)
    after, before = (figures.amount("partition", programme=each) for each in ("p0", "p1"))
    change = figures.difference(after, before)
    exact = (change.value, before.value)
    assert rounding.ratio(figures.ratio(change, before)) == exact
    pushed = Rounding("JPY", 10**14)
    pushed._fixed[after.id] = 15_600_000_000
    assert tenths(*pushed.ratio(figures.ratio(change, before))) == -175


def test_a_rate_is_exact_where_no_end_was_moved_for_a_sum_s_sake() -> None:
    figures = book([12_777_000_000, 17_144_000_000])
    rounding = Rounding("KRW", 10**13)
    after, before = (figures.amount("partition", programme=each) for each in ("p0", "p1"))
    change = figures.difference(after, before)
    assert [rounding.displayed(each) // 10**8 for each in (after, before, change)] == [128, 171, -43]
    assert tenths(*rounding.ratio(figures.ratio(change, before))) == -255


@given(st.lists(st.integers(1, 10**13), min_size=2, max_size=16))
def test_no_printed_share_is_further_off_than_the_rounding_of_its_amounts(amounts: list[int]) -> None:
    figures = book(amounts)
    rounding, whole = Rounding("KRW", sum(amounts)), figures.amount("partition")
    parts = list(figures.by("partition", "area").values())
    assert rounding.add_up(whole, parts)
    half = Fraction(rounding.grain, 2)
    for part in parts:
        shown = tenths(*rounding.ratio(figures.ratio(part, whole)))
        high = (rounding.displayed(part) + half) / max(rounding.displayed(whole) - half, half)
        low = (rounding.displayed(part) - half) / (rounding.displayed(whole) + half)
        assert 1000 * low - Fraction(1, 2) <= shown <= 1000 * high + Fraction(1, 2)


def test_a_rounding_once_made_is_kept() -> None:
    figures = book([40_000_000] * 5)
    rounding = Rounding("KRW", 10**13)
    one = figures.amount("partition", programme="p0")
    assert rounding.displayed(one) == 0
    parts = list(figures.by("partition", "programme").values())
    assert rounding.add_up(figures.amount("partition"), parts)
    assert rounding.displayed(one) == 0
    assert sum(map(rounding.displayed, parts)) == 200_000_000


def test_a_sentence_is_no_finer_than_its_amount_asks_for_whatever_unit_the_tables_have() -> None:
    printer = Printer(Rounding("KRW", 56_606_241_000_000, "백만원"), "ko")
    assert printer.short(56_606_241_000_000) == "56,606,241"
    assert printer.long(56_606_241_000_000) == "56조 6,062억 원"
    assert printer.long(2_341_000_000) == "23억 4,100만 원"
    assert Printer(printer.rounding, "en").long(56_606_241_000_000) == "KRW 56.6062 trillion"
    assert "100만 원 단위" in printer.rule(compared=False)


def test_a_korean_sentence_shows_by_its_last_unit_how_far_an_amount_is_rounded() -> None:
    euros, won = Rounding("EUR", 626_200_000), Rounding("KRW", 500_000_000)
    assert Printer(euros, "ko").long(164_542_200_000) == "16억 4,542만 유로"
    assert Printer(euros, "ko").long(626_200_000) == "626만 2,000유로"
    assert Printer(euros, "en").long(164_542_200_000) == "EUR 1.6454 billion"
    assert Printer(won, "ko").long(20_045_126_000) == "200억 4,513만 원"


def test_parts_that_are_no_partition_are_said_not_to_add_up() -> None:
    figures = book([10**8, 10**8])
    rounding = Rounding("KRW", 10**13)
    assert not rounding.add_up(figures.amount("partition"), [figures.amount("partition", programme="p0")])


@pytest.mark.parametrize(
    ("currency", "whole", "ko", "en"),
    [
        ("KRW", 30 * 10**12, "억원", "KRW billion"),
        ("KRW", 5 * 10**9, "백만원", "KRW million"),
        ("KRW", 5 * 10**6, "천원", "KRW thousand"),
        ("KRW", 5, "원", "KRW"),
        ("USD", 200 * 10**11, "백만달러", "USD million"),
        ("USD", 20 * 10**8, "천달러", "USD thousand"),
    ],
)
def test_the_unit_follows_the_size_of_the_whole(currency: str, whole: int, ko: str, en: str) -> None:
    rounding = Rounding(currency, whole)
    assert table_unit(rounding, "ko").unit.label("ko") == ko
    assert table_unit(rounding, "en").unit.label("en") == en


@pytest.mark.parametrize(
    ("own", "grain", "decimals"), [("million", 10**6, 0), ("억원", 10**8, 0), ("billion", 10**8, 1), ("won", 1, 0)]
)
def test_the_offices_own_unit_is_the_grain(own: str, grain: int, decimals: int) -> None:
    rounding = Rounding("KRW", 30 * 10**12, own)
    assert rounding.grain == grain
    assert {table_unit(rounding, language).decimals for language in LANGUAGES} == {decimals}


def test_an_amount_that_is_no_figure_is_displayed_as_the_part_it_equals() -> None:
    figures = book([120_000_000, 130_000_000, 150_000_000])
    rounding = Rounding("KRW", 10**13)
    assert rounding.add_up(figures.amount("partition"), figures.by("partition", "programme").values())
    assert [rounding.like(each) for each in (120_000_000, 130_000_000, 150_000_000, 400_000_000)] == [
        100_000_000,
        100_000_000,
        200_000_000,
        400_000_000,
    ]
    assert rounding.like(260_000_000) == 300_000_000


def test_a_column_whose_amounts_are_no_partition_of_the_whole_is_not_made_to_add_up() -> None:
    rounding = Rounding("KRW", 10**13)
    assert rounding.column((10**12, None), [(6 * 10**11, None), (10**11, None)]) == [6 * 10**11, 10**11]


def test_nothing_is_displayed_as_nothing_whatever_a_column_leaves() -> None:
    figures = book([40_000_000, 40_000_000, 40_000_000, 0])
    rounding, whole = Rounding("KRW", 10**13), figures.amount("partition")
    parts = list(figures.by("partition", "programme").values())
    for part in parts[:3]:
        assert rounding.displayed(part) == 0
    shown = rounding.column((whole.value, whole), [(each.value, each) for each in parts])
    assert shown[3] == 0
