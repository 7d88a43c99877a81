"""By how much limits have to move: seen from each programme alone where that is a plan, solved for where it is not."""

import random

import pytest

from crosscut.allocate import Depth, allocate, limit_changes
from crosscut.allocate.changes import Session
from crosscut.allocate.conflict import conflict
from crosscut.allocate.rules import state
from tests.allocate import material


def asked(draw, size):
    """Programmes under a ceiling, of which some may end and some have options, with amounts that a bound asks for."""
    ids = tuple(f"p{place}" for place in range(size))
    money = tuple(draw.randrange(20, 100) for _ in ids)
    keys = {"ministry": [draw.choice("MN") for _ in ids], "committee": [""] * size, "status": ["continuing"] * size}
    choices = [
        {"where": {"ministry": "M"}, "viable": "60 %"},
        {"where": {"ministry": "N"}, "options": ["100 %", "50 %"]},
    ]
    policy = {
        "unit": "KRW",
        "ceiling": {"amount": str(sum(money) * draw.randrange(60, 110) // 100)},
        "choice": [each for each in choices if each["where"]["ministry"] in keys["ministry"]][: draw.randrange(3)],
        "bound": [{"id": "sum", draw.choice(["at_least", "at_most"]): str(draw.randrange(1, 120))}],
    }
    return state(material.parse(policy), material.Demand(ids, ids, money, money, keys), "KRW")


def told(draft):
    found = conflict(draft)
    return [] if found is None else [change.words.en for change in found.changes if change.least is None]


def test_what_is_seen_from_programmes_alone_is_what_solving_for_all_of_them_tells(monkeypatch):
    drafts = [asked(random.Random(seed), random.Random(seed).randrange(1, 5)) for seed in range(150)]
    alone = [told(draft) for draft in drafts]
    monkeypatch.setattr(limit_changes, "_moved_alone", lambda *_: None)
    assert alone == [told(draft) for draft in drafts]
    assert sum("KRW" in word for words in alone for word in words) > 20


def test_more_than_a_programme_may_have_is_told_without_solving_for_all_others(monkeypatch):
    keys = {"ministry": ["M"] * 2, "committee": [""] * 2, "status": ["continuing"] * 2}
    demand = material.Demand(("a", "b"), ("A", "B"), (100, 90), (100, 90), keys)
    policy = material.parse({"unit": "KRW", "ceiling": {"amount": "190"}, "choice": [{"viable": "60 %"}]})
    waiting = Session(allocate(policy, demand, "KRW", depth=Depth.plan_only()))
    monkeypatch.setattr(limit_changes, "_moved_together", lambda *_: pytest.fail("solved for all"))
    answer = waiting.ask("a=+20%")
    assert {row["rule"]: row["change"] for row in answer["conflict"]}["what-if"] == "lower it by KRW 20"
