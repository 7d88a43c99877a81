"""The own audit of a publication runs in a process of its own, which ends without a word of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

from crosscut.errors import CrosscutError
from crosscut.workbench import audit_process
from crosscut.workbench.audits import Audits, _check
from tests import audited_once, rendered_once


@pytest.mark.draws
def test_a_process_that_was_killed_is_told_in_a_line(tmp_path: Path) -> None:
    with Audits() as audits:
        process = audits._process()
        audits._idle.append(process)
        process.kill()
        process.wait()
        audits.add("release", [tmp_path / "a.docx"])
        with pytest.raises(CrosscutError, match="the audit of the publication ended early"):
            audits.checks()


def test_an_error_of_the_audit_is_an_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: list[Path]) -> None:
        raise MemoryError("no\nmore")

    monkeypatch.setattr(audit_process, "audit_files", failing)
    assert audit_process.answered([str(tmp_path / "a.docx")])["ended"] == "MemoryError no more"


@pytest.mark.draws
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


def test_what_tests_keep_of_an_audit_is_what_it_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right, wrong = tmp_path / "right.md", tmp_path / "wrong.md"
    right.write_text("The total is KRW 30 billion: KRW 10 billion for A and KRW 20 billion for B.\n", encoding="utf-8")
    wrong.write_text("Of the total of KRW 30 billion, KRW 40 billion go to A.\n", encoding="utf-8")
    asked: list[list[str]] = []

    def asking(self: Audits, paths: list[str]) -> audit_process.Audited:
        asked.append(paths)
        return audit_process.audited(paths)

    monkeypatch.setattr(audited_once, "ASK", asking)
    with audited_once.audited_once(tmp_path / "kept"):
        found = []
        for paths in ([right, wrong], [wrong], [right, wrong]):
            with Audits() as audits:
                audits.add("documents", paths)
                found += audits.checks()
        right.write_text("The total is KRW 31 billion.\n", encoding="utf-8")
        with Audits() as audits:
            audits.add("documents", [right])
            audits.checks()
    assert asked == [[str(right)], [str(wrong)], [str(right)]]
    anew = audit_process.audited([str(wrong)])
    assert found[0] == found[2]
    assert not any(each.passed for each in found)
    assert found[1].detail == "; ".join(said for said, _ in anew["fatal"])


RUNS = ("1db70cb5399744ff", "58c73c10fbe5d5b2")
PAGE = "<p>Of the total of KRW 30 billion, KRW 40 billion go to A. Run <code>{run}</code>, {more}</p>"


@pytest.mark.parametrize("suffix", ["html", "docx", "pdf"])
def test_files_that_differ_in_the_run_alone_say_the_same_and_no_others(suffix: str, tmp_path: Path) -> None:
    rendered, found = tmp_path / "rendered", []
    for number, (run, more) in enumerate(
        [(RUNS[0], "KRW 1"), (RUNS[1], "KRW 1"), (RUNS[1], "KRW 2"), (RUNS[1], "1234567890123456")]
    ):
        path, text = tmp_path / f"{number}.{suffix}", PAGE.format(run=run, more=more)
        if suffix == "docx":
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("word/document.xml", text)
        elif suffix == "pdf":
            path.write_bytes(f"%PDF-{number}".encode())
            rendered_once.keep_saying(path.read_bytes(), text, rendered)
        else:
            path.write_text(text, encoding="utf-8")
        found.append(audited_once.said(path, rendered))
    assert found[0] == found[1]
    assert len(set(found)) == 3


def test_the_digest_of_a_run_is_no_number(tmp_path: Path) -> None:
    found = []
    for run in RUNS:
        path = tmp_path / "page.html"
        path.write_text(PAGE.format(run=run, more="KRW 1"), encoding="utf-8")
        found.append(audit_process.audited([str(path)]) | {"seconds": 0.0})
    assert found[0] == found[1]
    assert found[0]["fatal"]


def test_what_is_too_large_for_an_audit_is_told_and_forbids_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("crosscut.audit.figures.scan"), "MOST_NUMBERS", 3)
    for name, text in (("a.txt", "1,234 of 5,678"), ("b.txt", "1 2 3 4 5")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = audit_process.answered([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert (found["files"], found["large"], found["fatal"]) == (1, 1, [])
    check = _check("workbook", 1, found)
    assert check.passed
    assert "1 too large to be audited" in check.summary.en
    assert check.title.en.endswith("audited in part")
    assert "too large" in _check("workbook", 1, audit_process.answered([str(tmp_path / "b.txt")])).title.en
