"""What was cut, and the reason that was given for it, where one was."""

from __future__ import annotations

from dataclasses import dataclass

from crosscut.calendar import Period
from crosscut.figures import Figure
from crosscut.follow.effects import AMONG_AREAS
from crosscut.text import Language
from crosscut.text.effect_kinds import BY_AMOUNTS, EffectKind, Passage
from crosscut.text.said_twice import in_one
from crosscut.views.facts import Facts, ProgrammeFacts
from crosscut.views.totals import Totals

MOST = 12
"""Cuts that a release names."""

_UNEXPLAINED = BY_AMOUNTS | AMONG_AREAS
"""What the amounts show by themselves, and what moves money from area to area: neither says why there is less."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A programme that has less than at the earlier period, by how much, and why: empty where nobody said."""

    programme: ProgrammeFacts
    change: Figure
    why: str


def cuts(facts: Facts, language: Language, most: int = MOST) -> list[Cut]:
    """The largest cuts of named programmes against the last comparison, at most so many."""
    if not facts.totals.comparisons:
        return []
    before, found = facts.totals.comparisons[-1], []
    earlier = facts.book.by("partition", "programme", **before.where)
    for key, after in facts.largest:
        held = earlier.get((key,))
        if held is not None and after.value < held.value and facts.is_named(key):
            found.append((after.value - held.value, key, after, held))
    found.sort(key=lambda each: each[:2])
    return [
        Cut(facts.programme(key, after), facts.book.difference(after, held), _reason(facts, key, before, language))
        for _, key, after, held in found[:most]
    ]


def cut_passage(totals: Totals) -> Passage:
    """Which way money went since the period that cuts are told against: what was not spent was not cut."""
    before = totals.comparisons[-1:]
    return totals.calendar.passage(before[0], totals.period) if before else ""


def _reason(facts: Facts, key: str, before: Period, language: Language) -> str:
    """What a decision, a link or an event says of the change; empty where none does."""
    at = facts.totals.period
    history = facts.publication.history
    happened = history.occurrences.get(key, ()) if history else ()
    since_then = [each for each in happened if (each.since, each.until) == (before, at)]
    said = [each.why[language] for each in since_then if EffectKind(each.kind) not in _UNEXPLAINED]
    notes = [in_one(each, language) for each in facts.decided(key)]
    return ". ".join(dict.fromkeys((*notes, *filter(None, said))))
