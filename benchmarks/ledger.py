"""A million lines over twenty vintages, read as of a past day: the ledger against DuckDB queries written by hand.

    python benchmarks/ledger.py [--lines N] [--vintages N] [--rounds N] [--keep FOLDER]

Every vintage is a book of its own source that brings a year's lines; it also restates a tenth of the lines of the book
before, as an amended copy of that source. The peers hold the same versions in a DuckDB table: `anti-join` by the
version that each one replaces, as the ledger itself does, once in memory and once over a DuckDB file, and `row_number`
in memory, the usual query, which knows keys and moments only. The ledger reads its file and checks its digests. All
give the lines that stood as Arrow tables, and must agree. One process, in turns, median of the rounds. Prints times and
ratios by the clock and by the time of all processors, and never fails on a time.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.ledger import Ledger, Reading
from crosscut.tables import LINES

START = datetime(2026, 1, 1, tzinfo=UTC)
COLUMNS = ", ".join(f'"{name}"' for name in LINES.names)
ANTI_JOIN = f"""
    SELECT {COLUMNS} FROM versions v
    WHERE sequence <= ? AND change <> 'withdrawn'
      AND NOT EXISTS (SELECT 1 FROM versions w WHERE w.replaces = v.version AND w.sequence <= ?)
"""
ROW_NUMBER = f"""
    SELECT {COLUMNS} FROM (
        SELECT *, row_number() OVER (PARTITION BY line ORDER BY version DESC) AS place FROM versions WHERE sequence <= ?
    ) WHERE place = 1 AND change <> 'withdrawn' AND ? > 0
"""


def vintage(number: int, lines: int, *, amended: bool) -> pa.Table:
    """One year's lines; in the amended copy every tenth has another amount."""
    order = np.arange(lines)
    amounts = (order * 7919 + number) % 10_000_000_000
    amounts = np.where((order % 10 == number % 10) & amended, amounts + 1, amounts)
    texts = {
        "line": [f"{number:02}-{each:012x}" for each in order],
        "programme": [f"P{each // 4:07}" for each in order],
        "stage": pc.if_else(pa.array(order % 2 == 0), "requested", "confirmed"),
        "account": [("general", "fund", "special", "")[each % 4] for each in order],
    }
    numbers = {"fiscal_year": np.full(lines, 2000 + number, np.int16), "amount": amounts, "row": order.astype(np.int32)}
    given = {**texts, **numbers}
    columns = [
        pa.array(given[field.name]).cast(field.type)
        if field.name in given
        else pa.repeat(pa.scalar("" if pa.types.is_string(field.type) else None, field.type), lines)
        for field in LINES
    ]
    return pa.table(columns, schema=LINES)


def fill(path: Path, lines: int, vintages: int) -> int:
    """A ledger of that many lines; the number of readings."""
    each = lines // vintages
    with Ledger.open(path) as ledger:
        for number in range(vintages):
            at = START + timedelta(days=number)
            ledger.append(Reading(f"book-{number}", f"{number}", lines=vintage(number, each, amended=False)), at=at)
            if number:
                amended = vintage(number - 1, each, amended=True)
                ledger.append(Reading(f"book-{number - 1}", f"{number - 1}a", lines=amended), at=at)
        return len(ledger.entries())


def table_of(path: Path, database: str = ":memory:") -> duckdb.DuckDBPyConnection:
    """A DuckDB table with the same versions, in memory or in a file."""
    with Ledger.open(path, read_only=True) as ledger:
        versions = ledger.versions("lines")
    connection = duckdb.connect(database)
    connection.register("given", versions)
    connection.execute("CREATE TABLE versions AS SELECT * FROM given")
    connection.unregister("given")
    return connection


def timed(run: Callable[[], pa.Table]) -> tuple[float, float, pa.Table]:
    """Seconds on the clock, seconds of all processors, and what was read."""
    started, spent = time.perf_counter(), time.process_time()
    table = run()
    return time.perf_counter() - started, time.process_time() - spent, table


def checksum(table: pa.Table) -> tuple[int, int]:
    return table.num_rows, pc.sum(table["amount"]).as_py()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--vintages", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as beside:
        path = (arguments.keep or Path(beside)) / "ledger.sqlite"
        started = time.perf_counter()
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            readings = fill(path, arguments.lines, arguments.vintages)
            seconds, size = time.perf_counter() - started, path.stat().st_size / 1e6
            print(f"{readings} readings appended in {seconds:.0f} s, {size:.0f} MB")
        stored = str(Path(beside) / "versions.duckdb")
        table_of(path, stored).close()
        measure(path, table_of(path), stored, arguments.rounds)


def measure(path: Path, memory: duckdb.DuckDBPyConnection, stored: str, rounds: int) -> None:
    """Read as of three days in turns, and print medians and ratios."""
    ((versions,),) = memory.execute("SELECT count(*) FROM versions").fetchall()
    with Ledger.open(path, read_only=True) as ledger:
        moments = ledger.entries()
        print(f"{versions:,} versions of lines in {len(moments)} readings")
        print("| as of | lines | peer | ledger | peer, clock | ledger ÷ peer, clock | ledger ÷ peer, processors |")
        for place in (len(moments) // 2, len(moments) * 3 // 4, len(moments)):
            day = moments[place - 1].recorded_at.date()
            sequence = max(each.sequence for each in moments if each.recorded_at.date() <= day)
            runs = {
                "ledger": lambda day=day: ledger.as_of(day).lines,
                "anti-join in memory": lambda at=sequence: asked(memory, ANTI_JOIN, at),
                "anti-join over a file": lambda at=sequence: from_file(stored, at),
                "row_number in memory": lambda at=sequence: asked(memory, ROW_NUMBER, at),
            }
            show(day, runs, rounds)


def asked(connection: duckdb.DuckDBPyConnection, query: str, sequence: int) -> pa.Table:
    return connection.sql(query, params=[sequence, sequence]).to_arrow_table()


def from_file(stored: str, sequence: int) -> pa.Table:
    """Open the file, ask, and close it: as in the ledger, nothing stays decoded between two reads."""
    with duckdb.connect(stored, read_only=True) as connection:
        return asked(connection, ANTI_JOIN, sequence)


def show(day: date, runs: dict[str, Callable[[], pa.Table]], rounds: int) -> None:
    """One day's reads in turns, a line for each peer."""
    clock: dict[str, list[float]] = {name: [] for name in runs}
    spent: dict[str, list[float]] = {name: [] for name in runs}
    sums = set()
    for _ in range(rounds):
        for name, run in runs.items():
            seconds, processors, table = timed(run)
            clock[name].append(seconds)
            spent[name].append(processors)
            sums.add(checksum(table))
    assert len(sums) == 1, sums
    ours, *peers = runs
    (lines, _), times = sums.pop(), {name: statistics.median(each) for name, each in clock.items()}
    used = {name: statistics.median(each) for name, each in spent.items()}
    for peer in peers:
        ratios = f"{times[ours] / times[peer]:.2f} | {used[ours] / used[peer]:.2f}"
        print(f"| {day} | {lines:,} | {peer} | {times[ours]:.2f} s | {times[peer]:.2f} s | {ratios} |")


if __name__ == "__main__":
    main()
