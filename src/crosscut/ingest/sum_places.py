"""Findings on sums of rows: each is told at the first row of its sum, which is looked for once the reading is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crosscut.findings import Finding, Place
from crosscut.ingest.limits import MOST_PLACED
from crosscut.ingest.readers.part_sums import PartSums
from crosscut.ingest.readers.sheet import Origin


@dataclass(frozen=True, slots=True)
class SumPlace(Place):
    """The place of a sum of rows, before its first row is known: one of ``sums``, by its position."""

    position: int = 0
    sums: PartSums | None = field(default=None, compare=False, repr=False)


def place_in(origin: Origin, at: int, sheet: str, column: str) -> Place:
    """Where the row at a position of several files stands; that of a sum of rows is found by :func:`placed`."""
    file, row = str(origin.files[at].as_py()), int(origin.rows[at])
    if row:
        return Place(file, sheet, row, column)
    return SumPlace(file, sheet, 0, column, int(origin.at[at]), origin.sums)


def placed(findings: Sequence[Finding]) -> list[Finding]:
    """The findings with the file and row of the first row of each sum, of up to MOST_PLACED sums of one source."""
    wanted: dict[int, tuple[PartSums, dict[int, None]]] = {}
    for finding in findings:
        place = finding.place
        if isinstance(place, SumPlace) and place.sums is not None:
            wanted.setdefault(id(place.sums), (place.sums, {}))[1][place.position] = None
    known = {which: sums.first_rows(list(asked)[:MOST_PLACED]) for which, (sums, asked) in wanted.items()}
    return [_placed(finding, known) for finding in findings]


def _placed(finding: Finding, known: dict[int, dict[int, tuple[str, int]]]) -> Finding:
    place = finding.place
    if not isinstance(place, SumPlace):
        return finding
    file, row = known[id(place.sums)].get(place.position, (place.file, 0))
    return replace(finding, place=Place(file, place.sheet, row, place.column))
