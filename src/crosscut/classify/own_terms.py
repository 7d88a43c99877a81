"""An office's own terms: a CSV that adds to the bundled lexicon what its ministries call things."""

from __future__ import annotations

import csv
import io

from crosscut.classify.lexicon import Term
from crosscut.config import did_you_mean
from crosscut.errors import CrosscutError
from crosscut.tables import OUTSIDE
from crosscut.taxonomy import Taxonomy

FILE = "terms.csv"
"""Where a budget folder has them."""

COLUMNS = ("area", "term", "strength")
_STRENGTHS = {"": 3.0, "1": 1.0, "2": 2.0, "3": 3.0}


def own_terms(text: str, file: str, taxonomy: Taxonomy) -> tuple[Term, ...]:
    """The terms of a CSV with the columns area, term and, where wanted, strength (3 names the area, 1 hints at it).

    Area ``outside`` makes a term that only hides the shorter terms inside it.

    Raises
    ------
    CrosscutError
        where a column is missing or a row cannot be: the line names file, row and column.
    """
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    try:
        first, *found = list(reader) or [[]]
    except csv.Error as error:
        raise CrosscutError(f"cannot be read as CSV: {error}", file=file, row=reader.line_num) from None
    header = [name.strip() for name in first]
    for name in COLUMNS[:2]:
        if name not in header:
            raise CrosscutError(f"the column {name} is missing", file=file, row=1, hint=f"Use {', '.join(COLUMNS)}")
    named = (dict(zip(header, cells, strict=False)) for cells in found)
    rows = ({name: row.get(name, "").strip() for name in COLUMNS} for row in named)
    return tuple(_term(row, number, file, taxonomy) for number, row in enumerate(rows, start=2) if any(row.values()))


def _term(row: dict[str, str], number: int, file: str, taxonomy: Taxonomy) -> Term:
    area = taxonomy.find(row["area"])
    if area is None and row["area"] != OUTSIDE:
        ids = [each.id for each in taxonomy.areas]
        hint = f"{did_you_mean(row['area'], ids)} Areas are {', '.join(ids)} and {OUTSIDE}".strip()
        message = f"{taxonomy.id} has no area {row['area']!r}"
        raise CrosscutError(message, file=file, row=number, column="area", hint=hint)
    if len(row["term"]) < 2:
        message = "the term is blank or a single letter"
        raise CrosscutError(message, file=file, row=number, column="term", hint="Write a word or a phrase")
    if row["strength"] not in _STRENGTHS:
        message = f"{row['strength']!r} is no strength"
        raise CrosscutError(
            message, file=file, row=number, column="strength", hint="Write 1, 2 or 3, or leave it blank"
        )
    return Term(row["term"], area.id if area else "", "", FILE, _STRENGTHS[row["strength"]])
