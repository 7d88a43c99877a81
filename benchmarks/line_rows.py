"""The lines of a budget of payments written as Parquet: rows a second, peak memory and disk, as the rows grow.

    python benchmarks/line_rows.py [ROWS …] [--keep FOLDER]

The payments are those of ``parts.py``; every second programme is divided over two areas and what is outside. Each
number of rows is read and written in a process of its own; the writing itself compares number and sums with the run's.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from parts import generate

from crosscut.budget import Run, read
from crosscut.exports.lines.writing import write

DECIDED = "programme,area,numerator,denominator,decided_by,decided_at,reason\n"


def decide(folder: Path) -> None:
    """Divide every second programme."""
    (folder / "decisions").mkdir(exist_ok=True)
    rows = (
        f"P{number:05d},{area},{part},7,Kim,2026-01-02,read\n"
        for number in range(0, 1200, 2)
        for area, part in (("ai", 3), ("quantum", 2))
    )
    (folder / "decisions" / "d.csv").write_text(DECIDED + "".join(rows), encoding="utf-8")


def measure(folder: Path) -> None:
    """Read and write one folder, and print what that took."""
    run = Run(read(folder, traceable=True))
    read_peak, clock = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    made = write(run, out)
    seconds = time.perf_counter() - clock
    size = sum(path.stat().st_size for path in (out / "data").iterdir())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{made.rows:>12,} written in {seconds:.1f} s, {made.rows / seconds:,.0f} a second, peak {peak // 1024} MB "
        f"({read_peak // 1024} MB of it after reading), {size / made.rows:.1f} bytes a row",
        flush=True,
    )


def main() -> None:
    """Measure each number of rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int, nargs="*", default=[1_000_000, 10_000_000])
    parser.add_argument("--keep", type=Path, default=None)
    parser.add_argument("--one", type=Path, default=None, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        measure(asked.one)
        return
    with tempfile.TemporaryDirectory() as place:
        for rows in asked.rows:
            folder = (asked.keep or Path(place)) / f"{rows}-lines"
            generate(rows, folder, "parquet")
            decide(folder)
            subprocess.run([sys.executable, __file__, "--one", str(folder)], check=True)


if __name__ == "__main__":
    main()
