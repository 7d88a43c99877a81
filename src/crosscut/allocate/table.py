"""A plan as ``plan.csv``."""

from __future__ import annotations

import csv
import io

from crosscut.allocate.plan import Plan
from crosscut.csvtext import escape

COLUMNS = ("programme", "name", "requested", "previous", "amount", "reason", "reason_ko", "core", "core_index")
"""The columns of ``plan.csv``; amounts in minor units."""


def plan_csv(plan: Plan) -> str:
    """A plan as CSV that no spreadsheet runs; only its header where the policy has no plan."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in plan.rows():
        cells = dict(row)
        writer.writerow([escape(cell) if isinstance(cell := cells[key], str) else cell for key in COLUMNS])
    return text.getvalue()
