"""The lines of a budget as Parquet: each row's money in its areas, and every sum that of the run."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from pyiceberg.catalog.sql import SqlCatalog

from crosscut import engine
from crosscut.budget import Run, read
from crosscut.budget.folder_ledger import open_ledger
from crosscut.cli import run as command
from crosscut.engine.split import split_shares
from crosscut.errors import CrosscutError
from crosscut.exports.lines import writing
from crosscut.ingest import rows_behind
from crosscut.workbench.publish import publish

TOML = """
title = "Payments"
currency = "KRW"
taxonomy = "kr-cet-2022"

[[source]]
file = "sources/"
summed = true
unit = "won"
stage = "executed"
skip = ["voucher"]
columns = { programme = "id", name = "name", ministry = "ministry", fiscal_year = "year", account = "account", amount = "paid" }

[[source]]
file = "plans.csv"
unit = "thousand won"
fiscal_year = 2025
stage = "confirmed"
columns = { programme = "id", name = "name", ministry = "ministry", amount = "amount" }
tags = { areas = { st_ai = "ai", st_quantum = "quantum" } }
"""
PLANS = "id,name,ministry,amount,st_ai,st_quantum\nP0,Zero,M0,1000,333,\nP3,Three,M1,7,,\n"
DECISIONS = """\
programme,area,numerator,denominator,decided_by,decided_at,reason
P0,ai,1,3,Kim,2026-01-02,read
P0,quantum,1,7,Kim,2026-01-02,read
P1,bio,1,1,Kim,2026-01-02,read
P2,ai,1,2,Kim,2026-01-02,read
P2,quantum,1,2,Kim,2026-01-02,read
"""
PARTS = {"P0": {("ai", ""): 7, ("quantum", ""): 3, ("outside", ""): 11}, "P1": {("bio", ""): 1}}
PARTS |= {"P2": {("ai", ""): 1, ("quantum", ""): 1}, "P3": {("unread", ""): 1}}
Record = dict[str, Any]


def made(folder: Path, kind: str = "parquet", seed: int = 1, **columns: list[Any]) -> dict[str, list[Record]]:
    """A folder of payments, and the records of its files."""
    (folder / "sources").mkdir(parents=True)
    (folder / "decisions").mkdir()
    (folder / "crosscut.toml").write_text(TOML, encoding="utf-8")
    (folder / "plans.csv").write_text(PLANS, encoding="utf-8")
    (folder / "decisions" / "d.csv").write_text(DECISIONS, encoding="utf-8")
    source, files = random.Random(seed), dict[str, list[Record]]()
    for number in range(3):
        records = [_record(source, at) for at in range(40)]
        table = pa.Table.from_pylist(records)
        for name, values in columns.items():
            table = table.set_column(table.schema.get_field_index(name), name, pa.array(values[:40]))
        path = folder / "sources" / f"{number}.{kind}"
        pq.write_table(table, path) if kind == "parquet" else pa.csv.write_csv(table, path)
        files[f"sources/{path.name}"] = table.to_pylist()
    return files


def _record(source: random.Random, at: int) -> Record:
    programme = f"P{source.randrange(4)}"
    account = source.choice(["a", "b", "", None])
    year, paid = 2024 + source.randrange(2), source.choice([source.randrange(-9, 99), source.randrange(10**12)])
    told = {"id": programme, "name": f"Name {programme}", "ministry": f"M{at % 2}" if at < 0 else "M0"}
    return told | {"year": year, "account": account, "paid": paid, "voucher": f"V{at}"}


def written(folder: Path, out: Path, engine_name: str = "duckdb") -> tuple[Run, pa.Table]:
    run = Run(read(folder, traceable=True), engine_name=engine_name)
    writing.write(run, out)
    return run, pq.read_table(out / "data")


def by_area(table: pa.Table) -> dict[tuple[Any, ...], int]:
    sums: dict[tuple[Any, ...], int] = defaultdict(int)
    for row in table.select(["fiscal_year", "stage", "area", "amount"]).to_pylist():
        sums[row["fiscal_year"], row["stage"], row["area"]] += row["amount"]
    return dict(sums)


def check_rows(table: pa.Table, files: dict[str, list[Record]]) -> None:
    """Every row is there once with its amount; its parts are its split, but those of the largest row of a line."""
    parts: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for row in table.to_pylist():
        if row["file"] in files:
            parts[row["file"], row["row"]].append(row)
    assert sorted(parts) == sorted((name, at) for name, rows in files.items() for at in range(2, len(rows) + 2))
    largest: dict[str, int] = defaultdict(int)
    for (name, at), rows in parts.items():
        largest[rows[0]["line"]] = max(largest[rows[0]["line"]], abs(files[name][at - 2]["paid"]))
    for (name, at), rows in parts.items():
        record = files[name][at - 2]
        assert sum(row["amount"] for row in rows) == record["paid"]
        assert {row["programme"] for row in rows} == {record["id"]}
        assert {(row["fiscal_year"], row["account"]) for row in rows} == {(record["year"], record["account"] or "")}
        split = split_shares(record["paid"], PARTS[record["id"]])
        same = {(row["area"], row["sub"]): row["amount"] for row in rows} == split
        assert same or abs(record["paid"]) == largest[rows[0]["line"]]


@pytest.mark.parametrize("kind", ["parquet", "csv"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_row_is_split_to_the_last_unit_and_sums_are_those_of_the_run(tmp_path: Path, kind: str, seed: int) -> None:
    files = made(tmp_path / "budget", kind, seed)
    run, table = written(tmp_path / "budget", tmp_path / "out")
    check_rows(table, files)
    assert by_area(table) == by_area(run.atoms("partition"))
    assert {row["file"] for row in table.to_pylist()} == {*files, "plans.csv"}
    assert len(set(table["id"].to_pylist())) == table.num_rows


def test_files_are_sorted_and_hold_one_period_each(tmp_path: Path) -> None:
    made(tmp_path / "budget")
    written(tmp_path / "budget", tmp_path / "out")
    names = [path.name for path in sorted((tmp_path / "out" / "data").iterdir())]
    assert names == ["2024-01-executed.parquet", "2025-02-confirmed.parquet", "2025-03-executed.parquet"]
    for path in (tmp_path / "out" / "data").iterdir():
        table = pq.ParquetFile(path).read()
        assert table["fiscal_year"].unique().to_pylist() == [int(path.name[:4])]
        rows = [tuple(row.values()) for row in table.select(list(writing.ORDER)).to_pylist()]
        assert rows == sorted(rows)


def test_the_same_input_gives_the_same_bytes_whatever_the_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "budget")
    run, seen = Run(read(tmp_path / "budget", traceable=True)), []
    for threads in (1, 4):
        with_threads(monkeypatch, threads)
        writing.write(run, tmp_path / str(threads))
        seen.append({path.name: path.read_bytes() for path in (tmp_path / str(threads) / "data").iterdir()})
    assert seen[0] == seen[1]


def with_threads(monkeypatch: pytest.MonkeyPatch, threads: int) -> None:
    opened = engine.duck.DuckEngine  # type: ignore[attr-defined]

    @contextmanager
    def given(name: str, **options: Any) -> Iterator[Any]:
        with opened(threads=threads, **options) as running:
            yield running

    monkeypatch.setattr(writing.engine, "open", given)


@pytest.mark.parametrize("paid", [[10, 0.5] * 20, ["10", "12*"] * 20, ["1.5", "2.5"] * 20])
def test_a_line_that_no_whole_amounts_of_rows_make_is_written_itself(tmp_path: Path, paid: list[Any]) -> None:
    made(tmp_path / "budget", paid=[float(each) if isinstance(paid[1], float) else each for each in paid])
    run, table = written(tmp_path / "budget", tmp_path / "out")
    assert by_area(table) == by_area(run.atoms("partition"))
    assert "sources/" in table["file"].to_pylist()


def test_amounts_in_another_unit_are_whole_minor_units(tmp_path: Path) -> None:
    files = made(tmp_path / "budget", paid=[float(at) + 0.001 for at in range(40)])
    toml = tmp_path / "budget" / "crosscut.toml"
    toml.write_text(TOML.replace('unit = "won"', 'unit = "thousand won"'), encoding="utf-8")
    run, table = written(tmp_path / "budget", tmp_path / "out")
    assert by_area(table) == by_area(run.atoms("partition"))
    whole = {name: [row | {"paid": round(row["paid"] * 1000)} for row in rows] for name, rows in files.items()}
    check_rows(table, whole)


def test_files_that_have_changed_are_refused_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "budget")
    run, before = Run(read(tmp_path / "budget", traceable=True)), writing.left_over

    def changing(*asked: Any) -> pa.Table:
        found = before(*asked)
        path = tmp_path / "budget" / "sources" / "0.parquet"
        table = pq.read_table(path)
        paid = pa.array([each + 1 for each in table["paid"].to_pylist()], pa.int64())
        pq.write_table(table.set_column(table.schema.get_field_index("paid"), "paid", paid), path)
        return found

    monkeypatch.setattr(writing, "left_over", changing)
    with pytest.raises(CrosscutError, match=r"^the lines (that were written hold|cannot be written)"):
        writing.write(run, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_rows_of_several_areas_are_divided_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path / "budget")
    run, before, plans = Run(read(tmp_path / "budget", traceable=True)), duckdb.DuckDBPyRelation.write_parquet, []

    def planned(relation: duckdb.DuckDBPyRelation, *asked: Any, **options: Any) -> None:
        plans.append(relation.sql_query().lower())
        before(relation, *asked, **options)

    monkeypatch.setattr(duckdb.DuckDBPyRelation, "write_parquet", planned)
    writing.write(run, tmp_path / "out")
    assert ["over (" in plan for plan in plans] == [True, False]
    assert not list((tmp_path / "out" / "data").glob(".*"))


def test_publish_writes_them_alone_where_they_are_asked_for(tmp_path: Path) -> None:
    made(tmp_path / "budget")
    assert command(["publish", str(tmp_path / "budget"), "--to", "lines", "--out", str(tmp_path / "out")]) == 0
    about = json.loads((tmp_path / "out" / "lines" / "lines.json").read_text(encoding="utf-8"))
    table = pq.read_table(tmp_path / "out" / "lines" / "data")
    assert about["rows"] == table.num_rows
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert {f"lines/{each['file']}" for each in about["files"]} < manifest["outputs"].keys()
    assert "lines and amounts" in {each["name"] for each in manifest["checks"]}


def test_they_are_a_snapshot_of_an_iceberg_table_that_the_ledger_names(tmp_path: Path) -> None:
    made(tmp_path / "budget")
    done = publish(tmp_path / "budget", tmp_path / "out", ["lines"])
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    snapshot = manifest["iceberg"]["snapshot"]
    assert any(f"Iceberg snapshot {snapshot}" in check.detail for check in done.checks)
    with open_ledger(tmp_path / "budget", "", read_only=True) as store:
        assert [snapshot in each.manifest for each in store.publications()] == [True]
    home = tmp_path / "out" / "lines"
    with SqlCatalog(
        "crosscut", uri=f"sqlite:///{home}/iceberg/catalog.db", warehouse=f"file://{home}/iceberg"
    ) as catalogue:
        table = catalogue.load_table("crosscut.lines")
        assert str(table.current_snapshot().snapshot_id) == snapshot
        found = table.scan(row_filter="area == 'ai' and fiscal_year == 2024").to_arrow()
        planned = [task.file.file_path for task in table.scan(row_filter="fiscal_year == 2024").plan_files()]
    assert [Path(each).name for each in planned] == ["2024-01-executed.parquet"]
    held = [
        row for row in pq.read_table(home / "data").to_pylist() if (row["area"], row["fiscal_year"]) == ("ai", 2024)
    ]
    assert sorted(found["id"].to_pylist()) == sorted(row["id"] for row in held)
    assert sum(found["amount"].to_pylist()) == sum(row["amount"] for row in held)


def test_without_pyiceberg_a_line_says_how_to_have_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing.iceberg, "installed", lambda: False)
    made(tmp_path / "budget")
    done = publish(tmp_path / "budget", tmp_path / "out", ["lines"])
    assert not (tmp_path / "out" / "lines" / "iceberg").exists()
    assert [check for check in done.checks if "pip install 'crosscut[iceberg]'" in check.detail]


def test_of_a_past_moment_the_ledger_has_the_lines(tmp_path: Path) -> None:
    made(tmp_path / "budget")
    publish(tmp_path / "budget", tmp_path / "now", ["lines"])
    publish(tmp_path / "budget", tmp_path / "then", ["lines"], as_of="1")
    now, then = (pq.read_table(tmp_path / each / "lines" / "data") for each in ("now", "then"))
    assert by_area(now) == by_area(then)
    assert {row["file"] for row in then.to_pylist()} == {"sources/", "plans.csv"}


def test_what_was_written_is_a_source_again(tmp_path: Path) -> None:
    made(tmp_path / "budget")
    run, _ = written(tmp_path / "budget", tmp_path / "again" / "lines")
    toml = TOML.partition("[[source]]")[0] + (
        '[[source]]\nfile = "lines/data/"\nsummed = true\nunit = "won"\n'
        'skip = ["id", "line", "committee", "area", "sub", "file", "row", "column"]\n'
        'columns = { programme = "programme", ministry = "ministry", fiscal_year = "fiscal_year", '
        'stage = "stage", account = "account", amount = "amount" }\n'
    )
    (tmp_path / "again" / "crosscut.toml").write_text(toml, encoding="utf-8")
    again = read(tmp_path / "again", traceable=True)
    for line in again.lines.to_pylist():
        behind = rows_behind(tmp_path / "again", again.settings, again.summed, [line["line"]], 1000)
        assert sum(int(row.amount) for row in behind.rows) == line["amount"]
    keys = ("programme", "fiscal_year", "stage", "account", "amount")
    lines = [sorted(map(str, each.select(keys).to_pylist())) for each in (again.lines, run.snapshot.lines)]
    assert lines[0] == lines[1]


@pytest.mark.spark
def test_spark_writes_the_same_rows(tmp_path: Path, spark_session: None) -> None:
    files = made(tmp_path / "budget")
    _, duck = written(tmp_path / "budget", tmp_path / "duck")
    _, spark = written(tmp_path / "budget", tmp_path / "spark", "spark")
    check_rows(spark, files)
    assert sorted(map(str, spark.to_pylist())) == sorted(map(str, duck.to_pylist()))


@pytest.mark.spark
def test_publish_takes_an_engine(tmp_path: Path, spark_session: None) -> None:
    made(tmp_path / "budget")
    asked = ["publish", str(tmp_path / "budget"), "--to", "lines"]
    assert command([*asked, "--out", str(tmp_path / "duck")]) == 0
    assert command([*asked, "--out", str(tmp_path / "spark"), "--engine", "spark"]) == 0
    of_duck, of_spark = (pq.read_table(tmp_path / each / "lines" / "data").to_pylist() for each in ("duck", "spark"))
    assert sorted(map(str, of_spark)) == sorted(map(str, of_duck))
    assert len(list((tmp_path / "spark" / "lines" / "data").iterdir())) > len({row["stage"] for row in of_duck})
    assert command([*asked, "--out", str(tmp_path / "none"), "--engine", "sparks"]) == 2
    assert not (tmp_path / "none").exists()
