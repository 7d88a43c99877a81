"""Names that are alike: variants, rounds, parts and headings at one ministry or at two."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscut.review.duplicates import variants
from crosscut.review.duplicates.tokens import tokens
from tests.review.compared_programmes import OTHER, PURPOSE, about, compared, groups, with_parts
from tests.shortened import examples


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
