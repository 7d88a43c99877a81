"""Which rules of a scenario amounts break that somebody amended, by the exact check that plans pass."""

from __future__ import annotations

from collections.abc import Mapping

from crosscut.allocate.planner import Changes, Planner
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.verify import breaches
from crosscut.workspace.solver_shapes import BrokenRule


def broken(planner: Planner, changes: Changes, amounts: Mapping[str, int]) -> list[BrokenRule]:
    """The rules that amounts break, each once, the furthest from its limit first.

    ``amounts`` are in minor units by programme; what is finer than the policy's unit is left out.
    """
    draft = planner.plan(changes).draft
    problem = assemble(draft)
    worst: dict[int, int] = {}
    for each in breaches(problem, [amounts.get(key, 0) // problem.unit for key in draft.demand.ids]):
        worst[each.rule] = max(worst.get(each.rule, 0), each.amount)
    rules = [(draft.rules[number], missed) for number, missed in worst.items() if number >= 0]
    return [
        {
            "rule": rule.id,
            "text": rule.text.en,
            "text_ko": rule.text.ko,
            "owner": rule.owner,
            "limit": rule.limit,
            "missed": missed,
        }
        for rule, missed in sorted(rules, key=lambda each: (-each[1], each[0].id))
    ]
