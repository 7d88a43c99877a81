"""Which rules of a scenario amounts break that somebody amended, by the exact check that plans pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crosscut.allocate.planner import Changes, Planner
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.verify import breaches
from crosscut.workspace.solver.solver_shapes import BrokenRule


def broken(planner: Planner, changes: Changes, amounts: Mapping[str, int]) -> list[BrokenRule]:
    """The rules that amounts break, each once, the furthest from its limit first.

    ``amounts`` are in minor units by programme, and held against the rules to the last one. What a single programme may
    get is no rule: it is not told.
    """
    draft = planner.plan(changes).draft
    exact = replace(assemble(draft), unit=1)
    worst: dict[int, int] = {}
    for each in breaches(exact, [amounts.get(key, 0) for key in draft.demand.ids]):
        worst[each.rule] = max(worst.get(each.rule, 0), each.amount)
    rules = [(draft.rules[number], missed) for number, missed in worst.items() if number >= 0]
    return [
        {
            "rule": rule.id,
            "text": rule.text.en,
            "text_ko": rule.text.ko,
            "owner": rule.owner.en,
            "owner_ko": rule.owner.ko,
            "limit": rule.limit,
            "missed": missed,
        }
        for rule, missed in sorted(rules, key=lambda each: (-each[1], each[0].id))
    ]
