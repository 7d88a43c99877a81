"""A budget's ledger through random readings, corrections, links and re-readings: any two moments differ exactly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscut.budget.links import succession
from crosscut.follow import DifferenceCell, DifferenceContext, Side, difference
from crosscut.ledger import CORRECTIONS, LINKS, Contents, Ledger, Reading
from crosscut.ledger.in_force import corrected
from crosscut.tables import LINES, line_id
from tests.shortened import examples

NAMES = "abcde"
AMOUNTS = st.dictionaries(st.sampled_from(NAMES), st.integers(-5, 10**12))
PAIRS = st.sets(st.sampled_from([one + other for one in NAMES for other in NAMES if one < other]), max_size=2)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("read"), AMOUNTS),
        st.tuples(st.just("correct"), st.tuples(st.sampled_from(NAMES), st.integers(0, 10**6))),
        st.tuples(st.just("link"), PAIRS),
        st.tuples(st.just("again"), st.none()),
    ),
    min_size=2,
    max_size=8,
)


def table(schema: pa.Schema, rows: list[dict]) -> pa.Table:
    blank = {field.name: "" if pa.types.is_string(field.type) else None for field in schema}
    return pa.Table.from_pylist([blank | row for row in rows], schema=schema)


def line(name: str, amount: int) -> dict:
    key = (name, "", 2026, "requested", "")
    names = ("programme", "subprogramme", "fiscal_year", "stage", "account")
    return {"line": line_id(*key), "amount": amount, **dict(zip(names, key, strict=True))}


def side(snapshot: Contents) -> Side:
    stated = dict(zip(snapshot.lines["programme"].to_pylist(), snapshot.lines["amount"].to_pylist(), strict=True))
    held, _ = corrected(snapshot.lines, snapshot.in_force("corrections"))
    amounts = dict(zip(held["programme"].to_pylist(), held["amount"].to_pylist(), strict=True))
    return Side(
        str(snapshot.sequence),
        2026,
        "requested",
        {DifferenceCell(name, "m", "", "ai", ""): amounts[name] for name in amounts},
        corrected={name: amounts[name] - stated[name] for name in amounts if amounts[name] != stated[name]},
    )


def take(ledger: Ledger, what: str, said, read: dict[str, int], at: datetime) -> dict[str, int]:
    if what == "read":
        read = said
    if what in ("read", "again"):
        ledger.append(
            Reading("lines", str(sorted(read.items())), lines=table(LINES, [line(*each) for each in read.items()])), at
        )
    elif what == "correct":
        name, amount = said
        correction = {
            "line": line(name, 0)["line"],
            "was": read.get(name),
            "amount": amount,
            "corrected_by": "kim",
            "reason": "a misprint",
        }
        ledger.correct(table(CORRECTIONS, [correction]), at)
    else:
        share = {"numerator": 1, "denominator": 1}
        rows = [{"predecessor": pair[0], "successor": pair[1], **share} for pair in sorted(said)]
        ledger.append(Reading("links", str(sorted(said)), links=table(LINKS, rows)), at)
    return read


@given(STEPS)
@settings(max_examples=examples(5), deadline=None)
def test_any_two_moments_differ_exactly_and_nothing_is_lost(steps) -> None:
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.sqlite") as ledger:
        read: dict[str, int] = {}
        states = [ledger.as_of(0)]
        for number, (what, said) in enumerate(steps):
            read = take(ledger, what, said, read, datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number))
            states.append(ledger.as_of())
        for state in states:
            assert ledger.as_of(state.sequence).digest == state.digest
        sides = [side(state) for state in states]
        for start in range(len(sides)):
            for end in range(start, len(sides)):
                links, _ = succession(states[end].links, NAMES)
                found = difference(sides[start], sides[end], DifferenceContext(links))
                cells = dict(sides[start].cells)
                for effect in found.effects:
                    for cell, delta in effect.deltas.items():
                        cells[cell] = cells.get(cell, 0) + delta
                assert {c: held for c, held in cells.items() if held} == {
                    c: held for c, held in sides[end].cells.items() if held
                }
                assert sum(effect.change for effect in found.effects) == found.change
        ledger.verify()
