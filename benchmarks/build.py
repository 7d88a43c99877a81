"""Building a whole budget, site included: wall time, processor time and peak memory of the command as users run it.

Takes Korea 2026 where its data are at hand (``CROSSCUT_SHARED`` or ``../shared``), and a synthetic budget as large.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SHARED = Path(os.environ.get("CROSSCUT_SHARED", Path(__file__).resolve().parents[2] / "shared"))
KOREA = SHARED / "data" / "kr_rnd_budget_2026"
RUNS = 3


def crosscut(*words: str | Path) -> tuple[float, float]:
    """Run a command; its wall seconds, and the processor seconds of all its processes."""
    started, used = time.perf_counter(), processor()
    subprocess.run([sys.executable, "-m", "crosscut", *map(str, words)], check=True, capture_output=True)
    return time.perf_counter() - started, processor() - used


def processor() -> float:
    """The processor seconds of the processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
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
