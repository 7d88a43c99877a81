"""What people say of findings: accepted, waived, deferred; and of two programmes: that they are not the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from crosscut.ledger.findings import DispositionRow
from crosscut.review.model import Disposition, Raised

APART = "apart"
"""The disposition of two programmes that a person said are not duplicates."""

_STATES: Mapping[str, Disposition] = {"accepted": "accepted", "waived": "waived", "deferred": "deferred"}


def pair_subject(one: str, other: str) -> str:
    """The subject of a disposition about two programmes, in whichever order they are named."""
    first, second = sorted((one, other))
    return f"pair:{first}|{second}"


def disposed(raised: Iterable[Raised], dispositions: Iterable[DispositionRow]) -> Iterator[Raised]:
    """The findings with what people said of them.

    A waiver holds as long as the numbers that the finding rests on: afterwards it is ``expired`` and the finding counts
    again, with the old reason beside it.
    """
    said = {row["subject"]: row for row in dispositions if row["disposition"] in _STATES}
    for each in raised:
        row = said.get(each.subject)
        if row is None:
            yield each
            continue
        state = _STATES[row["disposition"]]
        if state == "waived" and row["basis"] != each.basis:
            state = "expired"
        yield replace(each, disposition=state, reason=row["reason"])


def told_apart(dispositions: Iterable[DispositionRow]) -> frozenset[tuple[str, str]]:
    """Pairs of programmes, each in sorted order, that people said are not duplicates."""
    pairs = set()
    for row in dispositions:
        if row["disposition"] == APART and row["subject"].startswith("pair:"):
            one, _, other = row["subject"].removeprefix("pair:").partition("|")
            pairs.add((one, other))
    return frozenset(pairs)
