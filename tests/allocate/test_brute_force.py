"""Thousands of small policies with every kind of rule, against all plans tried one by one."""

import random

import pytest

from crosscut.allocate.plan import verified
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.rules import state
from crosscut.allocate.solve import Effort
from crosscut.allocate.verify import breaches
from crosscut.errors import CrosscutError
from tests.allocate import material, oracle
from tests.shortened import some

BLOCKS, EACH = 20, 100


@pytest.mark.parametrize("block", some(range(BLOCKS), 7))
def test_the_best_plan_is_found_and_the_verifier_agrees_with_the_policy(block: int):
    compared, refused = 0, set()
    for number in range(EACH):
        rng = random.Random(f"{block}-{number}")
        demand = material.demand(rng, rng.randint(1, 4))
        try:
            policy = material.policy(rng, demand)
            draft = state(policy, demand, material.CURRENCY)
        except CrosscutError as error:
            refused.add(error.code)
            continue
        problem = assemble(draft)
        found = verified(problem, Effort(gap=1e-9))
        best = oracle.best(policy, demand)
        if best is None:
            assert found.status == "infeasible", (block, number, found)
            continue
        assert found.status == "optimal", (block, number, found, best)
        assert found.value == pytest.approx(best[0], abs=1e-6), (block, number)
        assert tuple(found.amounts.tolist()) in best[1] or found.value == pytest.approx(best[0], abs=1e-6)
        assert oracle.value(policy, demand, tuple(found.amounts.tolist())) == pytest.approx(best[0], abs=1e-6)
        assert found.bound >= best[0] - 1e-6
        _verifier_agrees(problem, policy, demand, rng, number=(block, number))
        compared += 1
    assert compared > EACH // 8
    assert refused <= {"unknown-selection", "config", "policy"}


def _verifier_agrees(problem, policy, demand, rng, number):
    """Random plans, kept or broken, are judged alike by the verifier and by the policy itself."""
    ceiling = oracle.total_of(policy, demand)
    for _ in range(12):
        plan = [rng.randint(0, max(amount, 1)) for amount in demand.requested]
        kept = all(
            oracle.allowed(policy, demand, place, amount) and amount <= oracle.top(policy, demand, place, ceiling)
            for place, amount in enumerate(plan)
        ) and oracle.keeps(policy, demand, plan, ceiling)
        assert (not breaches(problem, plan)) == kept, (number, plan)
