"""Who decided that a plan's amounts are a stage of the budget, when and why, from ``decisions/plan-….csv``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from crosscut.ingest.applied import APPLIED
from crosscut.ingest.people import restored, rows_of
from crosscut.ingest.report import Report
from crosscut.text.year_words import year


class PlanDecision(NamedTuple):
    """What was said when a plan was applied; ``file`` is the one of ``decisions/`` that holds its amounts."""

    file: str
    fiscal_year: int
    stage: str
    decided_by: str
    decided_at: str
    reason: str


def plan_decisions(folder: Path, names: Iterable[str]) -> list[PlanDecision]:
    """The decisions that the plans of these files were applied by; each once a file."""
    found: dict[PlanDecision, None] = {}
    for name in names:
        for row, place in rows_of(folder, name, (APPLIED, ()), lambda row, place, _: (row, place), Report()):
            said = restored(row) if row.get("digest") else row
            if fiscal_year := year(said["fiscal_year"]):
                words = (said["stage"], said["decided_by"], said["decided_at"], said["reason"])
                found.setdefault(PlanDecision(place.file, fiscal_year, *words))
    return list(found)
