from __future__ import annotations

import importlib.util
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from crosscut import engine as engines
from crosscut.engine import Engine
from crosscut.engine.base import EngineError
from crosscut.engine.crosscut import crosscut
from crosscut.errors import CrosscutError
from crosscut.tables import digest
from tests.engine.test_crosscut import make_atoms

ENDS = [0, 1, -1, 7, -7, 2**53 + 1, 2**62, 2**63 - 1, -(2**63)]


def test_what_is_loaded_is_collected(engine: Engine) -> None:
    table = make_atoms()
    assert digest(engine.collect(engine.load(table)).cast(table.schema)) == digest(table)


@pytest.mark.parametrize("divisor", [1, 2, 3, 3_037_000_499])
def test_quotients_are_exact_and_rounded_towards_zero(engine: Engine, divisor: int) -> None:
    table = pa.table({"n": pa.array(ENDS, pa.int64()), "d": pa.array([divisor] * len(ENDS), pa.int64())})
    done = engine.collect(engine.quotient(engine.load(table), "q", "n", "d"))
    assert done["q"].type == pa.int64()
    wanted = {n: abs(n) // divisor * (1 if n >= 0 else -1) for n in ENDS}
    assert dict(zip(done["n"].to_pylist(), done["q"].to_pylist(), strict=True)) == wanted


def test_files_are_scanned_as_one_table(engine: Engine, tmp_path: Path) -> None:
    table = make_atoms()
    paths = [tmp_path / "a.parquet", tmp_path / "b.parquet"]
    pq.write_table(table.slice(0, 100), paths[0])
    pq.write_table(table.slice(100), paths[1])
    loaded = crosscut(engine, engine.load(table), ("area",), "partition")
    assert digest(crosscut(engine, engine.scan(*paths), ("area",), "partition")) == digest(loaded)


def test_a_file_whose_name_reads_as_a_pattern_is_that_file(engine: Engine, tmp_path: Path) -> None:
    names = ["a1", "a[1]", "ab", "a?", "a*"]
    for number, name in enumerate(names):
        pq.write_table(pa.table({"n": [number]}), tmp_path / f"{name}.parquet")
        (tmp_path / f"{name}.csv").write_text(f"n\n{number}\n", encoding="utf-8")
    for number, name in enumerate(names):
        assert engine.collect(engine.scan(tmp_path / f"{name}.parquet"))["n"].to_pylist() == [number]
        assert engine.collect(engine.scan_text(tmp_path / f"{name}.csv"))["n"].to_pylist() == [str(number)]


def test_scanning_nothing_is_wrong_use(duck: Engine) -> None:
    with pytest.raises(CrosscutError, match="at least one Parquet file"):
        duck.scan()


def test_an_unknown_engine_names_the_known_ones() -> None:
    with pytest.raises(CrosscutError, match="duckdb, spark"):
        engines.open("polars")


def test_spark_missing_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(EngineError, match=r"pip install 'crosscut\[spark\]'"):
        engines.open("spark")


def test_java_missing_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    from pyspark.sql import SparkSession

    monkeypatch.setattr(SparkSession, "getActiveSession", lambda: None)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(EngineError, match="Java 17"):
        engines.open("spark")


@pytest.mark.parametrize("name", ["spark://10.0.0.1:7077", "sc://cluster:15002", "k8s://https://a", "yarn", "local[1]"])
def test_a_master_of_spark_is_an_engine(name: str) -> None:
    assert engines.is_spark(engines.known(name))


@pytest.mark.spark
def test_another_master_than_the_session_that_runs_is_refused(spark: Engine) -> None:
    with pytest.raises(EngineError, match=r"local\[2\] and not at local\[1\]"):
        engines.open("local[1]")
    assert spark.collect(spark.load(pa.table({"n": [1]}))).num_rows == 1


@pytest.mark.spark
def test_a_session_without_ansi_is_refused(spark: Engine) -> None:
    session = spark.session.newSession()
    session.conf.set("spark.sql.ansi.enabled", "false")
    with pytest.raises(EngineError, match="ansi"):
        engines.open("spark", session=session)


@pytest.mark.spark
def test_a_given_session_is_left_running(spark: Engine) -> None:
    with engines.open("spark", session=spark.session) as borrowed:
        assert borrowed.name == "spark"
    assert spark.collect(spark.load(pa.table({"n": [1]}))).num_rows == 1


def test_options_of_duckdb() -> None:
    with engines.open("duckdb", threads=1, memory_limit="1GB") as engine:
        settings = engine.connection.sql("SELECT current_setting('threads')").fetchall()
    assert settings == [(1,)]
