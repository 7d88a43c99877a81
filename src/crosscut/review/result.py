"""The review of a demand: rules, duplicates, what people said of them, and what is at stake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

import pyarrow as pa

from crosscut.engine import Engine
from crosscut.findings import Severity
from crosscut.ledger.findings import DispositionRow
from crosscut.money import Unit
from crosscut.review.dispositions import disposed, separate_pairs, with_parts
from crosscut.review.duplicates import DuplicateGroup, find_groups
from crosscut.review.duplicates.findings import group_findings
from crosscut.review.duplicates.model import GroupRecord
from crosscut.review.history import History, history
from crosscut.review.model import NotRun, NotRunRecord, Raised, RaisedRecord, ReviewDemand
from crosscut.review.policy import ReviewPolicy
from crosscut.review.registry import all_rules
from crosscut.review.run import evaluate
from crosscut.review.sentences import Scribe, fatal_inputs
from crosscut.review.stakes import StakeRecord, Stakes, stakes


class ReviewRecord(TypedDict):
    """A review by the command contract (DESIGN §7)."""

    fiscal_year: int
    stage: str
    currency: str
    findings: list[RaisedRecord]
    groups: list[GroupRecord]
    not_run: list[NotRunRecord]
    stakes: dict[str, int | list[StakeRecord]]


@dataclass(frozen=True)
class Review:
    """What a review found.

    ``findings`` are worst first, then the most money first. ``groups`` are the programmes that belong together.
    ``not_run`` are rules whose data is absent: they are not passed.
    """

    year: int
    stage: str
    currency: str
    findings: tuple[Raised, ...]
    groups: tuple[DuplicateGroup, ...]
    not_run: tuple[NotRun, ...]
    stakes: Stakes
    history: History
    executed: str = "executed"

    def to_json(self) -> ReviewRecord:
        """The review as the command line prints it."""
        return {
            "fiscal_year": self.year,
            "stage": self.stage,
            "currency": self.currency,
            "findings": [each.to_json() for each in self.findings],
            "groups": [each.to_json() for each in self.groups],
            "not_run": [each.to_json() for each in self.not_run],
            "stakes": self.stakes.to_json(),
        }


def _by_money(raised: Raised) -> tuple[int, int, str, object]:
    """Worst first, then the most money first."""
    found = raised.finding
    return list(Severity).index(found.severity), -raised.at_stake, found.rule, found.sort_key


def review(
    engine: Engine,
    demand: ReviewDemand,
    policy: ReviewPolicy,
    shares: pa.Table,
    unit: Unit,
    *,
    dispositions: Sequence[DispositionRow] = (),
    duplicates: bool = True,
) -> Review:
    """Review a demand.

    Parameters
    ----------
    engine
        Where the table expressions run.
    demand
        The tables and the moment.
    policy
        The office's thresholds.
    shares
        A table of SHARES, by which what is at stake is split over areas.
    unit
        What sentences print amounts in.
    dispositions
        Rows of ``ledger.DISPOSITIONS`` in force: what people said of findings.
    duplicates
        Whether to look for programmes that do the same.

    """
    past = history(engine, demand)
    rules = all_rules()
    evaluated = evaluate(engine, past, rules, policy)
    scribe = Scribe(demand, past, unit)
    raised: list[Raised] = []
    for rule in rules:
        if rule.id in evaluated.hits:
            raised += scribe.write(rule, evaluated.values[rule.id], evaluated.hits[rule.id])
        elif rule.restates and rule.id in evaluated.values:
            raised += scribe.restate(rule, demand.findings)
    groups = find_groups(demand, past, apart=separate_pairs(dispositions)) if duplicates else ()
    raised += group_findings(groups, demand, past, unit)
    raised = [*disposed(with_parts(raised), dispositions), *fatal_inputs(demand.findings)]
    raised.sort(key=_by_money)
    return Review(
        past.year,
        past.stage,
        demand.currency,
        tuple(raised),
        groups,
        evaluated.not_run,
        stakes(raised, past, demand.programmes, shares),
        past,
        demand.executed,
    )
