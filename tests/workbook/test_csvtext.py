"""CSV that spreadsheets do not run and that reads back exactly."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscut.csvtext import escape, restore, write_csv

RISKY = "=+-@\t\r\n＝＋－＠"
TEXT = st.text(st.characters(blacklist_categories=("Cs",))) | st.text("'=+-@\t\r\n a")


@pytest.mark.parametrize("text", ["=1+1", "+82", "-3", "@SUM(A1)", "\tx", "\rx", "'=1", "''@x", "＝1"])
def test_risky_text_gets_an_apostrophe(text: str) -> None:
    assert escape(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "'quoted'", "인공지능", "3-4", "'"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert escape(text) == text


@given(TEXT)
def test_no_cell_begins_with_what_a_spreadsheet_runs_and_all_come_back(text: str) -> None:
    assert not escape(text).startswith(tuple(RISKY))
    assert restore(escape(text)) == text


@settings(deadline=None)
@given(st.lists(st.tuples(TEXT, st.none() | st.integers(-(2**63), 2**63 - 1)), max_size=8))
def test_a_table_reads_back(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int | None]]) -> None:
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    columns = {
        "text": pa.array([row[0] for row in rows], pa.string()),
        "n": pa.array([row[1] for row in rows], pa.int64()),
    }
    write_csv(path, pa.table(columns))
    with path.open(encoding="utf-8", newline="") as file:
        header, *body = list(csv.reader(file))
    assert header == ["text", "n"]
    assert [(restore(text), int(n) if n else None) for text, n in body] == rows


def test_numbers_nulls_lists_and_bytes(tmp_path: Path) -> None:
    """Negative numbers stay numbers, a null is nothing, an empty text is quoted, lists are joined by spaces."""
    table = pa.table(
        {
            "=key": ["=1", "", None],
            "n": [-1, None, 2**62],
            "rows": pa.array([["a", "b"], [], ["c"]], pa.list_(pa.string())),
        }
    )
    write_csv(tmp_path / "t.csv", table)
    assert (
        tmp_path / "t.csv"
    ).read_bytes() == b'"\'=key","n","rows"\n"\'=1",-1,"a b"\n"",,""\n,4611686018427387904,"c"\n'
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]


def test_a_failed_write_leaves_the_former_file(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    write_csv(path, pa.table({"a": [1]}))
    former = path.read_bytes()
    with pytest.raises(pa.ArrowInvalid):
        write_csv(path, pa.table({"a": pa.array([{"no": 1}])}))
    assert path.read_bytes() == former
    assert len(list(tmp_path.iterdir())) == 1
