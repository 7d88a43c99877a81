"""``crosscut trace --parts``: from a figure through its lines to the rows of files that they sum."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from crosscut.cli.trace import ReadableRow, print_records
from crosscut.ingest import lines as reading

from .conftest import Crosscut

TOML = """
title = "Payments"
currency = "USD"
taxonomy = "kr-cet-2022"

[[source]]
file = "parts/"
summed = true
unit = "USD"
fiscal_year = 2026
stage = "executed"
columns = { programme = "id", name = "name", account = "account", amount = "paid" }
"""
ROWS = [
    {"file": "parts/0.csv", "row": 2, "column": "paid", "amount": "1"},
    {"file": "parts/1.csv", "row": 2, "column": "paid", "amount": "2.50"},
    {"file": "parts/1.csv", "row": 4, "column": "paid", "amount": "12*"},
]


@pytest.fixture
def payments(tmp_path: Path) -> Path:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "0.csv").write_text("id,name,account,paid\nA,N,x,1\nB,M,x,3\n", encoding="utf-8")
    (tmp_path / "parts" / "1.csv").write_text(
        "id,name,account,paid\nA,N,x,2.50\nB,M,x,4\nA,N,x,12*\n", encoding="utf-8"
    )
    (tmp_path / "crosscut.toml").write_text(TOML, encoding="utf-8")
    return tmp_path


def figure(crosscut: Crosscut, folder: Path, programme: str) -> str:
    rows = crosscut("show", folder, "--by", "programme", "--format", "json").json["rows"]
    return str(next(row["figure"] for row in rows if row["programme"] == programme))


def test_a_figure_is_traced_to_the_rows_of_files(crosscut: Crosscut, payments: Path) -> None:
    wanted = figure(crosscut, payments, "A")
    ran = crosscut("trace", payments, wanted, "--parts", "10", "--format", "json").json
    assert [{key: row[key] for key in ROWS[0]} for row in ran["parts"]["rows"]] == ROWS
    assert {row["line"] for row in ran["parts"]["rows"]} == {row["line"] for row in ran["rows"]}
    assert ran["parts"]["count"] == 3
    assert "parts" not in crosscut("trace", payments, wanted, "--format", "json").json
    said = crosscut("trace", payments, wanted, "--parts", "10", "--format", "csv").out.splitlines()
    assert [line.partition(",")[2] for line in said] == [
        "file,row,column,amount",
        *(",".join(str(value) for value in row.values()) for row in ROWS),
    ]
    assert "3 rows of files behind lines that are sums, of which 1 are shown" in " ".join(
        crosscut("trace", payments, wanted, "--parts", "1").out.split()
    )


def test_the_last_build_keeps_what_its_lines_are_made_of(
    crosscut: Crosscut, payments: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = figure(crosscut, payments, "B")
    anew = crosscut("trace", payments, wanted, "--parts", "10", "--format", "json").json
    crosscut("build", payments)
    monkeypatch.setattr(reading, "build", None)
    assert crosscut("trace", payments, wanted, "--parts", "10", "--format", "json").json["parts"] == anew["parts"]
    assert [row["row"] for row in anew["parts"]["rows"]] == [3, 3]


def test_the_past_has_no_rows_of_files(crosscut: Crosscut, payments: Path) -> None:
    ran = crosscut("trace", payments, "0", "--parts", "1", "--as-of", "1")
    assert ran.status == 2
    assert "not the rows of files" in ran.err


@pytest.mark.parametrize("width", [40, 60])
def test_on_a_narrow_screen_rows_stand_one_below_the_other(width: int) -> None:
    said = "An Office, 2024-01-29: The release lists it here. (decisions.csv, row 5)"
    row = ReadableRow(
        "KR-1", "반도체 분야의 그 밖의 사업", "미공표", "AI", "2024", "confirmed", "621,500", "a.csv row 3", said
    )
    out = Console(width=width, file=io.StringIO())
    print_records(out, [row], "621,500")
    lines = out.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert lines[0].startswith("KR-1  반도체")
    assert lines[0].endswith("621,500")
    assert " ".join(" ".join(lines).split()).count(said) == 1
    assert max(map(cell_len, lines)) <= width
    assert lines[-1] == "sum  621,500"
