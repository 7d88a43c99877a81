from __future__ import annotations

import random
from collections import defaultdict
from itertools import chain, combinations

import pyarrow as pa
import pytest

from crosscut.engine import Engine
from crosscut.engine.crosscut import CELL, crosscut
from crosscut.errors import CrosscutError
from crosscut.tables import AMOUNTS, CROSSCUT_KEYS, digest
from tests.engine.material import make


def make_atoms(seed: int = 1, count: int = 300) -> pa.Table:
    chance = random.Random(seed)
    rows = [
        {
            "counting": chance.choice(["partition", "overlap"]),
            "programme": f"p{chance.randint(1, 40)}",
            "area": chance.choice(["ai", "bio", "outside"]),
            "sub": chance.choice(["", "s"]),
            "ministry": chance.choice(["과기정통부", "산업부", ""]),
            "committee": chance.choice("cd"),
            "fiscal_year": chance.choice([2025, 2026]),
            "stage": chance.choice(["requested", "reviewed"]),
            "amount": chance.randint(-(2**50), 2**55),
        }
        for _ in range(count)
    ]
    return make(AMOUNTS, rows)


def _row(programme: str, amount: int) -> dict[str, object]:
    return {"counting": "partition", "programme": programme, "amount": amount}


def sums(engine: Engine, table: pa.Table, keys: tuple[str, ...], counting: str) -> pa.Table:
    """The keys, the amount and the number of programmes of a crosscut."""
    made = crosscut(engine, engine.load(table), keys, counting)
    assert made.column_names == [*keys, *CELL]
    return made.select([*keys, "amount", "programmes"])


def by_hand(table: pa.Table, keys: tuple[str, ...], counting: str) -> list[tuple]:
    sums: dict[tuple, int] = defaultdict(int)
    programmes: dict[tuple, set[str]] = defaultdict(set)
    for row in table.to_pylist():
        if row["counting"] == counting:
            group = tuple(row[key] for key in keys)
            sums[group] += row["amount"]
            programmes[group].add(row["programme"])
    return [(*group, sums[group], len(programmes[group])) for group in sorted(sums)]


SUBSETS = list(chain.from_iterable(combinations(CROSSCUT_KEYS, size) for size in range(len(CROSSCUT_KEYS) + 1)))


def test_every_subset_of_keys_equals_sums_by_hand(duck: Engine) -> None:
    table = make_atoms()
    for keys in SUBSETS:
        result = sums(duck, table, keys, "partition")
        assert [tuple(row.values()) for row in result.to_pylist()] == by_hand(table, keys, "partition")


@pytest.mark.parametrize("keys", [(), ("area",), ("area", "ministry", "fiscal_year"), ("sub", "committee", "stage")])
def test_crosscuts_on_every_engine(engine: Engine, keys: tuple[str, ...]) -> None:
    table = make_atoms(2)
    result = sums(engine, table, keys, "partition")
    assert [tuple(row.values()) for row in result.to_pylist()] == by_hand(table, keys, "partition")
    assert result.schema.types[-2:] == [pa.int64(), pa.int64()]


@pytest.mark.spark
def test_equal_digests_on_both_engines(duck: Engine, spark: Engine) -> None:
    table = make_atoms(3)
    one, other = (sums(e, table, ("ministry", "area"), "overlap") for e in (duck, spark))
    assert digest(one) == digest(other)


def test_no_key_is_the_whole(duck: Engine) -> None:
    table = make_atoms()
    assert sums(duck, table, (), "partition").num_rows == 1


def test_sums_pass_through_what_int64_cannot_hold(engine: Engine) -> None:
    most = 2**63 - 1
    table = make(AMOUNTS, [_row("p", amount) for amount in (most, most, -most, -most, 5)])
    assert sums(engine, table, (), "partition").to_pylist() == [{"amount": 5, "programmes": 1}]


def test_a_sum_that_int64_cannot_hold_is_refused(engine: Engine) -> None:
    table = make(AMOUNTS, [_row("p", 2**63 - 1), _row("q", 1)])
    with pytest.raises(CrosscutError, match=r"column 'amount' holds a number beyond int64"):
        sums(engine, table, (), "partition")


@pytest.mark.parametrize(
    ("keys", "counting", "match"),
    [
        (["ministy"], "partition", "Did you mean 'ministry'"),
        (["area", "area"], "partition", "stands twice"),
        (["area"], "shares", "no counting is called 'shares'"),
    ],
)
def test_wrong_use_says_what_to_do(duck: Engine, keys: list[str], counting: str, match: str) -> None:
    with pytest.raises(CrosscutError, match=match):
        crosscut(duck, duck.load(make_atoms()), keys, counting)
