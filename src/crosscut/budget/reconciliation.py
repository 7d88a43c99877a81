"""Control totals and what explains, line by line, that the ledger differs from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa

from crosscut.config import Control, did_you_mean
from crosscut.findings import Finding, Place, Severity
from crosscut.text import Text

_RULE = "control-total"

if TYPE_CHECKING:
    from crosscut.ingest import ReconciliationRow


def reconcile(
    findings: Iterable[Finding], controls: Sequence[Control], items: pa.Table, printed: pa.Table | None = None
) -> list[Finding]:
    """The findings with each control's explanation put beside its difference.

    A difference whose lines sum to it exactly is explained: information, no longer fatal. One that they do not sum to
    stays fatal and says what is left. Lines for a control that there is not, or that is met, are findings themselves.

    Parameters
    ----------
    findings
        Of the reading, those of controls among them: they stand at ``control N``, counted from 1.
    controls
        The budget's controls in order.
    items
        A table with ``control``, ``programme``, ``amount`` (minor units; what the ledger has and the control has not),
        ``reason``, ``source`` and places.
    printed
        A table of CONTROLS with the totals that sources print as rows, which can be explained alike, by their labels.

    """
    by_label: dict[str, list[ReconciliationRow]] = defaultdict(list)
    for row in items.to_pylist():
        by_label[row["control"]].append(row)
    labels = {
        Place("crosscut.toml", column=f"control {number}"): control.label
        for number, control in enumerate(controls, start=1)
    }
    if printed is not None and by_label:
        labels |= {Place.of(row): row["label"] for row in printed.to_pylist() if row["row"]}
    reconciled, used = [], set()
    for finding in findings:
        label = labels.get(finding.place, "")
        if finding.rule == _RULE and label in by_label and finding.difference is not None:
            used.add(label)
            reconciled.append(_explained(finding, by_label[label]))
        else:
            reconciled.append(finding)
    unused = (row for label in sorted(set(by_label) - used) for row in by_label[label])
    return reconciled + [_of_nothing(row, tuple(labels.values())) for row in unused]


def _explained(finding: Finding, rows: list[ReconciliationRow]) -> Finding:
    explained = sum(row["amount"] or 0 for row in rows)
    left = (finding.difference or 0) - explained
    lines = "; ".join(_line(row) for row in rows)
    if not left:
        return replace(
            finding,
            rule="control-explained",
            severity=Severity.INFO,
            hint=Text(),
            message=Text(
                f"{finding.message.en} Explained line by line: {lines}.", f"{finding.message.ko} 항목별 설명: {lines}."
            ),
        )
    return replace(
        finding,
        severity=Severity.FATAL,
        message=Text(
            f"{finding.message.en} Its lines explain {explained:+,}; {left:+,} is left: {lines}.",
            f"{finding.message.ko} 항목이 설명하는 것은 {explained:+,}이고 {left:+,}이(가) 남습니다: {lines}.",
        ),
        hint=Text(
            "Find the lines that are missing from decisions/reconciliation.csv.",
            "decisions/reconciliation.csv에 빠진 항목을 찾으십시오.",
        ),
    )


def _line(row: ReconciliationRow) -> str:
    named = f"{row['programme']} " if row["programme"] else ""
    source = f" ({row['source']})" if row["source"] else ""
    return f"{named}{row['amount']:+,} {row['reason']}{source}"


def _of_nothing(row: ReconciliationRow, labels: tuple[str, ...]) -> Finding:
    known = row["control"] in labels
    text = "is met, so nothing is left to explain" if known else f"is not there.{did_you_mean(row['control'], labels)}"
    return Finding(
        "reconciliation-of-nothing",
        Severity.WARNING if known else Severity.FATAL,
        Text(
            f"The control {row['control']!r} {text}",
            f"대사할 합계 {row['control']!r}이(가) {'이미 맞습니다' if known else '없습니다'}.",
        ),
        replace(Place.of(row), column="control"),
        row["programme"],
        hint=Text(
            "Write the control's label as crosscut.toml has it, or delete the line.",
            "crosscut.toml의 label을 그대로 적거나 줄을 지우십시오.",
        ),
    )
