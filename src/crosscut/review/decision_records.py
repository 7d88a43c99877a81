"""All decisions on findings that were made: who, what, when, why, and which of them hold."""

from __future__ import annotations

from typing import Literal, TypedDict

from crosscut.budget import Run
from crosscut.budget.dispositions import stated_dispositions
from crosscut.ledger.findings import DispositionRow
from crosscut.ledger.in_force import EARLIEST, moment_of
from crosscut.review.result import Review

Holding = Literal["in force", "replaced", "contradicted"]


class DecisionRecord(TypedDict):
    """One decision on a finding as the command line prints it; ``state`` is what holds of it now."""

    finding: str
    decision: str
    state: str
    by: str
    at: str
    reason: str
    in_force: bool


def decisions_of(run: Run, reviewed: Review) -> list[DecisionRecord]:
    """What people decided of findings and of pairs, in force or not: who, what, when and why; newest first.

    A waiver of a finding whose numbers changed since is ``expired``, a decision that a later one took the place of
    ``replaced``, and one of two that contradict each other at one time ``contradicted``.
    """
    expired = {
        name for each in reviewed.findings if each.disposition == "expired" for name in (each.subject, each.named)
    }
    held = {row["subject"]: row for row in run.snapshot.dispositions.to_pylist()}
    found = [_record(row, held.get(row["subject"]), expired) for row in stated_dispositions(run.snapshot).to_pylist()]
    found.sort(key=lambda each: (each["finding"], each["by"]))
    return sorted(found, key=lambda each: moment_of(each["at"]) or EARLIEST, reverse=True)


def _record(row: DispositionRow, held: DispositionRow | None, expired: set[str]) -> DecisionRecord:
    holding, state = _holding(row, held), row["disposition"]
    if holding != "in force":
        state = holding
    elif state == "waived" and row["subject"] in expired:
        state = "expired"
    return {
        "finding": row["subject"],
        "decision": row["disposition"],
        "state": state,
        "by": row["decided_by"],
        "at": row["decided_at"],
        "reason": row["reason"],
        "in_force": holding == "in force",
    }


def _holding(row: DispositionRow, held: DispositionRow | None) -> Holding:
    """What became of a decision, beside the one about the same subject that holds, if any."""
    if held is None:
        return "contradicted"
    said, holds = (moment_of(each["decided_at"]) or EARLIEST for each in (row, held))
    return "in force" if said == holds else "replaced" if said < holds else "contradicted"
