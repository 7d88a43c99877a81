"""A scenario's plan as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from crosscut.csvtext import escape
from crosscut.workspace.solver.solver_shapes import PlannedProgramme

COLUMNS = ("programme", "name", "ministry", "requested", "previous", "amount", "core", "reason", "reason_ko")
"""Amounts in minor units."""


def programmes_csv(rows: Iterable[PlannedProgramme]) -> str:
    """Programmes as CSV that no spreadsheet runs."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = dict(row)
        writer.writerow([escape(cell) if isinstance(cell := cells[name], str) else cell for name in COLUMNS])
    return text.getvalue()
