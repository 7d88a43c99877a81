"""Building a whole budget, site included: wall time, processor time and peak memory of the command as users run it.

    python benchmarks/build.py [--programmes N …] [--command build|review|links|datapackage] [--keep FOLDER]

Takes Korea 2026 where its data are at hand (``CROSSCUT_SHARED`` or ``../shared``), and a synthetic budget as large.
With ``--programmes`` synthetic budgets of these sizes are built once each, or reviewed, searched for links or published
as open data without being built, and the growth from each to the next is printed: how many times the programmes take
how many times as long. They are made in ``--keep`` where it is given, and not again.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from parts import Taken, measured

SHARED = Path(os.environ.get("CROSSCUT_SHARED", Path(__file__).resolve().parents[2] / "shared"))
KOREA = SHARED / "data" / "kr_rnd_budget_2026"
RUNS = 3


COMMANDS = {
    "build": ["build", "{folder}"],
    "review": ["review", "{folder}", "--format", "json"],
    "links": ["links", "{folder}", "--format", "json"],
    "datapackage": ["publish", "{folder}", "--to", "datapackage", "--out", "{out}", "--despite", "Benchmark: growth"],
}
"""What is measured of each size; nothing but a build writes into the folder."""


def crosscut(*words: str | Path) -> tuple[float, float]:
    """Run a command; its wall seconds, and the processor seconds of all its processes."""
    started, used = time.perf_counter(), processor()
    subprocess.run([sys.executable, "-m", "crosscut", *map(str, words)], check=True, capture_output=True)
    return time.perf_counter() - started, processor() - used


def processor() -> float:
    """The processor seconds of the processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def grown(command: str, sizes: list[int], place: Path) -> None:
    """Run a command once for a synthetic budget of each size, and print the growth."""
    found = dict[int, Taken]()
    for size in sizes:
        folder = place / f"programmes-{size}"
        if not folder.exists():
            begun = place / f"begun-{size}"
            shutil.rmtree(begun, ignore_errors=True)
            crosscut("init", begun, "--example", "synthetic-national", "--programmes", str(size))
            begun.rename(folder)
        for made in ("build", "ledger.sqlite", "ledger.id"):
            shutil.rmtree(folder / made, ignore_errors=True)
            (folder / made).unlink(missing_ok=True)
        asked = [word.format(folder=folder, out=place / f"out-{size}") for word in COMMANDS[command]]
        taken = found[size] = measured(sys.executable, "-m", "crosscut", *asked)
        load = f"load {os.getloadavg()[0]:.1f}"
        print(
            f"{command} of {size:,} programmes: {taken.seconds:.1f} s, processor {taken.processor:.1f} s,"
            f" {taken.megabytes:,} MB, {load}",
            flush=True,
        )
    for (less, before), (more, after) in pairwise(found.items()):
        clock, work = after.seconds / before.seconds, after.processor / before.processor
        print(f"{more / less:.2f} times {less:,} programmes: {clock:.2f} by the clock, {work:.2f} of the processor")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programmes", type=int, nargs="+", default=[])
    parser.add_argument("--command", choices=tuple(COMMANDS), default="build")
    parser.add_argument("--keep", type=Path, default=None)
    asked = parser.parse_args()
    if asked.programmes:
        with tempfile.TemporaryDirectory() as place:
            grown(asked.command, asked.programmes, asked.keep or Path(place))
    else:
        whole()


def whole() -> None:
    """Build, show and trace Korea 2026 and a synthetic budget as large."""
    cases = {"synthetic-national, 1,200 programmes": ["--example", "synthetic-national"]}
    if KOREA.is_dir():
        cases = {"korea-2026, 1,236 programmes": ["--example", "korea-2026", "--data", str(KOREA)], **cases}
    for name, words in cases.items():
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "budget"
            crosscut("init", folder, *words)
            times, used = zip(*sorted(crosscut("build", folder) for _ in range(RUNS)), strict=True)
            shown = crosscut("show", folder, "--by", "area")[0]
            figures = json.loads((folder / "build" / "figures.json").read_text(encoding="utf-8"))["figures"]
            traced = crosscut("trace", folder, figures[len(figures) // 2]["id"])[0]
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(
            f"{name}: build {times[0]:.1f} / {times[RUNS // 2]:.1f} / {times[-1]:.1f} s (min, median, max of {RUNS}),"
            f" processor {min(used):.1f} s, load {os.getloadavg()[0]:.1f}, peak {peak:,.0f} MB;"
            f" show --by area {shown:.2f} s, trace {traced:.2f} s"
        )


if __name__ == "__main__":
    main()
