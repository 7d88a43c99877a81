"""Money that is counted once in a test run is what is counted anew, and other money is counted anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pytest

from crosscut import engine
from crosscut.config import COUNTINGS, Counting
from crosscut.figures.atoms import TableAtoms
from crosscut.workbench.opening import open_run
from tests import counted_once
from tests.workbench.folders import ROWS, small_budget

KEYS = ("ministry", "area")


def test_what_is_kept_is_what_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = small_budget(tmp_path / "a")
    same = Path(shutil.copytree(first, tmp_path / "b"))
    other = small_budget(tmp_path / "c", ROWS.replace("P1,Alpha programme,Ministry A,1000", "P1,Alpha,Ministry A,1001"))
    made: list[Counting] = []

    def counted(self: object, running: engine.Engine, counting: Counting) -> object:
        made.append(counting)
        return MADE(self, running, counting)  # type: ignore[arg-type]

    monkeypatch.setattr(counted_once, "MADE", counted)
    with counted_once.counted_once():
        atoms = [open_run(each).atoms() for each in (first, same, other)]
        cells = [TableAtoms.of(each).cells("partition", KEYS) for each in atoms]
    assert made == [*COUNTINGS, *COUNTINGS], "the copy is not counted again, another amount is"
    assert cells[0] is cells[1]
    assert atoms[0] == atoms[1] != atoms[2]
    for folder, kept, summed in zip((first, same, other), atoms, cells, strict=True):
        anew = open_run(folder)
        with engine.open("duckdb") as running:
            assert kept == pa.concat_tables([MADE(anew, running, each) for each in sorted(COUNTINGS)])
        assert summed == CELLS(TableAtoms.of(kept), "partition", KEYS)


def test_the_same_money_attributed_otherwise_is_counted_anew(tmp_path: Path) -> None:
    folder = small_budget(tmp_path / "a")
    with counted_once.counted_once():
        before = open_run(folder).atoms("partition")
        (folder / "decisions" / "d.csv").write_text(
            "programme,area,numerator,denominator,decided_by,decided_at,reason\nP4,bio,1,2,Kim,2026-01-01,because\n",
            encoding="utf-8",
        )
        after = open_run(folder).atoms("partition")
    assert before != after
    assert sum(before["amount"].to_pylist()) == sum(after["amount"].to_pylist())


MADE, CELLS = counted_once.MADE, counted_once.CELLS
