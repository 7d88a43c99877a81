"""A word of more or less beside two levels that its sentence puts in order says the direction in which they moved."""

from __future__ import annotations

import pytest

import crosscut
from crosscut.audit.directions.words import direction_of, opposite
from crosscut.audit.model import AuditFinding
from crosscut.findings import Severity

TURNED = [
    ("연구개발특구 예산은 2024년 1,210억원에서 2025년 1,090억원으로 늘었다.", "줄었"),
    ("실업률은 3.2%에서 2.9%로 상승했다.", "하락"),
    ("중소기업 비중은 증가(41.2% → 38.7%)했고 대기업 비중은 증가(30.1% → 32.4%)했다.", "감소"),
    ("예산은 1조 2,340억원으로 전년(1조 3,010억원)보다 증가했다.", "감소"),
    ("올해 예산은 845억원으로 지난해 812억원에 비해 감액됐다.", "증액"),
    ("정부안 2조 4,500억원보다 많은 2조 4,120억원으로 의결됐다.", "적은"),
    ("집행액은 1,842억원으로 계획(1,910억원)을 웃돌았다.", "밑돌"),
    ("Capital spending increased from $1.1 billion in 2017 to $1.0 billion in 2018.", "decreased"),
    ("The share of women fell from 32.1% in 2018 to 34.6% in 2022.", "rose"),
    ("R&D was $397.6 billion in 2008, down from $372.5 billion in 2007. This is growth of 6.7%.", "up"),
    (
        "Universities reported $75.3 billion in FY 2017, a 4.7% decrease from the FY 2016 total of $71.9 billion.",
        "increase",
    ),
    ("Die Ausgaben stiegen von 4,8 Milliarden Euro auf 4,5 Milliarden Euro.", "sanken"),
    ("Les dépenses ont diminué, passant de 412 millions d'euros en 2021 à 438 millions d'euros en 2022.", "augmenté"),
    ("El gasto bajó de 1.250 millones a 1.310 millones de euros.", "subió"),
    ("研究費は3,412億円となり、前年度の3,520億円より増加した。", "減少"),
]

RIGHT = [
    # what a threshold, a rank or a currency is worth moves in the opposite direction
    "지원 기준을 중위소득 50%에서 45%로 완화하고 대상을 확대한다.",
    "원화는 달러당 1,320원에서 1,350원으로 하락했다.",
    "The won fell from 1,320 to 1,350 per dollar.",
    "환율은 1,320원에서 1,290원으로 하락했고 원화 가치는 상승했다.",
    "참여 문턱을 매출 100억원에서 80억원으로 확대했다.",
    # the word is of another subject, or of a rate that changed
    "수도권 비중은 52.1%에서 51.4%로 낮아졌지만 인구는 늘었다.",
    "취업자 증가폭은 31만명에서 27만명으로 축소됐다.",
    "Research reached $3.0 billion, while development was up from $3.4 billion to $3.6 billion.",
    "Research reached $3.0 billion, development was higher than the $3.4 billion of 2022.",
    "Growth slowed from 3.4% in 2021 to 2.1% in 2022.",
    "Prices fell from $420 million to $390 million, while volumes rose.",
    # the second amount is the change, or each level has its own base
    "예산은 1,000억원에서 3억원 늘어난 1,003억원이다.",
    "작년 1,000억원보다 늘어난 60억원은 인건비로 쓴다.",
    "A사업은 500억원으로, B사업은 300억원보다 많은 400억원이다.",
    "올해 예산은 420억원으로, 2023년 450억원보다 줄었으나 2022년 400억원보다는 늘었다.",
    "The request of $3.4 billion is below the $3.6 billion enacted but above the $3.2 billion of 2022.",
    # levels below zero
    "성장률은 마이너스 3.2%에서 마이너스 2.9%로 상승했다.",
    "Growth rose from minus 3.2% to minus 2.9%.",
    # rounding explains it
    "예산은 1.2조원에서 1조 1,980억원으로 늘었다.",
]


def loud(text: str) -> list[AuditFinding]:
    """What is called of a text."""
    return [each for each in crosscut.audit(text).findings if each.severity in (Severity.FATAL, Severity.WARNING)]


@pytest.mark.parametrize(("text", "right"), TURNED)
def test_the_word_is_called_and_its_partner_suggested(text: str, right: str) -> None:
    called = loud(text)
    assert [each.suggestion for each in called] == [right]
    assert len(called[0].figures) == 2


@pytest.mark.parametrize("text", RIGHT)
def test_what_goes_the_way_that_its_own_word_says_is_not_called(text: str) -> None:
    assert not loud(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("내년 예산은 5860억원으로 올해 5517억원보다 343억원 감액됐다.", "증액"),
        ("내년 예산은 5517억원으로 올해 5860억원보다 343억원 늘었다.", "줄었"),
        ("지난해 예산 5860억원보다 343억원 많은 5517억원을 편성했다.", "적은"),
    ],
)
def test_a_word_behind_a_change_has_its_opposite_suggested_and_no_sign(text: str, right: str) -> None:
    assert [each.suggestion for each in loud(text)] == [right]


def test_each_word_and_its_partner_say_opposite_directions() -> None:
    for word in ("증가", "줄어든", "fell", "Down", "hausse", "上昇"):
        assert direction_of(word) == -direction_of(opposite(word)) != 0
    assert opposite("Down") == "Up"


def test_what_a_word_says_of_two_levels_counts_as_checked() -> None:
    done = crosscut.audit("실업률은 3.2%에서 2.9%로 하락했다.")
    assert done.coverage.checked == done.coverage.numbers == 2


SIGNS = [
    # points between two rates of which words say which was before
    ("Finland's intensity fell (+0.8 pp; from 3.7% to 2.9%), Greece's rose (+0.9 pp; from 0.6% to 1.5%).", "-0.8 pp"),
    ("기업 비중은 79.1%로 0.3%p 상승했다(전년 79.4%).", "하락"),
    ("수도권 72.1%(전년 73.4%, +1.3%p), 비수도권 27.9%(전년 26.6%, +1.3%p)", "-1.3%p"),
    # a change and its rate in one bracket
    ("○ 환경 R&D: 3,680억원(+212억원, △5.4%)\n○ 기상 R&D: 1,120억원(+64억원, +6.1%)", "△212억원"),
    ("교육비 2,310억원(+145억원, △6.7%), 복지비 4,120억원(△80억원, △1.9%)", "+6.7%"),
    # the changes of parts that make up their whole
    (
        (
            "내년 예산은 올해보다 318억원 늘어난 1조 6,204억원이다. 일반회계는 402억원 늘어난 1조 4,013억원, "
            "특별회계는 84억원 늘어난 2,191억원이다."
        ),
        "줄어든",
    ),
]

SIGNED_RIGHT = [
    "Finland's intensity fell (-0.8 pp; from 3.7% to 2.9%), Greece's rose (+0.9 pp; from 0.6% to 1.5%).",
    "수도권 72.1%(전년 73.4%, -1.3%p), 비수도권 27.9%(전년 26.6%, +1.3%p)",
    # points of something else than the two rates
    "고용률 62.6%(전년 62.1%, 목표 대비 -0.4%p)",
    "기업 비중은 79.1%로 0.2%p 상승했다(2019년 79.4%).",
    # the rate is of another change than the amount
    "환경 R&D: 3,680억원(+212억원, 실질 △5.4%)",
    "환경 R&D: 3,680억원(+212억원, △1.2%)",
    # the changes of parts count from other budgets than the whole's
    (
        "내년 예산은 올해보다 318억원 늘어난 1조 6,204억원이다. 일반회계는 추경보다 402억원 늘어난 1조 4,013억원, "
        "특별회계는 추경보다 60억원 늘어난 2,191억원이다."
    ),
]


@pytest.mark.parametrize(("text", "right"), SIGNS)
def test_a_change_of_the_right_size_and_the_wrong_way_is_called(text: str, right: str) -> None:
    assert [each.suggestion for each in loud(text)] == [right]


@pytest.mark.parametrize("text", SIGNED_RIGHT)
def test_signs_of_other_changes_are_not_called(text: str) -> None:
    assert not loud(text)


def test_where_a_rate_comes_out_but_for_its_words_these_are_what_is_suggested() -> None:
    found = crosscut.audit("스마트팜 분야에 지난해(334억원)보다 27% 감소한 425억원을 지원한다.").findings[0]
    assert found.suggestion == "증가"
    assert "늘었으나 문서에는 줄었다고 적음" in found.message.ko
