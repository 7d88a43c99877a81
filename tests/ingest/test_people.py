"""Decisions and corrections."""

from __future__ import annotations

import pytest

from crosscut.ingest import CORRECTIONS, read_corrections, read_decisions
from crosscut.tables import DECISIONS

HEADER = "programme,area,numerator,denominator,decided_by,decided_at,reason\n"
CORRECTION = "programme,fiscal_year,stage,account,printed,amount,unit,reason,decided_by,decided_at\n"


@pytest.fixture
def write(tmp_path):
    (tmp_path / "decisions").mkdir()

    def _write(name, text):
        (tmp_path / "decisions" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return _write


def test_decisions_of_all_files_sorted(write):
    write("b.csv", HEADER + "B,ai,1,3,Kim,2026-01-02,core\n")
    folder = write("a.csv", "programme,area,sub,numerator,denominator\nC,bio,gene,1,1\n")
    table, findings = read_decisions(folder)
    assert findings == []
    assert table.schema == DECISIONS
    first, second = table.to_pylist()
    assert (first["programme"], first["numerator"], first["denominator"], first["file"], first["row"]) == (
        "B",
        1,
        3,
        "decisions/b.csv",
        2,
    )
    assert (second["sub"], second["decided_by"]) == ("gene", "")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("A,ai,2,1,,,", "numerator"),
        ("A,ai,1,0,,,", "numerator"),
        ("A,ai,0.5,1,,,", "numerator"),
        ("A,ai,1,3037000500,,,", "numerator"),
        ("A,ai,1,x,,,", "denominator"),
        (",ai,1,1,,,", "programme"),
        ("A,,1,1,,,", "area"),
        ("A,ai,-1,1,,,", "numerator"),
    ],
)
def test_decisions_that_cannot_be(write, row, column):
    table, findings = read_decisions(write("a.csv", HEADER + row + "\n"))
    assert table.num_rows == 0
    assert [(f.rule, f.place.row, f.place.column) for f in findings] == [("wrong-decision", 2, column)]


def test_decision_files_at_fault(write):
    _, findings = read_decisions(write("a.csv", "programme,area\nA,ai\n"))
    assert [f.rule for f in findings] == ["missing-column"]
    _, findings = read_decisions(write("a.csv", HEADER + '"A,ai,1,1\n'))
    assert [f.rule for f in findings] == ["unclosed-quote"]
    _, findings = read_decisions(write("a.csv", b""))
    assert [f.rule for f in findings] == ["empty-file"]


def test_no_decisions(tmp_path):
    assert read_decisions(tmp_path)[0].schema == DECISIONS
    assert read_corrections(tmp_path, "KRW")[0].schema == CORRECTIONS


def test_corrections_are_exact_and_are_no_decisions(write):
    folder = write("corrections.csv", CORRECTION + "A,2024,confirmed,,7217.9,217.9,billion,misprint,Kim,2024-01-30\n")
    table, findings = read_corrections(folder, "KRW")
    assert findings == []
    (row,) = table.to_pylist()
    assert (row["printed"], row["amount"], row["fiscal_year"]) == (7_217_900_000_000, 217_900_000_000, 2024)
    assert read_decisions(folder)[0].num_rows == 0


@pytest.mark.parametrize(
    "row",
    [
        "A,2024,confirmed,,1,x,billion,why,K,2024",
        "A,2024,confirmed,,1,2,bushel,why,K,2024",
        "A,soon,confirmed,,1,2,billion,why,K,2024",
        "A,2024,confirmed,,1,2,billion,,K,2024",
        "A,2024,confirmed,,1,,billion,why,K,2024",
    ],
)
def test_corrections_that_cannot_be(write, row):
    table, findings = read_corrections(write("corrections.csv", CORRECTION + row + "\n"), "KRW")
    assert table.num_rows == 0
    assert [(f.rule, f.place.row) for f in findings] == [("wrong-decision", 2)]
