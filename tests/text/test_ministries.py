"""What ministries are called in English: by the register, and never two alike."""

from __future__ import annotations

import pytest

from crosscut.text.ministries import english_names, find, korean_names, names_in_both, parts, register


def test_every_name_of_the_register_leads_to_its_ministry() -> None:
    for key, ministry in register().items():
        assert {find(name) for name in ministry.names} == {key}


def test_names_are_found_as_sources_write_them() -> None:
    found = english_names(["국토부", "과학기술정보통신부 (MSIT)", "다부처 (inter-ministerial)", ""])
    assert found == {
        "국토부": "Ministry of Land, Infrastructure and Transport",
        "과학기술정보통신부 (MSIT)": "Ministry of Science and ICT",
        "다부처 (inter-ministerial)": "Inter-ministerial",
    }


def test_a_name_that_is_not_korean_stays_as_its_office_writes_it() -> None:
    assert english_names(["DOE", "NASA", "Ministry of Environment"]) == {}


def test_two_that_the_register_takes_for_one_keep_their_own_names() -> None:
    assert english_names(["과기부", "과학기술정보통신부", "산업부"]) == {
        "산업부": "Ministry of Trade, Industry and Energy"
    }


def test_parts_of_a_ministry_are_told_in_full() -> None:
    assert english_names(["과기1", "과기2"]) == {
        "과기1": "Ministry of Science and ICT (1st Vice Minister)",
        "과기2": "Ministry of Science and ICT (2nd Vice Minister)",
    }
    assert find("과기1") == ""
    assert parts()["과기2"][0] == "과학기술정보통신부(2차관)"


def test_a_label_in_both_languages_is_told_in_one() -> None:
    labels = [
        "미공표 (not published)",
        "과학기술정보통신부 (MSIT)",
        "환경부 (ME)",
        "국토부",
        "과학기술정보통신부(1차관)",
        "DOE",
    ]
    assert korean_names(labels) == {
        "미공표 (not published)": "미공표",
        "과학기술정보통신부 (MSIT)": "과학기술정보통신부",
        "환경부 (ME)": "환경부",
    }
    assert english_names(labels)["미공표 (not published)"] == "Not published"


def test_two_labels_that_would_be_told_alike_stay_as_they_are() -> None:
    assert korean_names(["환경부 (ME)", "환경부", "산림청 (KFS)"]) == {"산림청 (KFS)": "산림청"}
    assert english_names(["다부처 (Joint)", "범부처 (Joint)"]) == {}


@pytest.mark.parametrize("label", ["국방부 (Army)", "교육부 (R&D)", "국민체육진흥기금 (Total)", "다부처 (Space)"])
def test_a_part_or_an_account_in_brackets_is_no_second_name(label: str) -> None:
    assert korean_names([label]) == {}
    assert names_in_both(label) is None
