"""Links that a budget folder's names, texts and amounts suggest, for a person to confirm."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TypedDict

from crosscut.budget import Run
from crosscut.findings import Finding
from crosscut.follow.proposals import LEAST, Life, LinkProposal, propose


class ProposedLink(TypedDict):
    """A row of a CSV of proposals; its first ten columns are those of ``decisions/links.csv``."""

    predecessor: str
    successor: str
    numerator: int
    denominator: int
    fiscal_year: int
    date: str
    source: str
    reason: str
    decided_by: str
    decided_at: str
    score: str
    predecessor_name: str
    successor_name: str
    predecessor_ministry: str
    successor_ministry: str


COLUMNS = tuple(ProposedLink.__annotations__)
"""Of a CSV of proposals, in order."""


@dataclass(frozen=True)
class ProposedLinks:
    """Proposals, best first, beside what is confirmed."""

    proposals: tuple[LinkProposal, ...]
    confirmed: int
    findings: tuple[Finding, ...]

    def rows(self) -> list[ProposedLink]:
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
    rows = run.snapshot.programmes.select(["programme", "name", "ministry", "committee", "text"]).to_pylist()
    return [Life(**row, years=dict(years[row["programme"]])) for row in rows if row["programme"] in years]


def _row(each: LinkProposal) -> ProposedLink:
    old, new = each.predecessor, each.successor
    return {
        "predecessor": old.programme,
        "successor": new.programme,
        "numerator": 1,
        "denominator": 1,
        "fiscal_year": each.year,
        "date": "",
        "source": "",
        "decided_by": "",
        "decided_at": "",
        "reason": f"proposed: {each.evidence}",
        "score": f"{each.score:.3f}",
        "predecessor_name": old.name,
        "successor_name": new.name,
        "predecessor_ministry": old.ministry,
        "successor_ministry": new.ministry,
    }
