"""A past moment passes the gates that the folder passes, and nothing that came later changes what it publishes."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crosscut.budget import read
from crosscut.budget.snapshot import record
from crosscut.cli import run
from crosscut.review.runs import dispose, review_run
from crosscut.workbench.audits import Despite
from crosscut.workbench.opening import open_run
from crosscut.workbench.publish import Published, publish
from crosscut.workbench.signoff.checks import Check
from tests.publish.conftest import Example

FIRST, SECOND = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
THEN = "2026-03-01"
CONTROL = '\n[[control]]\nlabel = "All of it"\namount = "1 billion"\n'
POLICY = """unit = "million"
[ceiling]
change = "{change} %"
use = "all"
owner = "Office"
source = "a trial"
"""


@pytest.fixture
def folder(korea: Example, tmp_path: Path) -> Path:
    """The example in a folder of its own."""
    own = tmp_path / "budget"
    shutil.copytree(korea.folder, own)
    return own


def add(path: Path, text: str) -> str:
    """Add to a text file; what it said before."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(before + text, encoding="utf-8")
    return before


def said(made: Published) -> list[Check]:
    """The checks without the time that they took."""
    return [replace(each, seconds=0.0) for each in made.checks]


def content(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_a_control_total_apart_is_refused_then_as_it_is_now(folder: Path, tmp_path: Path) -> None:
    before = add(folder / "crosscut.toml", CONTROL)
    record(read(folder), FIRST)
    now = publish(folder, tmp_path / "now", ("docx",))
    then = publish(folder, tmp_path / "then", ("docx",), as_of=THEN)
    assert now.refused
    assert then.refused
    assert [each.name for each in then.unheld] == ["control totals"]
    assert said(then) == said(now)
    assert then.findings == now.findings
    assert not (tmp_path / "then").exists()
    (folder / "crosscut.toml").write_text(before, encoding="utf-8")
    record(read(folder), SECOND)
    assert not publish(folder, tmp_path / "mended", ("datapackage",)).refused
    assert said(publish(folder, tmp_path / "then", ("docx",), as_of=THEN)) == said(now)


def test_whoever_answers_for_it_answers_for_the_same_checks(folder: Path, tmp_path: Path) -> None:
    add(folder / "crosscut.toml", CONTROL)
    record(read(folder), FIRST)
    answered = Despite("Kim Minji", "the printed total leaves out a year")
    now = publish(folder, tmp_path / "now", ("docx",), despite=answered)
    then = publish(folder, tmp_path / "then", ("docx",), as_of=THEN, despite=answered)
    assert [each.name for each in then.checks] == [each.name for each in now.checks]
    assert [each.name for each in then.unheld] == [each.name for each in now.unheld] == ["control totals"]
    manifests = [json.loads((tmp_path / each / "manifest.json").read_text("utf-8")) for each in ("now", "then")]
    for key in ("inputs", "findings", "despite", "lines", "corrections", "decisions", "title"):
        assert manifests[0][key] == manifests[1][key]
    assert (manifests[0]["as_of"], manifests[1]["as_of"]) == ("", THEN)


def test_the_command_says_the_same_of_both(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(folder / "crosscut.toml", CONTROL)
    record(read(folder), FIRST)
    printed = []
    for more in ([], ["--as-of", THEN]):
        assert run(["publish", str(folder), "--to", "xlsx", *more]) == 1
        printed.append([line for line in capsys.readouterr().err.splitlines() if line.startswith("crosscut: ")])
    assert "nothing was published, control totals: All of it" in printed[0][0]
    assert printed[0] == printed[1]


@pytest.mark.slow
def test_what_came_later_changes_nothing(folder: Path, tmp_path: Path) -> None:
    """A policy, a waiver, a title and a decision of today leave what the past publishes as it was, to the byte."""
    add(folder / "policy.toml", POLICY.format(change="-5"))
    record(read(folder), FIRST)
    publish(folder, tmp_path / "before", ("docx", "datapackage"), as_of=THEN)
    add(folder / "policy.toml", "\n[review.surge]\ngrowth = 5\n")
    text = (folder / "policy.toml").read_text(encoding="utf-8").replace("-5 %", "-30 %")
    (folder / "policy.toml").write_text(text, encoding="utf-8")
    settings = (folder / "crosscut.toml").read_text(encoding="utf-8")
    (folder / "crosscut.toml").write_text(settings.replace("2024년 국가전략기술", "오늘 고친"), encoding="utf-8")
    today = open_run(folder)
    found = review_run(today)
    waived = next(each for each in found.findings if each.counts and each.finding.programme)
    record(today.snapshot, SECOND)
    dispose(today, found, waived.subject, "waived", by="Kim", reason="agreed", at=datetime(2026, 5, 1, tzinfo=UTC))
    publish(folder, tmp_path / "after", ("docx", "datapackage"), as_of=THEN)
    assert content(tmp_path / "after") == content(tmp_path / "before")
    later = publish(folder, tmp_path / "later", ("docx",), as_of="2026-05-02")
    assert not later.refused
    assert (tmp_path / "later" / "release.ko.docx").read_bytes() != content(tmp_path / "after")["release.ko.docx"]
