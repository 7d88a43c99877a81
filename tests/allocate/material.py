"""Random small policies and demands with every kind of rule, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count
from typing import Any

from crosscut.allocate.demand import Demand
from crosscut.allocate.draft import Draft
from crosscut.allocate.policy import Policy, parse
from crosscut.allocate.rules import state
from crosscut.errors import CrosscutError

CURRENCY = "KRW"


def demand(rng: random.Random, count: int, most: int = 8) -> Demand:
    """Even requests, so that the turns of worth at halves are whole; sometimes zero."""
    asked = [2 * rng.randint(0, most // 2) for _ in range(count)]
    past = [rng.choice([0, amount, max(amount - 2, 0), amount + 1, rng.randint(0, most)]) for amount in asked]
    areas: dict[str, dict[int, tuple[int, int]]] = {"ai": {}, "bio": {}, "outside": {}}
    for place in range(count):
        den = rng.choice([1, 2, 3, 7])
        one = rng.randint(0, den)
        two = rng.randint(0, den - one)
        for area, num in (("ai", one), ("bio", two), ("outside", den - one - two)):
            if num:
                areas[area][place] = (num, den)
    ids = tuple(f"P{place}" for place in range(count))
    return Demand(
        ids,
        ids,
        tuple(asked),
        tuple(past),
        {
            "ministry": [rng.choice("AB") for _ in ids],
            "committee": [rng.choice("XY") for _ in ids],
            "status": ["new" if amount == 0 else "continuing" for amount in past],
        },
        areas,
        {"merit": [float(rng.randint(0, 100)) for _ in ids], "need": [float(rng.randint(0, 100)) for _ in ids]},
        {"over": frozenset(rng.sample(ids, rng.randint(0, count)))},
    )


def stated(name: str, most: int) -> Iterator[tuple[int, Policy, Demand, Draft]]:
    """Random policies over two programmes and up to ``most``, as far as they can be stated, without end."""
    for number in count(1):
        rng = random.Random(f"{name}-{number}")
        asked = demand(rng, rng.randint(2, most))
        try:
            made = policy(rng, asked)
            draft = state(made, asked, CURRENCY)
        except CrosscutError:
            continue
        yield number, made, asked, draft


def _percent(rng: random.Random, low: int, high: int) -> str:
    return f"{rng.randrange(low, high + 1, 5)} %"


def _where(rng: random.Random, asked: Demand) -> dict[str, Any]:
    keys = ["ministry", "committee", "status", "programme", "tag", "area"]
    where: dict[str, Any] = {}
    for key in rng.sample(keys, rng.choice([0, 1, 1, 2])):
        known = asked.values_of(key, {"big": ()})
        if known:
            where[key] = rng.sample(known, rng.randint(1, min(2, len(known))))
    return where


def policy(rng: random.Random, asked: Demand) -> Policy:
    """A policy in which every kind of rule may stand."""
    total = sum(asked.requested)
    data: dict[str, Any] = {
        "unit": "KRW",
        "may_exceed_request": rng.random() < 0.15,
        "tags": {"big": rng.sample(asked.ids, rng.randint(1, len(asked.ids)))},
        "ceiling": {"amount": str(rng.randint(0, total + 1)), "use": rng.choice(["up to", "up to", "all"])},
        "value": _worth(rng),
    }
    if data["may_exceed_request"]:
        data["ceiling"]["amount"] = str(rng.randint(0, 9))
    chances = [("rule", _rule, 0.7), ("bound", _bound, 0.7), ("group", _group, 0.3), ("choice", _choice, 0.5)]
    for name, make, chance in chances:
        while rng.random() < chance and len(data.get(name, ())) < (1 if name == "choice" else 3):
            data.setdefault(name, []).append(make(rng, asked))
    if rng.random() < 0.3 and len(asked.ids) > 1:
        one, other = rng.sample(asked.ids, 2)
        data["prerequisite"] = [{"programme": one, "needs": [other]}]
    if rng.random() < 0.3 and len(asked.ids) > 1:
        data["bonus"] = [{"programmes": rng.sample(asked.ids, 2), "value": rng.randint(1, 30)}]
    return parse(data)


def _worth(rng: random.Random) -> dict[str, Any]:
    worth: dict[str, Any] = {"per": rng.choice(["amount", "programme"]), "stability": rng.choice([0, 0, 0.05])}
    if rng.random() < 0.8:
        worth["criterion"] = [
            {"id": "merit", "file": "s.csv", "weight": 0.6},
            {"id": "need", "file": "s.csv", "weight": 0.3},
        ]
        if rng.random() < 0.4:
            worth["criterion"].append({"id": "ai", "where": {"area": "ai"}, "weight": 0.2})
    if rng.random() < 0.5:
        worth["returns"] = [{"up_to": "50 %", "worth": 1.3}, {"up_to": "100 %", "worth": 0.7}]
    return worth


def _rule(rng: random.Random, asked: Demand) -> dict[str, Any]:
    rule: dict[str, Any] = {"where": _where(rng, asked)}
    if rng.random() < 0.3:
        rule["each"] = rng.choice(["ministry", "area", "committee"])
        rule["where"].pop(rule["each"], None)
    kind = rng.choice(
        ["at_least", "at_most", "growth_at_least", "growth_at_most", "of_ceiling_at_least", "of_ceiling_at_most"]
    )
    size = rng.randint(0, 6)
    rule[kind] = (
        str(size)
        if kind in ("at_least", "at_most")
        else _percent(rng, -50, 20)
        if "growth" in kind
        else _percent(rng, 0, 60)
    )
    return rule


def _bound(rng: random.Random, asked: Demand) -> dict[str, Any]:
    bound: dict[str, Any] = {"where": _where(rng, asked)}
    if rng.random() < 0.3:
        bound["findings"] = ["over"]
    kinds = {
        "change_at_least": _percent(rng, -60, -10),
        "change_at_most": _percent(rng, 0, 40),
        "cut_at_least": _percent(rng, 5, 40),
        "freeze": True,
        "at_most": str(rng.randint(1, 8)),
        "request_at_most": _percent(rng, 40, 100),
        "at_least": str(rng.randint(1, 3)),
        "request_at_least": _percent(rng, 10, 50),
        "keep": True,
    }
    for kind in rng.sample(sorted(kinds), rng.choice([1, 1, 2])):
        bound[kind] = kinds[kind]
    return bound


def _choice(rng: random.Random, asked: Demand) -> dict[str, Any]:
    choice: dict[str, Any] = {"where": _where(rng, asked), "may_end": rng.random() < 0.8}
    if rng.random() < 0.5:
        choice["viable"] = _percent(rng, 10, 90)
    else:
        choice["options"] = rng.sample(["100 %", "80 %", "60 %", "50 %", "25 %"], rng.randint(1, 3))
    return choice


def _group(rng: random.Random, asked: Demand) -> dict[str, Any]:
    group: dict[str, Any] = {"where": _where(rng, asked)}
    group[rng.choice(["at_most", "at_most", "at_least"])] = rng.randint(0, 2) or 1
    if rng.random() < 0.2:
        group["each"] = "ministry"
        group["where"].pop("ministry", None)
    return group
