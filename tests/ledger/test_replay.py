"""As-of equals replay: whatever is appended, the past reads as a plain history of dictionaries says.

A few histories here; ``pytest tests/ledger/test_replay.py --hypothesis-profile long --timeout 0`` tries hundreds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscut.ledger import Ledger
from tests.shortened import examples

from .material import (
    amounts,
    amounts_of,
    corrected_lines,
    correction,
    corrections,
    day,
    decision,
    decisions,
    links,
    reading,
)

NAMES = st.sampled_from(["a", "b", "양자", "d d"])
AMOUNTS = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.integers(0, 3))

READING = st.tuples(st.just("read"), st.sampled_from(["x.csv", "y.csv"]), st.dictionaries(NAMES, AMOUNTS))
DECISION = st.tuples(st.just("decide"), NAMES, st.sampled_from(["ai", "bio", "outside"]))
CORRECTION = st.tuples(st.just("correct"), NAMES, st.integers(0, 3), st.integers(0, 3))
AGAIN = st.tuples(st.just("again"))
LINKS = st.tuples(st.just("link"), st.sets(st.tuples(NAMES, NAMES), max_size=3))
STEPS = st.lists(st.one_of(READING, READING, DECISION, CORRECTION, LINKS, AGAIN), max_size=12)


@dataclass
class Model:
    """The ledger as plain dictionaries; after each step what should stand is kept."""

    sources: dict[str, dict[str, int | None]] = field(default_factory=dict)
    spoken: list[tuple[str, str]] = field(default_factory=list)
    corrected: dict[str, tuple[int, int]] = field(default_factory=dict)
    decided: dict[str, str] = field(default_factory=dict)
    linked: set[tuple[str, str]] = field(default_factory=set)
    past: list[tuple[dict[str, int | None], dict[str, str], set[tuple[str, str]]]] = field(default_factory=list)

    def read(self, source: str, rows: dict[str, int | None]) -> None:
        before = self.sources.get(source, {})
        for name in sorted(rows):
            if name not in before or before[name] != rows[name]:
                self.spoken = [each for each in self.spoken if each != (name, source)] + [(name, source)]
        self.sources[source] = dict(rows)

    def lines(self) -> dict[str, int | None]:
        stated = {name: self.sources[source][name] for name, source in self.spoken if name in self.sources[source]}
        return {
            name: self.corrected[name][1] if name in self.corrected and self.corrected[name][0] == amount else amount
            for name, amount in stated.items()
        }

    def remember(self) -> None:
        self.past.append((self.lines(), dict(self.decided), set(self.linked)))


def take(ledger: Ledger, model: Model, step: tuple, number: int) -> None:
    """One step on both; each ledger step is on its own day, so that every day can be read back."""
    what, *said = step
    at = day(number)
    if what == "read":
        source, rows = said
        ledger.append(reading(source, digest=str(sorted(rows.items())), lines=amounts(**rows)), at=at)
        model.read(source, rows)
    elif what == "decide":
        name, area = said
        ledger.decide(decisions(decision(name, area, f"person {number}")), at=at)
        model.decided[name] = area
    elif what == "correct":
        name, was, amount = said
        ledger.correct(corrections(correction(name, was, amount)), at=at)
        model.corrected[name] = (was, amount)
    elif what == "link":
        (pairs,) = said
        ledger.append(reading("links.csv", digest=str(sorted(pairs)), links=links(*sorted(pairs))), at=at)
        model.linked = set(pairs)
    else:
        for source, rows in model.sources.items():
            appended = ledger.append(reading(source, digest=str(sorted(rows.items())), lines=amounts(**rows)), at=at)
            assert appended.sequence is None


def check(new_address: Callable[[], str], steps: list[tuple]) -> None:
    model = Model()
    with Ledger.open(new_address()) as ledger:
        for number, step in enumerate(steps, start=1):
            take(ledger, model, step, number)
            model.remember()
        for number, (lines, decided, linked) in enumerate(model.past, start=1):
            snapshot = ledger.as_of(day(number))
            assert amounts_of(corrected_lines(snapshot)) == lines
            found = zip(
                snapshot.in_force("decisions")["programme"].to_pylist(),
                snapshot.in_force("decisions")["area"].to_pylist(),
                strict=True,
            )
            assert dict(found) == decided
            columns = (snapshot.links[name].to_pylist() for name in ("predecessor", "successor"))
            assert set(zip(*columns, strict=True)) == linked
        ledger.verify()


@given(steps=STEPS)
@settings(max_examples=examples(4), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_as_of_equals_replay_on_sqlite(new_sqlite, steps) -> None:
    check(new_sqlite, steps)


@pytest.mark.postgres
@given(steps=STEPS)
@settings(max_examples=examples(2), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_as_of_equals_replay_on_postgres(new_postgres, steps) -> None:
    check(new_postgres, steps)
