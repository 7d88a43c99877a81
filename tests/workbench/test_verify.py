"""A ledger proved against a publication: it must have recorded that very manifest."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crosscut.budget.folder_ledger import open_ledger
from crosscut.budget.snapshot import read, record
from crosscut.cli import run
from crosscut.errors import CrosscutError
from crosscut.workbench.verify import verify
from tests.workbench.folders import small_budget


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """A folder whose ledger has recorded a publication."""
    folder = small_budget(tmp_path / "b")
    record(read(folder))
    with open_ledger(folder, "") as ledger:
        checkpoint = str(ledger.checkpoint())
        text = json.dumps({"checkpoint": checkpoint, "title": "one"})
        ledger.publish(text, checkpoint)
    file = tmp_path / "publication" / "manifest.json"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    return file


def test_a_publication_that_was_recorded_is_found(manifest: Path, tmp_path: Path) -> None:
    for against in (manifest, manifest.parent):
        assert verify(tmp_path / "b", str(against))[1].whole


def test_one_that_was_changed_or_never_recorded_is_named(manifest: Path, tmp_path: Path) -> None:
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("one", "two"), encoding="utf-8")
    faults = verify(tmp_path / "b", str(manifest))[1].faults
    assert [each.code for each in faults] == ["publication"]


@pytest.mark.parametrize("text", ["[" * 200_000, "not json", "[]"])
def test_what_is_no_manifest_is_told_in_a_line(manifest: Path, tmp_path: Path, text: str) -> None:
    manifest.write_text(text, encoding="utf-8")
    with pytest.raises(CrosscutError, match="manifest"):
        verify(tmp_path / "b", str(manifest))


def test_a_ledger_that_is_gone_or_lost_its_tables_is_named(
    manifest: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["verify", str(tmp_path / "b"), "--against", str(manifest.parent)]
    database = tmp_path / "b" / "ledger.sqlite"
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("DROP TABLE publications")
    assert run(words) == 1
    assert "no such table: publications" in capsys.readouterr().out
    database.unlink()
    assert run(words) == 1
    assert "it was emptied or replaced" in capsys.readouterr().out
    manifest.with_name("a.xlsx").write_bytes(b"PK\x03\x04\x90")
    assert run([*words[:-1], str(manifest.with_name("a.xlsx"))]) == 2
    assert "this is no manifest of a publication" in capsys.readouterr().err
