"""One quantity printed in two places, once with two of its digits exchanged."""

from __future__ import annotations

import pytest

import crosscut
from crosscut.audit.model import AuditFinding
from crosscut.findings import Severity

TOTAL = "(단위: 억원)\n\n| 구분 | 2023년 | 2024년 |\n|---|---|---|\n| 인건비 | 9,825 | 8,830 |\n| 사업비 | 21,253 | 17,683 |\n"

WRONG = [
    # a headline and what the text below works out, with and without printing it
    (
        "서울시교육청 추경 3709억원 편성\n\n본예산 11조 1605억원보다 3079억원(2.8%) 늘어난 11조 4684억원을 편성했다.",
        "3079억원",
    ),
    (
        "제주도 추경안 2194억 원 편성\n\n기정예산 7조 5,783억 원 대비 2.84% 증가한 7조 7,932억 원 규모의 추경안을 냈다.",
        "2149억 원",
    ),
    (
        "도교육청 내년 예산안 8720억원 제출\n\n내년도 예산안은 지난해 8052억원에 비해 2.7%(218억원) 증액됐다.",
        "8270억원",
    ),
    (
        "2021년 예산안 90조1356억 원 편성\n\n복지부는 2020년 대비 9.2% 증가한 90조1536억 원으로 예산안을 짰다.",
        "90조1536억 원",
    ),
    # a sentence and the total of a table, or the row that it names
    (f"2024년 예산은 총 2조 6,153억원이다.\n\n{TOTAL}| 합계 | 31,078 | 26,513 |\n", "2조 6,513억원"),
    (f"2024년 사업비는 1조 7,638억원이다.\n\n{TOTAL}| 합계 | 31,078 | 26,513 |\n", "1조 7,683억원"),
    # a sentence and the row that has its rate
    (
        (
            "The Legislature provided $739.3 million, or an 8.6 percent, increase.\n\n"
            "| | 2006-07 | Difference | % Change |\n|---|---|---|---|\n| Colleges | $ 3,889.5 | $ 318.4 | 8.9 % |\n"
            "| Health | 6,139.4 | 474.9 | 8.4 % |\n| Total | $ 10,028.9 | $ 793.3 | 8.6 % |\n"
        ),
        "$793.3 million",
    ),
    # two sentences of one name
    (
        (
            "울산시 예산안은 5조 1,378억원이다. 올해보다 2,792억원 늘어 5조 1,378억원이 됐다.\n"
            "울산시 예산안 5조 1,738억원은 역대 최대다."
        ),
        "5조 1,378억원",
    ),
]

RIGHT = [
    # two stages, whose difference is printed, or of which the headline's is printed below
    "정부안 2,648억원이 국회에서 36억원 늘어 2,684억원으로 확정됐다.",
    "강릉시 추경 1조 3,542억원 편성\n\n강릉시는 추경을 1조 3,542억원으로 편성했다. 본예산은 1조 3,452억원이다.",
    "순예산 8,435억원, 총예산 8,453억원(내부거래 18억원 포함).",
    # two years, one in the sentence and one in the table
    f"2022년 예산은 총 2조 6,153억원이었다.\n\n{TOTAL}| 합계 | 31,078 | 26,513 |\n",
    "2025년 예산은 4조 3,152억원, 2024년 예산은 4조 3,512억원이다. 올해보다 360억원 적은 4조 3,152억원이다.",
    "- 예산현액 12,345백만원, 지출액 12,312백만원, 불용액 33백만원\n- 전년도 지출액 12,231백만원",
    # two things of one list
    "- A대학: 1,248명(남 620명, 여 628명)\n- B대학: 1,284명(남 640명, 여 644명)\n- 합계: 2,532명",
    "1분기 예산 1,204억원을 집행했다. 2분기 예산 1,240억원을 집행했다.",
    "연구과제 3,124건에 3,142억원을 투입한다.",
    "서울 지원 2,431억원, 부산 지원 2,413억원이다. 서울은 국비 2,000억원과 시비 431억원이다.",
]


def loud(text: str) -> list[AuditFinding]:
    """What is called of a text."""
    return [each for each in crosscut.audit(text).findings if each.severity in (Severity.FATAL, Severity.WARNING)]


@pytest.mark.parametrize(("text", "right"), WRONG)
def test_the_number_that_nothing_supports_is_called(text: str, right: str) -> None:
    assert [each.suggestion for each in loud(text)] == [right]


@pytest.mark.parametrize("text", RIGHT)
def test_two_things_of_like_digits_are_not_called(text: str) -> None:
    assert not loud(text)


def test_where_nothing_supports_either_both_are_named() -> None:
    text = "스마트공장 보급 예산은 2조 2,191억원이다.\n중기부는 스마트공장 보급 예산 2조 2,911억원을 상반기에 집행한다."
    assert [len(each.figures) for each in loud(text)] == [2]
