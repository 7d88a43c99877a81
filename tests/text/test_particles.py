"""Particles follow the last sound: Hangul, digits, letters, and whatever closes behind them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import crosscut
from crosscut.findings import Finding, Severity
from crosscut.text import Text, particles
from crosscut.text.particles import fitting

_ONE_FORM = re.compile(r"\{([^{}]*)\}['’”\"」]?(?:은|는|을|를|과|와|이|가|으로|로)(?![가-힣(])")
ALWAYS_ENDS_ALIKE = {
    "after": "a percentage",
    "others": "so many programmes (사업)",
    "said": "in brackets behind 행, or nothing",
    "when": "in brackets behind 금액, or nothing",
    "best!r": "a mark in quotes",
    "POLICY": "policy.toml",
    "MOST:,": "a number that never changes",
    "correction['decided_at']": "in brackets behind 일시",
}
"""Places behind which one form of a particle fits whatever stands in them, and what that is."""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("양자은(는)", "양자는"),
        ("인공지능은(는)", "인공지능은"),
        ("2억 원이(가)", "2억 원이"),
        ("3%을(를)", "3%를"),
        ("AI이(가)", "AI가"),
        ("SCM을(를)", "SCM을"),
        ("P10을(를)", "P10을"),
        ("P2을(를)", "P2를"),
        ("서울(으)로", "서울로"),
        ("부산(으)로", "부산으로"),
        ("7(으)로", "7로"),
        ("‘위성’과(와) ‘로봇’와(과)", "‘위성’과 ‘로봇’과"),
        ("산업부(요구)이(가)", "산업부(요구)가"),
        ("2조 386억 원(총액의 6.7%)(으)로", "2조 386억 원(총액의 6.7%)으로"),
        ("200만 유로(총액의 81.0%)은(는)", "200만 유로(총액의 81.0%)는"),
        ("국가신약개발사업(과기부(본부))을(를)", "국가신약개발사업(과기부(본부))을"),
        ("(양자)이(가)", "(양자)가"),
        ("厚生労働省이(가)", "厚生労働省이"),
        ("デジタル庁을(를)", "デジタル庁을"),
        ("外務部(으)로", "外務部로"),
        ("会議室(으)로", "会議室로"),
        ("マイナンバー은(는)", "マイナンバー는"),
        ("オープン은(는)", "オープン은"),
        ("가) 양자은(는)", "가) 양자는"),
        ("{name}은(는) 그대로", "{name}은(는) 그대로"),
        ("x(이)라는 열", "x라는 열"),
        ("column(이)라는 열", "column이라는 열"),
        ("Crosscut이(가)", "Crosscut이"),
        ("괄호 (R&D) 그대로", "괄호 (R&D) 그대로"),
    ],
)
def test_the_form_that_fits_is_left(written: str, read: str) -> None:
    assert particles(written) == read


@given(st.text(alphabet="가나달위성0123456789ABLxyz%()‘’ ", max_size=30))
def test_a_text_without_pairs_stays(text: str) -> None:
    if not any(pair in text for pair in ("(이)", "(으)로")):
        assert particles(text) == text


def test_every_text_and_finding_is_settled() -> None:
    assert Text("{x}", "{x}을(를) 봄").format(x="분야").ko == "분야를 봄"
    finding = Finding("r", Severity.INFO, Text("m", "합이(가) 다름"), hint=Text("", "값을(를) 고침"))
    assert (finding.message.ko, finding.hint.ko) == ("합이 다름", "값을 고침")


def test_a_particle_behind_a_mark_fits_what_is_shown_there() -> None:
    first, second = "\ufdd00\ufdd1", "\ufdd01\ufdd1"
    said = f"요구액 {first} 가운데 {second}을(를) 줌"
    assert fitting(said, {second: "28조 7,669억 원"}) == said.replace("을(를)", "을")
    assert fitting(said, {second: "5.0%"}) == said.replace("을(를)", "를")
    assert fitting(said, {first: "30조 원"}) == said
    added = f"{first}(총액의 {second})(으)로 가장 큽니다"
    assert particles(added) == added
    assert fitting(added, {first: "2조 386억 원", second: "6.7%"}) == added.replace("(으)로", "으로")
    assert fitting(added, {second: "6.7%", first: "200만 유로"}) == added.replace("(으)로", "로")


def test_a_particle_fits_what_is_shown_before_the_text_which_keeps_its_own() -> None:
    assert particles(")(으)로 가장 큽니다", "2조 386억 원(총액의 6.7%") == ")으로 가장 큽니다"
    assert particles("은(는) 이(가)", "연구(과기부) 이(가) 쓰는 은(는) 앞") == "은 이(가)"


def test_no_particle_is_fixed_behind_brackets_whose_word_is_not_known() -> None:
    fixed = re.compile(r"\{[^{}]*\}\([^()\n]*\{[^()\n]*\)(?:은|는|을|를|과|와|이|가|으로|로)(?![가-힣(])")
    sources = sorted(Path(crosscut.__file__).parent.rglob("*.py"))
    assert [(path.name, each) for path in sources for each in fixed.findall(path.read_text(encoding="utf-8"))] == []


def test_no_particle_is_fixed_behind_a_place_whose_sound_is_not_known() -> None:
    sources = sorted(Path(crosscut.__file__).parent.rglob("*.py"))
    fixed = {(path.name, each) for path in sources for each in _ONE_FORM.findall(path.read_text(encoding="utf-8"))}
    assert sorted(each for each in fixed if each[1] not in ALWAYS_ENDS_ALIKE) == []
