"""A figure by its id: the crosscut or the plan that has it is told by how the id begins."""

from __future__ import annotations

from collections.abc import Iterator

from crosscut.config import Counting
from crosscut.figures.atoms import Atoms
from crosscut.figures.book import FigureBook
from crosscut.figures.figure import INSIDE, Figure, Where, figure_id, head


def find(book: FigureBook, figure: str) -> Figure | None:
    """The figure of that id: any sum or count by any of the keys, or what a plan gives to any; None for others."""
    definition = head(figure)
    if definition is None:
        return None
    kind, counting, keys = definition
    if kind == "planned" and book.plan_atoms is not None:
        planned = (book.planned(**dict(where)) for where in _selections(book.plan_atoms, "partition", keys))
        return next((each for each in planned if each.id == figure), None)
    if kind not in ("sum", "count"):
        return None
    for where in _selections(book.atoms, counting, keys):
        if figure_id(kind, counting, where, book.context) == figure:
            return book.amount(counting, **dict(where)) if kind == "sum" else book.count(counting, **dict(where))
    return None


def _selections(atoms: Atoms, counting: Counting, keys: tuple[str, ...]) -> Iterator[Where]:
    """Every selection by ``keys`` that any row falls into, all areas together included."""
    names = tuple(sorted(keys))
    for key in atoms.cells(counting, names):
        yield tuple(zip(names, key, strict=True))
    if "area" in keys:
        rest = tuple(key for key in names if key != "area")
        for key in atoms.cells(counting, rest, inside=True):
            yield tuple(sorted((*zip(rest, key, strict=True), ("area", INSIDE))))
