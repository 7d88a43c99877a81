"""Ties that rules over money cut across: divided as near to proportion as the rules allow, whatever a solver chose."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from crosscut.allocate import Demand, Depth, Effort, allocate, breaches
from crosscut.allocate.changes import Session
from crosscut.allocate.plan import Plan
from crosscut.allocate.policy import parse
from crosscut.allocate.problem import MoneyRow, Problem
from crosscut.allocate.restore import restorations
from crosscut.allocate.tie_exchanges import exchanges
from crosscut.allocate.tie_limits import TiedMoney
from tests.allocate.random_policies import false_reasons

EQUAL = (100, 100, 100, 100)
M, N = {"ministry": ["M"]}, {"ministry": ["N"]}


def plan(asked: Sequence[int], ministries: str, order: Sequence[int] | None = None, **more: object) -> Plan:
    """The plan of programmes that are all worth the same; ``order`` is the order in which they are named."""
    order = order or range(len(asked))
    ids = tuple(f"P{place}" for place in order)
    amounts = tuple(asked[place] for place in order)
    keys = {
        "ministry": [ministries[place] for place in order],
        "committee": [""] * len(ids),
        "status": ["continuing"] * len(ids),
    }
    demand = Demand(ids, ids, amounts, amounts, keys, {}, {"merit": [50.0] * len(ids)})
    data = {"unit": "KRW", "value": {"criterion": [{"id": "merit", "file": "s", "weight": 1}]}, **more}
    return allocate(parse(data), demand, "KRW", effort=Effort(gap=1e-9), depth=Depth.plan_only())


def rule(where: dict[str, list[str]], **limit: str) -> dict[str, object]:
    return {"id": "-".join([*next(iter(where.values())), *limit]), "where": where, **limit}


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([rule(M, at_least="120")], (60, 60, 40, 40)),
        ([rule(M, at_most="60")], (30, 30, 70, 70)),
        ([rule(M, at_least="80")], (50, 50, 50, 50)),
        ([rule(M, at_most="60"), rule(N, at_most="120")], (30, 30, 60, 60)),
        (
            [rule({"programme": ["P0", "P1"]}, at_least="120"), rule({"programme": ["P1", "P2"]}, at_most="80")],
            (70, 50, 30, 50),
        ),
    ],
)
def test_what_rules_leave_is_as_near_to_proportion_as_they_allow(
    rules: list[dict[str, object]], expected: tuple[int, ...]
) -> None:
    found = plan(EQUAL, "MMNN", ceiling={"amount": "200"}, rule=rules)
    assert found.amounts == expected
    assert all(reason.en.startswith("A tie: ") for reason in found.reasons)
    assert not false_reasons(found, range(4))


def test_least_sizes_are_kept_beside_a_floor() -> None:
    found = plan(EQUAL, "MMNN", ceiling={"amount": "280"}, rule=[rule(M, at_least="160")], choice=[{"viable": "50 %"}])
    assert found.amounts == (80, 80, 60, 60)


def test_the_largest_ends_where_a_cap_leaves_less_than_the_least_sizes() -> None:
    """P1 needs 100 of the 90 that its ministry may have; nobody else ends."""
    found = plan(
        (100, 200, 100, 100),
        "MMNN",
        ceiling={"amount": "240"},
        rule=[rule(M, at_most="90")],
        choice=[{"viable": "50 %"}],
    )
    assert found.amounts == (80, 0, 80, 80)


def test_who_is_alone_under_its_rules_is_told_to_be_tied_with_those_under_others() -> None:
    found = plan((100, 100, 100), "MNN", ceiling={"amount": "150"}, rule=[rule(M, at_least="70")])
    assert found.amounts == (70, 40, 40)
    assert found.reasons[0].en == (
        "A tie: worth as much for the same money as 2 other programmes under other rules; what is left for them under "
        "the ceiling and M at least KRW 70 is divided as near to proportion as all these rules allow."
    )
    assert found.reasons[0].ko.startswith("동점: 다른 규칙을 적용받는 다른 2개 사업과 같은 돈의 가치가 같아, ")
    assert not false_reasons(found, range(3))


def test_what_rules_set_to_the_unit_is_no_tie() -> None:
    fixed = [rule(M, at_least="70"), {"id": "most", "where": M, "at_most": "70"}]
    found = plan((100, 100, 100), "MNN", ceiling={"amount": "150"}, rule=fixed)
    assert found.amounts == (70, 40, 40)
    assert not found.reasons[0].en.startswith("A tie")
    assert not false_reasons(found, range(3))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_those_that_rules_keep_share_in_proportion_where_the_smallest_cannot_hold_the_money(
    order: tuple[int, ...],
) -> None:
    """The two smallest could begin, but not have all; the floor keeps the largest, and it is not said to have ended."""
    rules = [rule({"ministry": ["L"]}, at_least="51"), rule(N, at_least="93")]
    found = plan((100, 100, 333), "MLN", order, ceiling={"amount": "261"}, rule=rules, choice=[{"viable": "50 %"}])
    assert [found.amounts[order.index(place)] for place in range(3)] == [0, 60, 201]
    assert "the largest" not in found.reasons[order.index(0)].en
    assert not false_reasons(found, range(3))


def test_who_ended_could_not_have_one_unit_of_another() -> None:
    """P2 would begin with 20 at least, which the floor under P1 does not leave: nothing is tied with what P1 has."""
    rules = [rule(M, at_least="1"), rule(N, at_least="85")]
    found = plan((1, 99, 99), "MNL", ceiling={"amount": "99"}, rule=rules, choice=[{"viable": "20 %"}])
    assert found.amounts == (1, 98, 0)
    assert not false_reasons(found, range(3))


HALF = [{"viable": "50 %"}]


@pytest.mark.parametrize(
    ("asked", "ministries", "ceiling", "rules", "ended"),
    [
        ((100, 100, 100), "MMM", "120", [], 2),
        ((100, 99, 100), "MMM", "120", [], 2),
        ((99, 100, 99), "MMM", "120", [], 1),
        ((2, 100, 1000, 333, 99), "NLNNL", "1502", [{"id": "r", "where": {"ministry": ["L"]}, "at_most": "55"}], 1),
        (
            (1, 1000, 1000, 333, 1, 50),
            "MMNNNN",
            "2265",
            [
                {"id": "r", "where": N, "at_most": "1304"},
                {"id": "s", "where": {"programme": [f"P{place}" for place in range(1, 6)]}, "at_most": "748"},
            ],
            2,
        ),
    ],
)
def test_of_one_least_size_who_asks_for_more_and_whose_id_is_last_ends_whatever_the_order_and_is_told_so(
    asked: tuple[int, ...], ministries: str, ceiling: str, rules: list[dict[str, object]], ended: int
) -> None:
    given = set()
    for seed in range(5):
        order = random.Random(seed).sample(range(len(asked)), len(asked))
        found = plan(asked, ministries, order, ceiling={"amount": ceiling}, rule=rules, choice=HALF)
        given.add(tuple(found.amounts[order.index(place)] for place in range(len(asked))))
        reason = found.reasons[order.index(ended)]
        assert reason.en.endswith(
            "the largest of these end, and of equal ones those that ask for more, then those whose id comes last."
        )
        assert reason.ko.endswith("같으면 요구액이 큰 사업, 이어 사업 번호가 뒤인 사업부터 종료.")
    assert len(given) == 1
    assert given.pop()[ended] == 0


def test_no_order_is_told_where_who_is_first_in_it_cannot_hold_the_money_and_another_has_it() -> None:
    found = plan((30, 60, 60), "MMM", ceiling={"amount": "31"}, choice=HALF)
    assert sorted(found.amounts) == [0, 0, 31]
    told = [reason.en for reason, amount in zip(found.reasons, found.amounts, strict=True) if not amount]
    assert all(reason.endswith("the whole amounts and sizes that fit decide.") for reason in told)


def test_the_largest_of_several_least_sizes_ends_and_no_id_is_named() -> None:
    found = plan((100, 100, 120), "MMM", ceiling={"amount": "120"}, choice=HALF)
    assert found.amounts == (60, 60, 0)
    assert found.reasons[2].en.endswith("so that the largest of these end.")


def test_room_of_a_rule_that_a_unit_takes_to_the_last_part_is_room() -> None:
    """0.8 of one and 0.1 of the other count: a unit moved takes 0.7, which is what is left above the floor."""
    column, nothing = np.array([1, 9]), np.zeros(2, bool)
    row = MoneyRow(0, np.arange(2), np.array([8, 1]), np.array([10, 10]), 1, None)
    problem = Problem(
        unit=1,
        lower=column * 0,
        upper=column * 0 + 10,
        optional=nothing,
        discrete=nothing,
        base=np.zeros(2),
        slope=np.ones((2, 1)),
        width=np.array([[10], [10]]),
        rows=(row,),
    )
    money = TiedMoney(np.arange(2), column * 0, column * 0, np.array([1, 10]), column, column * 0, column)
    assert exchanges(problem, column, money, ~nothing).tolist() == [0, 1]
    less = replace(problem, rows=(replace(row, num=np.array([9, 1]), lo=2),))  # 0.8 of 0.7 - 0.9 + 0.1 is not left
    assert exchanges(less, np.array([1, 15]), money, ~nothing).tolist() == [0, 0]


def test_what_is_worth_as_much_on_both_sides_of_a_turn_is_shared_across_it_up_to_a_cap() -> None:
    """Whom the cap holds stop at it, and not where their returns turn."""
    asked, ids = (247, 1000, 1000, 425, 803, 1000, 1000, 2110, 1000), tuple(f"P{place}" for place in range(9))
    keys = {"ministry": list("MNNNMNNNN"), "committee": [""] * 9, "status": ["continuing"] * 9}
    returns = [{"up_to": "80 %", "worth": 1.3}, {"up_to": "100 %", "worth": 1.0}]
    stated = {
        "unit": "KRW",
        "ceiling": {"change": "-8 %", "use": "all"},
        "value": {"returns": returns, "criterion": [{"id": "merit", "file": "s", "weight": 1}]},
        "rule": [rule(M, at_most="874")],
        "choice": [{"viable": "60 %"}],
    }
    demand = Demand(ids, ids, asked, asked, keys, {}, {"merit": [0.0] * 9})
    found = allocate(parse(stated), demand, "KRW", effort=Effort(gap=1e-9), depth=Depth.plan_only())
    smes = {place: found.amounts[place] for place in (0, 4)}
    assert sum(smes.values()) == 874
    assert "M at most KRW 874" in found.reasons[4].en


ASKED = ("ceiling=-10%", "ceiling=+5%", "P3=end", "P0=full", "P5=-30%")


@pytest.mark.parametrize("seed", [0, 1, 54])
def test_no_change_or_restoration_depends_on_the_order_of_programmes(seed: int) -> None:
    rng = random.Random(seed)
    asked, ministries = [rng.choice((100, 120, 60)) for _ in range(9)], "".join(rng.choice("MN") for _ in range(9))
    group = {"where": {"programme": ["P1", "P4", "P7"]}, "at_most": 2}
    more = {"ceiling": {"change": "-30 %"}, "choice": [{"viable": "50 %"}], "group": [group]}
    answers = []
    for order in (range(9), rng.sample(range(9), 9)):
        found = plan(asked, ministries, order, **more)
        session, ids = Session(found), found.draft.demand.ids
        told = restorations(found.draft, found.problem, found.solution, 9)
        answers.append(
            [
                [session.ask(words)["changes"] for words in ASKED],
                [(ids[place], [(ids[payer], paid) for payer, paid in each.payers]) for place, each in told.items()],
            ]
        )
    assert answers[0] == answers[1]


@pytest.mark.parametrize("seed", range(12))
def test_no_amount_depends_on_the_order_of_programmes(seed: int) -> None:
    """Rules over overlapping selections, drawn at random; the plan is the same to the unit."""
    rng = random.Random(f"relabelled-{seed}")
    asked = [rng.choice([50_000, 100_000, rng.randint(20_000, 300_000)]) for _ in range(9)]
    whole, part = sum(asked), rng.choice([0.4, 0.6, 0.8])
    rules = []
    for number in range(3):
        members = rng.sample(range(9), rng.randint(2, 6))
        own = sum(asked[place] for place in members)
        limit = rng.choice([("at_least", part, min(1.0, 1.5 * part)), ("at_most", 0.4 * part, part)])
        where = {"programme": [f"P{place}" for place in members]}
        rules.append({"id": f"r{number}", "where": where, limit[0]: str(int(own * rng.uniform(*limit[1:])))})
    more = {"ceiling": {"amount": str(int(whole * part))}, "rule": rules}
    first, order = plan(asked, "M" * 9, **more), rng.sample(range(9), 9)
    second = plan(asked, "M" * 9, order, **more)
    assert bool(first.amounts) == bool(second.amounts)
    again = dict(zip(order, second.amounts, strict=False))
    assert again == dict(enumerate(first.amounts))
    if first.amounts:
        assert not breaches(first.problem, first.solution.amounts.tolist())
        assert not false_reasons(first, range(3))
