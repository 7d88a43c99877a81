"""Files that are far too large, or that hold next to nothing of what they say they do, are refused before they are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crosscut.budget.snapshot import read
from crosscut.findings import Severity
from tests.shortened import some
from tests.workbench.folders import small_budget


@pytest.mark.parametrize(
    ("name", "size", "rule"),
    some(
        [
            ("sources/p.csv", 200 << 20, "hollow-file"),
            ("sources/p.csv", (1 << 30) + 1, "too-large"),
            ("decisions/corrections.csv", (1 << 28) + 1, "too-large"),
            ("decisions/readings.csv", (1 << 28) + 1, "too-large"),
            ("decisions/readings.csv", 64 << 20, "hollow-file"),
        ],
        2,
    ),
)
def test_it_is_fatal_and_quick(tmp_path: Path, name: str, size: int, rule: str) -> None:
    folder = small_budget(tmp_path / "b")
    file = folder / name
    file.touch()
    os.truncate(file, size)
    found = {each.rule: each for each in read(folder).findings}
    assert found[rule].severity is Severity.FATAL
    assert found[rule].place.file == name


def test_a_file_that_a_file_system_packs_is_read(tmp_path: Path) -> None:
    folder = small_budget(tmp_path / "b")
    file = folder / "sources/p.csv"
    text = file.read_bytes()
    head, _, rows = text.partition(b"\n")
    file.write_bytes(head + b"\n" + b"\n" * (3 << 20) + rows)
    assert not [each for each in read(folder).findings if each.rule == "hollow-file"]
