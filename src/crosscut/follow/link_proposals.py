"""Links that a budget folder's names, texts and amounts suggest, for a person to confirm."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from crosscut.budget import Run
from crosscut.findings import Finding
from crosscut.follow.proposals import LEAST, Life, Proposal, propose

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
class ProposedLinks:
    """Proposals, best first, beside what is confirmed."""

    proposals: tuple[Proposal, ...]
    confirmed: int
    findings: tuple[Finding, ...]

    def rows(self) -> list[dict[str, Any]]:
        """The proposals in COLUMNS: who confirms one copies its row to ``decisions/links.csv`` and signs it."""
        return [_row(each) for each in self.proposals]


def propose_links(run: Run, least: float = LEAST) -> ProposedLinks:
    """Links between programmes whose money ends and programmes whose money begins."""
    moves = run.snapshot.ministries.select(["predecessor", "successor"]).to_pydict().values()
    found = propose(lives(run), run.links, zip(*moves, strict=True), least)
    unsound = tuple(each for each in run.snapshot.findings if each.rule.startswith("link-"))
    return ProposedLinks(tuple(found), sum(1 for _ in run.links), unsound)


def lives(run: Run) -> list[Life]:
    """Every programme with its money by year, at the latest stage that the year has."""
    years: dict[str, dict[int, int]] = defaultdict(dict)
    for year in run.calendar.years:
        latest = run.calendar.latest(year)
        for programme, amount in run.budgets(*latest).items() if latest else ():
            years[programme][year] = amount
    told = run.snapshot.programmes.select(["programme", "name", "ministry", "committee", "text"]).to_pylist()
    return [Life(**row, years=dict(years[row["programme"]])) for row in told if row["programme"] in years]


def _row(each: Proposal) -> dict[str, Any]:
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
