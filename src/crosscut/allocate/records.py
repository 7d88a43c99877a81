"""A plan as the command line's contract has it (DESIGN §7): amounts in minor units."""

from __future__ import annotations

from typing import TypedDict

from crosscut.allocate.curve import PointRecord
from crosscut.allocate.robust import RobustnessRecord


class PlanRow(TypedDict):
    """One programme: what it asked for, had and gets, why, and how sure that is."""

    programme: str
    name: str
    requested: int
    previous: int
    amount: int
    reason: str
    reason_ko: str
    core: str
    core_index: float | None
    core_basis: str
    priority: int
    restore: str
    restore_ko: str


class RuleRow(TypedDict):
    """One rule: its limit, what the plan uses of it, and what it costs in value."""

    rule: str
    owner: str
    limit: int | None
    used: int | None
    cost: float | None
    kind: str
    text: str
    text_ko: str
    source: str
    binding: bool | None
    step: str
    step_ko: str
    cost_exact: bool | None


class ConflictRow(TypedDict):
    """One rule of those that cannot hold together, with the least change that mends the policy."""

    rule: str
    owner: str
    text: str
    least_change: int | None
    change: str
    text_ko: str
    change_ko: str
    source: str
    limit: int | None


class PlanRecord(TypedDict):
    """The whole document; ``value``, ``bound`` and ``gap`` are None where the policy has no plan."""

    status: str
    value: float | None
    bound: float | None
    gap: float | None
    total: int
    ceiling: int
    currency: str
    method: str
    plan: list[PlanRow]
    rules: list[RuleRow]
    conflict: list[ConflictRow]
    mends: list[list[str]]
    robustness: RobustnessRecord | None
    curve: list[PointRecord]
