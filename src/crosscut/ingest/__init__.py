"""Files to tables and findings: the sources of a budget folder, and what people wrote into its decisions.

Who opens what a build kept reads no file: what reads them is imported when first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosscut.on_demand import on_demand

if TYPE_CHECKING:
    from crosscut.ingest.applied import (
        APPLIED,
        ASKED,
        UNDER,
        AppliedPolicy,
        AskedThen,
        add_plans,
        asked_then,
        policies_of,
    )
    from crosscut.ingest.attributions import read_decisions
    from crosscut.ingest.continuity import RECONCILIATION, Continuity, ReconciliationRow, read_continuity
    from crosscut.ingest.decided_plans import PlanDecision, plan_decisions
    from crosscut.ingest.explanation import SourceReading
    from crosscut.ingest.people import CORRECTIONS, WrittenCorrection, read_corrections
    from crosscut.ingest.period_attributes import attributes_of, carried
    from crosscut.ingest.reading import Ingested, check, read
    from crosscut.ingest.row_lines import StatedColumn, stated_columns
    from crosscut.ingest.source_rows import TotalRow
    from crosscut.ingest.summed_lines import PartRow, RowsBehind, SummedLines, rows_behind

__all__ = [
    "APPLIED",
    "ASKED",
    "CORRECTIONS",
    "RECONCILIATION",
    "UNDER",
    "AppliedPolicy",
    "AskedThen",
    "Continuity",
    "Ingested",
    "PartRow",
    "PlanDecision",
    "ReconciliationRow",
    "RowsBehind",
    "SourceReading",
    "StatedColumn",
    "SummedLines",
    "TotalRow",
    "WrittenCorrection",
    "add_plans",
    "asked_then",
    "attributes_of",
    "carried",
    "check",
    "plan_decisions",
    "policies_of",
    "read",
    "read_continuity",
    "read_corrections",
    "read_decisions",
    "rows_behind",
    "stated_columns",
]

__getattr__ = on_demand(
    __name__,
    {
        "applied": (
            "APPLIED",
            "ASKED",
            "UNDER",
            "AppliedPolicy",
            "AskedThen",
            "add_plans",
            "asked_then",
            "policies_of",
        ),
        "attributions": ("read_decisions",),
        "continuity": ("RECONCILIATION", "Continuity", "ReconciliationRow", "read_continuity"),
        "decided_plans": ("PlanDecision", "plan_decisions"),
        "explanation": ("SourceReading",),
        "people": ("CORRECTIONS", "WrittenCorrection", "read_corrections"),
        "period_attributes": ("attributes_of", "carried"),
        "reading": ("Ingested", "check", "read"),
        "row_lines": ("StatedColumn", "stated_columns"),
        "source_rows": ("TotalRow",),
        "summed_lines": ("PartRow", "RowsBehind", "SummedLines", "rows_behind"),
    },
)
