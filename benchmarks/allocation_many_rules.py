"""Many rules, and a single change: Crosscut beside HiGHS, within a limit, on problems drawn anew.

    PYTHONPATH=. python benchmarks/allocation_many_rules.py          # 60,000 programmes under 1,005 rules, 30 seconds
    PYTHONPATH=. python benchmarks/allocation_many_rules.py --changes 10000  # what-ifs, 32 rules
    PYTHONPATH=. python benchmarks/allocation_many_rules.py --session 10000  # as --what-if answers: ties, words

The seed is drawn at every run and printed. Plans are verified in exact integers by the verifier. HiGHS gets the same
matrix and limit in a process of its own, without presolve and symmetry detection.
"""

from __future__ import annotations

import argparse
import datetime
import json
import multiprocessing
import os
import random
import resource
import secrets
import statistics
import time

import numpy as np
from allocation import crosscut, highs_tuned
from tests.allocate.test_scale import national

from crosscut.allocate import Demand, Depth, Effort, Kept, Plan, Problem, allocate, breaches
from crosscut.allocate.changes import Session
from crosscut.allocate.policy import parse
from crosscut.allocate.solve import solve

GAP = 1e-4


def many(size: int, rows: int, seed: int) -> Problem:
    """A synthetic budget with a floor a ministry, floors of four areas and a ceiling."""
    return national(size, seed, rows - 5)


def race(size: int, rows: int, seed: int, limit: float) -> None:
    """Both on one problem."""
    problem = many(size, rows, seed)
    print(f"{size:,} programmes, {len(problem.rows):,} rules, seed {seed}, load {os.getloadavg()[0]:.1f}", flush=True)
    print("crosscut", json.dumps(crosscut(problem, GAP, limit)), flush=True)
    answers = multiprocessing.Queue()
    peer = multiprocessing.Process(target=lambda: answers.put(highs_tuned(problem, GAP, limit)))
    started = time.perf_counter()
    peer.start()
    peer.join(3 * limit + 60)
    if peer.is_alive():
        peer.kill()
    told = {"failed": "ended"} if answers.empty() else answers.get()
    print("highs-tuned", json.dumps(told | {"wall": time.perf_counter() - started}), flush=True)


def changes(size: int, seed: int, count: int = 40) -> None:
    """Single changes of one kept plan: the ceiling, a floor, a programme ended, one in full."""
    problem = many(size, 32, seed)
    best = solve(problem, Effort(GAP, 60))
    kept = Kept(problem, best.amounts)
    draw = np.random.default_rng(seed)
    clocks, worked, gaps, broken = [], [], [], 0
    for number in range(count):
        limits, spans = change(problem, best.amounts, number, draw)
        started, spent = time.perf_counter(), time.process_time()
        found = kept.solve(limits, spans)
        posed = problem.with_limits([limits.get(k, (row.lo, row.hi)) for k, row in enumerate(problem.rows)])
        broken += bool(len(found.amounts) and breaches(posed.narrowed(spans), found.amounts.tolist()))
        clocks.append(time.perf_counter() - started)
        worked.append(time.process_time() - spent)
        gaps.append(found.gap if len(found.amounts) else float("nan"))
    print(
        f"{size:,} programmes, {len(problem.rows)} rules, seed {seed}, load {os.getloadavg()[0]:.1f}, {count} changes"
    )
    spread({"clock": clocks, "processor": worked})
    print(f"gaps: median {np.nanmedian(gaps):.1e}, worst {np.nanmax(gaps):.1e}")
    print(f"without a plan under the kept choices {int(np.isnan(gaps).sum())}; rules broken {broken}")


def spread(measured: dict[str, list[float]]) -> None:
    """Print the middle, the 95th of a hundred and the worst of what was measured, by name."""
    for name, found in measured.items():
        middle, most, worst = statistics.median(found), sorted(found)[int(0.95 * len(found))], max(found)
        print(f"{name}, verified: median {middle:.3f} s, 95 % {most:.3f} s, worst {worst:.3f} s")


def drawn(size: int, seed: int) -> Plan:
    """A plan of drawn programmes under 32 rules over money: falling returns, whole scores, a least size each."""
    draw = random.Random(seed)
    asked = tuple(draw.randrange(100, 100_000) * 10**6 for _ in range(size))
    before = tuple(int(amount * draw.uniform(0.7, 1.2)) // 10**6 * 10**6 for amount in asked)
    ids = tuple(f"P{place}" for place in range(size))
    keys = {
        "ministry": [f"M{draw.randrange(30)}" for _ in ids],
        "committee": [""] * size,
        "status": ["continuing"] * size,
    }
    scores = {"merit": [float(draw.randrange(101)) for _ in ids]}
    return allocate(parse(POLICY), Demand(ids, ids, asked, before, keys, {}, scores), "KRW", depth=Depth.plan_only())


POLICY = {
    "unit": "million",
    "ceiling": {"change": "-5 %", "use": "all"},
    "value": {
        "returns": [{"up_to": "80 %", "worth": 1.3}, {"up_to": "100 %", "worth": 1.0}],
        "criterion": [{"id": "merit", "file": "scores.csv", "weight": 1}],
    },
    "rule": [{"id": "floor", "each": "ministry", "growth_at_least": "-15 %"}],
    "choice": [{"viable": "60 %"}],
}


def session(size: int, seed: int, count: int = 70) -> None:
    """Single changes as ``--what-if`` answers them: ties divided, verified, in words; contradictions explained."""
    plan, draw = drawn(size, seed), random.Random(seed)
    waiting = Session(plan)
    clocks, worked, explained, ties = [], [], [], 0
    for number in range(count):
        words = asked_in_words(number, draw, size)
        started, spent = time.perf_counter(), processor()
        answer = waiting.ask(words)
        (explained if answer["status"] == "infeasible" else worked).append(processor() - spent)
        clocks.append(time.perf_counter() - started)
        ties += len(answer.get("changes", ())) > 1
    rules = len(plan.problem.rows)
    print(f"{size:,} programmes, {rules} rules, seed {seed}, load {os.getloadavg()[0]:.1f}, {count} changes")
    print(f"{len(worked)} with a plan, {ties} of which move others; {len(explained)} contradictions explained")
    spread(
        {"clock, all": clocks, "processor, with a plan": worked}
        | ({"processor, explained": explained} if explained else {})
    )


def processor() -> float:
    """Seconds of processor time of this process and of those that it ended."""
    return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def asked_in_words(number: int, draw: random.Random, size: int) -> str:
    """One change of seven kinds by turns, two of which contradict what is asked for."""
    kind = number % 7
    if kind == 0:
        return f"ceiling={draw.uniform(-3, 3):+.1f}%"
    if kind < 3:
        return f"floor:M{draw.randrange(30)}={draw.uniform(-5, 2) + 60 * (kind == 2):+.1f}%"
    return f"P{draw.randrange(size)}={('full', 'end', '-15%', '+20%')[kind - 3]}"


def change(problem, amounts, number, draw):
    """One change of four kinds by turns."""
    ceiling, floor = 0, 1 + int(draw.integers(0, 27))
    if number % 4 == 0:
        return {ceiling: (None, int(problem.rows[ceiling].hi * draw.uniform(0.97, 1.03)))}, {}
    if number % 4 == 1:
        return {floor: (int(problem.rows[floor].lo * draw.uniform(0.95, 1.02)), None)}, {}
    places = np.flatnonzero(problem.optional & (amounts > 0)) if number % 4 == 2 else np.flatnonzero(amounts > 0)
    place = int(draw.choice(places))
    return {}, {place: (0, 0) if number % 4 == 2 else (int(problem.upper[place]), int(problem.upper[place]))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=60_000)
    parser.add_argument("--rows", type=int, default=1_005)
    parser.add_argument("--limit", type=float, default=30.0)
    parser.add_argument("--changes", type=int, default=0)
    parser.add_argument("--session", type=int, default=0)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    asked = parser.parse_args()
    print(f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M} UTC")
    if asked.session:
        session(asked.session, asked.seed)
    elif asked.changes:
        changes(asked.changes, asked.seed)
    else:
        race(asked.size, asked.rows, asked.seed, asked.limit)


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    main()
