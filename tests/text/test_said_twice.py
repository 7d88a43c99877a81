"""A reason that is given in both languages is read in one."""

from __future__ import annotations

import pytest

from crosscut.text import Text
from crosscut.text.said_twice import in_both, in_one

BOTH = "The release lists it under this area. / 보도자료가 이 분야로 공표함."


def test_a_text_in_both_languages_is_told_in_the_reader_s() -> None:
    assert in_both(BOTH) == Text("The release lists it under this area.", "보도자료가 이 분야로 공표함.")
    assert in_one(BOTH, "en") == "The release lists it under this area."
    assert in_one(BOTH, "ko") == "보도자료가 이 분야로 공표함."
    assert in_one("보도자료가 이 분야로 공표함. / The release lists it.", "en") == "The release lists it."


def test_a_small_number_is_a_word_in_english() -> None:
    both = "Money of the five areas that nobody split. / 나눔이 공표되지 않은 5개 분야의 금액임."
    assert in_one(both, "en") == "Money of the five areas that nobody split."
    assert in_one(both.replace("5개", "6개"), "en") == both.replace("5개", "6개")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "서울대 / KAIST",
        "One reason. / Another reason.",
        f"{BOTH} / third",
        "Moved on 3 May by the committee. / 5월 7일 위원회에서 옮김.",
        "Asked the ministry twice / 회신 없어 위원회가 정함",
        "이 분야로 공표함. / 보도자료의 분야임.",
    ],
)
def test_any_other_text_stays_whole(text: str) -> None:
    assert {in_one(text, "ko"), in_one(text, "en")} == {text}
