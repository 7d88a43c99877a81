"""Pipes and devices where files belong: no command waits for them, and none is read without end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crosscut.budget.provenance import _scores
from tests.workbench.folders import small_budget

TRIED = """
import os, sys
from crosscut.cli import run
folder, pipe = sys.argv[1:]
for words in (
    ["show", folder], ["trace", folder, "abc"], ["verify", folder, "--against", pipe], ["audit", pipe],
    ["review", folder, "--decide", pipe, "--by", "Kim"], ["review", folder, "--decide", "/dev/zero", "--by", "Kim"],
    ["publish", folder, "--to", "xlsx", "--previous", pipe], ["trace", folder, "abc", "--figures", pipe],
):
    print(run(words))
"""
"""Commands in one process, which is ended from outside where one of them waits."""


@pytest.mark.slow
def test_nothing_waits_for_a_pipe(tmp_path: Path) -> None:
    folder = small_budget(tmp_path / "b")
    for name in ("ledger.id", "build/manifest.json", "build/figures.json", "publication/figures.json"):
        (folder / name).parent.mkdir(exist_ok=True)
        os.mkfifo(folder / name)
    os.mkfifo(tmp_path / "pipe")
    done = subprocess.run(
        [sys.executable, "-c", TRIED, str(folder), str(tmp_path / "pipe")],
        capture_output=True,
        text=True,
        check=True,
        timeout=200,
        env={**os.environ, "PYTHONPATH": str(Path(sys.modules["crosscut"].__file__ or "").parents[1])},
    )
    statuses = [line for line in done.stdout.splitlines() if line in {"0", "1", "2"}]
    assert statuses == ["0", *["2"] * 7], done.stderr
    assert "Traceback" not in done.stderr
    assert "should not happen" not in done.stderr


@pytest.mark.parametrize("name", ["/etc/hostname", "../scores.csv", "a/../../scores.csv"])
def test_no_scores_from_elsewhere_are_kept(name: str) -> None:
    assert _scores(f'[[value.criterion]]\nid = "a"\nfile = "{name}"\n') == []
