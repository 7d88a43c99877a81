"""Duplicates: what is found, what it is called, how sure, and that few are missed."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscut import engine
from crosscut.characters import folded
from crosscut.review import DuplicateGroup, ReviewDemand, find_groups, history, pair_subject
from crosscut.review.dispositions import separate_pairs
from crosscut.review.duplicates import variants
from crosscut.review.duplicates.candidates import Candidates, ComparableProgrammes
from crosscut.review.duplicates.join import similar_pairs
from crosscut.review.duplicates.tokens import base_name, normal_name, sets_of, tokens
from crosscut.review.duplicates.why import shared_sentences, shared_terms
from crosscut.tables import SUBPROGRAMMES
from tests.review.conftest import Run
from tests.review.material import asked, demand
from tests.shortened import examples

HALF = Fraction(1, 2)
PURPOSE = "양자컴퓨팅 핵심기술을 개발하여 국가 경쟁력을 높인다. 산학연 협력으로 시제품을 만들고 실증한다."
OTHER = "농촌 지역의 축산 악취를 줄이는 미생물 처리 기술을 보급한다. 농가 교육과 현장 지도를 함께 한다."


def about(*rows: tuple[str, str, str], amounts: dict[str, Any] | None = None, **more: Any) -> ReviewDemand:
    names = [f"p{at}" for at in range(len(rows))]
    said = {
        key: {"name": name, "ministry": ministry, "text": text} | more.get(key, {})
        for key, (name, ministry, text) in zip(names, rows, strict=True)
    }
    return demand(amounts or {key: asked(100 * (at + 1)) for at, key in enumerate(names)}, about=said)


def groups(tables: ReviewDemand, apart: frozenset[tuple[str, str]] = frozenset()) -> tuple[DuplicateGroup, ...]:
    with engine.open() as running:
        return find_groups(tables, history(running, tables), apart)


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


def test_one_text_under_two_names_is_a_duplicate_with_its_reason() -> None:
    tables = about(
        ("양자컴퓨팅핵심기술", "과기부", PURPOSE),
        ("차세대계산원천기술", "산업부", PURPOSE + " 인력을 기른다."),
        ("축산", "농식품부", OTHER),
    )
    (group,) = groups(tables)
    assert (group.kind, group.programmes, group.amount) == ("duplicate", ("p0", "p1"), 300)
    assert group.probability > 0.5
    assert "양자컴퓨팅 핵심기술을 개발하여 국가 경쟁력을 높인다" in group.why.ko
    assert group.why.en


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


def with_parts(tables: ReviewDemand, *parts: tuple[str, ...]) -> ReviewDemand:
    """The demand whose programmes, one after the other, have parts of these names."""
    rows = [
        dict.fromkeys(field.name for field in SUBPROGRAMMES)
        | {"programme": f"p{place}", "subprogramme": f"p{place}-{at}", "name": name}
        for place, own in enumerate(parts)
        for at, name in enumerate(own)
    ]
    return replace(tables, subprogrammes=pa.Table.from_pylist(rows, schema=SUBPROGRAMMES))


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


def exact(sets: list[set[str]], threshold: Fraction) -> set[tuple[int, int]]:
    up, down = threshold.numerator, threshold.denominator
    found = set()
    for a, b in combinations(range(len(sets)), 2):
        common = len(sets[a] & sets[b])
        if common and common * (up + down) >= up * (len(sets[a]) + len(sets[b])):
            found.add((a, b))
    return found


@settings(max_examples=40, deadline=None)
@given(st.lists(st.frozensets(st.sampled_from("abcdefghijkl"), max_size=8), max_size=14))
def test_every_pair_that_is_found_is_similar_enough(sets: list[frozenset[str]]) -> None:
    found = similar_pairs(sets_of(map(set, sets)), HALF)
    pairs = list(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert set(pairs) <= exact([set(each) for each in sets], HALF)
    assert pairs == sorted(set(pairs))


def test_few_similar_pairs_are_missed() -> None:
    draw = random.Random(5)
    words = [f"w{n}" for n in range(4000)]
    sets = []
    for _ in range(250):
        own = set(draw.sample(words, 80))
        sets += [own, set(draw.sample(sorted(own), 80 - 16)) | set(draw.sample(words, 16))]
    truth = exact(sets, HALF)
    found = similar_pairs(sets_of(sets), HALF)
    got = set(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert len(truth) > 200
    assert len(got & truth) / len(truth) > 0.97
    assert got <= truth
    assert np.allclose(
        found.similarity(sets_of(sets)), [len(sets[a] & sets[b]) / len(sets[a] | sets[b]) for a, b in sorted(got)]
    )


@pytest.mark.real
@pytest.mark.slow
def test_recall_on_real_texts(shared: Path) -> None:
    file = shared / "data" / "jp_programme_review" / "rs2024_programmes.parquet"
    rows = duckdb.sql(f"select purpose || ' / ' || overview from '{file}' order by projectId limit 700").fetchall()
    sets = [tokens(folded(text or ""), 3) for (text,) in rows]
    truth = exact(sets, HALF)
    found = similar_pairs(sets_of(sets), HALF)
    got = set(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert truth
    assert len(got & truth) / len(truth) >= 0.95


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


SHIPS = "해상의 안전 및 치안을 확보하기 위하여 필요한 업무를 법령에 따라 수행한다. 계획에 따라 단계별로 추진한다."

UNLIKE = [(f"{word} 진흥", "과기부", "") for word in ("축산", "수산", "임업", "통상", "문화", "교통", "환경")]


@pytest.mark.parametrize(
    ("one", "other", "tells"),
    [
        ("경비정 정비에 관한 경비", "경비정 운항에 관한 경비", "“정비” and “운항”"),
        ("저조선 보전에 필요한 사업", "항만구역 저조선 보전에 필요한 사업", "adds “항만구역”"),
        ("Sea patrol vessels, north", "Sea patrol vessels, south", "“north” and “south”"),
        ("위성통신망 구축 운영", "위성통신망 확산 운영", "“구축” and “확산”"),
    ],
)
def test_two_names_of_one_ministry_over_one_text_are_variants_and_what_tells_them_apart_is_said(
    one: str, other: str, tells: str
) -> None:
    (found,) = groups(about((one, "해경", SHIPS), (other, "해경", SHIPS), *UNLIKE))
    assert (found.kind, found.programmes) == ("family", ("p0", "p1"))
    assert tells in found.why.en
    assert tells[tells.index("“") :].partition(" and ")[0] in found.why.ko


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("학교 안전 설비 지원", "교육부", "학교의 " + SHIPS),
            ("보육원 안전 시설 지원", "복지부", "보육원의 " + SHIPS),
        ),
        (("재해복구사업", "부흥청", SHIPS), ("하천등재해복구사업", "국토부", SHIPS)),
        (("Bilateral cooperation on consumers", "A", ""), ("Bilateral cooperation on food and consumers", "B", "")),
    ],
)
def test_a_name_within_another_or_that_the_texts_bear_out_is_a_variant_at_two_ministries(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    assert [group.kind for group in groups(about(one, other, *UNLIKE))] == ["family"]


def test_one_name_of_one_ministry_is_a_duplicate_only_where_its_texts_are_not_other_ones() -> None:
    name, ministry = "국제기구 분담금 사업", "외교부"
    words = [f"말{chr(0xAC00 + at)}{chr(0xB000 + at)}" for at in range(40)]
    common, own, others = (" ".join(words[place : place + 10]) for place in (0, 10, 20))
    (same,) = groups(about((name, ministry, common), (name, ministry, f"{common} {words[30]}")))
    assert same.kind == "duplicate"
    little = " ".join(words[:4])
    (apart,) = groups(about((name, ministry, f"{little} {own}"), (name, ministry, f"{little} {others}")))
    assert apart.kind == "family"
    assert "told apart by office or text" in apart.why.en
    assert "소관 또는 설명이 달라" in apart.why.ko
    assert not [
        group for group in groups(about(*[("배상금 본부인건비", ministry, common)] * 2)) if group.kind == "duplicate"
    ]


SHARED = " ".join(f"말{chr(0xAC00 + at)}{chr(0xB000 + at)}" for at in range(16))
HARBOURS = "地方公共団体等が施行する港湾の整備に要する事業費の補助"
NORTH, SOUTH = (f"{SHARED} {words}" for words in ("북부 산림 조사 보호", "남부 해양 감시 복원"))


def test_names_of_the_same_words_of_which_nothing_else_is_known_are_a_family() -> None:
    lines = [("Fees of clubs and unions", "Health", ""), ("Fees of unions and clubs", "Health", "")]
    (found,) = groups(about(*lines))
    assert found.kind == "family"


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ("Higher-Order Reading Skills", "Higher Order Reading Skills", True),
        ("국민연금 홍보", "국민연금 홍보 사업", True),
        ("산림 소득(일반)", "산림 소득(특별)", False),
        ("산림청 인건비", "산림청 인건비", False),
    ],
)
def test_one_name_of_one_ministry_of_which_nothing_else_is_known_is_a_question(
    one: str, other: str, *, asked: bool
) -> None:
    (found,) = groups(about((one, "Health", ""), (other, "Health", "")))
    assert found.kind == "family"
    assert found.question is asked
    assert ("ask whether it stands there twice" in found.why.en) is asked
    assert ("중복인지 한 사업을 나눈 것인지 확인 필요" in found.why.ko) is asked


@pytest.mark.parametrize(
    ("texts", "offices", "kind"),
    [
        ((NORTH, SOUTH), ("", ""), "family"),
        ((NORTH, SOUTH), ("산림국", "산림국"), "family"),
        ((f"{SHARED} 북부", f"{SHARED} 남부"), ("산림국", "산림국"), "family"),
        ((SHARED, f"{SHARED} 북부"), ("산림국", "산림국"), "duplicate"),
        ((NORTH, SOUTH), ("산림국", "해양국"), "family"),
        ((SHARED, SHARED), ("산림국", "해양국"), "duplicate"),
        (("도로 통행료 징수 준비 경비 일부", "도로 통행료 징수 운영 경비 일부"), ("", ""), "family"),
        (("도로 통행료 징수 준비 경비 일부",) * 2, ("", ""), "duplicate"),
        (("도로 통행료 징수 준비 경비 일부",) * 2, ("산림국", "해양국"), "family"),
        ((HARBOURS, f"離島において{HARBOURS}"), ("", ""), "family"),
        ((HARBOURS, HARBOURS), ("", ""), "duplicate"),
        ((HARBOURS, HARBOURS), ("本省", "地方局"), "family"),
    ],
)
def test_one_name_of_one_ministry_is_told_apart_by_offices_and_by_texts_of_a_few_words(
    texts: tuple[str, str], offices: tuple[str, str], kind: str
) -> None:
    about_each = {f"p{at}": {"committee": office} for at, office in enumerate(offices)}
    (found,) = groups(about(*[("산불 예방 사업", "산림부", text) for text in texts], **about_each))
    assert found.kind == kind


@pytest.mark.parametrize(
    ("years", "kind"),
    [
        (((2022, 2023), (2023, 2024)), "continuation"),
        (((2022, 2025), (2023, 2024)), "duplicate"),
        (((2022, 2023), (2022, 2024)), "duplicate"),
        (((2022, None), (2023, 2024)), "duplicate"),
    ],
)
def test_the_next_round_of_one_name_begins_in_the_year_in_which_the_last_one_ends(
    years: tuple[tuple[int, int | None], tuple[int, int | None]], kind: str
) -> None:
    about_each = {f"p{at}": {"start": first, "end": last} for at, (first, last) in enumerate(years)}
    (found,) = groups(about(*[("산불 예방 사업", "산림부", PURPOSE)] * 2, **about_each))
    assert found.kind == kind


def test_programmes_of_two_ministries_known_by_their_parts_are_one_twice_only_where_the_parts_are_the_same() -> None:
    names = ("최고급인공지능해외인재유치지원", "최고급바이오해외인재유치지원")
    others = [(name, ministry, "") for name, ministry, _ in UNLIKE]

    def kinds(*parts: tuple[str, ...]) -> set[str]:
        tables = with_parts(about((names[0], "과기부", ""), (names[1], "복지부", ""), *others), *parts)
        return {group.kind for group in groups(tables)}

    same = ("해외 우수 연구자 초청 연구", "국제 공동 연구실 운영")
    assert kinds(same, same) == {"duplicate"}
    assert kinds((*same, "인공지능 인재"), (*same, "바이오 의약 인재")) == {"family"}


def test_a_text_of_a_few_words_makes_names_that_have_nothing_in_common_no_duplicates() -> None:
    few = "의회가 정한 단체를 돕는다"
    assert not groups(about(("Harbour grants", "A", few), ("산불 예방 사업", "B", few)))
    assert groups(about(("Harbour grants", "A", PURPOSE), ("산불 예방 사업", "B", PURPOSE)))


def test_a_phrase_that_two_ministries_share_makes_unlike_names_no_duplicates() -> None:
    firm = "Advanced Optical Systems and Instruments Corporation"
    one, other = "Low power X-ray diffraction unit for planetary landers", "Microfocus X-ray fluorescence imaging"
    named = [(one, "NASA", firm), (other, "NSF", firm)]
    others = [(f"{word} research", "NSF", "") for word in ("Polar", "Marine", "Plasma", "Stellar", "Dental", "Arctic")]
    assert groups(about(*named, *others)) == ()
    long = [(name, ministry, f"{text}. {SHARED}") for name, ministry, text in named]
    assert [group.kind for group in groups(about(*long, *others))] == ["duplicate"]


def test_a_heading_over_programmes_of_several_ministries_is_the_text_of_none() -> None:
    names = ("Pensions of former ministers", "Pensions of former state secretaries", "Aid in illness", "Widows' fund")
    rows = [(name, f"M{at % 2}", PURPOSE) for at, name in enumerate(names)]
    assert [group.kind for group in groups(about(*rows[:3]))].count("duplicate") == 1
    assert "duplicate" not in {group.kind for group in groups(about(*rows))}


def test_a_programme_that_its_very_name_continues_is_continued_by_no_other() -> None:
    before = {(2023, "confirmed"): 5, (2024, "confirmed"): 5}
    after = {(2025, "confirmed"): 6, (2026, "requested"): 9}
    rows = [("소재기반구축", "산업부", ""), ("소재기반구축", "통상부", ""), ("소재기반구축(기금)", "산업부", "")]
    amounts = {"p0": before, "p1": after, "p2": before}
    found = groups(about(*rows, amounts=amounts))
    assert not [group for group in found if group.kind == "continuation" and "p2" in group.programmes]


WORDS = st.lists(
    st.sampled_from(["양자", "컴퓨팅", "실증", "쿼텀", "사업", "ai", "lab", "space"]), min_size=1, max_size=4
).map(" ".join)


def compared(names: list[str], texts: list[str]) -> tuple[ComparableProgrammes, Candidates]:
    """Programmes of these names and texts, and all their pairs with texts that are alike."""
    sets = [sets_of(tokens(each, 2) for each in given) for given in (names, texts)]
    ids = [f"p{at}" for at in range(len(names))]
    programmes = ComparableProgrammes(ids, names, names, [frozenset()] * len(names), texts, *sets)
    first, second = np.triu_indices(len(names), 1)
    alike = np.full(len(first), 0.9)
    return programmes, Candidates(first, second, alike, alike)


def is_variant(names: tuple[str, str], texts: tuple[str, str]) -> bool:
    """What holds of a pair at two ministries whose texts are alike, told one by one."""
    if variants.spelling(names[0]) == variants.spelling(names[1]) or variants.differing(*names) == ("", ""):
        return False
    named, told = ([tokens(each, 2) for each in pair] for pair in (names, texts))
    if len(named[0] & named[1]) >= variants.WITHIN * min(map(len, named)):
        return True
    return any((named[at] - named[1 - at]) & (told[at] - told[1 - at]) for at in (0, 1))


@given(st.lists(st.tuples(WORDS, WORDS), min_size=2, max_size=6))
@settings(max_examples=examples(60), deadline=None)
def test_variants_of_all_pairs_at_once_are_those_told_one_by_one(rows: list[tuple[str, str]]) -> None:
    names, texts = map(list, zip(*rows, strict=True))
    programmes, found = compared(names, texts)
    apart = np.zeros(len(found.first), bool)
    held = variants.variants(programmes, found, apart, apart, np.arange(len(found.first)))
    pairs = combinations(range(len(rows)), 2)
    told = [is_variant((names[one], names[other]), (texts[one], texts[other])) for one, other in pairs]
    assert held.tolist() == told


def test_texts_are_taken_apart_once_a_programme_however_many_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: Counter[str] = Counter()

    def counted(text: str, letters: int) -> set[str]:
        taken[text] += 1
        return tokens(text, letters)

    monkeypatch.setattr(variants, "tokens", counted)
    names = [f"{chr(0xAC00 + 40 * at)}{chr(0xB000 + 40 * at)}" for at in range(12)]
    programmes, found = compared(names, [f"{name} 실증" for name in names])
    held = variants.variants(programmes, found, np.zeros(66, bool), np.zeros(66, bool), np.arange(66))
    assert held.all()
    assert len(taken) == 24
    assert set(taken.values()) == {1}
