"""The rows of files behind single lines: how long they take to find, and how much of the files is read for it.

    python benchmarks/trace_parts.py [ROWS …] [--keep FOLDER]

The payments of ``parts.py``, as they come and in order of programme and year. The lines are read once, which is not
measured; then each of fifty lines is asked for the first thousand rows behind it and for their count, and their sum is
compared with the line. Printed are seconds by the clock and of the processor a line, the longest by the clock, and the
bytes that were read from the files against those that they have.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import parts

from crosscut import config, ingest, taxonomy

LINES = 50
MOST = 1_000


def read_so_far() -> int:
    """The bytes that this process has read until now, from caches too."""
    found = re.search(r"rchar: (\d+)", Path("/proc/self/io").read_text(encoding="ascii"))
    return int(found.group(1)) if found else 0


def measure(what: str, folder: Path) -> None:
    """Read the folder, trace lines of it and print what that took."""
    settings = config.load(folder)
    read = ingest.read(folder, settings, taxonomy.load(settings.taxonomy), traceable=True)
    size = sum(path.stat().st_size for path in (folder / "sources").iterdir())
    lines = read.lines.slice(read.lines.num_rows // 3, LINES).to_pylist()
    clocks, work, before, count = [time.perf_counter()], time.process_time(), read_so_far(), 0
    for line in lines:
        found = ingest.rows_behind(folder, settings, read.summed, [line["line"]], MOST)
        count += found.count
        if found.count == len(found.rows) and sum(int(row.amount) for row in found.rows) != line["amount"]:
            raise SystemExit(f"the rows behind {line['line']} do not sum to it")
        clocks.append(time.perf_counter())
    took, worked = (clocks[-1] - clocks[0]) / LINES, (time.process_time() - work) / LINES
    longest = max(end - begun for begun, end in pairwise(clocks))
    share = (read_so_far() - before) / LINES / size
    clock = f"{took:.2f} s ({longest:.2f} the longest), {worked:.2f} CPU s"
    print(f"{what}: {clock} a line of {count // LINES:,} rows, {share:.1%} of {size:,} bytes", flush=True)


def main() -> None:
    """Measure each number of rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int, nargs="*", default=[1_000_000, 10_000_000])
    parser.add_argument("--keep", type=Path, default=None)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        for rows in asked.rows:
            base = asked.keep or Path(place)
            made = base / f"{rows}-parquet"
            parts.generate(rows, made, "parquet")
            measure(f"{rows:>12,} rows as they come", made)
            made = base / f"{rows}-ordered"
            parts.generate(rows, made, "parquet", in_order=True)
            measure(f"{rows:>12,} rows in order    ", made)


if __name__ == "__main__":
    main()
