"""The book of figures over a run's atoms: published numbers with their questions, rounding, and what was printed."""

from crosscut.figures.atoms import Atoms, Cell, TableAtoms
from crosscut.figures.book import FigureBook, book_of
from crosscut.figures.figure import INSIDE, SIGNED, Context, Figure, FigureKind, Where, figure_id, head, kind_of
from crosscut.figures.printed import Printed

__all__ = [
    "INSIDE",
    "SIGNED",
    "Atoms",
    "Cell",
    "Context",
    "Figure",
    "FigureBook",
    "FigureKind",
    "Printed",
    "TableAtoms",
    "Where",
    "book_of",
    "figure_id",
    "head",
    "kind_of",
]
