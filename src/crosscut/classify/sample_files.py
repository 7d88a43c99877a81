"""Drawn samples as files of a folder's ``samples/``: written once, with all that an estimate needs of them later."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crosscut.calendar import Period
from crosscut.classify.sampling import is_drawn
from crosscut.csvtext import escape, restore
from crosscut.errors import CrosscutError
from crosscut.wholefiles import read_whole, write_whole

Floats = NDArray[np.float64]

_COLUMNS = ("programme", "order", "chance", "taxonomy", "year", "stage", "amount")


@dataclass(frozen=True)
class Sample:
    """A drawn sample.

    ``frame`` are the programmes it speaks for and ``amounts`` their money then, in minor units (None where a file of
    before does not say); ``chance`` is each one's chance of being drawn, ``order`` its place in reading order or 0,
    and ``expected`` the share of each area that was expected of it before anyone read it.
    """

    number: int
    period: Period
    frame: tuple[str, ...]
    chance: Floats
    order: NDArray[np.int64]
    expected: Floats
    amounts: tuple[int | None, ...]

    @property
    def rows_drawn(self) -> NDArray[np.int64]:
        """The rows of ``frame`` to read, in the order in which to read them."""
        rows = np.flatnonzero(self.order > 0)
        return rows[np.argsort(self.order[rows])]

    @property
    def drawn(self) -> list[str]:
        """The programmes to read, in the order in which to read them."""
        return [self.frame[row] for row in self.rows_drawn]


def drawn_before(folder: Path, taxonomy: str, areas: list[str]) -> list[Sample]:
    """The samples that were drawn in a folder under its taxonomy, in the order in which they were drawn.

    Of an area that the budget has added since nothing was expected.
    """
    found = (_read(path, taxonomy, areas) for path in sorted((folder / "samples").glob("*.csv")))
    return [each for each in found if each is not None]


def next_number(folder: Path) -> int:
    """The number of the next sample of a folder: samples are numbered over all its lists of areas."""
    numbers = (int(path.stem) for path in (folder / "samples").glob("*.csv") if path.stem.isdecimal())
    return max(numbers, default=0) + 1


def write(folder: Path, taxonomy: str, areas: list[str], drawn: Sample) -> None:
    """Keep a drawn sample."""
    place = folder / "samples"
    place.mkdir(exist_ok=True)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*_COLUMNS, *areas])
    for row, programme in enumerate(drawn.frame):
        expected = [repr(float(share)) for share in drawn.expected[row]]
        head = [escape(programme), int(drawn.order[row]), repr(float(drawn.chance[row]))]
        writer.writerow([*head, taxonomy, *drawn.period, drawn.amounts[row], *expected])
    write_whole(place / f"{drawn.number:04}.csv", text.getvalue(), new=True)


def _read(path: Path, taxonomy: str, areas: list[str]) -> Sample | None:
    try:
        rows = list(csv.DictReader(StringIO(read_whole(path).decode("utf-8-sig"), newline="")))
        if not rows or rows[0].get("taxonomy") != taxonomy:
            return None
        found = _sample(path, areas, rows)
    except (KeyError, TypeError, ValueError, csv.Error):
        found = None
    if found is None or not _as_drawn(found):
        raise CrosscutError(
            "is no sample that Crosscut drew",
            file=f"samples/{path.name}",
            hint="Put back the file as it was drawn, or move it out of samples/",
        )
    return found


def _as_drawn(sample: Sample) -> bool:
    """Whether a sample says what its own names, chances and number draw; of files of before, whether it can be read."""
    ordered = np.sort(sample.order[sample.order > 0])
    whole = len(set(sample.frame)) == len(sample.frame) and (ordered == np.arange(1, len(ordered) + 1)).all()
    likely = ((sample.expected >= 0) & (sample.expected <= 1)).all()
    if sample.amounts[0] is None or not whole or not likely:
        return bool(whole and likely)
    return is_drawn(sample.frame, sample.chance, sample.rows_drawn, str(sample.number))


def _sample(path: Path, areas: list[str], rows: list[dict[str, str]]) -> Sample:
    return Sample(
        number=int(path.stem),
        period=Period(int(rows[0]["year"]), rows[0]["stage"]),
        frame=tuple(restore(row["programme"]) for row in rows),
        chance=np.array([float(row["chance"]) for row in rows]),
        order=np.array([int(row["order"]) for row in rows], np.int64),
        expected=np.array([[float(row.get(area) or 0) for area in areas] for row in rows]).reshape(
            len(rows), len(areas)
        ),
        amounts=tuple(int(row["amount"]) if row.get("amount") else None for row in rows),
    )
