"""No text crashes the audit, and no file keeps it for long."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import crosscut
from crosscut.errors import CrosscutError
from tests.audit import hostile
from tests.conftest import ROOT
from tests.shortened import examples

WORDS = st.sampled_from(
    [
        "KRW",
        "$",
        "₩",
        "5,635억 원",
        "1조 2천억",
        "12.9%",
        "△3.1%",
        "→",
        "(",
        ")",
        "2024",
        "’23년",
        "증가",
        "from",
        "to",
        "up",
        "down",
        "AI",
        "양자",
        "합계",
        "|",
        "\t",
        "\n",
        "① ",
        "* ",
        "- ",
        ":",
        ";",
        ".",
        "총",
        "of which",
        "전년 대비",
        "보다",
        "\u202e",
        "0",
        "00.0",
        "99999999999999999999",
        "1,000",
        "billion",
        "천",
        "백만",
        "%p",
        "여",
        "약",
        "+",
        "-",
        "등",
        "으로",
        "(B-A)/A",
        "단위: 억원",
        "계",
    ]
)


@settings(max_examples=examples(20), deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)))
@example("| a | b |\n|1|2|\n| 합계 | 0 |")
@example("합계 0억 원, 0%")
@example("KRW 0 billion in 2023 → KRW 0 billion in 2024, up 0%")
@example("5조 원에서 0조 원으로 100% 감소")
@example("5억 원에서 4억 원으로 120% 감소")
def test_no_text_crashes_it(text: str) -> None:
    done = crosscut.audit(f"{text}\n")
    done.to_json()
    spans = [(figure.start, figure.end) for figure in done.figures]
    assert all(0 <= start < end for start, end in spans)
    assert done.coverage.checked <= done.coverage.numbers


@pytest.mark.parametrize(
    "text",
    [
        "1,234억 원 " * 1_500_000,
        "a" * 10_000_000,
        "1 " * 5_000_000,
        "(" * 3_000_000 + "1" + ")" * 3_000_000,
        "1," * 3_000_000,
    ],
    ids=["amounts", "letters", "numbers", "parentheses", "commas"],
)
def test_a_line_of_millions_is_refused(text: str) -> None:
    with pytest.raises(CrosscutError, match="too large"):
        crosscut.audit(text)


@pytest.mark.parametrize(
    "text",
    [
        "increase of" + " " * 100_000 + "KRW 5 billion",
        "증가한 " * 30_000,
        "from KRW 5 billion " * 3_000,
        "\n".join(["| 1 | 2 | 3 |"] * 2_000),
        "KRW " + "9" * 200_000 + " billion",
        "((((" * 30_000 + "5억 원",
        "|" * 100_000,
    ],
    ids=["spaces", "words", "repeats", "rows", "digits", "open", "pipes"],
)
def test_catastrophic_patterns_end(text: str) -> None:
    crosscut.audit(text + "\n")


@pytest.mark.slow
def test_files_made_to_hurt_end_within_seconds_and_bounded_memory(tmp_path: Path) -> None:
    """Bombs of every kind in one process, whose memory is measured: archives, entities, pages, depth, marks."""
    made = {path.name for path in hostile.make(tmp_path)}
    command = [sys.executable, "-m", hostile.__name__, str(tmp_path)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300, cwd=ROOT)
    report = json.loads(ran.stdout)
    outcomes = {name: outcome for name, outcome, _ in report["files"]}
    assert set(outcomes) == made
    assert not [name for name, _, seconds in report["files"] if seconds > 15]
    assert report["megabytes"] < 800
    for name, outcome in outcomes.items():
        if name.startswith(("bomb", "lying", "entities", "wide")):
            assert "is too large" in outcome or "cannot be read" in outcome, name
    assert "100,000 pages" in outcomes["pages.pdf"]
    assert "password" in outcomes["locked.pdf"]
    assert "12,600,000 characters" in outcomes["line.txt"]
    assert outcomes["marks.txt"] == "5000 numbers"


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.xlsx", "a.hwpx"])
@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n1 0 obj <<", b"PK\x03\x04" + b"\0" * 60])
def test_broken_files_end_in_a_clear_error(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CrosscutError, match=name):
        crosscut.audit(path)


def test_a_cell_further_than_memory_is_refused_and_a_hidden_one_is_no_matter(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Total 3"
    far = book.create_sheet("far")
    far["XFD1048576"] = 1
    far.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert crosscut.audit(tmp_path / "a.xlsx").coverage.numbers == 1
    far.sheet_state = "visible"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(CrosscutError, match="spread over"):
        crosscut.audit(tmp_path / "a.xlsx")


def test_unknown_formats_and_missing_files_are_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_bytes(b"MZ")
    with pytest.raises(CrosscutError, match="format"):
        crosscut.audit(tmp_path / "a.exe")
    with pytest.raises(CrosscutError, match="no such file"):
        crosscut.audit(tmp_path / "absent.txt")


def test_direction_marks_do_not_change_what_is_read() -> None:
    plain = crosscut.audit("KRW 563.5 billion in 2023 → KRW 636.2 billion in 2024, up KRW 72.7 billion.\n")
    marked = crosscut.audit(
        "\u202eKRW 56\u200b3.5\u200f billion in 2023 → KRW 636.2 billion in 2024, up KRW 72.7\u202c billion.\n"
    )
    assert [figure.value for figure in marked.figures] == [figure.value for figure in plain.figures]
