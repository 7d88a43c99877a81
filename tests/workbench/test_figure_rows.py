"""The rows of a figure: those within the areas are the rows whose area is one, and each row is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscut import engine
from crosscut.config import COUNTINGS, Counting
from crosscut.engine.crosscut import counted, crosscut
from crosscut.figures import atoms as module
from crosscut.figures.atoms import TableAtoms, added_up
from crosscut.figures.figure import INSIDE
from crosscut.tables import NO_AREA
from crosscut.workbench.opening import open_run
from tests.workbench.folders import small_budget


@pytest.mark.parametrize("counting", COUNTINGS)
def test_rows_within_the_areas_are_those_of_an_area(counting: Counting, tmp_path: Path) -> None:
    atoms = TableAtoms(open_run(small_budget(tmp_path / "a")).atoms)
    every = atoms.table(counting).to_pylist()
    within = [row for row in every if row["area"] not in NO_AREA]
    assert 0 < len(within) < len(every)
    assert atoms.rows(counting, ()) == [row["row"] for row in every]
    assert atoms.rows(counting, (("area", INSIDE),)) == [row["row"] for row in within]
    for ministry in ("Ministry A", "Ministry C", "nobody"):
        expected = [row["row"] for row in within if row["ministry"] == ministry]
        assert atoms.rows(counting, (("area", INSIDE), ("ministry", ministry))) == expected


def test_the_engine_looks_once_at_what_all_crosscuts_of_a_counting_sum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, ready = open_run(small_budget(tmp_path / "a")).atoms(), []
    monkeypatch.setattr(module, "counted", lambda *given, **how: ready.append(how) or counted(*given, **how))
    atoms = TableAtoms.of(table)
    with engine.open() as running:
        for keys in ((), ("area",), ("programme", "fiscal_year"), ("account", "ministry", "area")):
            for inside in (False, True):
                alone = crosscut(running, running.load(table), keys, "partition", inside=inside).to_pylist()
                made = [(*row.values(),) for row in alone]
                assert [(*key, *cell) for key, cell in atoms.cells("partition", keys, inside=inside).items()] == made
    assert ready == [{"inside": False}, {"inside": True}]


def test_rows_that_are_added_twice_or_taken_away_are_added_up() -> None:
    assert added_up([("a", 1), ("b", -1)]) == (("a", 1), ("b", -1))
    assert added_up([("a", 1), ("b", 1), ("a", 1), ("b", -1), ("c", -1)]) == (("a", 2), ("c", -1))
    assert added_up([]) == ()
