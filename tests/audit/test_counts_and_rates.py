"""What sentences say of counts, odds, points and rests is held against the numbers; each wrong one has a clean twin."""

from __future__ import annotations

import pytest

import crosscut
from crosscut.findings import Severity

LOUD = {Severity.FATAL, Severity.WARNING}

LEFT_OVER = "잉여금은 전년보다 32.6% 감소한 {}이다. 이 중 예비비 집행잔액이 417억원이고 나머지 377억원은 불용액이다."
ODDS_AFTER = "본교는 1522명 모집에 {}이 지원해 22.82대 1의 경쟁률을 나타냈다."
ODDS_BEFORE = "최종 경쟁률은 평균 21.37대 1로 집계됐다. 모집인원 {}에 6만 3281명이 지원했다."
OTHER_YEAR = "모집인원은 3408명 모집에 4만 5722명이 지원해 작년(18.53대 1)보다 낮아진 {}대 1이었다."
POINTS = "집행률은 작년 84.12%에서 올해 {}로 2.21%포인트 높아졌다."
POINTS_TOO = "The share rose from 53.94% to {}, a rise of 4.61 percentage points."
THINGS = """지난해 사고로 모두 1만1,563명이 숨졌다.
전체 사망자중 61세이상이 1,644명(14.2%)으로 가장 많고 7세미만도 {}(10.7%)이나 차지했다.
연령층별로는 21-25세 1,026명(8.9%), 26-30세 1,411명(12.2%), 31-35세 1,148명(9.9%), 36-40세 962명(8.3%)이다."""
AGAINST = "2014년(169만6095명)과 견주면 43만1570명({})이나 줄었다."
ON_THE_LATER = "지난해 참여한 사람은 126만4525명이다. 2014년(169만6095명)과 견주면 43만1570명({})이나 줄었다."
MILLIONS = "Enrolment decreased by {} (from 17.52 million to 16.64 million students) in ten years."
PARTS_OF_MOST = """사망자는 3,781명이다.
보행 중이 39.3%(1,487명)으로 가장 많았으며, 자동차 35.5%(1,341명), 이륜차 19.5%(739명), 자전거 5.5%(207명) 순으로 나타났다."""
ROUNDED = """수출액은 51억8230만 달러에서 55억1940만 달러로 6.5% 늘었다. 김치는 7840만 달러에서 1억850만 달러로 38.4% 늘었다.
돼지고기는 450만 달러에서 1300만 달러로 186.6% 늘었다."""
AT_HOME = """Traffic of the month:
- Aircraft movements: {}, +3.2%;
- Domestic: 35,270, -1.1%;
- International: 43,809, +6.9%."""
IN_AND_OUT = "Cargo rose to {} in all: inward boxes 280,100 and outward boxes 305,000 were both up."


def alarms(text: str) -> list[str]:
    done = crosscut.audit(text + "\n")
    return [finding.message.en for finding in done.findings if finding.severity in LOUD]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (LEFT_OVER, "749억원", "794억원"),
        (ODDS_AFTER, "3만 7425명", "3만 4725명"),
        (ODDS_BEFORE, "29610명", "2961명"),
        (OTHER_YEAR, "17.34", "13.42"),
        (POINTS, "68.33%", "86.33%"),
        (POINTS_TOO, "85.55%", "58.55%"),
        (THINGS, "2,141", "1,241"),
        (AGAINST, "34.1%", "25.4%"),
        (ON_THE_LATER, "34.1%", "25.4%"),
        (MILLIONS, "8 percent", "5 percent"),
        (IN_AND_OUT, "855,100", "585,100"),
        (AT_HOME, "97,079", "79,079"),
    ],
)
def test_what_words_relate_is_worked_out(text: str, wrong: str, right: str) -> None:
    assert len(alarms(text.format(wrong))) == 1
    assert alarms(text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "인구는 51,712,221명으로 지난 1월말에 비해 7,889명 늘었고, 전년 동기에 늘어난 13,827명에 비해 덜 늘었다.",
        PARTS_OF_MOST,
        ROUNDED,
        "연령대별로 보면 20대가 35.5%로 가장 많았고, 40대(16.9%), 30대(15.9%), 50대(10.4%) 순이었다.",
        "가군 1522명 모집에 9132명이 지원했고 나군 611명 모집에 2235명이 지원해 전체 5.33대 1이었다.",
        "The rate was 25.9% in all. In the nine provinces it was 31.3%, 5.4 percentage points above that.",
        "지난해 경쟁률은 18.53대 1이었다. 경영학과는 40명 모집에 1,200명이 지원했다.",
    ],
)
def test_what_has_another_reading_is_not_called(text: str) -> None:
    assert alarms(text) == []


def test_millions_of_things_are_figures() -> None:
    done = crosscut.audit("Ports moved 120.19 million TEUs, 5.4% less than before.\n")
    assert [(figure.text, figure.kind) for figure in done.figures] == [
        ("120.19 million", "count"),
        ("5.4%", "percentage"),
    ]


AGES = """| Year | All ages | Under 18 | Percentage of total | 18 to 64 | Percentage of total | 65 or older | Percentage of total |
|---|---|---|---|---|---|---|---|
| 1990 | 978,993 | 129,266 | 13.2 | 695,281 | 71.0 | 154,446 | 15.8 |
| 1991 | {} | 208,822 | 17.4 | 835,058 | 69.7 | 154,797 | 12.9 |
| 1992 | 1,451,391 | 336,632 | 23.2 | 955,060 | 65.8 | 159,699 | 11.0 |
| 1993 | 1,624,332 | 440,585 | 27.1 | 1,030,912 | 63.5 | 152,835 | 9.4 |
"""


def test_shares_of_money_are_not_held_against_a_count_of_a_few_projects() -> None:
    rows = (
        ("A", 1000, 1, 12.3),
        ("B", 2000, 2, 24.7),
        ("C", 1100, 1, 13.6),
        ("D", 1500, 1, 18.5),
        ("E", 2500, 3, 30.9),
    )
    told = "\n".join(f"| {name} | {money:,} | {count} | {share} |" for name, money, count, share in rows)
    text = f"| 분야 | 금액(억원) | 사업 수 | 비중(%) |\n|---|---|---|---|\n{told}\n| 합계 | 8,100 | 8 | 100.0 |\n"
    assert alarms(text) == []


def test_columns_headed_by_a_word_for_percentages_are_rates() -> None:
    assert alarms(AGES.format("1,198,677")) == []
    assert len(alarms(AGES.format("1,198,657"))) == 1


def test_a_slip_across_a_unit_is_suggested_in_a_form_that_is_printed() -> None:
    (finding,) = crosscut.audit("올해 출원은 9만1225건으로 지난해 7만8059건보다 4.8% 증가했다.\n").findings
    assert finding.suggestion == "8만7059건"


def test_a_shifted_point_comes_before_a_stray_digit() -> None:
    text = """Spending is $42 billion, an increase of $432.0 million or 11.4% over the year before.
Public safety agencies are allocated $826.8 million or 19.6% of the total budget."""
    (finding,) = crosscut.audit(text + "\n").findings
    assert finding.suggestion == "$4.2 billion"


def test_an_amount_in_the_smaller_unit_may_be_rounded_as_those_in_the_larger_are() -> None:
    assert alarms("The office has KRW 7.4 billion, that is KRW 600 million (8.0%) less than in 2025.\n") == []
    assert alarms("The office has KRW 7.4 billion, that is KRW 640 million (9.8%) less than in 2025.\n")
