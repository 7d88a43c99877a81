"""What the numbers show by themselves: few-digit evidence decides what is called and which slip is suggested first."""

from __future__ import annotations

import pytest

import crosscut
from crosscut.audit import AuditFinding

SHARES = """대출 잔액은 모두 318조 2,410억원이다. 가은행이 {}, 28.0%로 가장 많고 나은행이 65조 8,759억원, 20.7%로 다음이다.
다은행은 59조 5,111억원·18.7%, 라은행은 {}·16.3%다.
"""
TAXES = """| Kind of tax | 2021 ($m) | 2022 ($m) | 2023 ($m) |
|---|---|---|---|
| Companies | 131,204.5 | 128,377.1 | 140,212.8 |
| Partnerships | 5,118.2 | 5,402.6 | 5,733.9 |
| Tax on profits | 136,322.7 | {} | 145,946.7 |
| Property | 3,371.7 | {} | 3,624.4 |
| % change | +2.1% | -1.9% | +9.1% |
"""


def only(text: str) -> AuditFinding:
    """The one alarm of a text."""
    (found,) = [each for each in crosscut.audit(text).findings if str(each.severity) in ("fatal", "warning")]
    return found


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("모두 318개 과제가 접수돼 서면평가에서 146개가 탈락하고 나머지 182개가 발표평가를 받았다.", "172개"),
        ("군은 내년 예산을 7,318억 원으로 정했다. 이는 올해보다 412조 원(6.0%) 증가한 규모다.", "412억 원"),
        (
            "올해 생산량은 381만2000톤이다. 바다에서 103만5000톤, 양식장에서 228억1000톤, 먼바다에서 49만6000톤을 얻었다.",
            "228만1000톤",
        ),
        ("올해 1,240억원인 예산을 내년 1,612억원으로 23.1% 확대한다.", "30%"),
    ],
)
def test_what_comes_out_exactly_is_suggested_first(text: str, meant: str) -> None:
    assert only(text).suggestion.replace(".0", "") == meant


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (SHARES, ("89조 1,075억원", "51조 8,733억원"), ("51조 8,733억원", "89조 1,075억원")),
        (TAXES, ("133,779.7", "3,447.8"), ("3,447.8", "133,779.7")),
    ],
)
def test_two_numbers_in_each_others_places_are_said_to_be(
    text: str, right: tuple[str, str], wrong: tuple[str, str]
) -> None:
    assert not [each for each in crosscut.audit(text.format(*right)).findings if str(each.severity) == "fatal"]
    found = only(text.format(*wrong))
    assert found.rule == "exchanged"
    assert {found.suggestion, *(text for text, _ in found.suggestions)} == set(right)


def test_two_numbers_of_one_difference_are_not_exchanged() -> None:
    table = "| Heading | Budget | Actual | Variance |\n|---|---|---|---|\n| Costs | 1,341,518 | 1,148,602 | 192,916 |\n"
    said = crosscut.audit(f"{table}| Income | 1,020,400 | 1,150,300 | 129,900 |\n").findings
    assert not [each for each in said if each.rule == "exchanged"]


def test_counts_of_few_things_are_read_to_the_last_one() -> None:
    said = "모두 64개 사업으로, 이 중 41개가 시행, 15개가 미시행 판정을 받았고 나머지 {}개는 철회했다."
    assert not crosscut.audit(said.format(8)).findings
    assert only(said.format(9)).suggestion == "8개"


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("모두 4억30건이 접수됐다.", ["4억30건"]),
        ("10월 실적은 2만1,405호로 지난해 2만7,902호보다 줄었다.", ["2만1,405호", "2만7,902호"]),
        ("가구 수는 2148만 가구로 1년 새 59만(2.8%) 가구 늘었다.", ["2148만 가구", "59만", "2.8%"]),
        ("농지 6만2,345필지와 나무 12만3천그루를 조사했다.", ["6만2,345필지", "12만3천그루"]),
    ],
)
def test_a_number_of_several_parts_counts_what_stands_behind_it(text: str, counted: list[str]) -> None:
    assert [each.text for each in crosscut.audit(text).figures] == counted


def test_numbers_of_one_row_are_said_to_stand_in_each_others_columns() -> None:
    table = "| | East | West | North | Total |\n|---|---|---|---|---|\n| Bulk | 12,410 | 5,231 | 21,877 | 39,518 |\n"
    table += "| Made | 54,316 | 41,207 | 3,294 | 98,817 |\n| Other | 418 | 927 | 6 | 1,351 |\n"
    said = only(table + "| Total | 67,653 | 46,856 | 25,177 | 139,686 |\n").message
    assert "each other's columns: exchanged, all sums of both columns come out" in said.en
    assert "두 열의 계산" in said.ko
