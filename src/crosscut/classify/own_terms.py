"""An office's own terms: a CSV that adds to the bundled lexicon what its ministries call things."""

from __future__ import annotations

from crosscut.classify.lexicon import Term
from crosscut.config import did_you_mean
from crosscut.errors import CrosscutError
from crosscut.ingest.file_rows import CsvRow, rows_of_text
from crosscut.tables import OUTSIDE
from crosscut.taxonomy import Taxonomy
from crosscut.taxonomy.model import normalised
from crosscut.text.areas import OUTSIDE_NAMES

FILE = "terms.csv"
"""Where a budget folder has them."""

COLUMNS = ("area", "term", "strength")
_LONGEST_TERM = 200
_OUTSIDE = frozenset(map(normalised, OUTSIDE_NAMES))
_STRENGTHS = {"": 3.0, "1": 1.0, "2": 2.0, "3": 3.0}


def own_terms(text: str, file: str, taxonomy: Taxonomy) -> tuple[Term, ...]:
    """The terms of a CSV with the columns area, term and, where wanted, strength (3 names the area, 1 hints at it).

    Area ``outside`` makes a term that only hides the shorter terms inside it.

    Raises
    ------
    CrosscutError
        where a column is missing or a row cannot be: the line names file, row and column.
    """
    rows = rows_of_text(text, file, COLUMNS[:2], COLUMNS[2:])
    return tuple(_term(row, number, file, taxonomy) for number, row in rows)


def _term(row: CsvRow, number: int, file: str, taxonomy: Taxonomy) -> Term:
    area = taxonomy.find(row["area"])
    if area is None and normalised(row["area"]) not in _OUTSIDE:
        ids = [each.id for each in taxonomy.areas]
        hint = f"{did_you_mean(row['area'], ids)} Areas are {', '.join(ids)} and {OUTSIDE}".strip()
        message = f"{taxonomy.id} has no area {row['area']!r}"
        raise CrosscutError(message, file=file, row=number, column="area", hint=hint)
    if not 1 < len(row["term"]) <= _LONGEST_TERM:
        message = f"the term is blank, a single letter or longer than {_LONGEST_TERM} letters"
        raise CrosscutError(message, file=file, row=number, column="term", hint="Write a word or a phrase")
    strength = row.get("strength", "")
    if strength not in _STRENGTHS:
        message = f"{strength!r} is no strength"
        raise CrosscutError(
            message, file=file, row=number, column="strength", hint="Write 1, 2 or 3, or leave it blank"
        )
    return Term(row["term"], area.id if area else "", "", FILE, _STRENGTHS[strength])
