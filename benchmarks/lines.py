"""``crosscut show`` over budgets of many lines: what a line costs of time and memory.

    python benchmarks/lines.py [LINES …] [--keep FOLDER]

Lines of programmes of twenty years and five accounts each, in Parquet, in one source for each two and a half million:
no two rows have one key, so that nothing is summed away. Printed are seconds by the clock, processor time and peak
memory of the whole command, beside a process that sums the same files in SQL; sums that differ are an error.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import duckdb
import parts

A_SOURCE = 2_500_000
GENERATE = """
    COPY (
        SELECT
            'P' || lpad((i // 100)::VARCHAR, 7, '0') AS program_id,
            'Programme ' || i // 100 AS program,
            'Ministry ' || i // 100 % 30 AS ministry,
            (2007 + i // 5 % 20)::SMALLINT AS year,
            'A' || i % 5 AS account,
            (i * 7919 % 20000000011)::BIGINT AS paid
        FROM range({first}, {end}) AS numbers(i)
    ) TO '{path}' (FORMAT parquet)
"""
BY_HAND = """
import duckdb, sys
rows = f"read_parquet('{sys.argv[1]}/*/*.parquet')"
print(duckdb.sql(f"SELECT sum(paid)::VARCHAR FROM {rows} WHERE year = 2026").fetchall()[0][0])
"""


def generate(lines: int, folder: Path) -> None:
    """A budget folder of so many lines."""
    head, source = parts.TOML.replace('skip = ["voucher"]\n', "").split("[[source]]")
    toml = head
    for number, first in enumerate(range(0, lines, A_SOURCE)):
        place = folder / "sources" / f"{number:03d}"
        place.mkdir(parents=True, exist_ok=True)
        query = GENERATE.format(first=first, end=min(first + A_SOURCE, lines), path=place / "lines.parquet")
        duckdb.sql(query)
        toml += "[[source]]" + source.replace("sources/", f"sources/{number:03d}/")
    (folder / "crosscut.toml").write_text(toml, encoding="utf-8")


def measure(lines: int, folder: Path) -> None:
    """Generate, run both, compare and print."""
    generate(lines, folder)
    asked = ("show", str(folder), "--by", "area", "--year", "2026", "--format", "json")
    ours = parts.measured(sys.executable, "-m", "crosscut", *asked)
    peer = parts.measured(sys.executable, "-c", BY_HAND, str(folder / "sources"))
    total = sum(row["amount"] for row in json.loads(ours.printed)["rows"])
    if str(total) != peer.printed.strip():
        raise SystemExit(f"the sums differ: {total} and {peer.printed}")
    for name, each in (("crosscut show", ours), ("by hand", peer)):
        print(
            f"{lines:>12,} lines {name}: {each.seconds:.1f} s, {each.processor:.1f} CPU s, {each.megabytes} MB",
            flush=True,
        )


def main() -> None:
    """Measure each number of lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lines", type=int, nargs="*", default=[1_000_000, 3_000_000])
    parser.add_argument("--keep", type=Path, default=None)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        for lines in asked.lines:
            measure(lines, (asked.keep or Path(place)) / str(lines))


if __name__ == "__main__":
    main()
