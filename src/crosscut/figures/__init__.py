"""The book of figures over a run's atoms: published numbers with their questions, rounding, and what was printed."""

from crosscut.figures.atoms import Atoms, AtomSum, TableAtoms
from crosscut.figures.book import FigureBook, book_of
from crosscut.figures.figure import INSIDE, SIGNED, Figure, FigureContext, FigureKind, Where, figure_id, head, kind_of
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
