"""Ministries that share a programme or an area, and lines nested in one another."""

from __future__ import annotations

import pytest

import crosscut
from crosscut.audit import Audit
from crosscut.findings import Severity


def wrong(done: Audit) -> set[str]:
    fatal = [finding for finding in done.findings if finding.severity is Severity.FATAL]
    texts = {figure.id: figure.text for figure in done.figures}
    return {texts[finding.figures[0]] for finding in fatal}


FAMILY = [
    (
        "The inter-ministerial National Drug Project has KRW 135.5 billion in 2024: MSIT KRW 45.5 billion, MOTIE "
        "KRW 45.0 billion and MOHW KRW {} billion."
    ),
    (
        "MSIT puts in KRW 45.5 billion, MOTIE KRW 45.0 billion and MOHW KRW {} billion in 2024. Together the three "
        "ministries spend KRW 135.5 billion on the National Drug Project."
    ),
    (
        "The three ministries share KRW 135.5 billion: KRW 45.5 billion from MSIT, KRW 45.0 billion from MOTIE and "
        "KRW {} billion from MOHW."
    ),
]
FAMILY_KO = [
    (
        "범부처 사업인 국가신약개발사업은 2024년 1,355억 원으로, 과기정통부 455억 원, 산업부 450억 원, 복지부 {}억 원을 "
        "3개 부처가 나눠 부담한다."
    ),
    (
        "국가신약개발사업의 2024년 예산은 1,355억 원이다. 부처별로는 과기정통부 455억 원, 산업부 450억 원, "
        "보건복지부 {}억 원이다."
    ),
]


@pytest.mark.parametrize(
    ("text", "meant", "slip"),
    [
        *((text, "45.0", "54.0") for text in FAMILY),
        *((text, "450", "540") for text in FAMILY_KO),
    ],
)
def test_a_programme_is_the_sum_of_its_ministries_parts(text: str, meant: str, slip: str) -> None:
    right = crosscut.audit(text.format(meant) + "\n")
    assert not right.findings
    assert right.coverage.checked == 4
    assert any(slip in each for each in wrong(crosscut.audit(text.format(slip) + "\n")))


def test_parts_of_some_ministries_are_no_more_than_the_programme() -> None:
    text = "다부처 사업인 국가신약개발사업은 2024년 1,355억 원이며 과기정통부 {}억 원, 산업부 450억 원 등을 투자한다.\n"
    assert not crosscut.audit(text.format("455")).findings
    assert wrong(crosscut.audit(text.format("4,550"))) == {"4,550억 원"}


def test_a_part_is_no_more_than_what_it_is_of() -> None:
    text = "Quantum receives KRW 125.2 billion in 2024. Of this, MSIT holds KRW {} billion and MOTIE KRW 20 billion.\n"
    assert not crosscut.audit(text.format("97.2")).findings
    assert wrong(crosscut.audit(text.format("197.2"))) == {"KRW 197.2 billion"}


NESTED = """□ 양자(2024년 1,252억 원)
 ○ 과기정통부(2024년 {}억 원)
  - 양자컴퓨팅 기반 구축: {}억 원(2024년)
 ○ 산업부(2024년 150억 원)
□ 수소(2024년 3,006억 원)
"""


def test_lines_are_within_those_that_they_are_nested_in() -> None:
    clean = crosscut.audit(NESTED.format("1,002", "780"))
    assert not clean.findings
    assert clean.coverage.checked == 4
    assert "7,800억 원" in wrong(crosscut.audit(NESTED.format("1,002", "7,800")))
    assert "1,902억 원" in wrong(crosscut.audit(NESTED.format("1,902", "780")))


def test_a_page_that_begins_within_a_list_leaves_the_next_area_beside_what_stands_before_it() -> None:
    listed = "□ 양자: 1,141억 원 → 1,252억 원 (9.7% 증가)\n○ 양자컴퓨팅 개발 (과기정통부): 780억 원\n"
    turned = "2024년 연구개발 예산\n○ 양자통신 개발 (국토부): 116억 원\n"
    after = "□ 수소: 2,127억 원 → 3,006억 원 (41.3% 증가)\n"
    assert not crosscut.audit(listed + turned + after).fatal


def test_a_ministrys_part_of_an_area_is_not_the_area() -> None:
    text = "2024년 양자 예산은 1,252억 원이다. 과기정통부의 2024년 양자 예산은 {}억 원이다.\n"
    assert not crosscut.audit(text.format("1,002")).findings
    assert crosscut.audit(text.format("1,002")).coverage.checked == 2
    assert crosscut.audit(text.format("2,001")).fatal


def test_a_ministrys_budget_said_twice_must_agree_and_only_where_stage_and_kind_do() -> None:
    twice = (
        "The MSIT budget for 2024 is KRW 18.6 trillion.\n\nThe 2024 budget of the Ministry of Science and ICT is {}.\n"
    )
    assert crosscut.audit(twice.format("KRW 16.8 trillion")).fatal
    assert not crosscut.audit(twice.format("KRW 18.6 trillion")).findings
    other = "The MSIT budget for 2024 is KRW 18.6 trillion. The MSIT R&D budget for 2024 is KRW 9.7 trillion.\n"
    assert not crosscut.audit(other).findings
    stages = (
        "과기정통부 2024년 예산은 18조 5,625억 원으로 확정됐다. 과기정통부 2024년 예산안은 18조 2,899억 원이었다.\n"
    )
    assert not crosscut.audit(stages).fatal


def test_a_unit_told_once_holds_for_both_ends_of_a_movement() -> None:
    done = crosscut.audit("Quantum research grew from KRW 108.0 to KRW 125.2 billion, up 15.9 percent.\n")
    assert not done.findings
    assert done.coverage.checked == 3


def test_the_bound_of_a_list_that_leaves_some_out_is_no_check() -> None:
    some = "주요 사업은 인력(56억원), 장비(221억원), 과제(495억원) 등에 모두 872억원이다.\n"
    assert crosscut.audit(some).coverage.checked == 0
    assert crosscut.audit(some.replace(" 등에 모두", "으로 모두").replace("872", "772")).coverage.checked == 4
