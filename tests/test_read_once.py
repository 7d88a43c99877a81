"""A budget that is read once in a test run is what a reading gives, and another budget is read anew."""

from __future__ import annotations

import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from crosscut.workbench import opening
from tests import read_once
from tests.workbench.folders import ROWS, TOML, small_budget


def test_what_is_kept_is_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_once, "_kept", {})
    first, read = small_budget(tmp_path / "a"), list[Path]()
    same = Path(shutil.copytree(first, tmp_path / "b"))
    other = small_budget(tmp_path / "c", ROWS + "P6,Zeta,Ministry C,12,,\n")
    monkeypatch.setattr(
        read_once, "READ", lambda folder, *words, **more: read.append(folder) or READ(folder, *words, **more)
    )
    with read_once.read_once():
        said: list[str] = []
        opening.open_run(first)
        kept = opening.open_run(same, progress=said.append).snapshot
        (same / "decisions" / "d.csv").write_text("programme\n", encoding="utf-8")
        assert opening.open_run(other).snapshot.lines.num_rows == kept.lines.num_rows + 1
        opening.open_run(same)
    assert read == [first, other, same]
    assert said == ["Reading sources/p.csv"]
    (same / "decisions" / "d.csv").unlink()
    anew = opening.open_run(same).snapshot
    assert all(getattr(kept, each.name) == getattr(anew, each.name) for each in fields(anew))


def test_sources_are_not_read_again_for_what_people_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_once, "_kept", {})
    monkeypatch.setattr(read_once, "_ingested", {})
    folder, read = small_budget(tmp_path / "a"), list[int]()
    monkeypatch.setattr(read_once, "INGEST", lambda *words, **more: read.append(1) or INGEST(*words, **more))
    said = "programme,area,numerator,denominator,decided_by,decided_at,reason\nP4,bio,1,2,Kim,2026-01-01,because\n"
    with read_once.read_once():
        opening.open_run(folder)
        (folder / "decisions" / "d.csv").write_text(said, encoding="utf-8")
        decided = opening.open_run(folder).snapshot
        assert read == [1]
        (folder / "crosscut.toml").write_text(TOML.replace("million", "thousand"), encoding="utf-8")
        opening.open_run(folder)
    assert read == [1, 1]
    (folder / "crosscut.toml").write_text(TOML, encoding="utf-8")
    anew = opening.open_run(folder).snapshot
    assert decided.decisions.num_rows == 1
    assert all(getattr(decided, each.name) == getattr(anew, each.name) for each in fields(anew))


READ, INGEST = read_once.READ, read_once.INGEST
