"""A plan as ``plan.csv``."""

from __future__ import annotations

import csv
import io

from crosscut.allocate.plan import Plan
from crosscut.allocate.scenarios import ScenarioComparison
from crosscut.csvtext import escape

COLUMNS = ("programme", "name", "requested", "previous", "amount", "reason", "reason_ko", "core", "core_index")
"""The columns of ``plan.csv``; amounts in minor units."""


def plan_csv(plan: Plan, beside: ScenarioComparison | None = None) -> str:
    """A plan as CSV that no spreadsheet runs; only its header where the policy has no plan.

    Each policy that it is set beside adds its amounts, in a column of its name, empty where it has no plan.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    others = beside.names[1:] if beside else ()
    writer.writerow([*COLUMNS, *(escape(f"amount {name}") for name in others)])
    amounts = {row.value: row.amounts[1:] for row in beside.by("programme")} if beside else {}
    for row in plan.rows():
        cells = dict(row)
        own = [escape(cell) if isinstance(cell := cells[key], str) else cell for key in COLUMNS]
        writer.writerow([*own, *amounts.get(row["programme"], ())])
    return text.getvalue()
