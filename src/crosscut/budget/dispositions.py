"""What people said of findings: what holds, and where they contradict each other."""

from __future__ import annotations

import pyarrow as pa

from crosscut import ledger
from crosscut.budget.folder_ledger import open_ledger
from crosscut.budget.snapshot import Snapshot
from crosscut.findings import Finding, Severity
from crosscut.ledger.in_force import conflicts_in
from crosscut.ledger.kinds import KINDS
from crosscut.text import Text


def disposition_conflicts(snapshot: Snapshot) -> list[Finding]:
    """A finding on each two people who said different things of one finding at one time."""
    return [_finding(*each) for each in conflicts_in(KINDS["dispositions"], stated_dispositions(snapshot))]


def stated_dispositions(snapshot: Snapshot) -> pa.Table:
    """All dispositions up to the snapshot's moment, in force or not."""
    try:
        with open_ledger(snapshot.folder, snapshot.ledger, read_only=True) as store:
            return store.standing("dispositions", snapshot.reading or None)
    except ledger.LedgerMissingError:
        return ledger.DISPOSITIONS.empty_table()


def _finding(subject: str, at: str, people: list[str], held: str) -> Finding:
    said = ", ".join(people)
    stays, stays_ko = (
        (f"that of {held} stays in force", f"{held}의 앞선 처리가 유효합니다")
        if held
        else ("none is in force", "유효한 처리가 없습니다")
    )
    return Finding(
        "disposition-conflict",
        Severity.WARNING,
        Text(
            f"{said} said different things of {subject} at {at}; {stays}.",
            f"{subject}에 대한 {said}의 처리가 같은 시각({at})에 서로 다릅니다. {stays_ko}.",
        ),
        hint=Text("Say it once more, at a later time: the latest holds.", "나중 시각으로 다시 처리하십시오."),
    )
