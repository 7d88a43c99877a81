"""Figures as texts write them: units told once, years with arrows, counts in words."""

from __future__ import annotations

import pytest

import crosscut

BILLION = 10**9


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("인공지능('25 → '26): 11,000 → 23,000억 원.", {"11,000": 2025, "23,000억 원": 2026}),
        (
            "AI (2025 → 2026): KRW 1.1 trillion → KRW 2.3 trillion.",
            {"KRW 1.1 trillion": 2025, "KRW 2.3 trillion": 2026},
        ),
        ("우주: (’23) 7,508 → (’24) 8,362억 원.", {"7,508": 2023, "8,362억 원": 2024}),
        (
            "2026년 예산안에서 양자는 올해 1,700억 원에서 내년 2,853억 원으로 늘어난다.",
            {"1,700억 원": 2025, "2,853억 원": 2026},
        ),
        ("2025년 양자 예산은 올해 1,700억 원이다.", {"1,700억 원": 2025}),
    ],
)
def test_years_go_to_the_numbers_that_they_are_of(text: str, years: dict[str, int]) -> None:
    assert {figure.text: figure.year for figure in crosscut.audit(text + "\n").figures} == years


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Quantum grew from KRW 108.0 to KRW 125.2 billion.", 108 * BILLION),
        ("Between $1.5 to $2 billion is raised.", 150 * 10**9),
        ("양자는 5,635에서 6,362억 원으로 늘었다.", 563_500_000_000),
        ("It cost KRW 108 to print and KRW 125.2 billion to build.", 108),
    ],
)
def test_a_unit_that_is_told_once_holds_for_both_ends(text: str, value: int) -> None:
    assert crosscut.audit(text + "\n").figures[0].value == value


def test_counts_in_words_and_in_korean_are_figures_and_lists_are_held_against_them() -> None:
    headings = "".join(f"{mark} 분야 이름\n" for mark in "①②③④⑤")
    done = crosscut.audit(f"7대 전략기술을 육성한다. 다섯 개를 먼저 소개한다.\n\n{headings}")
    counts = {figure.text: figure.value for figure in done.figures if figure.kind == "count"}
    assert counts == {"7대": 7, "다섯": 5}
    (finding,) = [each for each in done.findings if each.rule == "list-length"]
    assert [figure.text for figure in done.figures if figure.id in finding.figures] == ["7대"]
    assert {figure.text for figure in crosscut.audit("Twelve technologies are named.\n").figures} == {"Twelve"}
