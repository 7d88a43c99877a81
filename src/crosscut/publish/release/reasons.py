"""What was cut and why: from the plan's reasons and the review's findings, where there are any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crosscut.findings import Severity
from crosscut.publish.figures import Figure
from crosscut.publish.release.facts import Facts, Programme
from crosscut.publish.text import Language

MOST = 12
"""Cuts that a release names; the tables hold them all."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A programme that has less than before or than it asked for, and why: a text of the plan or of a finding."""

    programme: Programme
    change: Figure
    why: str


def reasons(facts: Facts, language: Language) -> list[Cut]:
    """The largest cuts of named programmes against the latest comparison, each with what is known of its reason."""
    if not facts.desk.comparisons:
        return []
    before = facts.desk.comparisons[-1]
    found: list[Cut] = []
    for key, after in facts.ranked("partition"):
        if facts.is_named(key) and facts.desk.comparisons:
            earlier = facts.book.amount("partition", programme=key, **before.where)
            if after.value < earlier.value:
                change = facts.book.difference(after, earlier)
                found.append(Cut(facts.programme(key, after), change, _why(facts, key, language)))
    return sorted(found, key=lambda cut: (cut.change.value, cut.programme.key))[:MOST]


def _why(facts: Facts, key: str, language: Language) -> str:
    plan = getattr(facts.shown, "plan", None)
    said = _plan_reason(plan, key, language)
    if said:
        return said
    for finding in (*(getattr(facts.shown, "review", None) or ()), *facts.shown.findings):
        if getattr(finding, "programme", "") == key and finding.severity is not Severity.INFO:
            return str((language == "ko" and finding.message_ko) or finding.message)
    return ""


def _plan_reason(plan: Any, key: str, language: Language) -> str:
    """The plan's reason for a programme; a plan is any object whose ``reasons`` maps programme to ko and en."""
    held = getattr(plan, "reasons", None) or {}
    said = held.get(key)
    return str(said[language]) if said else ""
