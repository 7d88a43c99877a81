"""The ceiling divided: policy and programmes → a plan with proof and reasons, or the contradiction in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosscut.on_demand import on_demand

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

__getattr__ = on_demand(
    __name__,
    {
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
    },
)
