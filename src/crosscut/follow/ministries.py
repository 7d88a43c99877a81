"""A series under one year's ministries: every year's money where it would stand today, or stood at the beginning."""

from __future__ import annotations

from typing import Literal

import pyarrow as pa

from crosscut.budget import Run
from crosscut.calendar import Period
from crosscut.follow.diff import side
from crosscut.follow.ministry_basis import homes, reorganisations
from crosscut.follow.sides import Side

Era = Literal["now", "then"]
"""Under the ministries of the latest period that was read, or of the earliest."""


def under_ministries(run: Run, era: Era) -> pa.Table:
    """The atoms of a run with every amount under the ministries of one period; only ministries differ.

    A programme stands where it, or the only programmes that it goes on as, stand in that period; one that is linked
    with none stands where the only ministry that followed its own does.
    """
    periods = run.calendar.periods
    atoms = run.atoms()
    if not periods:
        return atoms
    sides = {period: side(run, period) for period in periods}
    return _moved(run, atoms, sides, sides[periods[-1 if era == "now" else 0]])


def _moved(run: Run, atoms: pa.Table, sides: dict[Period, Side], target: Side) -> pa.Table:
    reorganised = reorganisations(run.snapshot.ministries)
    moves = {period: homes(each, target, run.links, reorganised) for period, each in sides.items()}
    names = ("fiscal_year", "stage", "programme", "ministry")
    rows = zip(*(atoms[name].to_pylist() for name in names), strict=True)
    ministries = [
        moves[Period(year, stage)].get((programme, ministry), ministry) for year, stage, programme, ministry in rows
    ]
    return atoms.set_column(atoms.schema.get_field_index("ministry"), "ministry", pa.array(ministries, pa.string()))
