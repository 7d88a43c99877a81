"""Korea's FY2026 budget: figures known before this was written must come out of it."""

from __future__ import annotations

import pyarrow as pa
import pytest

from crosscut.engine import Engine
from crosscut.engine.amounts import atoms
from crosscut.engine.crosscut import crosscut
from crosscut.engine.shares import shares
from crosscut.tables import digest
from tests.engine.material import KOREA, make_decisions, make_taxonomy
from tests.shortened import LONG

pytestmark = pytest.mark.real
Budget = tuple[pa.Table, pa.Table, pa.Table]
TAGGED = {
    "ai": 2_432_410_500_000,
    "bio": 1_621_126_500_000,
    "quantum": 300_516_500_000,
    "aerospace-marine": 1_409_514_000_000,
    "semiconductors-displays": 1_168_248_500_000,
    "robotics-manufacturing": 483_089_000_000,
    "mobility": 611_604_000_000,
    "communications": 351_634_000_000,
    "hydrogen": 300_634_100_000,
    "nuclear": 233_197_000_000,
    "secondary-batteries": 271_787_900_000,
    "cybersecurity": 251_867_000_000,
}
TOTAL = 30_280_992_000_000
EXCESS = 1_040_353_000_000


def run(engine: Engine, korea: Budget) -> pa.Table:
    attributes, lines, tags = korea
    made, findings = shares(lines, tags, make_decisions(), make_taxonomy(tuple(KOREA.values())), attributes=attributes)
    assert not findings
    return atoms(engine, attributes, lines, tags, made)


def test_known_totals(duck: Engine, korea: Budget) -> None:
    table = run(duck, korea)
    tagged = crosscut(duck, duck.load(table), ("area",), "overlap").to_pylist()
    assert {row["area"]: row["amount"] for row in tagged if row["area"] != "outside"} == TAGGED
    assert crosscut(duck, duck.load(table), (), "partition")["amount"].to_pylist() == [TOTAL]
    parts = crosscut(duck, duck.load(table), ("area",), "partition").to_pylist()
    inside = sum(row["amount"] for row in parts if row["area"] != "outside")
    assert inside - sum(TAGGED.values()) == -EXCESS


@pytest.mark.spark
@pytest.mark.skipif(not LONG, reason="a made-up budget has equal digests daily; make long tries the real one")
def test_equal_digests_on_both_engines(duck: Engine, spark: Engine, korea: Budget) -> None:
    one, other = run(duck, korea), run(spark, korea)
    assert digest(one) == digest(other)
    for keys in (("area", "ministry"), ("committee",)):
        cuts = [crosscut(engine, engine.load(one), keys, "partition") for engine in (duck, spark)]
        assert digest(cuts[0]) == digest(cuts[1])
