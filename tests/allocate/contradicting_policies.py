"""Policies that contradict themselves, and what is told of them."""

from itertools import islice

from crosscut.allocate.rules import state
from tests.allocate import material, oracle


def contradictions(most: int):
    """Drafts of random policies that no plan keeps."""
    without_a_plan = (each for each in material.stated("conflict", 4) if oracle.best(*each[1:3]) is None)
    return islice(without_a_plan, most)


def separate_contradictions(count: int, most: int = 60):
    """As many ministries, for each of which a floor contradicts a cap."""
    ids = tuple(f"p{place}" for place in range(count))
    keys = {"ministry": list(ids), "committee": [""] * count, "status": ["continuing"] * count}
    sides = (("floor", "at_least", 90), ("cap", "at_most", most))
    rules = [
        {"id": f"{name}-{each}", "where": {"ministry": each}, key: f"{amount}"}
        for each in ids
        for name, key, amount in sides
    ]
    policy = material.parse({"unit": "KRW", "ceiling": {"amount": f"{100 * count}"}, "rule": rules})
    return state(policy, material.Demand(ids, ids, (100,) * count, (100,) * count, keys), "KRW")
