"""Sums over sentences that no word tells, and Korean amounts that end in the currency itself."""

from __future__ import annotations

import pytest

import crosscut
from crosscut.audit.figures.scan import scan

LISTED = (
    "올 4~6월 신청은 {whole}건으로 3.3% 늘었다. 지역별로는 서울({first}건)과 부산(3만3008건)가 각 6.2%, 7.6% 는 반면 "
    "대구(3627건), 광주(1만4700건)는 각 23.4%, 4.2% 줄었다."
)


def _doubted(text: str) -> list[str]:
    return [each.message.en for each in crosscut.audit(text).findings if each.rule == "sum"]


def test_four_parts_that_the_next_sentence_lists_are_held_against_the_level_before() -> None:
    assert _doubted(LISTED.format(whole="9만2413", first="4만1078")) == []
    (found,) = _doubted(LISTED.format(whole="9만2413", first="4만1708"))
    assert "4만1078건" in found
    assert "doubtful" in found


def test_a_gap_that_no_slip_explains_says_that_something_is_left_out() -> None:
    assert _doubted(LISTED.format(whole="9만5123", first="4만1078")) == []


def test_two_parts_are_held_only_where_another_list_of_the_document_is_complete() -> None:
    quarter = (
        "In the second quarter cargo came to 61.7 million tons. Inward and outward it was {} and 26.0 million tons. "
    )
    half = "In the first half cargo came to 114.9 million tons. Inward and outward it was 66.1 and 47.8 million tons."
    spelt = half.replace("66.1 and", "66.1 million tons and")
    assert _doubted(spelt) == []
    told = quarter.format("35.7 million tons") + spelt
    assert len(_doubted(told)) == 1
    assert _doubted(quarter.format("31.4 million tons") + spelt) == []


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("1만5000원", 15_000),
        ("3만 2,500원", 32_500),
        ("169만6095원", 1_696_095),
        ("3억 4,500만 2,000원", 345_002_000),
        ("4669억6029만9000원", 466_960_299_000),
        ("5만 원", 50_000),
        ("1만5천원", 15_000),
        ("2조 3,000억 원", 2_300_000_000_000),
    ],
)
def test_an_amount_in_ten_thousands_goes_on_to_its_won(text: str, size: int) -> None:
    (token,) = [each for each in scan(f"부담액은 {text}이다.") if each.kind == "amount"]
    assert token.size == size
    assert token.end - token.start == len(text)


def test_the_won_of_a_long_amount_count_in_its_change() -> None:
    said = "1인당 부담액은 3만 2,500원에서 3만 5,100원으로 {}원(8.0%) 늘었다."
    assert not crosscut.audit(said.format("2,600")).findings
    assert crosscut.audit(said.format("2,700")).findings


def test_what_lacks_the_unit_of_its_second_part_is_malformed_still() -> None:
    (found,) = crosscut.audit("총액은 1조2300원이다.").findings
    assert "1조2300억원" in found.message.en
