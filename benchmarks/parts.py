"""Files of parts summed by a command, against the same query written by hand, on DuckDB or on Spark.

    python benchmarks/parts.py [ROWS …] [--engine duckdb] [--text] [--one-file] [--keep FOLDER]

Payments of 1,200 programmes over ten years and three accounts are generated once, in parts of a million rows. Ours is
``crosscut show DIR --by year,stage --format json`` as a whole process: reading, checks, shares, atoms, crosscut. The
peer sums the same columns by the same keys in SQL, in a process of its own with the engine's own settings. Printed are
seconds by the clock, processor time and peak memory of each process with its children, and the ratio; sums that differ
from each other, or from those that Python makes of the generated integers, are an error. Each process compiles
nothing: a small folder is shown once before, whatever PYTHONDONTWRITEBYTECODE says.

With ``--one-file`` they stand in a single file, whose source does not say that it is to be summed.

With ``--keep`` a run that was ended in the middle goes on where it was: parts that are there whole are not generated
again, and a process that has ended is not run again. What it found stands beside the folder of its size; remove
``*.taken.json`` there to measure anew. A hundred million rows on Spark, in 1.4 GB of disk:

    python benchmarks/parts.py 100000000 --engine "local-cluster[2,1,1024]" --keep FOLDER
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

A_PART = 1_000_000
GENERATE = """
    COPY (
        SELECT
            'P' || lpad(({programme})::VARCHAR, 5, '0') AS program_id,
            'Programme ' || {programme} AS program,
            'Ministry ' || {programme} % 30 AS ministry,
            (2017 + {year})::SMALLINT AS year,
            'A' || i % 3 AS account,
            (i * 7919 % 20000000011)::BIGINT AS paid,
            'V' || i AS voucher
        FROM range({first}, {end}) AS numbers(i)
    ) TO '{path}' (FORMAT {format})
"""
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

[source.columns]
programme = "program_id"
name = "program"
ministry = "ministry"
fiscal_year = "year"
account = "account"
amount = "paid"
"""
SQL = "SELECT program_id, program, ministry, year, account, sum({paid}) AS paid FROM {parts} GROUP BY ALL"
BY_HAND = """
import sys
from crosscut import engine
with engine.open(sys.argv[1]) as running:
    text = sys.argv[3].endswith("csv")
    rows = (running.scan_text if text else running.scan)(*sys.argv[3:]).to_native()
    if engine.is_spark(sys.argv[1]):
        rows.createOrReplaceTempView("parts")
        table = running.session.sql(sys.argv[2]).toArrow()
    else:
        table = running.connection.sql(sys.argv[2]).to_arrow_table()
years = {}
for year, paid in zip(table["year"].to_pylist(), table["paid"].to_pylist()):
    years[int(year)] = years.get(int(year), 0) + int(paid)
print(sorted(years.items()))
"""


@dataclass(frozen=True)
class Taken:
    """What a process and its children took, and what it printed."""

    seconds: float
    processor: float
    megabytes: int
    printed: str


def generate(rows: int, folder: Path, kind: str, *, in_order: bool = False, one_file: bool = False) -> None:
    """A budget folder of so many rows in parts of ``parquet`` or ``csv``, maybe in order of programme and year."""
    a_part = rows if one_file else A_PART
    plain = TOML.replace('"sources/"\nsummed = true', f'"sources/part-00000.{kind}"')
    programme, year = "(hash(i) % 1200)", "i % 10"
    if in_order:
        programme, year = f"(i * 1200 // {rows})", f"i * 12000 // {rows} % 10"
    sources = folder / "sources"
    sources.mkdir(parents=True, exist_ok=True)
    (folder / "crosscut.toml").write_text(plain if one_file else TOML, encoding="utf-8")
    for number, first in enumerate(range(0, rows, a_part)):
        path = sources / f"part-{number:05d}.{kind}"
        if not path.exists():
            begun = folder / "begun"
            end = min(first + a_part, rows)
            duckdb.sql(GENERATE.format(first=first, end=end, path=begun, format=kind, programme=programme, year=year))
            begun.replace(path)


def by_integers(rows: int) -> list[tuple[int, int]]:
    """The sum of each year, by Python's integers."""
    years = dict.fromkeys(range(2017, 2027), 0)
    for number in range(rows):
        years[2017 + number % 10] += number * 7919 % 20000000011
    return sorted(years.items())


def taken(kept: Path, *command: str) -> Taken:
    """Run a command to its end, unless an earlier run did, which ``kept`` says."""
    if kept.exists():
        return Taken(**json.loads(kept.read_text(encoding="utf-8")))
    found = measured(*command)
    begun = kept.with_suffix(".begun")
    begun.write_text(json.dumps(asdict(found)), encoding="utf-8")
    begun.replace(kept)
    return found


def measured(*command: str) -> Taken:
    """Run a command to its end."""
    clock = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    timed = [sys.executable, "-c", _TIMED, *command]
    done = subprocess.run(timed, capture_output=True, text=True, check=False, env=as_installed())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")
    printed, _, peak = done.stdout.rstrip().rpartition("\n")
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(time.perf_counter() - clock, work, int(peak) // 1024, printed)


def as_installed() -> dict[str, str]:
    """The environment of a command whose modules are compiled once, as those of an installed package are."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


_TIMED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:])
print()
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode)
"""


def measure(rows: int, engine: str, kind: str, folder: Path, *, one_file: bool) -> None:
    """Generate, run both, compare and print."""
    generate(rows, folder, kind, one_file=one_file)
    parts = sorted(map(str, (folder / "sources").iterdir()))
    asked = ("show", str(folder), "--by", "year,stage", "--format", "json", "--engine", engine)
    kept = folder.parent / f"{folder.name}-{re.sub('[^a-z0-9]+', '-', engine).strip('-')}"
    ours = taken(kept.with_suffix(".ours.taken.json"), sys.executable, "-m", "crosscut", *asked)
    spark = engine != "duckdb"
    paid = "cast(paid AS decimal(38, 0))" if spark or kind == "csv" else "paid"
    query = SQL.format(paid=paid, parts="parts" if spark else "rows")
    peer = taken(kept.with_suffix(".peer.taken.json"), sys.executable, "-c", BY_HAND, engine, query, *parts)
    summed = sorted((row["year"], row["amount"]) for row in json.loads(ours.printed)["rows"])
    if str(summed) != peer.printed.strip().splitlines()[-1]:
        raise SystemExit(f"the sums differ: {summed} and {peer.printed}")
    if rows <= 10 * A_PART and summed != by_integers(rows):
        raise SystemExit("the sums are not those of Python's integers")
    for name, each in (("crosscut show", ours), ("by hand", peer)):
        print(
            f"{rows:>12,} {kind} {engine} {name}: {each.seconds:.1f} s, {each.processor:.1f} CPU s, {each.megabytes} MB"
        )
    disk = sum(Path(part).stat().st_size for part in parts)
    print(f"{rows:>12,} {kind}: {disk / 1e6:,.0f} MB of disk")
    clock, work = ours.seconds / peer.seconds, ours.processor / peer.processor
    print(f"{rows:>12,} {kind} {engine} ratio: {clock:.2f} by the clock, {work:.2f} CPU", flush=True)


def main() -> None:
    """Measure each number of rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int, nargs="*", default=[1_000_000, 10_000_000])
    parser.add_argument("--engine", default="duckdb")
    parser.add_argument("--text", action="store_true", help="files of delimited text, not of Parquet")
    parser.add_argument("--one-file", action="store_true", help="one file, of a source that says nothing of sums")
    parser.add_argument("--keep", type=Path, default=None)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        kind = "csv" if asked.text else "parquet"
        generate(1000, Path(place) / "small", kind)
        measured(sys.executable, "-m", "crosscut", "show", str(Path(place) / "small"), "--by", "year,stage")
        for rows in asked.rows:
            name = f"{rows}-{kind}-one" if asked.one_file else f"{rows}-{kind}"
            measure(rows, asked.engine, kind, (asked.keep or Path(place)) / name, one_file=asked.one_file)


if __name__ == "__main__":
    main()
