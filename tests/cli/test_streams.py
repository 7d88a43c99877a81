"""Standard streams that are closed, full, or read by nobody: the exit status is true, and no file gets their numbers."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workbench.folders import ROWS, small_budget

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(sys.modules["crosscut"].__file__ or "").parents[1])}
CLOSED = "what was printed cannot be written on standard output: it is closed"


def shell(words: str) -> subprocess.CompletedProcess[str]:
    """A line of a shell in which ``$crosscut`` is the command."""
    line = words.replace("$crosscut", f"{shlex.quote(sys.executable)} -m crosscut")
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, check=False, encoding="utf-8", env=ENVIRONMENT
    )


@pytest.fixture(scope="module")
def fatal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_budget(tmp_path_factory.mktemp("streams") / "b", ROWS + "P6,Zeta,Ministry C,12x,,\n")


def test_what_a_closed_output_cannot_take_is_an_error_in_a_line(fatal: Path) -> None:
    ran = shell(f"$crosscut show {fatal} >&-")
    assert ran.returncode == 2
    assert CLOSED in ran.stderr.splitlines()[-1]


@pytest.mark.parametrize("where", ["2>&-", "2>/dev/full", "<&- >&- 2>&-"])
def test_wrong_use_is_wrong_use_where_nothing_can_be_told(where: str) -> None:
    assert shell(f"$crosscut show /nothing {where}").returncode == 2


@pytest.mark.slow
def test_a_reader_that_has_gone_changes_no_status_and_stops_nothing(fatal: Path) -> None:
    ran = shell(f"$crosscut build {fatal} 2>&1 | true; echo ${{PIPESTATUS[0]}}")
    assert ran.stdout == "1\n"
    assert (fatal / "build" / "manifest.json").exists()
    ran = shell(f"$crosscut check {fatal} --format json 2>/dev/null | true; echo ${{PIPESTATUS[0]}}")
    assert ran.stdout == "1\n"


PROBE = """
import os, sys
import crosscut.cli as cli
def run(words):
    numbers = [os.open(os.devnull, os.O_RDONLY) for _ in range(3)]
    print("a library prints")
    os.write(2, b"a library in C prints")
    return 0 if min(numbers) > 2 and sys.stdin.read() == "" else 9
cli.run = run
cli.main(["show"])
"""


@pytest.mark.parametrize(
    ("where", "status"), [(">&-", 2), ("2>&-", 0), ("<&-", 0), ("<&- 2>&-", 0), ("<&- >&- 2>&-", 2)]
)
def test_no_file_gets_the_number_of_a_standard_stream(where: str, status: int) -> None:
    assert shell(f"{shlex.quote(sys.executable)} -c {shlex.quote(PROBE)} </dev/null {where}").returncode == status
