"""Money split and summed once in a test run: hundreds of tests count the same few budgets, each query costs as much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from weakref import WeakKeyDictionary

import pyarrow as pa
import pytest

from crosscut.budget import Run
from crosscut.config import Counting
from crosscut.digests import bytes_digest
from crosscut.engine import Engine
from crosscut.figures.atoms import AtomSum, Key, TableAtoms

MADE = Run._made
"""How the atoms of a run are made where nothing is kept."""
CELLS = TableAtoms.cells
"""How a crosscut of atoms in memory is made where nothing is kept."""
_MOST = 4_000_000
"""Bytes of tables above which they are counted each time: a digest would cost more than it spares."""


@contextmanager
def counted_once() -> Iterator[None]:
    """Until the end, make no atoms and no crosscut of tables that are, value for value, those of an earlier one."""
    atoms: dict[tuple[str, ...], pa.Table] = {}
    cells: dict[tuple[object, ...], Mapping[Key, AtomSum]] = {}
    marks: WeakKeyDictionary[TableAtoms, dict[Counting, str]] = WeakKeyDictionary()

    def made(self: Run, running: Engine, counting: Counting) -> pa.Table:
        rows = self.snapshot
        tables = (rows.attributes, rows.lines, self.tags, self.shares)
        if sum(each.nbytes for each in tables) > _MOST:
            return MADE(self, running, counting)
        key = (running.name, counting, *map(_mark, tables))
        if key not in atoms:
            atoms[key] = MADE(self, running, counting)
        return atoms[key]

    def asked(
        self: TableAtoms, counting: Counting, keys: Sequence[str], *, inside: bool = False
    ) -> Mapping[Key, AtomSum]:
        if type(self) is not TableAtoms or (table := self.table(counting)).nbytes > _MOST:
            return CELLS(self, counting, keys, inside=inside)
        known = marks.setdefault(self, {})
        mark = known.get(counting) or known.setdefault(counting, _mark(table))
        question = (mark, counting, tuple(keys), inside)
        if question not in cells:
            cells[question] = CELLS(self, counting, keys, inside=inside)
        return cells[question]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Run, "_made", made)
        patch.setattr(TableAtoms, "cells", asked)
        yield


def _mark(table: pa.Table) -> str:
    written = pa.BufferOutputStream()
    with pa.ipc.new_stream(written, table.schema) as stream:
        stream.write_table(table.combine_chunks())
    return bytes_digest(written.getvalue().to_pybytes())
