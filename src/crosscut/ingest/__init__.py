"""Files to tables and findings: the sources of a budget folder, and what people wrote into its decisions."""

from crosscut.ingest.applied import APPLIED, add_plans, is_plan
from crosscut.ingest.attributions import read_decisions
from crosscut.ingest.continuity import RECONCILIATION, Continuity, ReconciliationRow, read_continuity
from crosscut.ingest.explanation import SourceReading
from crosscut.ingest.people import CORRECTIONS, WrittenCorrection, read_corrections
from crosscut.ingest.period_attributes import attributes_of, carried
from crosscut.ingest.reading import Ingested, check, read
from crosscut.ingest.summed_lines import PartRow, RowsBehind, SummedLines, rows_behind

__all__ = [
    "APPLIED",
    "CORRECTIONS",
    "RECONCILIATION",
    "Continuity",
    "Ingested",
    "PartRow",
    "ReconciliationRow",
    "RowsBehind",
    "SourceReading",
    "SummedLines",
    "WrittenCorrection",
    "add_plans",
    "attributes_of",
    "carried",
    "check",
    "is_plan",
    "read",
    "read_continuity",
    "read_corrections",
    "read_decisions",
    "rows_behind",
]
