"""Files to tables and findings: the sources of a budget folder, and what people wrote into its decisions."""

from crosscut.ingest.applied import APPLIED, add_plans, is_plan
from crosscut.ingest.people import CORRECTIONS, read_corrections, read_decisions
from crosscut.ingest.reading import Ingested, read
from crosscut.ingest.story import RECONCILIATION, Story, read_story

__all__ = [
    "APPLIED",
    "CORRECTIONS",
    "RECONCILIATION",
    "Ingested",
    "Story",
    "add_plans",
    "is_plan",
    "read",
    "read_corrections",
    "read_decisions",
    "read_story",
]
