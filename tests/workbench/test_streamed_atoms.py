"""Sums that the engine makes without holding the atoms are those of the atoms, and ``show`` holds none."""

from __future__ import annotations

import io
import json
import pickle
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from crosscut.budget import Run, read
from crosscut.cli import run as command
from crosscut.config import COUNTINGS
from crosscut.figures import book_of
from crosscut.figures.atoms import StreamedAtoms

from .folders import small_budget

DECISIONS = """\
programme,area,numerator,denominator,decided_by,decided_at,reason
P4,ai,1,3,Kim,2026-01-02,read
P4,quantum,1,7,Kim,2026-01-02,read
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = small_budget(tmp_path / "budget")
    (made / "decisions" / "d.csv").write_text(DECISIONS, encoding="utf-8")
    return made


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize("counting", COUNTINGS)
def test_sums_without_atoms_are_those_of_the_atoms(folder: Path, counting: str, inside: bool) -> None:
    run = Run(read(folder))
    held, unheld = book_of(run).atoms, book_of(run, held=False).atoms
    for keys in ((), ("area",), ("programme", "area"), ("fiscal_year", "ministry", "stage")):
        cells = unheld.cells(counting, keys, inside=inside)  # type: ignore[arg-type]
        assert cells == held.cells(counting, keys, inside=inside)  # type: ignore[arg-type]
        assert cells


def test_cells_and_rows_share_the_texts_that_they_are_told_by(folder: Path) -> None:
    atoms = book_of(Run(read(folder))).atoms
    asked = [(("programme", "P4"),), (("fiscal_year", 2026), ("programme", "P4"))]
    one, other = ({row: row for row in atoms.rows("partition", where)} for where in asked)
    assert one
    assert all(one[row] is other[row] for row in other)
    keys = [key for wanted in (("programme",), ("programme", "area")) for key in atoms.cells("partition", wanted)]
    assert len({id(key[0]) for key in keys}) == len({key[0] for key in keys})


def test_rows_are_made_where_they_are_asked_for(folder: Path) -> None:
    run = Run(read(folder))
    held, unheld = book_of(run), pickle.loads(pickle.dumps(book_of(run, held=False)))
    assert isinstance(unheld.atoms, StreamedAtoms)
    figure = unheld.amount("partition", area="ai")
    assert (figure, unheld.rows(figure)) == (held.amount("partition", area="ai"), held.rows(figure))


def test_show_holds_no_atoms(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Run, "atoms", None)
    with redirect_stdout(io.StringIO()) as out:
        assert command(["show", str(folder), "--by", "area", "--format", "json"]) == 0
    assert {row["area"]: row["amount"] for row in json.loads(out.getvalue())["rows"]}["ai"] == 3_933_333_333
