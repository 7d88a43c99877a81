"""The lines of a budget of payments written as Parquet and as an Iceberg snapshot: time, memory and disk as they grow.

    python benchmarks/line_rows.py [ROWS …] [--keep FOLDER]

The payments are those of ``parts.py``; every second programme is divided over two areas and what is outside. Each
number of rows is read and written in a process of its own; the writing itself compares number and sums with the run's.
Where pyiceberg is installed the commit is part of the writing; it is then done once more, alone, to say what it takes.
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
from crosscut.exports.lines import iceberg
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
    read_peak, clock, spent = peak(), time.perf_counter(), time.process_time()
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    made = write(run, out)
    seconds, processor, highest = time.perf_counter() - clock, time.process_time() - spent, peak()
    size = sum(path.stat().st_size for path in (out / "data").iterdir())
    print(
        f"{made.rows:>12,} written in {seconds:.1f} s and {processor:.1f} s of the processor, peak {highest} MB "
        f"({read_peak} MB of it after reading), {size / made.rows:.1f} bytes a row",
        flush=True,
    )
    if made.committed:
        clock, spent = time.perf_counter(), time.process_time()
        shutil.rmtree(out / iceberg.FOLDER)
        iceberg.commit([path for paths in made.files.values() for path in paths], out, out.absolute())
        seconds, processor = time.perf_counter() - clock, time.process_time() - spent
        print(f"{'':>12} of it the commit: {seconds:.1f} s and {processor:.2f} s of the processor", flush=True)


def peak() -> int:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


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
