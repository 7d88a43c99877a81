from __future__ import annotations

import random
from collections import defaultdict

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscut import engine as engines
from crosscut.engine import Engine
from crosscut.engine.amounts import amounts, atoms
from crosscut.engine.keys import own
from crosscut.engine.shares import shares
from crosscut.engine.split import split_shares
from crosscut.errors import CrosscutError
from crosscut.tables import AMOUNTS, MAX_DENOMINATOR, digest, row_id
from tests.engine.material import AREAS, make_attributes, make_decisions, make_lines, make_tags, make_taxonomy
from tests.engine.oracle import brute_force
from tests.shortened import examples

World = tuple[pa.Table, pa.Table, pa.Table]
TAXONOMY = make_taxonomy()


def make_world(lines: list, tags: list, decisions: list) -> World:
    return make_lines(*lines), make_tags(*tags), make_decisions(*decisions)


def run(engine: Engine, world: World) -> pa.Table:
    lines, tags, decisions = world
    made, _ = shares(lines, tags, decisions, TAXONOMY)
    return atoms(engine, make_attributes(lines), lines, tags, made)


def check(engine: Engine, world: World) -> pa.Table:
    """Atoms equal brute force, and the partition conserves every line."""
    lines, tags, decisions = world
    made, _ = shares(lines, tags, decisions, TAXONOMY)
    table = atoms(engine, make_attributes(lines), lines, tags, made)
    assert table.schema == AMOUNTS
    rows = table.to_pylist()
    have = {(r["counting"], r["line"], r["area"], r["sub"]): (r["amount"], r["low"], r["high"]) for r in rows}
    assert have == brute_force(lines, tags, made)
    assert len(have) == len(rows) == len({row["row"] for row in rows})
    sums: dict[str, int] = defaultdict(int)
    for row in rows:
        if row["counting"] == "partition":
            sums[row["line"]] += row["amount"]
    assert sums == dict(zip(lines["line"].to_pylist(), lines["amount"].to_pylist(), strict=True))
    return table


money = st.integers(-(2**60), 2**60) | st.integers(-30, 30)
programmes = st.sampled_from([f"p{i}" for i in range(5)])
line = st.tuples(programmes, money, st.sampled_from(["", "a", "b"])).map(
    lambda row: (*row, row[1] - 7, row[1] + 9) if row[1] % 3 == 0 else row
)
worlds = st.builds(
    make_world,
    st.lists(line, min_size=1, max_size=8, unique_by=lambda row: (row[0], row[2])),
    st.lists(st.tuples(programmes, st.sampled_from(AREAS), money), max_size=8),
    st.lists(
        st.tuples(programmes, st.sampled_from(AREAS), st.integers(0, 3), st.integers(3, 9)),
        max_size=4,
        unique_by=lambda row: row[:2],
    ),
)


@settings(deadline=None, max_examples=examples(6))
@given(worlds)
def test_atoms_equal_brute_force(duck: Engine, world: World) -> None:
    check(duck, world)


def random_world(seed: int, programmes: int) -> World:
    chance = random.Random(seed)
    lines, tags, decisions = [], [], []
    for number in range(programmes):
        name = f"p{number:05}"
        amount = chance.choice(
            [0, 1, -1, -(10**9), 2**62, -(2**62) + 1, chance.randint(0, 10**12), chance.randint(0, 99)]
        )
        bounds = (
            (amount - chance.randint(0, 9), amount + chance.randint(0, 9)) if chance.random() < 0.2 else (None, None)
        )
        lines.append((name, amount, "", *bounds))
        if chance.random() < 0.2:
            lines.append((name, chance.randint(-5, 10**6), "special"))
        areas = chance.sample(AREAS, chance.choice([0, 0, 1, 2, 3]))
        tags += [(name, area, amount // 5 * chance.randint(0, 6) // 2) for area in areas]
        if chance.random() < 0.3:
            at = f"2026-01-{chance.randint(1, 28):02}"
            decisions += [
                (name, area, 1, chance.randint(3, 11), at, "kim", chance.choice(["", "sub-1"]))
                for area in chance.sample(AREAS, chance.randint(1, 3))
            ]
    return make_world(lines, tags, decisions)


def test_a_random_budget(duck: Engine) -> None:
    check(duck, random_world(11, 300))


@pytest.mark.spark
def test_a_random_budget_has_equal_digests_on_both_engines(duck: Engine, spark: Engine) -> None:
    world = random_world(5, 150)
    one, other = run(duck, world), check(spark, world)
    assert digest(one) == digest(other)
    assert one.equals(other)


def test_order_of_rows_and_threads_change_nothing() -> None:
    world = random_world(3, 400)
    digests = set()
    for threads in (1, 2):
        for seed in (1, 2):
            shuffled = tuple(table.take(random.Random(seed).sample(range(len(table)), len(table))) for table in world)
            with engines.open("duckdb", threads=threads) as engine:
                table = run(engine, shuffled)
            digests.add((digest(table), repr(table.to_pylist())))
    assert len(digests) == 1


def rows_of(table: pa.Table, counting: str) -> dict[str, int]:
    chosen = table.filter(pc.equal(table["counting"], counting)).to_pylist()
    return {"/".join(filter(None, (row["area"], row["sub"]))): row["amount"] for row in chosen}


def test_leftover_won_goes_to_the_largest_remainder_then_the_first_area(duck: Engine) -> None:
    table = check(duck, make_world([("p", 101)], [], [("p", "quantum", 1, 3), ("p", "ai", 1, 3)]))
    assert rows_of(table, "partition") == {"ai": 34, "quantum": 34, "outside": 33}


def test_countings_of_one_over_tagged_programme(duck: Engine) -> None:
    table = check(duck, make_world([("p", 100)], [("p", "ai", 100), ("p", "bio", 45), ("p", "quantum", 5)], []))
    assert rows_of(table, "partition") == {"ai": 67, "bio": 30, "quantum": 3}
    assert rows_of(table, "coefficient") == {"ai": 100, "bio": 40, "quantum": 40}
    assert rows_of(table, "overlap") == {"ai": 100, "bio": 45, "quantum": 5}


def test_coefficients_below_the_whole_leave_a_rest_outside(duck: Engine) -> None:
    table = check(duck, make_world([("p", 101)], [("p", "ai", 10), ("p", "bio", 10)], []))
    assert rows_of(table, "coefficient") == {"ai": 40, "bio": 40, "outside": 21}


def test_sub_technologies_share_one_coefficient(duck: Engine) -> None:
    decisions = [("p", "ai", 1, 4, "2026-01-01", "kim", "sub-1"), ("p", "ai", 1, 4, "2026-01-01", "kim", "sub-2")]
    table = check(duck, make_world([("p", 8)], [], decisions))
    assert rows_of(table, "coefficient") == {"ai": 8}
    assert rows_of(table, "partition") == {"ai/sub-1": 2, "ai/sub-2": 2, "outside": 4}
    assert rows_of(table, "overlap") == {"ai/sub-1": 2, "ai/sub-2": 2}


def test_a_decision_does_not_touch_the_tagged_amounts(duck: Engine) -> None:
    table = check(duck, make_world([("p", 10)], [("p", "ai", 10)], [("p", "bio", 1, 1)]))
    assert rows_of(table, "partition") == {"bio": 10}
    assert rows_of(table, "overlap") == {"ai": 10}


def test_tags_of_several_accounts_are_split_over_them(duck: Engine) -> None:
    table = check(duck, make_world([("p", 60, "a"), ("p", 30, "b")], [("p", "ai", 100)], []))
    parts = table.filter(pc.equal(table["counting"], "overlap"))
    assert dict(zip(parts["account"].to_pylist(), parts["amount"].to_pylist(), strict=True)) == {"a": 67, "b": 33}


@pytest.mark.parametrize("amount", [2**63 - 1, -(2**63) + 1, 2**62 + 1])
def test_amounts_at_the_ends_of_int64(duck: Engine, amount: int) -> None:
    check(duck, make_world([("p", amount)], [], [("p", "ai", 1, MAX_DENOMINATOR), ("p", "bio", 1, 3)]))
    check(duck, make_world([("p", amount)], [("p", "ai", amount // 3), ("p", "bio", amount // 2)], []))


def test_every_atom_has_the_id_of_its_key(duck: Engine) -> None:
    for row in run(duck, random_world(1, 20)).to_pylist():
        assert row["row"] == row_id(row["counting"], row["line"], row["area"], row["sub"])


def test_lazy_amounts_are_the_same_atoms(duck: Engine) -> None:
    lines, tags, decisions = random_world(9, 30)
    made, _ = shares(lines, tags, decisions, TAXONOMY)
    owners = make_attributes(lines)
    frame = amounts(duck, owners, lines, tags, made, counting="partition")
    held = atoms(duck, owners, lines, tags, made, countings=["partition"]).drop("row")
    assert digest(duck.collect(frame).cast(held.schema)) == digest(held)


def test_no_lines_give_no_atoms(duck: Engine) -> None:
    assert run(duck, make_world([], [], [])).num_rows == 0


@pytest.mark.parametrize("counting", ["partition", "coefficient", "overlap"])
def test_money_not_looked_at_is_unread_whole(duck: Engine, counting: str) -> None:
    rows = run(duck, make_world([("p", 7)], [], [])).to_pylist()
    assert [(row["area"], row["amount"]) for row in rows if row["counting"] == counting] == [("unread", 7)]


def test_silence_is_outside_where_the_source_says_so(duck: Engine) -> None:
    lines = make_lines(("p", 7), ("q", 5))
    attributes = make_attributes(lines, "outside")
    made, _ = shares(lines, make_tags(("q", "ai", 5)), make_decisions(), TAXONOMY, attributes=attributes)
    table = atoms(duck, attributes, lines, make_tags(("q", "ai", 5)), made)
    found = {(row["counting"], row["programme"]): (row["area"], row["amount"]) for row in table.to_pylist()}
    assert {found[counting, "p"] for counting in ("partition", "coefficient", "overlap")} == {("outside", 7)}
    assert set(made["origin"].to_pylist()) == {"tags"}


def test_a_programme_stands_under_the_ministry_of_its_period(duck: Engine) -> None:
    lines = pa.concat_tables([make_lines(("p", 7)), make_lines(("q", 5))])
    attributes = make_attributes(lines)
    made, _ = shares(lines, make_tags(), make_decisions(), TAXONOMY)
    rows = atoms(duck, attributes, lines, make_tags(), made).to_pylist()
    assert {row["programme"]: row["ministry"] for row in rows} == {"p": "과기정통부", "q": "산업부"}


@given(amount=money, weights=st.lists(st.integers(0, 9), min_size=3, max_size=3).filter(any))
@settings(max_examples=examples(10), deadline=None)
def test_one_amount_is_split_as_many_are(duck: Engine, amount: int, weights: list[int]) -> None:
    whole = sum(weights)
    parts = [("ai", "sub-1"), ("ai", "sub-2"), ("quantum", "")]
    said = [("p", area, n, whole, "2026-01-01", "kim", sub) for (area, sub), n in zip(parts, weights, strict=True) if n]
    lines, decisions = make_lines(("p", amount)), make_decisions(*said)
    made, _ = shares(lines, make_tags(), decisions, TAXONOMY)
    numerators = {(row["area"], row["sub"]): row["numerator"] for row in made.to_pylist()}
    table = atoms(duck, make_attributes(lines), lines, make_tags(), made, countings=["partition"])
    assert {(row["area"], row["sub"]): row["amount"] for row in table.to_pylist()} == split_shares(amount, numerators)


class TestWrongUse:
    def setup_method(self) -> None:
        self.lines = make_lines(("p", 10))
        self.owners = make_attributes(self.lines)
        self.shares, _ = shares(self.lines, make_tags(), make_decisions(), TAXONOMY)

    def refuse(self, engine: Engine, match: str, **changed: pa.Table) -> None:
        tables = {"attributes": self.owners, "lines": self.lines, "tags": make_tags(), "shares": self.shares} | changed
        with pytest.raises(CrosscutError, match=match):
            atoms(engine, **tables)

    def test_a_line_twice(self, duck: Engine) -> None:
        self.refuse(duck, "1 line keys stand more than once", lines=pa.concat_tables([self.lines] * 2))

    def test_a_programme_twice(self, duck: Engine) -> None:
        self.refuse(duck, "attribute keys stand more than once", attributes=pa.concat_tables([self.owners] * 2))

    def test_a_line_without_programme(self, duck: Engine) -> None:
        self.refuse(duck, "no row in attributes", attributes=self.owners.slice(1))

    def test_a_line_without_shares(self, duck: Engine) -> None:
        self.refuse(duck, "no row in shares, such as programme p", shares=self.shares.slice(1))

    def test_shares_that_do_not_sum_to_one(self, duck: Engine) -> None:
        index = self.shares.schema.get_field_index("denominator")
        wrong = self.shares.set_column(index, self.shares.field(index), pa.array([2], pa.int64()))
        self.refuse(duck, "do not sum to one", shares=wrong)

    def test_an_unknown_counting(self, duck: Engine) -> None:
        with pytest.raises(CrosscutError, match="no counting is called 'share'"):
            atoms(duck, self.owners, self.lines, make_tags(), self.shares, countings=["share"])


def test_lines_that_nobody_divides_are_not_put_in_order(duck: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Largest remainders hold all rows at once, of which a budget of millions of lines has next to none to divide."""
    lines, tags, decisions = make_world([("p1", 7, "a"), ("p2", -5, "b")], [("p1", AREAS[0], 9)], [])
    made, _ = shares(lines, tags, decisions, TAXONOMY)
    monkeypatch.setattr("crosscut.engine.amounts.split", None)
    found = duck.collect(amounts(duck, make_attributes(lines), lines, tags, made, counting="partition"))
    assert sorted(found["amount"].to_pylist()) == [-5, 7]


def test_lines_that_all_count_are_not_copied() -> None:
    lines, _, _ = make_world([("p1", 7, "a")], [], [])
    assert own(lines) is lines
