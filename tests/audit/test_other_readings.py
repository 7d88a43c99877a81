"""No alarm where figures beside its own make what is said true: two readings are open then."""

from __future__ import annotations

import pytest

import crosscut
from crosscut.audit.model import AuditFinding
from crosscut.findings import Severity

BOTH = [
    # the rate counts from the first level, not from the last
    (
        "Die Mittel steigen von 2,1 Mrd. Euro 2023 über 2,3 Mrd. Euro 2024 auf 2,6 Mrd. Euro 2025, "
        "also um 23,8 Prozent gegenüber 2023."
    ),
    # the change is of the level before the brackets
    "시 예산은 2조 3,450억원(일반회계 1조 9,800억원, 특별회계 3,650억원)으로 올해보다 4.2%(945억원) 증가했다.",
    # a share of something that is not printed
    "국가채무는 1,195조 8천억원에서 1,277조원으로 늘고, GDP 대비 비율은 47.4%에서 48.3%로 오른다.",
    # one amount is the other and a printed one
    (
        "The agency asks for $7.964 billion, $501 million (6.7%) more than the estimate of $7.463 billion. "
        "The agency asks for $7.564 billion in discretionary money plus $400 million in new authority."
    ),
    # no total of amounts for each of some things
    (
        "| 구분 | 과제 수 | 예산(억원) | 과제당(억원) |\n|---|---|---|---|\n| 기초 | 12,400 | 15,500 | 1.25 |\n"
        "| 응용 | 5,200 | 9,100 | 1.75 |\n| 합계 | 17,600 | 24,600 | 1.40 |\n"
    ),
    # the way that words gave a cut stays
    "증액 4,520억원, 감액 6,310억원으로 순감 1,790억원이다. 총액은 48조 2,000억원에서 48조 210억원으로 조정됐다.",
]

ONE = [
    ("Funding rises from $563.5 million to $636.2 million, an increase of 15.9%.", "15.9%"),
    ("Der Etat steigt von 21,48 Milliarden Euro auf 22,36 Milliarden Euro, das sind 5,1 Prozent mehr.", "5,1 Prozent"),
    ("It falls from $672 million to $588 million, a cut of $84 million or 14.5%.", "14.5%"),
]


def loud(text: str) -> list[AuditFinding]:
    """What is called of a text."""
    return [each for each in crosscut.audit(text).findings if each.severity in (Severity.FATAL, Severity.WARNING)]


@pytest.mark.parametrize("text", BOTH)
def test_what_another_reading_makes_true_is_not_called(text: str) -> None:
    assert not loud(text)


@pytest.mark.parametrize(("text", "figure"), ONE)
def test_what_no_reading_makes_true_is(text: str, figure: str) -> None:
    done = crosscut.audit(text)
    named = {each.text for each in done.figures for finding in loud(text) if each.id in finding.figures}
    assert figure in named


def test_a_cut_is_shown_as_a_person_subtracts_and_in_the_words_of_the_document() -> None:
    finding = loud("출연연 예산은 2조 3,150억원에서 2조 2,000억원으로 9.7% 줄었다.")[0]
    assert "2조 3,150억원 − 2조 2,000억원 = 1,150억원" in finding.message.ko
    assert "20,900억" not in "".join(text for text, _ in finding.suggestions)


def test_no_lost_word_is_suggested_before_what_the_others_make() -> None:
    finding = loud("총사업비 5,210억원은 국비 3,105억원, 지방비 1,647억원, 민자 1,558억원으로 이루어진다.")[0]
    assert finding.suggestion == "6,310억원"


def test_an_amount_of_which_nothing_may_be_left_is_no_base() -> None:
    assert not loud("예산은 5억원이다. 이 가운데 0.0억원(0.4%)을 썼고 나머지는 4.9억원이다.")
