"""The ceiling divided: policy and programmes → a plan with proof and reasons, or the contradiction in words."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosscut.allocate.demand import Demand
    from crosscut.allocate.plan import Depth, Plan, allocate, verified
    from crosscut.allocate.policy import Policy, load
    from crosscut.allocate.problem import GroupLimit, MoneyRow, Problem, ProgrammePairs, Solution
    from crosscut.allocate.scenarios import ScenarioComparison, compare
    from crosscut.allocate.solve import Effort
    from crosscut.allocate.verify import Breach, breaches
    from crosscut.allocate.whatif import Kept

__all__ = [
    "Breach",
    "Demand",
    "Depth",
    "Effort",
    "GroupLimit",
    "Kept",
    "MoneyRow",
    "Plan",
    "Policy",
    "Problem",
    "ProgrammePairs",
    "ScenarioComparison",
    "Solution",
    "allocate",
    "breaches",
    "compare",
    "load",
    "verified",
]

_PLACES = {
    "demand": ("Demand",),
    "plan": (
        "Depth",
        "Plan",
        "allocate",
        "verified",
    ),
    "policy": (
        "Policy",
        "load",
    ),
    "problem": (
        "GroupLimit",
        "ProgrammePairs",
        "Problem",
        "MoneyRow",
        "Solution",
    ),
    "scenarios": (
        "ScenarioComparison",
        "compare",
    ),
    "solve": ("Effort",),
    "verify": (
        "Breach",
        "breaches",
    ),
    "whatif": ("Kept",),
}


def __getattr__(name: str) -> object:
    """The names above, each imported when first asked for: the words of a plan need no solver."""
    place = next((place for place, names in _PLACES.items() if name in names), None)
    if place is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{place}"), name)
