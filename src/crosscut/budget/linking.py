"""Links that a budget folder's names, texts and amounts suggest, for a person to confirm."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crosscut import follow
from crosscut.budget.inputs import Inputs, read
from crosscut.findings import Finding

COLUMNS = (
    "predecessor",
    "successor",
    "numerator",
    "denominator",
    "fiscal_year",
    "date",
    "source",
    "reason",
    "decided_by",
    "decided_at",
    "score",
    "predecessor_name",
    "successor_name",
    "predecessor_ministry",
    "successor_ministry",
)
"""Of a CSV of proposals; its first ten columns are those of ``decisions/links.csv``."""


@dataclass(frozen=True)
class Proposed:
    """Proposals, best first, beside what is confirmed."""

    proposals: tuple[follow.Proposal, ...]
    confirmed: int
    findings: tuple[Finding, ...]

    def rows(self) -> list[dict[str, Any]]:
        """The proposals in COLUMNS: who confirms one copies its row to ``decisions/links.csv`` and signs it."""
        return [_row(each) for each in self.proposals]


def propose(folder: Path, least: float = follow.LEAST) -> Proposed:
    """Links between programmes whose money ends and programmes whose money begins."""
    inputs = read(folder)
    links, findings = follow.succession(inputs.story.links, inputs.programmes["programme"].to_pylist())
    moves = inputs.story.ministries.select(["predecessor", "successor"]).to_pydict().values()
    found = follow.propose(lives(inputs), links, zip(*moves, strict=True), least)
    return Proposed(tuple(found), sum(1 for _ in links), tuple(findings))


def lives(inputs: Inputs) -> list[follow.Life]:
    """Every programme with its money by year, at the latest stage that the year has."""
    rank = {stage: place for place, stage in enumerate(inputs.settings.stage_ids)}
    columns = ("programme", "subprogramme", "fiscal_year", "stage", "amount")
    rows = [row for row in inputs.lines.select(columns).to_pylist() if not row["subprogramme"]]
    latest: dict[int, str] = {}
    for row in rows:
        held = latest.get(row["fiscal_year"], row["stage"])
        latest[row["fiscal_year"]] = max(held, row["stage"], key=lambda stage: rank.get(stage, -1))
    years: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        if row["stage"] == latest[row["fiscal_year"]]:
            years[row["programme"]][row["fiscal_year"]] += row["amount"] or 0
    told = inputs.programmes.select(["programme", "name", "ministry", "committee", "text"]).to_pylist()
    return [follow.Life(**row, years=dict(years[row["programme"]])) for row in told if row["programme"] in years]


def _row(each: follow.Proposal) -> dict[str, Any]:
    old, new = each.predecessor, each.successor
    blank = dict.fromkeys(("date", "source", "decided_by", "decided_at"), "")
    return {
        "predecessor": old.programme,
        "successor": new.programme,
        "numerator": 1,
        "denominator": 1,
        "fiscal_year": each.year,
        **blank,
        "reason": f"proposed: {each.evidence}",
        "score": f"{each.score:.3f}",
        "predecessor_name": old.name,
        "successor_name": new.name,
        "predecessor_ministry": old.ministry,
        "successor_ministry": new.ministry,
    }
