"""The ceiling divided: policy and programmes → a plan with proof and reasons, or the contradiction in words."""

from crosscut.allocate.demand import Demand
from crosscut.allocate.planning import Depth, Plan, allocate, verified
from crosscut.allocate.policy import Policy, load
from crosscut.allocate.problem import Group, Pairs, Problem, Row, Solution
from crosscut.allocate.scenarios import Comparison, compare
from crosscut.allocate.solve import Effort
from crosscut.allocate.verify import Breach, breaches
from crosscut.allocate.whatif import Kept

__all__ = [
    "Breach",
    "Comparison",
    "Demand",
    "Depth",
    "Effort",
    "Group",
    "Kept",
    "Pairs",
    "Plan",
    "Policy",
    "Problem",
    "Row",
    "Solution",
    "allocate",
    "breaches",
    "compare",
    "load",
    "verified",
]
