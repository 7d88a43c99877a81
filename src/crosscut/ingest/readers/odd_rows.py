"""Rows whose amounts are no plain numbers, one by one: what an engine sums tells of them only how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from crosscut.engine.row_sums import NumberForm
from crosscut.ingest.readers.parts import Parts


@dataclass
class OddRows:
    """Rows of files as texts, each with the name of its file and its row there."""

    files: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    cells: list[Sequence[str]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.rows)

    def texts(self, number: int) -> pa.Array:
        """What they say in a column."""
        return pa.array([cells[number] for cells in self.cells], pa.string())


def find_odd(parts: Parts, numbers: Sequence[int], writing: NumberForm, most: int) -> OddRows:
    """The first ``most`` rows in which one of some columns of amounts states no plain number, in order.

    Raises
    ------
    ValueError, OSError
        where a file is no such table.
    """
    found, doubtful = OddRows(), sorted(parts.written.intersection(numbers))
    for part in parts.files:
        for row, cells in parts.rows(part):
            if any(writing.is_odd(cells[number]) for number in doubtful):
                found.files.append(part.name)
                found.rows.append(row)
                found.cells.append(cells)
                if found.count == most:
                    return found
    return found
