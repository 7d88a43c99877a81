"""How long the whole publication of Korea 2026 takes, what it holds, and whether it is the same bytes twice.

Run: python benchmarks/publish.py ../shared/data/kr_rnd_budget_2026 [--once]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2


def main() -> None:
    """Publish twice from one folder and print seconds, memory, pages, audits and whether the bytes are the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of Korea's budget of 2026")
    parser.add_argument("--once", action="store_true", help="publish once and compare no bytes")
    asked = parser.parse_args()
    print(f"load before: {os.getloadavg()[0]:.2f}, processors: {len(os.sched_getaffinity(0))}")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "k26"
        _crosscut("init", folder, "--example", "korea-2026", "--data", asked.data.resolve())
        first = _publish(folder, Path(scratch) / "one")
        if not asked.once:
            second = _publish(folder, Path(scratch) / "two")
            print(f"same bytes twice: {first == second} ({len(first):,} files)")


def _publish(folder: Path, out: Path) -> dict[str, str]:
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    said = json.loads(_crosscut("publish", folder, "--out", out, "--format", "json"))
    seconds, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    audits = [check for check in said["checks"] if check["name"].endswith(" audited")]
    print(
        f"{seconds:.1f} s, {cpu:.1f} s processor time, largest process {after.ru_maxrss / 2**20:.2f} GB, "
        f"{len(said['files']):,} files"
    )
    held = sum(check["passed"] for check in said["checks"])
    print(
        f"{held} of {len(said['checks'])} checks held; audits {sum(check['seconds'] for check in audits):.1f} s beside"
    )
    for check in audits:
        print(f"  {check['name']}: {check['detail']} ({check['seconds']} s)")
    for path in sorted(out.glob("*.pdf")):
        print(f"  {path.name}: {len(pypdfium2.PdfDocument(path))} pages")
    return {
        path.relative_to(out).as_posix(): hashlib.blake2b(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def _crosscut(*words: object) -> str:
    command = [sys.executable, "-m", "crosscut", *map(str, words)]
    made = subprocess.run(command, check=False, capture_output=True, text=True)
    if made.returncode:
        raise SystemExit(f"{' '.join(command)}\n{made.stdout}\n{made.stderr}")
    return made.stdout


if __name__ == "__main__":
    main()
