"""The release of January 2024: two misprints, a programme without a name, and a fall that nobody mentioned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import crosscut
from crosscut.audit import Audit
from crosscut.cli import run
from crosscut.findings import Severity

pytestmark = pytest.mark.real
BILLION = 10**9


@pytest.fixture(scope="module")
def audited(shared: Path) -> Audit:
    return crosscut.audit(shared / "documents" / "msit-cet-budget-2024.txt")


def test_two_amounts_are_wrong_and_no_other(audited: Audit) -> None:
    figures = {figure.id: figure for figure in audited.figures}
    fatal = [finding for finding in audited.findings if finding.severity is Severity.FATAL]
    wrong = {figures[each].text: finding.suggestion for finding in fatal for each in finding.figures}
    assert wrong == {"KRW 7217.9 billion": "KRW 217.9 billion", "KRW 7110.1 billion": "KRW 110.1 billion"}
    for finding in fatal:
        assert finding.expected.high is not None
        assert finding.expected.high <= 837 * BILLION
        assert finding.message.ko


def test_the_areas_not_listed_fell(audited: Audit) -> None:
    ranges = {each.label.en: each.range for each in audited.implied}
    rest = ranges["change of the areas not listed"]
    assert rest.low is not None
    assert rest.high is not None
    assert -106.2 * BILLION <= rest.low <= -105.2 * BILLION <= rest.high <= -104.2 * BILLION
    listed = ranges["change of the listed areas together"]
    assert listed.low is not None
    assert listed.low <= 445.9 * BILLION <= (listed.high or 0)


def test_the_headline_fits_and_says_in_which_ranges(audited: Audit) -> None:
    ranges = {each.label.en: each.range for each in audited.implied}
    before = ranges["all critical and emerging technologies in 2023"]
    after = ranges["all critical and emerging technologies in 2024"]
    assert (before.low, before.high) == (4650 * BILLION, 4709_350_000_000)
    assert (after.low, after.high) == (4990_650_000_000, 5050 * BILLION)
    note = next(finding for finding in audited.findings if finding.rule == "rounding")
    texts = {figure.text for figure in audited.figures if figure.id in note.figures}
    assert texts == {"KRW 340.7 billion", "KRW 300 billion", "KRW 5 trillion", "KRW 4.7 trillion"}


def test_names_and_lists(audited: Audit) -> None:
    notes = {finding.rule: finding for finding in audited.findings if finding.severity is not Severity.FATAL}
    assert notes["abbreviation"].suggestion == "MSIT"
    assert "Development of (MSIT)" in notes["no-name"].message.en
    assert "12" in notes["list-length"].message.en
    assert "7" in notes["list-length"].message.en


def test_every_amount_is_read_and_checked(audited: Audit) -> None:
    amounts = [figure for figure in audited.figures if figure.kind == "amount"]
    assert audited.coverage.amounts == len(amounts) == 32
    assert {audited.state(figure.id) for figure in amounts} == {"checked", "doubtful", "wrong"}


def test_announced_counts_are_figures_and_are_held_against_the_list(audited: Audit) -> None:
    counts = {
        figure.text: (figure.value, audited.state(figure.id)) for figure in audited.figures if figure.kind == "count"
    }
    assert counts == {"12 CETs": (12, "checked"), "seven": (7, "checked")}


def test_the_command_keeps_to_the_contract(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = run(["audit", str(shared / "documents" / "msit-cet-budget-2024.txt"), "--format", "json"])
    printed = json.loads(capsys.readouterr().out)
    assert status == 1
    assert set(printed) == {"figures", "findings", "implied", "coverage"}
    assert set(printed["figures"][0]) >= {
        "id",
        "document",
        "text",
        "start",
        "end",
        "value",
        "low",
        "high",
        "unit",
        "currency",
        "year",
        "stage",
        "label",
        "entity",
    }
    assert set(printed["findings"][0]) >= {
        "rule",
        "severity",
        "message",
        "message_ko",
        "figures",
        "expected_low",
        "expected_high",
        "suggestion",
    }
    assert set(printed["implied"][0]) >= {"label", "low", "high", "why"}
    assert set(printed["coverage"]) >= {"numbers", "amounts", "percentages", "checked"}
    assert all(isinstance(figure["value"], int) for figure in printed["figures"])


def test_the_same_bytes_every_time(shared: Path) -> None:
    path = shared / "documents" / "msit-cet-budget-2024.txt"
    first, second = (json.dumps(crosscut.audit(path).to_json(), ensure_ascii=False) for _ in range(2))
    assert first == second
