"""What a policy file can say beside what ``material`` draws, put into a policy and a demand that it drew."""

from __future__ import annotations

import dataclasses
import random
from typing import Any

from crosscut.allocate.demand import Contracts, Demand, Receipt
from crosscut.allocate.policy import (
    Bonus,
    Choice,
    Commitment,
    Criterion,
    Group,
    Later,
    MoneyRule,
    Policy,
    Prerequisite,
    Priority,
    Returns,
)

YEAR = 2027
PARTS = (0, 0, 1, 250, 500, 999)
"""What is added to requests and last year's amounts where amounts of the plan are thousands."""


def asking(rng: random.Random, demand: Demand) -> Demand:
    """The demand with requests that are odd, and what reviews, contracts, lists, past spending and ended ones say."""
    ids = demand.ids
    odd = tuple(amount + (amount > 0 and rng.random() < 0.5) for amount in demand.requested)
    some = [frozenset(rng.sample(ids, rng.randint(1, len(ids)))) for _ in range(2)]
    bound = {(each, YEAR + rng.randint(0, 1)): rng.randint(1, 3) for each in ids if rng.random() < 0.3}
    ranks = {each: float(rng.randint(1, 3)) for each in ids if rng.random() < 0.8}
    return dataclasses.replace(
        demand,
        requested=odd,
        findings={**demand.findings, "surge": some[0]},
        duplicates={"+".join(sorted(some[1])): some[1]},
        executed=rng.choice([(), tuple(rng.randint(0, 8) for _ in ids)]),
        ended=ended(rng) if rng.random() < 0.4 else None,
        receipts=(Receipt("R", "R", -rng.randint(1, 5), 0),) if rng.random() < 0.2 else (),
        ends=rng.choice([(), tuple(rng.choice([0, YEAR, YEAR + 1]) for _ in ids)]),
        contracts=Contracts({"contracts.csv": bound}, {"lists.csv": ranks}),
        year=YEAR,
        year_before=YEAR - 1,
    )


def ended(rng: random.Random) -> Demand:
    """Programmes that had money last year and ask for none."""
    ids = ("E0", "E1")
    keys = {"ministry": rng.choices("AB", k=2), "committee": rng.choices("XY", k=2), "status": ["continuing"] * 2}
    areas = {"ai": {0: (1, 2)}, "outside": {0: (1, 2), 1: (1, 1)}}
    return Demand(ids, ids, (0, 0), tuple(rng.randint(1, 6) for _ in ids), keys, areas)


def in_thousands(rng: random.Random, policy: Policy, demand: Demand) -> tuple[Policy, Demand]:
    """A policy and a demand of amounts that were multiplied by a thousand, whose requests are no whole thousands."""

    def broken(amounts: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(amount + rng.choice(PARTS) * (amount > 0) for amount in amounts)

    asked, past = broken(demand.requested), broken(demand.previous)
    return policy.model_copy(update={"unit": "thousand"}), dataclasses.replace(demand, requested=asked, previous=past)


def stating(rng: random.Random, policy: Policy, demand: Demand) -> Policy:
    """The policy with some of the kinds of settings that it did not have."""
    more: dict[str, Any] = {"value": _worth(rng, policy)}
    if rng.random() < 0.3:
        change = {"amount": "", "change": rng.choice(["-20 %", "-5 %", "0 %", "+10 %"])}
        more["ceiling"] = type(policy.ceiling).model_validate({**policy.ceiling.model_dump(), **change})
    if rng.random() < 0.5:
        more["rule"] = (*policy.rule, _rule(rng, demand))
    if rng.random() < 0.3:
        more["group"] = (*policy.group, _group(rng, demand))
    if not policy.choice and rng.random() < 0.5:
        more["choice"] = (_choice(rng),)
    if rng.random() < 0.3:
        more["commitment"] = (Commitment(file="contracts.csv", unit="KRW"),)
    if rng.random() < 0.3:
        more["priority"] = (Priority(file="lists.csv"),)
    if rng.random() < 0.3 and len(demand.ids) > 2:
        first, *needs = rng.sample(demand.ids, 3)
        more["prerequisite"] = (*policy.prerequisite, Prerequisite(programme=first, needs=tuple(needs)))
    if rng.random() < 0.2 and len(demand.ids) > 1:
        pair = tuple(rng.sample(demand.ids, 2))
        more["bonus"] = (*policy.bonus, Bonus(programmes=pair, value=rng.randint(1, 20)))
    return policy.model_copy(update=more)


def later(rng: random.Random, policy: Policy) -> Policy:
    """The policy with one or two years more."""
    years = [
        Later.model_validate({"change": rng.choice(["-30 %", "-10 %", "0 %", "+10 %"]), "carry": _carry(rng)})
        for _ in range(rng.choice([1, 1, 2]))
    ]
    return policy.model_copy(update={"later": tuple(years)})


def _carry(rng: random.Random) -> str:
    return rng.choice(["0 %", "30 %", "50 %", "80 %"])


def _worth(rng: random.Random, policy: Policy):
    """Returns that end anywhere, and criteria of which ranks or ranges are known."""
    worth, update = policy.value, dict[str, Any]()
    if rng.random() < 0.5:
        ends = sorted(rng.sample([15, 30, 50, 75, 90, 100, 130], rng.randint(1, 3)))
        falling = sorted((rng.choice([1.5, 1.0, 0.7, 0.5, 0.0]) for _ in ends), reverse=True)
        returns = [Returns(up_to=f"{end} %", worth=each) for end, each in zip(ends, falling, strict=True)]
        update["returns"] = tuple(returns)
    if worth.criterion and rng.random() < 0.3:
        known = [{"weight": 1}, {"range": (0.2, 0.6)}] if rng.random() < 0.5 else [{"rank": 1}, {"rank": 2}]
        said = zip(("merit", "need"), known, strict=True)
        update["criterion"] = tuple(Criterion.model_validate({"id": id_, "file": "s.csv"} | each) for id_, each in said)
        update["score_error"] = rng.choice([0.0, 0.0, 5.0])
    return worth.model_copy(update=update)


def _rule(rng: random.Random, demand: Demand) -> MoneyRule:
    """A rule with limits on both sides, over what a review found or for each value of any key."""
    over: dict[str, Any] = rng.choice(
        [
            {"where": {"finding": ["surge"]}},
            {"where": {"duplicates": [next(iter(demand.duplicates))]}},
            {"where": {"finding": ["surge"], "area": ["ai"]}},
            *({"each": key} for key in ("status", "programme", "tag", "finding", "duplicates", "ministry")),
        ]
    )
    sides: dict[str, Any] = rng.choice(
        [
            {"at_least": "1", "at_most": "9"},
            {"growth_at_least": "-60 %", "growth_at_most": "+30 %"},
            {"of_ceiling_at_most": "70 %"},
            {"of_ceiling_at_least": "5 %", "at_most": "12"},
        ]
    )
    return MoneyRule.model_validate(over | sides | {"step": rng.choice(["1 %", "10 %"])})


def _group(rng: random.Random, demand: Demand) -> Group:
    over: dict[str, Any] = rng.choice(
        [
            {"each": "duplicates"},
            {"each": "committee"},
            {"findings": ["surge"]},
            {"where": {"duplicates": [next(iter(demand.duplicates))]}},
        ]
    )
    return Group.model_validate(over | {"at_most": rng.randint(1, 2), "at_least": rng.choice([0, 0, 1])})


def _choice(rng: random.Random) -> Choice:
    part = rng.choice(["50 %", "80 %", "120 %"])
    least = {} if rng.random() < 0.5 else {"viable": "30 %"}
    return Choice.model_validate({"viable_of_execution": part, "may_end": rng.random() < 0.8} | least)
