"""What was cut, and the reason that was given for it, where one was."""

from __future__ import annotations

from dataclasses import dataclass

from crosscut.calendar import Period
from crosscut.figures import Figure
from crosscut.text import Language
from crosscut.text.effect_kinds import EffectKind
from crosscut.views.facts import Facts, ProgrammeFacts

MOST = 12
"""Cuts that a release names."""

_UNEXPLAINED = frozenset({EffectKind.CUT, EffectKind.GROWN, EffectKind.NEW, EffectKind.ENDED})
"""What the amounts show by themselves: no reason for it."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A programme that has less than at the earlier period, by how much, and why: empty where nobody said."""

    programme: ProgrammeFacts
    change: Figure
    why: str


def cuts(facts: Facts, language: Language) -> list[Cut]:
    """The largest cuts of named programmes against the last comparison."""
    if not facts.totals.comparisons:
        return []
    before, found = facts.totals.comparisons[-1], []
    for key, after in facts.ranked("partition"):
        earlier = facts.book.amount("partition", programme=key, **before.where)
        if facts.is_named(key) and after.value < earlier.value:
            found.append((facts.book.difference(after, earlier), facts.programme(key, after)))
    found.sort(key=lambda each: (each[0].value, each[1].key))
    return [Cut(one, change, _reason(facts, one.key, before, language)) for change, one in found[:MOST]]


def _reason(facts: Facts, key: str, before: Period, language: Language) -> str:
    """What a decision, a link or an event says of the change; empty where none does."""
    at = facts.totals.period
    history = facts.publication.history
    happened = history.occurrences.get(key, ()) if history else ()
    since_then = [each for each in happened if (each.since, each.until) == (before, at)]
    said = [each.why[language] for each in since_then if EffectKind(each.kind) not in _UNEXPLAINED]
    return ". ".join(dict.fromkeys((*facts.decided(key), *filter(None, said))))
