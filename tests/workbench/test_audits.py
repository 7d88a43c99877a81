"""The own audit of a publication runs in a process of its own, which ends without a word of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crosscut.errors import CrosscutError
from crosscut.workbench import audit_process
from crosscut.workbench.audits import Audits


def test_a_process_that_was_killed_is_told_in_a_line(tmp_path: Path) -> None:
    with Audits() as audits:
        audits._process.kill()
        audits._process.wait()
        audits.add("release", [tmp_path / "a.docx"])
        with pytest.raises(CrosscutError, match="the audit of the publication ended early"):
            audits.checks()


def test_an_error_of_the_audit_is_an_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: list[Path]) -> None:
        raise MemoryError("no\nmore")

    monkeypatch.setattr(audit_process, "audit_files", failing)
    assert audit_process.answered([str(tmp_path / "a.docx")])["ended"] == "MemoryError no more"


def test_an_error_of_the_audit_is_told_with_what_it_was(tmp_path: Path) -> None:
    with Audits() as audits:
        audits.add("release", [tmp_path / "not-there.docx"])
        with pytest.raises(CrosscutError, match=r"ended early: .*not-there"):
            audits.checks()


def test_a_parent_that_is_gone_leaves_no_traceback() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [sys.executable, "-m", "crosscut.workbench.audit_process"],
        input=json.dumps([]).encode() + b"\n",
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (1, b"")
