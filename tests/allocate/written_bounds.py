"""Programmes of one size under a floor and a bound, as tests write them."""

from typing import Any

from crosscut.allocate.rules import state
from tests.allocate import material


def written(change: str, past: int, count: int, floor: int, **bound: Any):
    """Programmes of one size under a floor over all of them and a bound, with what the bound's own rules say."""
    ids = tuple(f"p{place}" for place in range(count))
    keys = {"ministry": ["M"] * count, "committee": [""] * count, "status": ["continuing"] * count}
    said = {"id": "cut", **({"change_at_most": change} if change else {}), **bound}
    policy = material.parse(
        {
            "unit": "KRW",
            "ceiling": {"amount": f"{past * count}"},
            "rule": [{"id": "floor", "where": {"ministry": "M"}, "at_least": f"{floor}"}],
            "bound": [said],
        }
    )
    return state(policy, material.Demand(ids, ids, (past,) * count, (past,) * count, keys), "KRW")
