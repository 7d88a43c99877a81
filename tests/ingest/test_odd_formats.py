"""What formats of numbers do that readers cannot see, and texts whose characters hold bytes of nothing."""

from __future__ import annotations

import pytest

from crosscut.findings import Place
from crosscut.ingest.readers.encoding import to_utf8
from crosscut.ingest.readers.number_formats import is_of_ids, sections, unseen_effect, with_decimals
from crosscut.ingest.report import Report

TEXT = "id,name,amount\nP1,양자컴퓨터 기반기술,100\nP2,인공지능 학습모델,200\n"


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("#,##0", ""),
        ("#,##0;-#,##0", ""),
        ("#,##0_);(#,##0)", ""),
        ("#,##0;△#,##0", ""),
        ("▲#,##0;▼#,##0", ""),
        ("#,##0;#,##0", "unsigned"),
        ("#,##0;;", "negative blank"),
        ("-#,##0;-#,##0", "negated"),
        (";;;", "blank"),
        ('[=0]"";#,##0', ""),
        ('"n.a."', "text"),
        ('[Red]"x"_);General', "text"),
        ("\\-", "text"),
        ('#,##0;"n.a."', "negative text"),
        ('#,##0;-#,##0;"-"', ""),
        ('General" 원"', ""),
        ("@", ""),
        ("yyyy-mm-dd", ""),
        ("0.00E+00", ""),
    ],
)
def test_a_format_is_told_where_its_readers_see_another_amount(code: str, why: str) -> None:
    assert unseen_effect(code) == why
    assert unseen_effect(code, signed=False) == (why if why in {"blank", "text"} else "")


@pytest.mark.parametrize(
    ("code", "numbers", "texts"),
    [
        ("0.00", {1.1, 1.25, 2.0}, {1.1: "1.10", 1.25: "1.25", 2.0: "2.00"}),
        ("00.0", {1.5, 11.0}, {1.5: "01.5", 11.0: "11.0"}),
        ("0.0", {1.25, 3.5}, {3.5: "3.5"}),
        ("0.00", {2025.0, 2026.0}, {}),
        ("#,##0.00", {1.1}, {}),
    ],
)
def test_numbers_of_ids_keep_the_zeros_behind_their_point(code, numbers, texts) -> None:
    assert with_decimals(numbers, code) == texts


def test_parts_of_a_format_end_at_no_sign_that_is_quoted_or_escaped() -> None:
    assert sections('#,##0";";-0\\;x;@') == ['#,##0";"', "-0\\;x", "@"]
    assert len(sections('"a";' * 50_000)) == 50_001
    assert is_of_ids("0000-0000")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_wide_text_is_read_by_its_mark_and_as_stated_without_one(encoding: str) -> None:
    report = Report()
    assert to_utf8(TEXT.encode(encoding), "", Place("x.csv"), report).decode() == TEXT
    assert to_utf8(TEXT.encode(f"{encoding}-le"), f"{encoding}-le", Place("x.csv"), report).decode() == TEXT
    assert not [each for each in report.findings if each.severity.name == "FATAL"]
