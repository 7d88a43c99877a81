"""What people say of findings: accepted, waived, deferred; and of two programmes: that they are not the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from crosscut.ledger.findings import DispositionRow
from crosscut.review.model import Disposition, Raised

APART = "apart"
"""The disposition of two programmes that a person said are not duplicates."""

STATES: tuple[Disposition, ...] = ("accepted", "waived", "deferred")
"""What people may say of a finding."""

SPOKEN: Mapping[str, tuple[str, str]] = {
    "accepted": ("accept", "수용"),
    "waived": ("waive", "면제"),
    "deferred": ("defer", "보류"),
    APART: (APART, "별개"),
}
"""How people write a decision, in English and in Korean."""

WRITTEN: Mapping[str, str] = {word: state for state, words in SPOKEN.items() for word in (state, *words)}
"""The decisions that a file may name, as people write them, and what each is kept as."""


def pair_subject(one: str, other: str) -> str:
    """The subject of a disposition about two programmes, in whichever order they are named."""
    first, second = sorted((one, other))
    return f"pair:{first}|{second}"


def with_parts(raised: Iterable[Raised]) -> list[Raised]:
    """The findings, those of one rule about one programme told apart by the column they stand in, else by number."""
    found = list(raised)
    beside: dict[str, list[int]] = {}
    for place, each in enumerate(found):
        beside.setdefault(each.named, []).append(place)
    for places in beside.values():
        columns = [found[place].finding.place.column for place in places]
        distinct = len(set(columns)) == len(columns) and all(columns)
        for number, place in enumerate(places if len(places) > 1 else (), 1):
            part = found[place].finding.place.column if distinct else str(number)
            found[place] = replace(found[place], part=part)
    return found


def disposed(raised: Iterable[Raised], dispositions: Iterable[DispositionRow]) -> Iterator[Raised]:
    """The findings with what people decided of them.

    A waiver holds as long as the numbers that the finding rests on: afterwards it is ``expired`` and the finding counts
    again, with the old reason beside it. A decision that names a rule and a programme of which there are several
    findings is about the one whose numbers it rests on.
    """
    decided = {row["subject"]: row for row in dispositions if row["disposition"] in STATES}
    for each in raised:
        row = decided.get(each.subject)
        if row is None and each.part:
            whole = decided.get(each.named)
            row = whole if whole is not None and whole["basis"] == each.basis else None
        if row is None:
            yield each
            continue
        state = next(each for each in STATES if each == row["disposition"])
        if state == "waived" and row["basis"] != each.basis:
            state = "expired"
        yield replace(each, disposition=state, reason=row["reason"])


def separate_pairs(dispositions: Iterable[DispositionRow]) -> frozenset[tuple[str, str]]:
    """Pairs of programmes, each in sorted order, that people said are not duplicates."""
    pairs = set()
    for row in dispositions:
        if row["disposition"] == APART and row["subject"].startswith("pair:"):
            one, _, other = row["subject"].removeprefix("pair:").partition("|")
            pairs.add((one, other))
    return frozenset(pairs)
