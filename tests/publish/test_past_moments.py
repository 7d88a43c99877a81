"""A past moment passes the gates that the folder passes, and nothing that came later changes what it publishes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crosscut import examples
from crosscut.budget import read
from crosscut.budget.snapshot import record
from crosscut.cli import run
from crosscut.exports.documents.content import Facts, write_document
from crosscut.exports.documents.model import KINDS, Document
from crosscut.exports.export import Check
from crosscut.review.runs import dispose, review_run
from crosscut.workbench.audits import Despite
from crosscut.workbench.complete import followed, reviewed
from crosscut.workbench.opening import open_run
from crosscut.workbench.publish import Published, publish

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
def folder(tmp_path: Path) -> Path:
    """The bundled example in a folder of its own."""
    examples.write("korea-2024", tmp_path / "budget")
    return tmp_path / "budget"


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
    assert [each.name for each in then.failed] == ["control totals"]
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
    now = publish(folder, tmp_path / "now", ("datapackage",), despite=answered)
    then = publish(folder, tmp_path / "then", ("datapackage",), as_of=THEN, despite=answered)
    assert [each.name for each in then.checks] == [each.name for each in now.checks]
    assert [each.name for each in then.failed] == [each.name for each in now.failed] == ["control totals"]
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
    assert "nothing was published. control totals: All of it" in printed[0][0]
    assert printed[0] == printed[1]


@pytest.mark.slow
def test_what_came_later_changes_nothing(folder: Path, tmp_path: Path) -> None:
    """A policy, a waiver and a title of today leave what the past publishes as it was: data to the byte, every text."""
    policy, settings = folder / "policy.toml", folder / "crosscut.toml"
    policy.write_text(POLICY.format(change="-5"), encoding="utf-8")
    record(read(folder), FIRST)
    before = texts(folder, THEN)
    publish(folder, tmp_path / "before", ("datapackage",), as_of=THEN)
    policy.write_text(POLICY.format(change="-30") + "[review.surge]\ngrowth = 5\n", encoding="utf-8")
    title = settings.read_text(encoding="utf-8").replace("2024년 국가전략기술", "오늘 고친")
    settings.write_text(title, encoding="utf-8")
    record(read(folder), SECOND)
    waive_one(folder)
    publish(folder, tmp_path / "after", ("datapackage",), as_of=THEN)
    assert content(tmp_path / "after") == content(tmp_path / "before")
    assert texts(folder, THEN) == before
    assert texts(folder, "2026-05-02") != before


def waive_one(folder: Path) -> None:
    """Let the first finding of today's review pass."""
    today = open_run(folder)
    found = review_run(today)
    raised = next(each for each in found.findings if each.counts and each.finding.programme)
    dispose(today, found, raised.subject, "waived", by="Kim", reason="agreed", at=datetime(2026, 5, 1, tzinfo=UTC))


def texts(folder: Path, moment: str) -> list[Document]:
    """Release and report of a moment, with what they say of plan and review."""
    facts = Facts(reviewed(followed(open_run(folder, moment))))
    return [write_document(facts, kind, "ko") for kind in KINDS]
