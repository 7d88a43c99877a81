"""Sources of many files that the engine sums: the same lines as a table read row by row, whatever the parts."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscut import taxonomy
from crosscut.errors import CrosscutError
from crosscut.findings import Severity
from crosscut.ingest import Ingested, read, sum_places
from crosscut.ingest.limits import HEAD_ROWS
from crosscut.ingest.readers import parts
from crosscut.ingest.readers import summed as summed_sheet
from crosscut.workbench.build import build
from crosscut.workbench.last_build import snapshot
from tests.shortened import examples

from .conftest import amounts, budget, one, read_checked, rules

COLUMNS = {"programme": "id", "name": "name", "amount": "paid", "account": "account"}
SUMMED: dict[str, Any] = {"file": "parts/*", "summed": True, "unit": "USD", "stage": "executed", "columns": COLUMNS}
Row = tuple[str, str, str]

ROWS = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.sampled_from(["one", "two"]),
        st.one_of(
            st.integers(-(10**12), 10**12).map(str),
            st.decimals(-(10**9), 10**9, places=2).map(str),
            st.sampled_from(["", "-", "n/a", "1,234.50", "12*", " 7 "]),
        ),
    ),
    min_size=1,
    max_size=30,
)


def write(folder: Path, parts: list[list[Row]], header: str = "id,name,account,paid") -> None:
    (folder / "parts").mkdir(exist_ok=True)
    for number, rows in enumerate(parts):
        lines = [f'{each},Name {each},{account},"{paid}"' for each, account, paid in rows]
        (folder / "parts" / f"{number}.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")


def summed(folder: Path, engine_name: str = "duckdb", **more: Any) -> Ingested:
    made = budget(SUMMED | more, currency="USD")
    return read(folder, made, taxonomy.load(made.taxonomy), engine_name=engine_name)


def cents(text: str) -> int | None:
    bare = text.strip().rstrip("*").replace(",", "")
    return None if bare in {"", "-", "n/a"} else int(Decimal(bare) * 100)


def expected(rows: list[Row]) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for each, account, text in rows:
        value = cents(text)
        if value is not None:
            sums[each, account] += value
    return dict(sums)


def lines(result: Ingested) -> dict[tuple[str, str], int]:
    return {(row["programme"], row["account"]): row["amount"] for row in result.lines.to_pylist()}


@settings(max_examples=examples(10), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, cuts=st.integers(1, 4))
def test_lines_are_the_exact_sums_of_the_rows_whatever_the_parts(tmp_path: Path, rows: list[Row], cuts: int) -> None:
    for old in (tmp_path / "parts").glob("*"):
        old.unlink()
    write(tmp_path, [rows[number::cuts] for number in range(cuts)])
    assert lines(summed(tmp_path)) == expected(rows)


VALUES = {
    "whole": pa.array([1, -5, 10**15, None], pa.int64()),
    "decimal": pa.array([Decimal("0.01"), Decimal("-2.50"), Decimal("99999999999.99"), None], pa.decimal128(18, 2)),
    "float": pa.array([0.1, 12345678.9, 0.2, None], pa.float64()),
    "text": pa.array(["0.1", "12345678.9", "0.2", ""], pa.string()),
}


@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize("engine_name", ["duckdb", pytest.param("spark", marks=pytest.mark.spark)])
def test_each_type_of_parquet_is_summed_exactly(tmp_path: Path, kind: str, engine_name: str) -> None:
    (tmp_path / "parts").mkdir()
    ids = pa.array(["A", "A", "A", "B"])
    table = pa.table({"id": ids, "name": ids, "account": pa.array([2024, 2024, 2024, None]), "paid": VALUES[kind]})
    for number in range(2):
        pq.write_table(table, tmp_path / "parts" / f"{number}.parquet")
    total = sum(Decimal(str(value)) for value in VALUES[kind].to_pylist() if value)
    result = summed(tmp_path, engine_name)
    assert lines(result) == {("A", "2024"): int(total * 200)}
    assert not rules(result) - {"missing-ministry"}


def test_the_first_rows_of_parquet_are_shown_without_reading_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands of rows would be turned into texts to show fifty."""
    (tmp_path / "parts").mkdir()
    texts = pa.array(["A"] * 1000)
    table = pa.table({"id": texts, "name": texts, "account": texts, "paid": range(1000)})
    pq.write_table(table, tmp_path / "parts" / "0.parquet")
    turned, as_texts = list[int](), parts.part_texts
    monkeypatch.setattr(parts, "part_texts", lambda column: turned.append(len(column)) or as_texts(column))
    assert lines(summed(tmp_path)) == {("A", "A"): sum(range(1000)) * 100}
    assert turned
    assert max(turned) == HEAD_ROWS


@pytest.mark.parametrize("end", [b"", b"PAR1", b"\xff\xff\xff\x7fPAR1", b"\x04\0\0\0PAR1", b"\x08\0\0\0PARE"])
def test_a_damaged_end_of_parquet_is_told(tmp_path: Path, end: bytes) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "0.parquet").write_bytes(b"PAR1" + end)
    assert [fault.rule for fault in summed(tmp_path).findings] == ["broken-file"]


@pytest.mark.spark
def test_both_engines_give_the_same_tables_and_findings(tmp_path: Path) -> None:
    rows = [("A", "one", "1.25"), ("B", "two", "-"), ("A", "one", "12*"), ("B", "", "9 7"), ("C", "é, “x”", "3")]
    write(tmp_path, [rows, rows[:2], rows[2:]])
    here, there = summed(tmp_path), summed(tmp_path, "spark")
    assert here.lines.equals(there.lines)
    assert here.programmes.equals(there.programmes)
    assert here.findings == there.findings


def test_a_cell_that_is_no_number_is_cited_by_file_and_row(tmp_path: Path) -> None:
    write(tmp_path, [[("A", "one", "1")], [("A", "one", "2"), ("A", "one", "much"), ("A", "one", "12*")]])
    result = summed(tmp_path)
    fault = one(result, "text-in-amount")
    assert (fault.place.file, fault.place.row, fault.place.column) == ("parts/1.csv", 3, "paid")
    assert one(result, "note-mark").place.row == 4
    assert lines(result) == {("A", "one"): 1500}


def test_marks_that_are_stated_are_plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summed_sheet, "MOST_ODD", 0)
    write(tmp_path, [[("A", "one", "1.234,50"), ("A", "one", "2.000")]])
    assert lines(summed(tmp_path, decimal=",", thousands=".")) == {("A", "one"): 323450}


def test_words_for_nothing_are_the_sources_own_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summed_sheet, "MOST_ODD", 0)
    write(tmp_path, [[("A", "one", "Secret"), ("A", "one", "2")]])
    assert lines(summed(tmp_path, blank=["secret"])) == {("A", "one"): 200}


def test_a_column_of_other_than_numbers_is_refused_with_an_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summed_sheet, "MOST_ODD", 1)
    write(tmp_path, [[("A", "one", "1"), ("A", "one", "1,000"), ("A", "one", "2,000")]])
    fault = one(summed(tmp_path), "unreadable-amount")
    assert (fault.place.file, fault.place.row) == ("parts/0.csv", 3)
    assert "2 rows" in fault.message.en
    assert "thousands" in fault.hint.en


def test_a_column_that_differs_from_row_to_row_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summed_sheet, "MOST_GROUPS", 2)
    write(tmp_path, [[(each, "one", "1") for each in "ABC"]])
    assert "more than 2 sums by id, name, account" in one(summed(tmp_path), "too-large").message.en


def test_a_ragged_row_is_cited(tmp_path: Path) -> None:
    write(tmp_path, [[("A", "one", "1")], [("A", "one", "1")]])
    with (tmp_path / "parts" / "1.csv").open("a", encoding="utf-8") as file:
        file.write("B,Name,one,1,1\n")
    fault = one(summed(tmp_path), "broken-file")
    assert (fault.place.file, fault.place.row) == ("parts/1.csv", 3)


def test_bytes_that_are_no_utf8_are_cited_by_file(tmp_path: Path) -> None:
    write(tmp_path, [[("A", "one", "1")], [("A", "one", "1")]])
    with (tmp_path / "parts" / "1.csv").open("ab") as file:
        file.write("B,기관,one,1\n".encode("cp949"))
    assert one(summed(tmp_path), "broken-file").place.file == "parts/1.csv"


def test_a_part_with_other_columns_is_refused_whole(tmp_path: Path) -> None:
    write(tmp_path, [[("A", "one", "1")]])
    (tmp_path / "parts" / "1.csv").write_text("id,name,paid,account\nA,N,1,one\n", encoding="utf-8")
    result = summed(tmp_path)
    assert one(result, "unlike-parts").place.file == "parts/1.csv"
    assert not result.lines.num_rows


def test_a_pattern_that_fits_no_file_is_a_missing_file(tmp_path: Path) -> None:
    assert one(summed(tmp_path), "missing-file").place.file == "parts/*"


def test_a_unit_that_nothing_reads_is_asked_about(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    text = "id,name,account,unit,paid\nA,N,one,thousand USD,5\nB,M,one,USD,7\n"
    (tmp_path / "parts" / "0.csv").write_text(text, encoding="utf-8")
    assert "unit-by-row" in rules(summed(tmp_path))


def test_rows_that_do_not_count_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, [[("A", "one", "1"), ("A", "two", "2")]])
    assert lines(summed(tmp_path, where={"account": "two"})) == {("A", "two"): 200}


def test_a_line_from_a_table_and_one_from_parts_are_told_as_doubled(tmp_path: Path) -> None:
    write(tmp_path, [[("A", "one", "1")]])
    (tmp_path / "a.csv").write_text("id,name,account,paid\nA,Name A,one,5\n", encoding="utf-8")
    made = budget({"unit": "USD", "stage": "executed", "columns": COLUMNS}, SUMMED, currency="USD")
    result = read_checked(tmp_path, made)
    assert amounts(result) == {"A": 600}
    assert "duplicate-line" in rules(result)


@pytest.mark.parametrize("setting", [{"skip_rows": [7]}, {"sheet": "x"}, {"encoding": "cp949"}, {"fill_down": ["id"]}])
def test_settings_of_single_rows_are_refused(setting: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="cannot be stated where summed = true"):
        budget(SUMMED | setting)


TOML = """
title = "Payments"
currency = "USD"
taxonomy = "kr-cet-2022"

[[source]]
file = "parts/*.csv"
summed = true
unit = "USD"
fiscal_year = 2026
stage = "executed"
columns = { programme = "id", name = "name", account = "account", amount = "paid" }
"""


def test_a_cell_that_repeats_the_one_above_is_asked_about(tmp_path: Path) -> None:
    """Which row is above is not known of sums: the money of the second would be any other's."""
    (tmp_path / "parts").mkdir()
    text = "id,name,account,paid\nB,B,one,1\n〃,〃,one,2\nA,A,one,4\n"
    (tmp_path / "parts" / "0.csv").write_text(text, encoding="utf-8")
    fault = one(summed(tmp_path), "repeated-cell")
    assert (fault.place.file, fault.place.row, fault.severity) == ("parts/0.csv", 3, Severity.FATAL)


@pytest.mark.slow
def test_a_new_part_is_read_and_every_part_is_among_the_inputs(tmp_path: Path) -> None:
    write(tmp_path, [[("A", "one", "1")]])
    (tmp_path / "crosscut.toml").write_text(TOML, encoding="utf-8")
    build(tmp_path)
    assert snapshot(tmp_path) is not None
    (tmp_path / "parts" / "new.csv").write_text("id,name,account,paid\nA,Name A,one,5\n", encoding="utf-8")
    assert snapshot(tmp_path) is None
    build(tmp_path)
    built = snapshot(tmp_path)
    assert built is not None
    assert built.lines["amount"].to_pylist() == [600]
    assert {"parts/0.csv", "parts/new.csv"} <= dict(built.files).keys()


def test_parts_are_no_place_for_an_output(tmp_path: Path) -> None:
    write(tmp_path, [[("A", "one", "1")]])
    (tmp_path / "crosscut.toml").write_text(TOML, encoding="utf-8")
    with pytest.raises(CrosscutError, match="inputs"):
        build(tmp_path, tmp_path / "parts" / "out")


def test_a_finding_on_sums_stands_at_the_first_row_of_the_first(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    text = "id,name,ministry,paid\nA,One,M,5\nA,Two,N,7\n"
    (tmp_path / "parts" / "0.csv").write_text(text, encoding="utf-8")
    fault = one(summed(tmp_path, columns=COLUMNS | {"account": "id", "ministry": "ministry"}), "duplicate-id")
    assert "a sum of rows (M / One), a sum of rows (N / Two)" in fault.message.en
    assert (fault.place.file, fault.place.row) == ("parts/0.csv", 2)


YEARLY = COLUMNS | {"fiscal_year": "year", "ministry": "ministry"}


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize(
    ("rule", "column", "rows"),
    [
        ("not-a-year", "year", [("A", "M", "2024", 1), ("A", "M", "20x4", 2), ("A", "M", "20x4", 4)]),
        ("missing-id", "id", [("A", "M", "2024", 1), ("", "M", "2024", 2), ("", "M", "2024", 4)]),
        ("garbled-text", "ministry", [("A", "M", "2024", 1), ("B", "Min\ufffdstry", "2024", 2)]),
    ],
)
def test_a_text_at_fault_is_cited_by_file_and_row(
    tmp_path: Path, kind: str, rule: str, column: str, rows: list[tuple[str, str, str, int]]
) -> None:
    (tmp_path / "parts").mkdir()
    for number, part in enumerate([rows[:1] * 2, rows[:1] * 3 + rows]):
        ids, ministries, years, paid = (list(each) for each in zip(*part, strict=True))
        table = pa.table({"id": ids, "name": ids, "account": ids, "year": years, "ministry": ministries, "paid": paid})
        path = tmp_path / "parts" / f"{number}.{kind}"
        pq.write_table(table, path) if kind == "parquet" else pa.csv.write_csv(table, path)
    fault = one(summed(tmp_path, fiscal_year=None, columns=YEARLY), rule)
    assert (fault.place.file, fault.place.row, fault.place.column) == (f"parts/1.{kind}", 6, column)


def test_a_year_without_a_value_is_cited_among_integers(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    ids = pa.array(["A", "A", "A"])
    table = pa.table({"id": ids, "name": ids, "account": ids, "year": pa.array([2024, None, 2025], pa.int16())})
    table = table.append_column("paid", pa.array([1, 2, 4]))
    pq.write_table(table, tmp_path / "parts" / "0.parquet")
    fault = one(summed(tmp_path, fiscal_year=None, columns=COLUMNS | {"fiscal_year": "year"}), "not-a-year")
    assert (fault.place.file, fault.place.row) == ("parts/0.parquet", 3)


def test_places_are_looked_for_up_to_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sum_places, "MOST_PLACED", 1)
    (tmp_path / "parts").mkdir()
    text = "id,name,account,year,paid\nA,A,a,19,1\nA,A,a,18,1\n"
    (tmp_path / "parts" / "0.csv").write_text(text, encoding="utf-8")
    result = summed(tmp_path, fiscal_year=None, columns=COLUMNS | {"fiscal_year": "year"})
    assert [each.place.row for each in result.findings if each.rule == "not-a-year"] == [0, 3]


def test_a_folder_stands_for_the_files_in_it(tmp_path: Path) -> None:
    write(tmp_path, [[("A", "one", "1")], [("A", "one", "2")]])
    (tmp_path / "parts" / "more").mkdir()
    (tmp_path / "parts" / "0.csv").rename(tmp_path / "parts" / "more" / "0.csv")
    for beside in ("_SUCCESS", ".0.csv.crc"):
        (tmp_path / "parts" / beside).write_text("x", encoding="utf-8")
    assert lines(summed(tmp_path, file="parts/")) == lines(summed(tmp_path, file="parts")) == {("A", "one"): 300}


def test_a_folder_that_is_not_summed_is_told(tmp_path: Path) -> None:
    write(tmp_path, [[("A", "one", "1")]])
    assert "summed = true" in one(summed(tmp_path, file="parts", summed=False), "missing-file").hint.en


def test_line_ends_blank_lines_and_quotes_are_those_of_any_csv(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    text = '\ufeffid,name,account,paid\r\nA,"Al, ""pha""\r\nx",one,1\r\n\r\nA,"Al, ""pha""\r\nx",one,12*\r\n\r\n'
    (tmp_path / "parts" / "0.csv").write_bytes(text.encode())
    result = summed(tmp_path)
    assert lines(result) == {("A", "one"): 1300}
    assert one(result, "note-mark").place.row == 4


def test_each_currency_of_one_source_is_read(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    text = "id,name,account,cur,paid\nA,N,one,USD,5\nB,M,one,EUR,7\nA,N,one,USD,5\n"
    (tmp_path / "parts" / "0.csv").write_text(text, encoding="utf-8")
    rate = {"currency": "EUR", "rate": "2", "citation": "stated"}
    made = budget(SUMMED | {"unit": "thousand", "columns": COLUMNS | {"currency": "cur"}}, currency="USD", rate=[rate])
    assert lines(read_checked(tmp_path, made)) == {("A", "one"): 1_000_000, ("B", "one"): 1_400_000}


def test_a_source_whose_unit_is_to_be_decided_says_so(tmp_path: Path) -> None:
    write(tmp_path, [[("A", "one", "1")]], header="id,name,account,paid")
    made = budget(SUMMED | {"unit": "?"}, currency="USD")
    result = read(tmp_path, made, taxonomy.load(made.taxonomy))
    assert not result.lines.num_rows
    assert any(finding.severity is Severity.FATAL for finding in result.findings)


def test_a_source_to_be_decided_whose_first_column_differs_in_each_row_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summed_sheet, "MOST_GROUPS", 1)
    write(tmp_path, [[("A", "one", "1"), ("B", "one", "1")]])
    assert "too-large" in rules(summed(tmp_path, unit="decide"))
