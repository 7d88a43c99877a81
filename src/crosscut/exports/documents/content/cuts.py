"""What was cut and why: from the plan's reasons and the review's findings, where there are any."""

from __future__ import annotations

from dataclasses import dataclass

from crosscut.figures import Figure
from crosscut.findings import Severity
from crosscut.text import Language
from crosscut.views.facts import Facts, Programme

MOST = 12
"""Cuts that a release names."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A programme that has less than before, or less in the plan than it asks for, and why.

    ``change`` is the change against the earlier period; None where it is the plan that cuts. ``why`` is a text of the
    plan, or of a finding, or empty.
    """

    programme: Programme
    change: Figure | None
    why: str


def cuts(facts: Facts, language: Language) -> list[Cut]:
    """The largest cuts of named programmes: the plan's where there is one, else those against the last comparison."""
    planned = _planned(facts, language)
    return planned or _fallen(facts, language)


def _planned(facts: Facts, language: Language) -> list[Cut]:
    rows = facts.publication.plan.rows() if facts.publication.plan else []
    cut = [row for row in rows if row["amount"] < row["requested"] and row["programme"] in facts.directory.programmes]
    cut.sort(key=lambda row: (row["amount"] - row["requested"], row["programme"]))
    reasons = {row["programme"]: row["reason_ko"] if language == "ko" else row["reason"] for row in cut[:MOST]}
    return [_planned_cut(facts, programme, reason, language) for programme, reason in reasons.items()]


def _planned_cut(facts: Facts, key: str, reason: str, language: Language) -> Cut:
    why = " ".join(filter(None, (reason, _finding(facts, key, language))))
    return Cut(facts.programme(key, facts.once(programme=key)), None, why)


def _fallen(facts: Facts, language: Language) -> list[Cut]:
    if not facts.totals.comparisons:
        return []
    before, found = facts.totals.comparisons[-1], []
    for key, after in facts.ranked("partition"):
        earlier = facts.book.amount("partition", programme=key, **before.where)
        if facts.is_named(key) and after.value < earlier.value:
            found.append((facts.book.difference(after, earlier), facts.programme(key, after)))
    found.sort(key=lambda each: (each[0].value, each[1].key))
    return [Cut(programme, change, _finding(facts, programme.key, language)) for change, programme in found[:MOST]]


def _finding(facts: Facts, key: str, language: Language) -> str:
    """What the review, or else a check of the data, says of a programme; empty where neither does."""
    review = facts.publication.review
    raised = [each.finding for each in review.findings if each.disposition != "waived"] if review else []
    for finding in (*raised, *facts.publication.findings):
        if finding.programme == key and finding.severity is not Severity.INFO:
            return finding.message_ko if language == "ko" and finding.message_ko else finding.message
    return ""
