"""Counts that move by a rate: what the words spell out is held against the numbers; each wrong one with a clean twin."""

from __future__ import annotations

import pytest

import crosscut
from crosscut.findings import Severity

LOUD = {Severity.FATAL, Severity.WARNING}


def alarms(text: str) -> list[str]:
    done = crosscut.audit(text + "\n")
    return [finding.message.en for finding in done.findings if finding.severity in LOUD]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("Applications up by {} (from 4,886 to 6,745).", "37%", "38%"),
        ("The number of projects rose by {}, from 4,886 to 6,745.", "37%", "38%"),
        ("Awards fell {} from 1,173 grants to 1,034.", "3%", "12%"),
        ("Applications rose from 4,886 to 6,745, an increase of {}.", "37%", "38%"),
        ("Staff went from 2,412 researchers to 2,231, a decrease of {}.", "8.5%", "7.5%"),
        ("연구자는 4,886명에서 6,745명으로 {} 늘었다.", "37%", "38%"),
        ("과제는 1,173건에서 1,034건으로 {} 줄었다.", "3%", "11.8%"),
        ("학생은 2011년 6만5215명에서 2015년 17만592명으로 {} 증가", "173.9%", "161.6%"),
        ("Applications rose from 4,886 in 2014 to 6,745 in 2019, a rise of {}.", "37%", "38%"),
        ("논문은 6만5215건에서 17만592건으로 {} 증가했다.", "173.9%", "161.6%"),
    ],
)
def test_a_rate_of_counts_is_worked_out(text: str, wrong: str, right: str) -> None:
    found = alarms(text.format(wrong))
    assert len(found) == 1
    assert "does not fit the numbers" in found[0]
    assert alarms(text.format(right)) == []


def test_counts_of_a_rate_are_checked_figures() -> None:
    done = crosscut.audit("Applications up by 38% (from 4,886 to 6,745).\n")
    assert [(figure.text, figure.kind) for figure in done.figures] == [
        ("38%", "percentage"),
        ("4,886", "count"),
        ("6,745", "count"),
    ]
    assert (done.coverage.numbers, done.coverage.checked) == (3, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Spending rose 5% from 2019 to 2026.",
        "Staff rose 37% (from 4,900 to 6,700).",
        "Up 30% (from 12 to 15).",
        "Grants for ages from 1,000 to 2,000 metres. A rise of 7% followed.",
        "Applications moved from 4,886 to 6,745. Awards are up 3%.",
        "Pages from 1,101 to 1,250, of which 5% are blank.",
        "연구자 4,886명에서 6,745건으로 37% 늘었다.",
        "4,886명에서 6,745명 가운데 37%가 늘었다.",
    ],
)
def test_what_the_words_do_not_spell_out_is_not_related(text: str) -> None:
    assert alarms(text) == []


def test_the_arithmetic_of_counts_is_told_in_their_own_words() -> None:
    done = crosscut.audit("논문은 6만5215건에서 17만592건으로 173.9% 증가했다.\n")
    said = done.findings[0].message
    assert "17만592건 − 6만5215건 = 10만5377건; 10만5377건 ÷ 6만5215건 = 161.6%, 문서에는 173.9%" in said.ko
    assert "증감률이 두 수치와 맞지 않음" in said.ko
