"""Which sub-technologies hold beside a decision that names areas alone."""

from __future__ import annotations

from fractions import Fraction

import pyarrow as pa
import pytest

from crosscut.engine.decisions import decided
from crosscut.findings import Place
from crosscut.tables import DECISIONS
from crosscut.taxonomy import Area, Sub, Taxonomy

SUBS = tuple(Sub(name, name, name, "read", "") for name in ("x1", "x2"))
TAXONOMY = Taxonomy(
    "t", "T", "T", "2020-01-01", "", (Area("x", "X", "X", SUBS, "read", ""), Area("y", "Y", "Y", (), "read", ""))
)
Said = tuple[str, int, str, str]
"""Who, at what hour, which part (``x``, ``x/x1``, ``y``), and why."""


def held(*said: Said) -> dict[tuple[str, str], Fraction]:
    rows = []
    for by, hour, part, reason in said:
        area, _, sub = part.partition("/")
        at = f"2026-11-01T{hour:02}:00:00+00:00"
        rows.append(
            {
                "programme": "P",
                "area": area,
                "sub": sub,
                "numerator": 1,
                "denominator": 1,
                "decided_by": by,
                "decided_at": at,
                "reason": reason,
                **Place().columns,
            }
        )
    found = decided(pa.Table.from_pylist(rows, DECISIONS), TAXONOMY)[0]["P"]
    return {part: Fraction(number, found.denominator) for part, number in found.numerators.items()}


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ([("a", 10, "x/x1", ""), ("b", 11, "x", "")], ("x", "x1")),
        ([("a", 10, "x/x1", ""), ("c", 10, "x/x2", ""), ("b", 11, "x", "")], ("x", "")),
        ([("a", 9, "x/x1", ""), ("c", 10, "x/x2", ""), ("b", 11, "x", "")], ("x", "x2")),
        ([("a", 10, "x", ""), ("b", 11, "x/x1", ""), ("c", 11, "x/x2", "")], ("x", "")),
        ([("a", 10, "x", ""), ("b", 11, "x/x1", ""), ("c", 11, "y", "")], ("x", "")),
        ([("a", 10, "x/x1", ""), ("a", 11, "x", "")], ("x", "")),
        ([("a", 10, "x/x1", ""), ("b", 11, "y", "")], ("y", "")),
        ([("a", 10, "x/x1", ""), ("a", 11, "y", ""), ("b", 12, "x", "")], ("x", "")),
        ([("a", 10, "x/x1", ""), ("b", 11, "y", ""), ("c", 12, "x", "adjudicated: it is x")], ("x", "")),
    ],
    ids=[
        "another's hold",
        "two of one moment cancel",
        "the later of two",
        "later ones in conflict lend nothing",
        "nor beside another area",
        "one's own later word clears one's own",
        "other areas",
        "who left the area",
        "who settles means what he says",
    ],
)
def test_sub_technologies_hold_that_somebody_stands_by_who_gives_areas_the_same(
    said: list[Said], part: tuple[str, str]
) -> None:
    assert held(*said) == {part: 1}
