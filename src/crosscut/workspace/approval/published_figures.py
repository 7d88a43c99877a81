"""The figures of the last publication or build as they would be with the amounts of another period in the lead."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from crosscut.calendar import Period
from crosscut.figures.book import FigureBook
from crosscut.workspace.approval.move_shapes import MovedFigure

if TYPE_CHECKING:
    from crosscut.figures.figure import FigureRecord

PLACES = ("publication/figures.json", "build/figures.json")
"""Where figures stand in a folder; the first that is there counts."""

Pair = tuple[int, int | None]
"""The value of a figure and, of a ratio, what it is a share of."""


def place_of(folder: Path) -> str:
    """The file of published figures; empty where nothing was built."""
    return next((each for each in PLACES if (folder / each).is_file()), "")


def figure_of(file: Path, figure: str) -> FigureRecord | None:
    """The figure of an id as a ``figures.json`` has it; None where it is not printed, or there is no such file."""
    return next(iter(figures_of(file, {figure})), None)


def figures_of(file: Path, wanted: Collection[str]) -> list[FigureRecord]:
    """The figures of some ids as a ``figures.json`` has them; none where there is no such file."""
    try:
        printed: list[FigureRecord] = json.loads(file.read_bytes())["figures"]
    except FileNotFoundError:
        return []
    return [each for each in printed if each["id"] in wanted]


def moved_figures(file: Path, book: FigureBook, before: Period, after: Period) -> list[MovedFigure]:
    """The figures of a ``figures.json`` that would differ if ``after`` took the place of ``before``.

    Sums and counts answer their question anew over ``book``; differences and ratios follow from what they are made of.
    What a plan or a rule states is left as it is.
    """
    known: dict[str, FigureRecord] = {each["id"]: each for each in json.loads(file.read_bytes())["figures"]}
    values: dict[str, Pair | None] = {}
    return list(_moved(known, _Anew(known, book, before, after, values)))


def _moved(known: Mapping[str, FigureRecord], anew: _Anew) -> Iterator[MovedFigure]:
    for figure, record in known.items():
        found = anew.value(figure)
        if found is None or _is_alike(found, (record["value"], record["whole"])):
            continue
        value, whole = found
        yield {
            "figure": figure,
            "kind": _kind(known, record),
            "counting": record["counting"],
            "where": [(key, str(each)) for key, each in sorted(record["where"].items())],
            "before": record["value"],
            "after": value,
            "whole": (record["whole"] or 0, whole) if whole is not None else None,
        }


def _is_alike(one: Pair, other: Pair) -> bool:
    """Whether two values print alike: shares are, whose parts grew as their wholes did."""
    if one[1] and other[1]:
        return one[0] * other[1] == other[0] * one[1]
    return one == other


def _kind(known: Mapping[str, FigureRecord], record: FigureRecord) -> str:
    """The kind of a figure in readers' terms: what a change is of what was before is growth, not a share."""
    part = known.get(record["of"][0]) if record["kind"] == "ratio" and record["of"] else None
    return "growth" if part and part["kind"] == "difference" else record["kind"]


class _Anew:
    """Values of figures worked out anew, each once."""

    def __init__(
        self,
        known: Mapping[str, FigureRecord],
        book: FigureBook,
        before: Period,
        after: Period,
        values: dict[str, Pair | None],
    ) -> None:
        self.known, self.book, self.before, self.after, self.values = known, book, before, after, values

    def value(self, figure: str) -> Pair | None:
        """The value with the other period in the lead; None where it cannot be told."""
        if figure not in self.values:
            record = self.known.get(figure)
            self.values[figure] = self._of(record) if record else None
        return self.values[figure]

    def _of(self, record: FigureRecord) -> Pair | None:
        parts = [self.value(each) for each in record["of"]]
        known = [each[0] for each in parts if each is not None]
        if len(known) < len(parts) or record["kind"] not in ("sum", "count", "difference", "ratio"):
            return None
        if record["kind"] == "difference":
            return known[0] - known[1], None
        if record["kind"] == "ratio":
            return known[0], known[1]
        return (sum(known) if known else self._asked(record)), None

    def _asked(self, record: FigureRecord) -> int:
        where = dict(record["where"])
        if (where.get("fiscal_year"), where.get("stage")) == self.before:
            where["stage"] = self.after.stage
        if record["kind"] == "count":
            return self.book.count(record["counting"], **where).value
        return self.book.total(record["counting"], **where)
