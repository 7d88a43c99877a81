"""What findings say: the nearest sum, in the document's own spelling and unit, and no number where only words are wrong."""

from __future__ import annotations

import pytest

import crosscut
from crosscut.findings import Severity


def said(text: str) -> tuple[str, str, str]:
    """The message in both languages and the suggestion of the only loud finding."""
    done = crosscut.audit(text)
    loud = [each for each in done.findings if each.severity in (Severity.FATAL, Severity.WARNING)]
    assert len(loud) == 1
    return loud[0].message.en, loud[0].message.ko, loud[0].suggestion


def test_a_change_is_shown_as_the_difference_of_its_levels() -> None:
    text = "예산은 1조2,801억원에서 1조3,312억원으로 611억원(4.0%) 늘었다."
    assert "1조3,312억원 − 1조2,801억원 = 511억원, printed 611억원" in said(text)[0]


def test_right_numbers_beside_wrong_words_get_no_other_number() -> None:
    text = "The bill provides $512.6 million, $18.4 million (3.7%) below the FY2022 level of $494.2 million."
    english, korean, suggestion = said(text)
    assert "$512.6 million − $494.2 million = $18.4 million: more, and the words say less" in english
    assert "늘었으나 문서에는 줄었다고 적음" in korean
    assert not suggestion


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("융자 9천140억원과 보조 6천90억원을 더해 모두 1만6천230억원을 푼다.", "1만5천230억원"),
        ("교육비 9천12억원과 보육비 1조4천230억원을 더해 모두 2조4천242억원을 쓴다.", "2조3천242억원"),
    ],
)
def test_amounts_with_a_word_for_thousands_are_suggested_so(text: str, meant: str) -> None:
    assert said(text)[2] == meant


def test_a_sum_of_signed_numbers_has_the_sign_that_it_comes_to() -> None:
    text = (
        "(단위: 백만원)\n\n| 구분 | 2023 | 2024 | 증감 |\n|---|---|---|---|\n| 합계 | 51,200 | 50,100 | △1,100 |\n"
        "| 정규직 | 40,900 | 40,200 | 700 |\n| 계약직 | 10,300 | 9,900 | △400 |\n"
    )
    english, _, suggestion = said(text)
    assert "40,200 − 40,900 = -700: less, and the words say more" in english
    assert suggestion == "△700"


def test_a_range_below_nothing_is_told_in_the_unit_of_the_table() -> None:
    text = (
        "(단위: 억원)\n\n| 구분 | 2024 | 2025 | 증감 |\n|---|---|---|---|\n| 인건비 | 1,210 | 1,174 | -63 |\n"
        "| 사업비 | 2,480 | 2,610 | 130 |\n| 운영비 | 1,305 | 1,402 | 97 |\n| 계 | 4,995 | 5,186 | 191 |\n"
    )
    assert "-37.5 to -34.5" in said(text)[0]


def test_a_range_far_from_a_figure_is_told_in_another_unit() -> None:
    text = "총 3조4,100억원은 도로 1조8,200억원, 철도 1조2,400억원, 항만 3,500만원으로 구성된다."
    english, korean, suggestion = said(text)
    assert "between KRW 325 billion and KRW 370 billion" in english
    assert "3,250억 원에서 3,700억 원 사이" in korean
    assert suggestion == "3,500억원"


def test_what_adds_up_is_suggested_before_what_only_rounds_to_it() -> None:
    text = "The north and the south received £214 million and £163 million respectively, together £387 million."
    assert said(text)[2] == "£377 million"


def test_thousands_are_parted_as_the_document_parts_them() -> None:
    text = (
        "Le budget de 1 248 millions d'euros se compose de 812 millions d'euros pour les routes "
        "et de 472 millions d'euros pour le rail."
    )
    english, _, suggestion = said(text)
    assert english.startswith("1 248 millions d'euros cannot be true")
    assert suggestion == "1 284 millions d'euros"


def test_a_thousand_too_many_is_taken_off_in_the_amounts_own_spelling() -> None:
    _, korean, suggestion = said("내년 산림예산안은 2조 4천538억원으로 올해보다 3.2%(1천811억원) 줄었다.\n")
    assert suggestion == "811억원"
    assert "798억원~837억원" in korean


def test_an_average_is_shown_as_the_total_by_the_number_of_things() -> None:
    english, _, suggestion = said("The fund paid $9.3 million to 310 projects, an average of $3,000 a project.\n")
    assert "$9.3 million ÷ 310 projects = $30,000, printed $3,000" in english
    assert suggestion == "$30,000"


def test_words_alone_that_are_wrong_get_no_number_that_is_printed() -> None:
    assert said("Enrolment fell 4.6% to 11,840 from 11,320 a year earlier.\n")[2] != "4.6%"


def test_a_headline_that_agrees_with_the_rest_names_the_other_of_two() -> None:
    text = (
        "상반기 수출 3,347억달러, 9.2% 늘어 ‘역대 최대’\n\n"
        "산업부는 상반기 수출이 3,374억달러로 지난해 같은 기간(3,065억달러)보다 9.2% 늘었다고 밝혔다.\n"
    )
    assert said(text)[2] == "3,347억달러"


@pytest.mark.parametrize(
    ("text", "english", "korean", "meant"),
    [
        (
            "The share rose from 23.6 per cent to 24.9 per cent, a rise of 1.3 per cent.",
            "24.9 per cent − 23.6 per cent = 1.3 percentage points, which is a change by 5.5%",
            "= 1.3%p이며, 비율로는 5.5% 변한 것임",
            "1.3 percentage points",
        ),
        (
            "비중은 23.6%에서 24.9%로 1.3% 높아졌다.",
            "24.9% − 23.6% = 1.3 percentage points, which is a change by 5.5%",
            "24.9% − 23.6% = 1.3%p이며, 비율로는 5.5% 변한 것임. 바른 표기: 1.3%p.",
            "1.3%p",
        ),
    ],
)
def test_points_are_called_so_in_each_language(text: str, english: str, korean: str, meant: str) -> None:
    in_english, in_korean, suggestion = said(text)
    assert english in in_english
    assert korean in in_korean
    assert suggestion == meant
