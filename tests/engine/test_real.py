"""Korea's FY2026 budget: figures known before this was written must come out of it."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from crosscut.engine import Engine
from crosscut.engine.amounts import atoms, effect_of_rule
from crosscut.engine.crosscut import crosscut_table
from crosscut.engine.overlap import matrix, overtagged, tag_sums
from crosscut.engine.shares import shares
from crosscut.tables import digest
from tests.engine.material import KOREA, make_decisions, make_taxonomy

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
    programmes, lines, tags = korea
    made, findings = shares(lines, tags, make_decisions(), make_taxonomy(tuple(KOREA.values())))
    assert not findings
    return atoms(engine, programmes, lines, tags, made)


def test_known_totals(duck: Engine, korea: Budget) -> None:
    table = run(duck, korea)
    tagged = crosscut_table(duck, duck.load(table), "area", "overlap").to_pylist()
    assert {row["area"]: row["amount"] for row in tagged if row["area"] != "outside"} == TAGGED
    assert crosscut_table(duck, duck.load(table), "none", "partition")["amount"].to_pylist() == [TOTAL]
    assert pc.sum(effect_of_rule(table)["difference"]).as_py() == -EXCESS


def test_known_over_tagging(korea: Budget) -> None:
    _, lines, tags = korea
    table = overtagged(lines, tags)
    assert (table.num_rows, pc.sum(table["excess"]).as_py()) == (122, EXCESS)
    assert pc.sum(pc.greater(tag_sums(lines, tags)["areas"], 1)).as_py() == 157


def test_the_diagonal_of_the_matrix_is_each_areas_own_sum(duck: Engine, korea: Budget) -> None:
    rows = matrix(duck, *korea[1:]).to_pylist()
    assert {row["area"]: row["amount"] for row in rows if row["area"] == row["other"]} == TAGGED


@pytest.mark.spark
def test_equal_digests_on_both_engines(duck: Engine, spark: Engine, korea: Budget) -> None:
    one, other = run(duck, korea), run(spark, korea)
    assert digest(one) == digest(other)
    assert digest(matrix(duck, *korea[1:])) == digest(matrix(spark, *korea[1:]))
    for keys in (("area", "ministry"), ("committee",)):
        cuts = [crosscut_table(engine, engine.load(one), keys, "partition") for engine in (duck, spark)]
        assert digest(cuts[0]) == digest(cuts[1])
