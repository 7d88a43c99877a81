"""Core index by sampling, and with its verdicts tried, beside all plans listed: how many verdicts are false.

    python benchmarks/robustness.py --projects 15 --criteria 3 --seeds 20

Projects cost 1 to 100 and score 1 to 100 on each criterion (random), the ceiling is half of their cost, the criteria
are ranked. A false verdict is a core or exterior programme that an undominated plan speaks against.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from crosscut.allocate import Demand, Effort, verified
from crosscut.allocate.policy import parse
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.robust import BORDERLINE, robustness
from crosscut.allocate.rules import state
from crosscut.allocate.values import weights


def knapsack(projects: int, criteria: int, seed: int):
    """The draft of one random knapsack under ranked criteria."""
    rng = np.random.default_rng([seed, projects, criteria])
    cost = tuple(rng.integers(1, 101, projects).tolist())
    names = tuple(f"P{number:02d}" for number in range(projects))
    scores = {f"c{k}": rng.integers(1, 101, projects).astype(float).tolist() for k in range(criteria)}
    blank = [""] * projects
    keys = {"ministry": blank, "committee": blank, "status": ["new"] * projects}
    demand = Demand(names, names, cost, cost, keys, {}, scores)
    policy = parse(
        {
            "unit": "KRW",
            "ceiling": {"amount": str(sum(cost) // 2)},
            "choice": [{"options": ["100 %"]}],
            "value": {
                "per": "programme",
                "criterion": [{"id": name, "file": "s.csv", "rank": k + 1} for k, name in enumerate(scores)],
            },
        }
    )
    return state(policy, demand, "KRW")


def false(found, exact) -> int:
    """Verdicts of core or exterior that the list of all plans does not bear out."""
    pairs = zip(found.verdicts, exact.verdicts, strict=True)
    return sum(one not in (BORDERLINE, other) for one, other in pairs)


def compared(stated, samples: int):
    """Exact, sampled alone, and sampled with verdicts tried; the last with its seconds."""
    from crosscut.allocate.robust import sampled

    problem = assemble(stated)
    plan = verified(problem, Effort(gap=1e-9))
    allowed = weights(stated.policy.value)
    alone = sampled(stated, problem, plan, allowed, samples=samples, seconds=120.0, trying=0.0)
    started = time.process_time()
    tried = sampled(stated, problem, plan, allowed, samples=samples, seconds=120.0, trying=120.0)
    return robustness(stated, problem, plan), alone, tried, time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--projects", type=int, default=15)
    parser.add_argument("--criteria", type=int, default=3)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--samples", type=int, default=200)
    asked = parser.parse_args()
    totals = np.zeros(4)
    for seed in range(asked.seeds):
        exact, alone, tried, seconds = compared(knapsack(asked.projects, asked.criteria, seed), asked.samples)
        totals += [
            sum(each != BORDERLINE for each in alone.verdicts),
            false(alone, exact),
            false(tried, exact),
            seconds,
        ]
    print(
        f"{asked.seeds} problems of {asked.projects} projects: {totals[0]:.0f} sampled verdicts of core or exterior, "
        f"{totals[1]:.0f} false; {totals[2]:.0f} false once tried; {totals[3] / asked.seeds:.2f} s each"
    )


if __name__ == "__main__":
    main()
