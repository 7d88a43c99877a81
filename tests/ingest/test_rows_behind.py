"""A line that sums rows of many files is traced to these rows, and their sum is the line."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from secrets import token_hex
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscut import taxonomy
from crosscut.config import Settings
from crosscut.errors import CrosscutError
from crosscut.ingest import Ingested, RowsBehind, read, rows_behind
from tests.shortened import examples

from .conftest import budget

COLUMNS = {"programme": "id", "name": "name", "amount": "paid", "account": "account", "fiscal_year": "year"}
SUMMED: dict[str, Any] = {
    "file": "parts",
    "summed": True,
    "unit": "USD",
    "fiscal_year": None,
    "stage": "executed",
    "columns": COLUMNS,
}
Record = dict[str, Any]

RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(["A", " A", "B", "'; drop", "", None]),
            "name": st.sampled_from(["one", "two", None]),
            "account": st.sampled_from(["x", "", None]),
            "year": st.sampled_from([2024, 2025]),
            "paid": st.sampled_from(["1", "-2.50", "12*", "-", "", None, " 7 ", "1,000"]),
        }
    ),
    min_size=1,
    max_size=25,
)


def write(folder: Path, parts: list[list[Record]], kind: str) -> None:
    (folder / "parts").mkdir(exist_ok=True)
    for old in (folder / "parts").iterdir():
        old.unlink()
    for number, records in enumerate(parts):
        names = ("id", "name", "account", "year", "paid")
        table = pa.table({name: [record[name] for record in records] for name in names})
        table = table.cast(pa.schema([(name, pa.int16() if name == "year" else pa.string()) for name in names]))
        path = folder / "parts" / f"{number}.{kind}"
        pq.write_table(table, path) if kind == "parquet" else pa.csv.write_csv(table, path)


def opened(folder: Path, **more: Any) -> tuple[Settings, Ingested]:
    made = budget(SUMMED | more, currency="USD")
    return made, read(folder, made, taxonomy.load(made.taxonomy), traceable=True)


def behind(folder: Path, made: Settings, result: Ingested, line: str, most: int = 100) -> RowsBehind:
    return rows_behind(folder, made, result.summed, [line], most)


def cents(text: str) -> int:
    return int(Decimal(text.strip().rstrip("*").replace(",", "")) * 100)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@settings(max_examples=examples(4), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=RECORDS, cuts=st.integers(1, 3))
def test_the_rows_behind_each_line_sum_to_it_and_are_where_they_are_said_to_be(
    tmp_path: Path, kind: str, records: list[Record], cuts: int
) -> None:
    parts = [records[number::cuts] for number in range(cuts)]
    write(tmp_path, [part for part in parts if part], kind)
    made, result = opened(tmp_path)
    stands = {f"parts/{number}.{kind}": part for number, part in enumerate(part for part in parts if part)}
    lines = {line["line"]: line for line in result.lines.to_pylist()}
    found = rows_behind(tmp_path, made, result.summed, lines, 100)
    sums = dict.fromkeys(lines, 0)
    for row in found.rows:
        record, line = stands[row.file][row.row - 2], lines[row.line]
        sums[row.line] += cents(row.amount)
        assert row.amount == record["paid"]
        assert (record["id"] or "").strip() == line["programme"].partition("@")[0]
        assert (record["account"] or "", record["year"]) == (line["account"], line["fiscal_year"])
    assert sums == {each: line["amount"] for each, line in lines.items()}
    assert found.count == len(found.rows)
    assert list(found.rows) == sorted(found.rows, key=lambda row: (row.file, row.row))


YEARS = {
    "float": pa.array([2024.0, 2025.0, 2024.0], pa.float64()),
    "text": pa.array(["FY24", "2025", "2024"]),
    "date": pa.array([datetime.date(2024, 1, 1), datetime.date(2025, 1, 1), datetime.date(2024, 1, 1)]),
    "dictionary": pa.array(["2024", "2025", "2024"]).dictionary_encode(),
}
PAID = {
    "float": pa.array([0.1, 5.0, 12345.67], pa.float64()),
    "decimal": pa.array([Decimal("0.10"), Decimal("5.00"), Decimal("12345.67")], pa.decimal128(18, 2)),
    "whole": pa.array([10, 500, 1234567], pa.int32()),
}


@pytest.mark.parametrize(("year", "paid"), [*zip(YEARS, [*PAID, *PAID], strict=False)])
def test_every_type_of_parquet_is_found_again(tmp_path: Path, year: str, paid: str) -> None:
    (tmp_path / "parts").mkdir()
    ids = pa.array(["A", "A", "A"])
    table = pa.table({"id": ids, "name": ids, "account": ids, "year": YEARS[year], "paid": PAID[paid]})
    pq.write_table(table, tmp_path / "parts" / "0.parquet")
    made, result = opened(tmp_path, unit="cent" if paid == "whole" else "USD")
    lines = {line["fiscal_year"]: line["line"] for line in result.lines.to_pylist()}
    found = behind(tmp_path, made, result, lines[2024])
    assert [row.row for row in found.rows] == [2, 4]
    assert [Decimal(row.amount) for row in found.rows] == [Decimal(str(PAID[paid][at].as_py())) for at in (0, 2)]


def test_several_columns_of_amounts_are_lines_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "0.csv").write_text("id,name,y24,y25\nA,N,1,2\nA,N,,4\n", encoding="utf-8")
    wide = {"columns": {"y24": {"fiscal_year": 2024}, "y25": {"fiscal_year": 2025}}}
    made, result = opened(tmp_path, columns={"programme": "id", "name": "name"}, wide=wide)
    lines = {line["fiscal_year"]: line["line"] for line in result.lines.to_pylist()}
    told = {year: behind(tmp_path, made, result, line) for year, line in lines.items()}
    assert {year: [(row.row, row.column, row.amount) for row in each.rows] for year, each in told.items()} == {
        2024: [(2, "y24", "1")],
        2025: [(2, "y25", "2"), (3, "y25", "4")],
    }


def test_as_many_rows_as_are_asked_for_and_the_count_of_all(tmp_path: Path) -> None:
    records = [{"id": "A", "name": "one", "account": "x", "year": 2024, "paid": str(at)} for at in range(1, 8)]
    write(tmp_path, [records, records], "parquet")
    made, result = opened(tmp_path)
    found = behind(tmp_path, made, result, result.lines["line"][0].as_py(), most=9)
    assert (len(found.rows), found.count) == (9, 14)
    assert [(row.file, row.row) for row in found.rows[-2:]] == [("parts/1.parquet", 2), ("parts/1.parquet", 3)]


def test_files_that_are_other_than_those_that_were_read_are_refused(tmp_path: Path) -> None:
    record = {"id": "A", "name": "one", "account": "x", "year": 2024, "paid": "1"}
    write(tmp_path, [[record]], "csv")
    made, result = opened(tmp_path)
    line = result.lines["line"][0].as_py()
    write(tmp_path, [[record, record]], "csv")
    with pytest.raises(CrosscutError, match="other sums"):
        behind(tmp_path, made, result, line)
    write(tmp_path, [], "csv")
    with pytest.raises(CrosscutError, match="not those that were read"):
        behind(tmp_path, made, result, line)


def test_each_currency_of_one_source_keeps_its_rows(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    text = "id,name,account,year,cur,paid\nA,N,x,2024,USD,5\nB,M,x,2024,EUR,7\nA,N,x,2024,USD,6\n"
    (tmp_path / "parts" / "0.csv").write_text(text, encoding="utf-8")
    rate = {"currency": "EUR", "rate": "2", "citation": "stated"}
    made = budget(SUMMED | {"unit": "thousand", "columns": COLUMNS | {"currency": "cur"}}, currency="USD", rate=[rate])
    result = read(tmp_path, made, taxonomy.load(made.taxonomy), traceable=True)
    told = {line["programme"]: behind(tmp_path, made, result, line["line"]).rows for line in result.lines.to_pylist()}
    assert {programme: [row.row for row in rows] for programme, rows in told.items()} == {"A": [2, 4], "B": [3]}


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="only Linux says what a process has read")
def test_one_line_is_traced_without_reading_the_files(tmp_path: Path) -> None:
    """Of files that hold nothing of it only the ends are read, once: they say what stands in the file."""
    (tmp_path / "parts").mkdir()
    for year in range(2015, 2025):
        said = {"id": "A", "name": "one", "account": "x", "year": year, "paid": "1", "note": token_hex(1 << 19)}
        pq.write_table(pa.table({name: [value] for name, value in said.items()}), tmp_path / f"parts/{year}.parquet")
    made, result = opened(tmp_path, skip=["note"])
    first, *_, last = result.lines["line"].to_pylist()
    behind(tmp_path, made, result, first)
    before = bytes_read()
    assert behind(tmp_path, made, result, last).count == 1
    assert (bytes_read() - before) / sum(path.stat().st_size for path in (tmp_path / "parts").iterdir()) < 0.05


def bytes_read() -> int:
    """What this process has read until now."""
    return int(Path("/proc/self/io").read_text().split()[1])
