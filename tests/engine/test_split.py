from __future__ import annotations

import random

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscut.engine import Engine
from crosscut.engine.split import split, two_fifths
from crosscut.money import split as split_one
from crosscut.tables import MAX_DENOMINATOR
from tests.shortened import examples

LEAST, MOST = -(2**63), 2**63 - 1
EXTREMES = [0, 1, -1, 2, -3, LEAST, LEAST + 1, MOST, MOST - 1, 2**53 + 1, -(2**53) - 1, MAX_DENOMINATOR]

amounts = st.integers(LEAST, MOST) | st.sampled_from(EXTREMES)
weights = st.lists(st.integers(0, MAX_DENOMINATOR), min_size=1, max_size=6).map(
    lambda numbers: [n // len(numbers) for n in numbers] if sum(numbers) > MAX_DENOMINATOR else numbers
)
groups_of = st.lists(st.tuples(amounts, weights.filter(any)), min_size=1, max_size=8)


def check_split(engine: Engine, groups: list[tuple[int | None, list[int]]]) -> None:
    """The expression gives what money.split gives, group by group."""
    rows = [
        {"line": f"{g:05}", "position": i, "amount": amount, "numerator": weight, "denominator": sum(parts)}
        for g, (amount, parts) in enumerate(groups)
        for i, weight in enumerate(parts)
    ]
    table = pa.Table.from_pylist(
        rows, schema=pa.schema([("line", pa.string()), *((n, pa.int64()) for n in list(rows[0])[1:])])
    )
    frame = split(engine, engine.load(table), "amount", by=["line"], ties=["position"], to="part")
    done = engine.collect(frame.select("line", "position", "part")).sort_by(
        [("line", "ascending"), ("position", "ascending")]
    )
    wanted = [
        part
        for total, parts in groups
        for part in (split_one(total, parts) if total is not None else [None] * len(parts))
    ]
    assert done["part"].to_pylist() == wanted


@settings(deadline=None, max_examples=examples(10))
@given(groups_of)
def test_the_expression_splits_as_money_does(duck: Engine, groups: list[tuple[int, list[int]]]) -> None:
    check_split(duck, groups)


def test_many_splits_on_every_engine(engine: Engine) -> None:
    chance = random.Random(7)
    groups: list[tuple[int | None, list[int]]] = [(None, [1, 2])]
    for number in range(400):
        total = chance.choice(EXTREMES) if number % 4 == 0 else chance.randint(LEAST, MOST) >> chance.randint(0, 62)
        size = chance.randint(1, 7)
        parts = [chance.randint(0, MAX_DENOMINATOR // size) >> chance.choice([0, 10, 28, 31]) for _ in range(size)]
        groups.append((total, parts if any(parts) else [1] * size))
    check_split(engine, groups)


def test_ties_go_to_the_earlier_row(engine: Engine) -> None:
    check_split(engine, [(1, [1, 1, 1]), (-1, [1, 1, 1]), (5, [1, 1, 1]), (10, [1] * 7)])


def test_two_fifths_is_the_split_in_two_and_three(engine: Engine) -> None:
    values = [*EXTREMES, *range(-12, 13)]
    frame = two_fifths(engine, engine.load(pa.table({"v": pa.array([*values, None], pa.int64())})), "v", "part")
    parts = dict(zip(*engine.collect(frame).select(["v", "part"]).to_pydict().values(), strict=True))
    assert parts == {value: split_one(value, [2, 3])[0] for value in values} | {None: None}
