"""A review as tables: one row a finding as CSV, and one row a programme for people."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from crosscut.csvtext import escape
from crosscut.review.model import Disposition
from crosscut.review.result import Review

COLUMNS = (
    "programme",
    "name",
    "ministry",
    "rule",
    "severity",
    "value",
    "expected",
    "at_stake",
    "disposition",
    "reason",
    "message",
    "message_ko",
    "finding",
    "action",
    "action_ko",
)
"""The columns of a review as CSV; amounts in minor units."""


_DECIDED: frozenset[Disposition] = frozenset(("accepted", "deferred", "expired"))
"""What people decided of findings that count: a waiver that expired among them."""


@dataclass(frozen=True)
class ProgrammeLine:
    """One programme with what its findings put at stake, once, and the rules that raised them.

    ``decided`` is what people decided of a rule's findings here, where something was decided of all of them.
    """

    programme: str
    name: str
    ministry: str
    at_stake: int
    rules: tuple[str, ...]
    decided: Mapping[str, Disposition]


def programme_lines(found: Review) -> list[ProgrammeLine]:
    """The programmes that open findings are about, the most money first."""
    frame = found.history.frame.select(["programme", "name", "ministry", "amount"]).to_pylist()
    known = {row["programme"]: row for row in frame}
    rules: dict[str, dict[str, int]] = {}
    said: dict[str, dict[str, set[Disposition]]] = {}
    for raised in found.findings:
        programme, rule = raised.finding.programme, raised.finding.rule
        if raised.moves and programme in known:
            own = rules.setdefault(programme, {})
            own[rule] = max(own.get(rule, 0), raised.at_stake)
            said.setdefault(programme, {}).setdefault(rule, set()).add(raised.disposition)
    lines = [
        ProgrammeLine(
            programme,
            known[programme]["name"],
            known[programme]["ministry"],
            max(0, min(max(own.values()), known[programme]["amount"] or 0)),
            tuple(sorted(own, key=lambda rule: (-own[rule], rule))),
            {rule: min(states) for rule, states in said[programme].items() if len(states) == 1 and states <= _DECIDED},
        )
        for programme, own in rules.items()
    ]
    return sorted(lines, key=lambda line: (-line.at_stake, line.programme))


def review_csv(found: Review) -> str:
    """A review as CSV that no spreadsheet runs, one row a finding."""
    frame = found.history.frame.select(["programme", "name", "ministry"]).to_pylist()
    known = {row["programme"]: row for row in frame}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for raised in found.findings:
        own = raised.finding
        row = known.get(own.programme, {"name": "", "ministry": ""})
        cells = (
            own.programme,
            row["name"],
            row["ministry"],
            own.rule,
            str(own.severity),
            own.value,
            own.expected,
            raised.at_stake,
            raised.disposition,
            raised.reason,
            own.message.en,
            own.message.ko,
            raised.subject,
            raised.action.en,
            raised.action.ko,
        )
        writer.writerow([escape(cell) if isinstance(cell, str) else cell for cell in cells])
    return text.getvalue()
