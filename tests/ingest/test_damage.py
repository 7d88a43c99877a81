"""Whatever stands in a file, reading it gives tables and findings and never an exception."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from crosscut import tables, taxonomy
from crosscut.ingest import read, read_corrections, read_decisions
from tests.shortened import examples

from .conftest import COLUMNS, budget

_SETTINGS = settings(
    max_examples=examples(10),
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
_HEADER = b"id,name,ministry,amount,year,st_ai\n"
_SOURCE = {
    "fiscal_year": None,
    "columns": COLUMNS | {"fiscal_year": "year"},
    "tags": {"prefix": "st_"},
}


def _holds(result):
    assert result.lines.schema == tables.LINES
    assert result.programmes["programme"].to_pylist() == sorted(set(result.programmes["programme"].to_pylist()))
    ids = result.lines["line"].to_pylist()
    assert len(ids) == len(set(ids))
    for finding in result.findings:
        assert finding.message.en
        assert finding.message.ko
        assert finding.place.file


@_SETTINGS
@given(st.binary(max_size=300))
@example(b'"')
@example(b"\xff\xfe")
@example(b"\xff\xfeA")
@example(b"PK")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
@example(b"\r")
def test_any_bytes(tmp_path, data):
    (tmp_path / "a.csv").write_bytes(data)
    made = budget(_SOURCE)
    _holds(read(tmp_path, made, taxonomy.load(made.taxonomy)))


_PIECE = st.sampled_from(
    [
        "A",
        "B",
        ",",
        ",",
        ",",
        '"',
        "\n",
        "\r\n",
        "2026",
        "1",
        "-",
        "0.5",
        "신규",
        "합계",
        "소계",
        "교육부",
        " ",
        "\0",
        "\t",
        "1e5",
        "9" * 30,
        "nan",
        "△3",
        "1,2",
        "\u2028",
        "\ufeff",
        "가",
    ]
)


@_SETTINGS
@given(st.lists(_PIECE, max_size=60).map("".join))
def test_any_rows(tmp_path, text):
    (tmp_path / "a.csv").write_bytes(_HEADER + text.encode())
    made = budget(_SOURCE)
    _holds(read(tmp_path, made, taxonomy.load(made.taxonomy)))


@pytest.fixture(scope="module")
def workbook():
    book, made = openpyxl.Workbook(), io.BytesIO()
    for row in (["id", "name", "ministry", "amount", "year", "st_ai"], ["A", "n", "m", 1, 2026, 1]):
        book.active.append(row)
    book.save(made)
    return made.getvalue()


@_SETTINGS
@given(st.data())
def test_any_change_of_a_workbook(tmp_path, workbook, data):
    content = bytearray(workbook)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    (tmp_path / "a.xlsx").write_bytes(bytes(content))
    made = budget(_SOURCE | {"file": "a.xlsx"})
    _holds(read(tmp_path, made, taxonomy.load(made.taxonomy)))


@_SETTINGS
@given(st.lists(_PIECE, max_size=40).map("".join), st.booleans())
def test_any_decisions_and_corrections(tmp_path, text, headed):
    (tmp_path / "decisions").mkdir(exist_ok=True)
    for name, header in (
        ("a.csv", "programme,area,numerator,denominator\n"),
        ("corrections.csv", "programme,fiscal_year,stage,amount,unit,reason,decided_by,decided_at\n"),
    ):
        (tmp_path / "decisions" / name).write_text((header if headed else "") + text, encoding="utf-8")
    read_decisions(tmp_path)
    read_corrections(tmp_path, "KRW")


@pytest.mark.parametrize("cell", ["9223372036854775807", "99999999999999999999", "-9223372036854775809", "1e300"])
def test_amounts_too_large_for_an_amount(tmp_path, cell):
    (tmp_path / "a.csv").write_bytes(_HEADER + f"A,n,m,{cell},2026,\n".encode())
    made = budget(_SOURCE)
    result = read(tmp_path, made, taxonomy.load(made.taxonomy))
    assert "text-in-amount" in {finding.rule for finding in result.findings}
    _holds(result)


def test_sums_too_large_for_an_amount(tmp_path):
    (tmp_path / "a.csv").write_bytes(_HEADER + b"A,n,m,9223372036854,2026,\n" * 2)
    made = budget(_SOURCE)
    result = read(tmp_path, made, taxonomy.load(made.taxonomy))
    _holds(result)
    assert "too-large-sum" in {finding.rule for finding in result.findings}


def test_a_file_that_has_lost_its_header_of_texts_is_said_and_nothing_else(reading):
    result = reading("ident,amount\nP1,5\nP2,6\n")
    assert {finding.place.column for finding in result.findings if finding.rule == "missing-column"} == {
        "id",
        "name",
        "ministry",
    }
    assert not result.lines.num_rows
