from __future__ import annotations

import random
from collections import defaultdict

import pyarrow as pa
import pytest

from crosscut.engine import Engine
from crosscut.engine.overlap import MATRIX, matrix, overtagged, tag_sums
from crosscut.tables import digest
from tests.engine.material import AREAS, make_lines, make_tags

LINES = make_lines(*((f"p{i}", 1000) for i in range(30)))


def cells(table: pa.Table) -> dict[tuple[str, str], tuple[int, int]]:
    return {(row["area"], row["other"]): (row["programmes"], row["amount"]) for row in table.to_pylist()}


def test_a_pair_claims_the_lesser_of_its_tags(engine: Engine) -> None:
    tags = make_tags(("p1", "ai", 70), ("p1", "bio", 30), ("p2", "ai", 5), ("p3", "ai", -8), ("p3", "bio", -2))
    tags = pa.concat_tables([tags, make_tags(("p4", "ai", 4), ("p4", "bio", -9))])
    table = matrix(engine, LINES, tags)
    assert table.schema == MATRIX
    assert cells(table) == {("ai", "ai"): (4, 71), ("ai", "bio"): (3, 28), ("bio", "bio"): (3, 19)}


def test_the_matrix_equals_one_made_by_hand(duck: Engine) -> None:
    chance = random.Random(4)
    held = {
        f"p{i}": {a: chance.randint(1, 2000) for a in chance.sample(AREAS, chance.randint(0, 4))} for i in range(30)
    }
    wanted: dict[tuple[str, str], list[int]] = defaultdict(list)
    for tags in held.values():
        for one in sorted(tags):
            for other in sorted(tags):
                if one <= other:
                    wanted[one, other].append(min(tags[one], tags[other]))
    table = matrix(duck, LINES, make_tags(*((p, a, tag) for p, tags in held.items() for a, tag in tags.items())))
    assert cells(table) == {pair: (len(parts), sum(parts)) for pair, parts in wanted.items()}


@pytest.mark.spark
def test_equal_digests_on_both_engines(duck: Engine, spark: Engine) -> None:
    tags = make_tags(*((f"p{i % 30}", AREAS[i % 4], i * 7) for i in range(100)))
    assert digest(matrix(duck, LINES, tags)) == digest(matrix(spark, LINES, tags))


def test_over_tagged_programmes_and_by_how_much() -> None:
    lines = make_lines(("p", 60, "a"), ("p", 40, "b"), ("q", 10), ("r", -10))
    tags = make_tags(("p", "ai", 100), ("p", "bio", 50), ("q", "ai", 10), ("r", "ai", -12), ("none", "ai", 3))
    rows = [
        (r["programme"], r["areas"], r["budget"], r["tagged"], r["excess"]) for r in overtagged(lines, tags).to_pylist()
    ]
    assert rows == [("p", 2, 100, 150, 50), ("r", 1, -10, -12, 2)]
    assert tag_sums(lines, tags)["programme"].to_pylist() == ["p", "q", "r"]
