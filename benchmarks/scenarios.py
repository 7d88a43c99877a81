"""What a change in a scenario takes: one coordinator, and a storm of scenarios, through the solver of the workspace.

    python benchmarks/scenarios.py --sizes 1000 10000 --changes 60
    python benchmarks/scenarios.py --sizes 10000 --storm 60

Budgets are synthetic, with a floor for each ministry, one for AI and a bound on change; ``--viable`` adds a choice to
every programme (nothing, or at least 60 % of the request). A change moves the ceiling, a floor or cap of an area or a
ministry, or pins a programme; each answer is a plan that is verified anew. Processor time is of the process that
answers; wall time is what whoever asks waits, and depends on what else the machine does.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from crosscut.allocate.amendments import Amendment
from crosscut.allocate.feasibility import Oracle
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.solver.solver_pool import OvertakenError, SolverPool
from crosscut.workspace.solver.solver_service import SolverService
from crosscut.workspace.solver.solver_shapes import ChangeRow, OverPolicy

POLICY = """
unit = "million"
may_exceed_request = true
[previous]
programmes = "asking"
[ceiling]
change = "-5 %"
use = "all"
[value]
returns = [{ up_to = "80 %", worth = 1.3 }, { up_to = "100 %", worth = 1.0 }]
stability = 0.05
[[value.criterion]]
id = "strategic"
where = { area = ["ai", "bio", "quantum"] }
weight = 0.5
[[rule]]
id = "ai-growth"
where = { area = "ai" }
growth_at_least = "-4 %"
[[rule]]
id = "ministry-floor"
each = "ministry"
growth_at_least = "-8 %"
[[bound]]
id = "leaps"
change_at_least = "-30 %"
change_at_most = "30 %"
"""
VIABLE = '[[choice]]\nviable = "60 %"\n'


def folder_of(size: int, place: Path, *, viable: bool) -> Path:
    """A synthetic budget with the policy."""
    folder = place / f"{size}-{viable}"
    command = [sys.executable, "-m", "crosscut", "init", str(folder), "--example", "synthetic-national"]
    subprocess.run([*command, "--programmes", str(size), "--seed", "7"], check=True, stdout=subprocess.DEVNULL)
    (folder / "policy.toml").write_text(POLICY + (VIABLE if viable else ""), encoding="utf-8")
    return folder


def moves(rng: random.Random, solver: SolverService, over: OverPolicy) -> Iterator[ChangeRow]:
    """Changes as a coordinator makes them, most of which have a plan."""
    plan = solver.answer({"ask": "plan", "over": [over]})
    areas = [row["key"] for row in plan["areas"]]
    ministries = [row["key"] for row in plan["ministries"]]
    programmes = next(iter(solver._grounds.values())).planner.demand.ids  # noqa: SLF001
    while True:
        growth = f"{rng.randint(-60, -10) / 10:g} %"
        yield rng.choice(
            [
                ("limit", "ceiling", growth, "", ""),
                ("floor", f"area:{rng.choice(areas)}", f"{rng.randint(-300, -80) / 10:g} %", "", ""),
                ("cap", f"area:{rng.choice(areas)}", f"{rng.randint(0, 200) / 10:g} %", "", ""),
                ("cap", f"ministry:{rng.choice(ministries)}", f"{rng.randint(0, 200) / 10:g} %", "", ""),
                ("pin", rng.choice(programmes), "full", "", ""),
            ]
        )


def at(values: list[float], part: float) -> float:
    """A percentile."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def one(folder: Path, changes: int) -> OverPolicy:
    """One coordinator: one change after another."""
    solver, rng = SolverService(folder), random.Random(1)
    ground = solver.answer({"ask": "ground"})
    over: OverPolicy = {**ground, "moment": "2026-11-27T00:00:00+00:00", "changes": []}
    next_move, worked, waited, gaps, without = moves(rng, solver, over), [], [], [], 0
    for _ in range(changes):
        asked = {**over, "changes": [next(next_move)]}
        started, before = time.perf_counter(), time.process_time()
        plan = solver.answer({"ask": "plan", "over": [asked], "against": []})
        if plan["status"] == "infeasible":
            without += 1
            continue
        worked.append(time.process_time() - before)
        waited.append(time.perf_counter() - started)
        gaps.append(plan["gap"])
    print(
        f"  {len(worked)} changes with a plan, {without} without: processor time median "
        f"{statistics.median(worked):.3f} s, p95 {at(worked, 0.95):.3f} s; waited p95 {at(waited, 0.95):.3f} s; "
        f"largest gap {max(gaps):.1e}; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
    )
    contradiction(solver, over)
    return over


def contradiction(solver: SolverService, over: OverPolicy) -> None:
    """A ceiling below all floors: what telling it takes, and that it is irreducible."""
    changes = (Amendment("limit", "ceiling", "-9 %"),)
    before = time.process_time()
    plan = solver.answer({"ask": "plan", "over": [{**over, "changes": [("limit", "ceiling", "-9 %", "", "")]}]})
    worked = time.process_time() - before
    planner = next(iter(solver._grounds.values())).planner  # noqa: SLF001
    draft = planner.plan(changes).draft
    names = {rule.id: number for number, rule in enumerate(draft.rules)}
    told, possible = [names[each["rule"]] for each in plan["clash"]], Oracle(draft)
    rest = frozenset(range(len(draft.rules))) - frozenset(told)
    irreducible = not possible(rest) and all(possible(rest | {rule}) for rule in told)
    print(
        f"  contradiction of {len(told)} rules, {len(plan['mends'])} ways to mend it, in {worked:.1f} s of processor "
        f"time; irreducible: {irreducible}"
    )


def storm(folder: Path, over: OverPolicy, seconds: float, scenarios: int, rate: float) -> None:
    """Several coordinators at once, each moving on without waiting for the answer."""
    pool, solver = SolverPool(folder), SolverService(folder)
    solver.answer({"ask": "ground"})
    for _ in range(pool.count):
        pool.ask({"ask": "plan", "over": [over]})
    answered: list[float] = []
    dropped, order, last, lock = [0], [True], dict.fromkeys(range(scenarios), 0), threading.Lock()

    def ask(scenario: int, turn: int, row: ChangeRow) -> None:
        started = time.perf_counter()
        try:
            pool.ask({"ask": "plan", "over": [{**over, "changes": [row]}], "against": []}, f"{scenario}")
        except OvertakenError:
            with lock:
                dropped[0] += 1
            return
        except WorkspaceError as error:
            print("   ", error)
            return
        with lock:
            answered.append(time.perf_counter() - started)
            order[0] &= turn > last[scenario]
            last[scenario] = max(last[scenario], turn)

    rng, threads = random.Random(2), []
    next_move = moves(rng, solver, over)
    until, turn = time.perf_counter() + seconds, 0
    while time.perf_counter() < until:
        turn += 1
        thread = threading.Thread(target=ask, args=(turn % scenarios, turn, next(next_move)))
        thread.start()
        threads.append(thread)
        time.sleep(1 / rate)
    for thread in threads:
        thread.join()
    pool.close()
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(
        f"  storm of {turn} changes in {seconds:g} s: {len(answered)} answered, {dropped[0]} overtaken and dropped; "
        f"waited median {statistics.median(answered):.2f} s, p95 {at(answered, 0.95):.2f} s; in order: {order[0]}; "
        f"largest process {memory} MB, {pool.count} processes"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--changes", type=int, default=60)
    parser.add_argument("--viable", action="store_true", help="every programme gets nothing or at least 60 %%")
    parser.add_argument("--storm", type=float, default=0, help="seconds of a storm; 0 leaves it out")
    parser.add_argument("--scenarios", type=int, default=20)
    parser.add_argument("--rate", type=float, default=10, help="changes a second, of all scenarios together")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        for size in chosen.sizes:
            print(f"{size:,} programmes{', each with a choice' if chosen.viable else ''}")
            folder = folder_of(size, Path(place), viable=chosen.viable)
            over = one(folder, chosen.changes)
            if chosen.storm:
                storm(folder, over, chosen.storm, chosen.scenarios, chosen.rate)


if __name__ == "__main__":
    main()
