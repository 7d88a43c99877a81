"""Duplicates: what is found, what it is called, how sure, and that few are missed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscut.review import pair_subject
from crosscut.review.dispositions import separate_pairs
from crosscut.review.duplicates.join import similar_pairs
from crosscut.review.duplicates.tokens import base_name, normal_name, sets_of, tokens
from crosscut.review.duplicates.why import shared_sentences, shared_terms
from tests.review.compared_programmes import HALF, OTHER, PURPOSE, about, exact, groups, with_parts
from tests.review.conftest import Run
from tests.review.material import asked, demand


def test_one_name_at_several_ministries_is_a_family() -> None:
    found = groups(
        about(
            ("국가신약개발사업(복지부)", "복지부", ""),
            ("국가신약개발사업(과기부)", "과기부", ""),
            ("군용한국형위성항법체계(군용KPS)", "방사청", ""),
            ("한국형위성항법시스템(KPS)개발(국토부)", "국토부", ""),
        )
    )
    assert [(group.kind, group.programmes, group.amount) for group in found] == [
        ("family", ("p2", "p3"), 700),
        ("family", ("p0", "p1"), 300),
    ]


def test_money_whose_programmes_nobody_named_repeats_no_other() -> None:
    tables = about(("양자의 나머지", "과기부", PURPOSE), ("계산의 나머지", "산업부", PURPOSE))
    assert len(groups(tables)) == 1
    assert groups(replace(tables, unnamed=frozenset({"p0"}))) == ()


def test_a_renamed_programme_that_follows_an_ended_one_continues_it() -> None:
    amounts = {
        "p0": {(2023, "confirmed"): 5, (2024, "confirmed"): 5},
        "p1": {(2025, "confirmed"): 6, (2026, "requested"): 9},
    }
    (group,) = groups(
        about(("양자컴퓨팅개발", "과기부", PURPOSE), ("양자컴퓨팅 고도화", "과기부", PURPOSE), amounts=amounts)
    )
    assert group.kind == "continuation"


def test_a_stated_predecessor_makes_a_continuation() -> None:
    tables = demand(
        {"p0": asked(1, 1), "p1": asked(2)},
        facts={"p1": {"predecessor": "p0"}},
        about={"p0": {"name": "양자컴퓨팅개발", "text": PURPOSE}, "p1": {"name": "양자 고도화", "text": PURPOSE}},
    )
    assert [group.kind for group in groups(tables)] == ["continuation"]


def test_one_name_at_two_ministries_is_asked_about_whatever_the_texts_say() -> None:
    (group,) = groups(about(("마이크로바이옴 사업", "과기부", PURPOSE), ("마이크로바이옴 사업", "농식품부", OTHER)))
    assert (group.kind, group.programmes, group.probability) == ("family", ("p0", "p1"), 0.5)
    assert "ask whether it is one programme" in group.why.en
    assert "한 사업인지 확인" in group.why.ko


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("한국과학기술정보연구원 연구 운영비 지원(R&D)", "한국과학기술정보연구원 시설 지원(R&D)"),
        ("제도운영", "제도운영"),
    ],
)
def test_the_lines_of_one_institution_or_name_are_a_family(one: str, other: str) -> None:
    others = [(f"{word} 진흥", "과기부", "") for word in ("축산", "수산", "임업", "통상", "문화", "교통", "환경")]
    assert [group.kind for group in groups(about((one, "과기부", ""), (other, "과기부", ""), *others))] == ["family"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("단거리공대공유도탄II(R&D)", "장거리공대공유도탄(R&D)"), ("전용기술(R&D)-II", "전용기술(R&D)")],
)
def test_two_things_of_one_kind_at_one_ministry_are_nothing(one: str, other: str) -> None:
    tables = about((one, "방사청", ""), (other, "방사청", ""))
    assert not [group for group in groups(tables) if group.kind == "duplicate"]


@pytest.mark.parametrize("name", ["기타", "기본경비", "인건비 지원"])
def test_a_general_name_over_other_texts_is_nothing(name: str) -> None:
    assert not groups(about((name, "과기부", PURPOSE), (name, "농식품부", OTHER)))


def test_one_name_over_parts_of_general_names_is_a_family() -> None:
    rows = {"p0": ("용융염원자로(MSR)", "과기부"), "p1": ("용융염원자로(MSR)", "해수부")}
    tables = demand(
        {key: asked(100) for key in rows},
        about={key: {"name": name, "ministry": ministry} for key, (name, ministry) in rows.items()},
    )
    assert [group.kind for group in groups(tables)] == ["family"]


def test_unlike_names_over_parts_of_general_names_are_nothing() -> None:
    tables = about(("에너지인력양성", "기후부", ""), ("산업혁신인재성장지원", "산업부", ""))
    general = ("교육훈련", "정책기반", "해외연계")
    assert not groups(with_parts(tables, general, general))


def test_the_boilerplate_of_a_ministry_makes_no_duplicates() -> None:
    common = (
        "국가 연구개발 혁신 생태계를 조성하고 산학연 협력을 촉진한다. 우수한 연구 인력을 양성하고 성과를 널리 확산한다."
    )
    own = [
        "양자컴퓨터를 만든다 정말로 새롭게",
        "바다 밑 지형을 샅샅이 조사하는 일",
        "축산 악취를 줄이는 미생물을 보급",
        "고속철도 제동 장치를 시험하는 사업",
    ]
    names = ["양자컴퓨터", "해저지형", "축산악취", "고속철도제동"]
    rows = [(name, "과기부", f"{common} {each}.") for name, each in zip(names, own, strict=True)]
    assert not groups(about(*rows))


def test_a_crowd_of_one_name_ends_in_one_group() -> None:
    rows = [(f"스마트공장 보급 확산{'' if at % 2 else ' '}", "중기부", PURPOSE) for at in range(300)]
    found = groups(about(*rows))
    assert len(found) <= 3
    assert sum(len(group.programmes) for group in found) == 300


def test_running_costs_of_two_institutes_are_nothing() -> None:
    assert not groups(
        about(
            ("한국기계연구원연구운영비지원(운영경비)", "과기부", ""),
            ("한국전기연구원연구운영비지원(운영경비)", "과기부", ""),
        )
    )


@pytest.mark.parametrize(
    "name", ["Running costs", "Operating expenses", "Personnel expenditure", "Administrative costs", "운영비"]
)
def test_running_costs_of_two_ministries_are_nothing(name: str) -> None:
    assert not groups(about((name, "A", ""), (name, "B", "")))


def test_lots_of_a_series_are_not_duplicates() -> None:
    assert groups(about(("위성통신개발 과제", "가", PURPOSE), ("위성통신개발 과제", "가", PURPOSE)))
    assert not groups(about(("위성통신개발 1차", "가", PURPOSE), ("위성통신개발 2차", "가", PURPOSE)))


def test_only_programmes_that_ask_for_money_are_duplicates() -> None:
    amounts = {"p0": asked(5), "p1": {(2025, "confirmed"): 5}, "p2": {(2020, "confirmed"): 1}}
    found = groups(about(("가나다라", "갑", PURPOSE), ("마바사아", "을", PURPOSE), ("x", "병", ""), amounts=amounts))
    assert not [group for group in found if group.kind == "duplicate"]


def test_what_a_person_told_apart_is_not_paired_again_nor_through_others() -> None:
    rows = [
        ("양자컴퓨팅핵심기술", "과기부", PURPOSE),
        ("차세대계산원천기술", "산업부", PURPOSE),
        ("미래계산기반기술", "국방부", PURPOSE),
    ]
    apart = separate_pairs([{"subject": pair_subject("p1", "p0"), "disposition": "apart"}])
    found = groups(about(*rows), apart)
    assert found
    assert all(not {"p0", "p1"} <= set(group.programmes) for group in found)


def test_a_duplicate_puts_all_but_the_largest_at_stake(run: Run) -> None:
    tables = about(("양자컴퓨팅핵심기술", "과기부", PURPOSE), ("차세대계산원천기술", "산업부", PURPOSE))
    review = run(tables)
    raised = [each for each in review.findings if each.finding.rule == "duplicate"]
    assert [(each.finding.programme, each.at_stake) for each in raised] == [("p0", 100)]
    assert set(raised[0].finding.rows) <= set(tables.lines["line"].to_pylist())


def test_english_texts_are_compared_too() -> None:
    text = "The programme funds cryogenic control electronics for superconducting qubits and trains doctoral students."
    (group,) = groups(
        about(("Quantum control", "DOE", text), ("Cryo electronics", "NSF", text + " It builds testbeds."))
    )
    assert group.kind == "duplicate"
    assert "superconducting" in group.why.en or "cryogenic" in group.why.en


@settings(max_examples=40, deadline=None)
@given(st.lists(st.frozensets(st.sampled_from("abcdefghijkl"), max_size=8), max_size=14))
def test_every_pair_that_is_found_is_similar_enough(sets: list[frozenset[str]]) -> None:
    found = similar_pairs(sets_of(map(set, sets)), HALF)
    pairs = list(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert set(pairs) <= exact([set(each) for each in sets], HALF)
    assert pairs == sorted(set(pairs))


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("국가신약개발사업(복지부)", "국가신약"),
        ("국가신약개발사업(R&D)", "국가신약"),
        ("5G기반 이동형유연의료플랫폼기술개발", "5g기반이동형유연의료플랫폼"),
        ("다부처국가생명연구자원선진화사업(산림청)", "국가생명연구자원선진화"),
        ("다부처공동사업", "다부처공동"),
        ("사업", "사업"),
        ("", ""),
    ],
)
def test_base_names(name: str, base: str) -> None:
    assert base_name(name) == base


def test_normal_names_and_tokens() -> None:
    assert normal_name("ＡＩ반도체(R&D) 기술개발") == "ai 반도체 기술개발"
    assert tokens("quantum and 양자기술", 2) == {"quantum", "양자", "자기", "기술"}
    assert tokens("", 3) == set()


def test_shared_terms_and_sentences() -> None:
    assert shared_terms("초소형 위성체계 개발", "초소형 위성 개발") == ["초소형", "개발"]
    assert shared_terms("국가신약개발", "국가신약지원") == ["국가신약"]
    assert shared_sentences(PURPOSE, "처음. " + PURPOSE)[0] == "양자컴퓨팅 핵심기술을 개발하여 국가 경쟁력을 높인다"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("국방기술진흥연구소 인건비(R&D)", "국방기술진흥연구소 국방기술진흥연구(R&D)"),
        ("항만 및 물류기술개발(R&D)", "항만물류기술개발(R&D)"),
        ("재난 및 안전관리 기술", "재난안전관리 기술"),
    ],
)
def test_lines_of_one_institution_and_one_name_written_shorter_are_a_family(one: str, other: str) -> None:
    (found,) = groups(about((one, "과기부", PURPOSE), (other, "과기부", PURPOSE)))
    assert found.kind == "family"


def test_what_is_alike_is_a_question_and_no_number_that_nothing_bears_out(run: Run) -> None:
    alike = ("양자컴퓨팅핵심기술", "산업부", PURPOSE)
    others = (alike, "replaces the other"), (("차세대계산원천기술", "과기부", PURPOSE), "one of them is enough")
    for other, question in others:
        rows = run(about(alike, other)).findings
        (found,) = [each.finding for each in rows if each.finding.rule == "duplicate"]
        assert question in found.message.en
        assert "확인 필요" in found.message.ko
        assert "probably" not in found.message.en
        assert "가능성" not in found.message.ko
