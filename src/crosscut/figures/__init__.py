"""The book of figures over a run's atoms: published numbers with their questions, rounding, and what was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosscut.on_demand import on_demand

if TYPE_CHECKING:
    from crosscut.figures.atoms import Atoms, AtomSum, TableAtoms
    from crosscut.figures.book import FigureBook, book_of
    from crosscut.figures.figure import (
        INSIDE,
        SIGNED,
        Figure,
        FigureContext,
        FigureKind,
        Where,
        figure_id,
        head,
        kind_of,
    )
    from crosscut.figures.printed import Printed

__all__ = [
    "INSIDE",
    "SIGNED",
    "AtomSum",
    "Atoms",
    "Figure",
    "FigureBook",
    "FigureContext",
    "FigureKind",
    "Printed",
    "TableAtoms",
    "Where",
    "book_of",
    "figure_id",
    "head",
    "kind_of",
]

__getattr__ = on_demand(
    __name__,
    {
        "atoms": (
            "Atoms",
            "AtomSum",
            "TableAtoms",
        ),
        "book": (
            "FigureBook",
            "book_of",
        ),
        "figure": (
            "INSIDE",
            "SIGNED",
            "Figure",
            "FigureContext",
            "FigureKind",
            "Where",
            "figure_id",
            "head",
            "kind_of",
        ),
        "printed": ("Printed",),
    },
)
