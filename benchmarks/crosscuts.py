"""The crosscut by area × ministry × year through our engine, against the same query written by hand for DuckDB.

    python benchmarks/crosscuts.py [ROWS …] [--rounds N] [--memory-limit 8GB] [--keep FOLDER]

Attribution rows are generated once by DuckDB from a hash of the row's number (same rows every time) into a Parquet
file. Time: one process, both run alternately, median of the rounds; once over a table in memory (up to 20 million
rows), asked as every command asks it, from the atoms of a run; once over the file, by the engine's expression that the
atoms call. Memory: a process of its own for each, over the file. Prints ratios and never fails on an absolute time;
results that differ are an error.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from crosscut.engine.base import Frame
from crosscut.engine.crosscut import crosscut
from crosscut.engine.duck import DuckEngine
from crosscut.figures.atoms import AtomSum, TableAtoms
from crosscut.tables import AMOUNTS, digest

KEYS = ("area", "ministry", "fiscal_year")
SQL = """
    SELECT area, ministry, fiscal_year, sum(amount) AS amount, sum(coalesce(low, amount)) AS low,
        sum(coalesce(high, amount)) AS high, count(low) AS inexact, count(*) AS rows,
        count(DISTINCT programme) AS programmes
    FROM {source} WHERE counting = 'partition'
    GROUP BY area, ministry, fiscal_year ORDER BY area, ministry, fiscal_year
"""
ROWS_IN_MEMORY = 20_000_000
ROWS_A_PROGRAMME = 40
GENERATE = """
    COPY (
        SELECT
            'P' || lpad((i // {each})::VARCHAR, 9, '0') AS programme,
            'area-' || lpad((hash(i) % 13)::VARCHAR, 2, '0') AS area,
            'ministry-' || lpad((hash(i // {each}) % 45)::VARCHAR, 2, '0') AS ministry,
            (2017 + i % 10)::SMALLINT AS fiscal_year,
            (hash(i + 1) % 20000000000)::BIGINT AS amount,
            NULL::BIGINT AS low,
            NULL::BIGINT AS high,
            'partition' AS counting
        FROM range({rows}) AS numbers(i)
    ) TO '{path}' (FORMAT parquet)
"""


def generate(rows: int, path: Path) -> None:
    """Attribution rows: about 40 of a programme, over 13 areas, 45 ministries and 10 years."""
    if not path.exists():
        duckdb.sql(GENERATE.format(rows=rows, each=ROWS_A_PROGRAMME, path=path))


def by_hand(connection: duckdb.DuckDBPyConnection, source: str) -> pa.Table:
    return connection.sql(SQL.format(source=source)).to_arrow_table()


def alternately(rounds: int, *runs: Callable[[], Any]) -> list[tuple[float, float]]:
    """Median seconds of each by the clock and of all its threads, run in turn; the first round only warms."""
    taken: list[list[tuple[float, float]]] = [[] for _ in runs]
    for number in range(rounds + 1):
        for run, seconds in zip(runs, taken, strict=True):
            clock, work = time.perf_counter(), time.process_time()
            run()
            if number:
                seconds.append((time.perf_counter() - clock, time.process_time() - work))
    return [tuple(map(statistics.median, zip(*seconds, strict=True))) for seconds in taken]


def compare(label: str, engine: DuckEngine, frame: Frame, source: str, *, rounds: int) -> None:
    connection = engine.connection
    ours, peer = crosscut(engine, frame, KEYS, "partition"), by_hand(connection, source)
    if digest(ours) != digest(peer.cast(ours.schema)):
        raise SystemExit(f"{label}: the two results differ")
    tell(
        label,
        alternately(rounds, lambda: crosscut(engine, frame, KEYS, "partition"), lambda: by_hand(connection, source)),
    )


def tell(label: str, both: Sequence[tuple[float, float]]) -> None:
    for what, one, other in zip(("clock", "threads"), *both, strict=True):
        print(f"{label:<26}{what:<8} ours {one:8.3f} s   by hand {other:8.3f} s   ratio {one / other:5.3f}", flush=True)


def in_memory(label: str, path: Path, rounds: int) -> None:
    """What ``show``, ``trace`` and every export ask: cells of a run's atoms."""
    blank = [f"NULL::{'BIGINT' if pa.types.is_integer(each.type) else 'VARCHAR'} AS {each.name}" for each in AMOUNTS]
    named = set(duckdb.read_parquet(str(path)).columns)
    rest = ", ".join(text for each, text in zip(AMOUNTS, blank, strict=True) if each.name not in named)
    table = duckdb.sql(f"SELECT *, {rest} FROM read_parquet('{path}')").to_arrow_table()
    connection = duckdb.connect()
    connection.register("attributions", table)

    def ours() -> Mapping[tuple[str | int, ...], AtomSum]:
        return TableAtoms(lambda *_: table).cells("partition", KEYS)

    peer = by_hand(connection, "attributions").select([*KEYS, *AtomSum._fields]).to_pylist()
    if [tuple(row.values()) for row in peer] != [(*key, *cell) for key, cell in ours().items()]:
        raise SystemExit(f"{label}: the two results differ")
    tell(label, alternately(rounds, ours, lambda: by_hand(connection, "attributions")))


def times(rows: int, path: Path, rounds: int, limit: str) -> None:
    if rows <= ROWS_IN_MEMORY:
        in_memory(f"{rows:,} in memory", path, rounds)
    with DuckEngine(memory_limit=limit) as engine:
        compare(f"{rows:,} from Parquet", engine, engine.scan(path), f"read_parquet('{path}')", rounds=rounds)


def memory(path: Path, limit: str) -> None:
    """Peak memory of each, in a process of its own."""
    peaks = {}
    for who in ("ours", "hand"):
        command = [sys.executable, __file__, "--one", who, "--path", str(path), "--memory-limit", limit]
        peaks[who] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    ratio = peaks["ours"] / peaks["hand"]
    print(
        f"{'peak memory':<24} ours {peaks['ours']:6} MB   by hand {peaks['hand']:6} MB   ratio {ratio:5.3f}", flush=True
    )


def one(who: str, path: Path, limit: str) -> None:
    """Run one side alone and print the peak of its resident memory in MB."""
    with DuckEngine(memory_limit=limit) as engine:
        if who == "ours":
            crosscut(engine, engine.scan(path), KEYS, "partition")
        else:
            by_hand(engine.connection, f"read_parquet('{path}')")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", type=int, default=[10_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="keep the generated files here")
    parser.add_argument("--memory-limit", default="", help="such as 8GB, for both; beyond it they work on disk")
    parser.add_argument("--one", choices=["ours", "hand"], help=argparse.SUPPRESS)
    parser.add_argument("--path", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        one(options.one, options.path, options.memory_limit)
        return
    with tempfile.TemporaryDirectory() as folder:
        for rows in options.rows:
            path = (options.keep or Path(folder)) / f"attributions-{rows}.parquet"
            generate(rows, path)
            print(f"{rows:,} rows, {path.stat().st_size // 2**20} MB of Parquet", flush=True)
            times(rows, path, options.rounds, options.memory_limit)
            memory(path, options.memory_limit)


if __name__ == "__main__":
    main()
