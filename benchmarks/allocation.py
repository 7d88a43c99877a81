"""Allocation at scale: Crosscut beside HiGHS, HiGHS tuned, SCIP, PuLP with CBC and OR-Tools, on the same problems.

    python benchmarks/allocation.py --sizes 1000 10000                  # three problems of each size, drawn anew
    python benchmarks/allocation.py --sizes 1000 10000 --seeds 0 1 2 --shapes national
    python benchmarks/allocation.py --sizes 100000 --limit 600 --engines crosscut highs highs-tuned
    python benchmarks/allocation.py --sizes 1000000 --engines crosscut

Problems come from ``bench/allocation_instances.py`` of the shared material (CROSSCUT_SHARED says where that is). Every
engine gets the same matrix and the same gap, one thread, and a process of its own that is ended at the wall limit.
Without ``--seeds`` these are drawn anew at every run and printed; of the shape ``drawn`` the seed also says how tight
the ceiling is, what the technology must grow by, and the weights of criteria. The last lines say how often Crosscut was
the quickest of all that answered within the gap, by processor time, and where it was not.
Seconds are building and solving; Crosscut's include rounding to whole units, and its verifier is timed beside. Ratios
are of processor time, which other work on the machine lengthens less; it includes loading the solver's library.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import json
import os
import random
import resource
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from crosscut.allocate import Effort, GroupLimit, MoneyRow, Problem, ProgrammePairs, breaches
from crosscut.allocate.solve import solve
from crosscut.allocate.solve.model import SolverModel, model

UNITS = 100
"""Units in a million won: a unit of 10,000 won holds every option exactly."""

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("CROSSCUT_SHARED", ROOT.parent / "shared"))


def generator():
    """The generator of the shared material."""
    spec = importlib.util.spec_from_file_location("allocation_instances", SHARED / "bench" / "allocation_instances.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SHAPES = {
    "national": {},
    "tight": {"tight": 0.96},
    "loose": {"tight": 1.06, "ai_growth": 0.0},
    "ai": {"ai_growth": 0.15},
    "one-criterion": {"weights": (1.0, 0.0, 0.0, 0.0)},
}
DRAWN = "drawn"


def shaped(shape: str, seed: int) -> dict:
    """The settings of a shape; those of ``drawn`` follow from the seed."""
    if shape != DRAWN:
        return SHAPES[shape]
    draw = random.Random(f"shape {seed}")
    parts = [draw.expovariate(1.0) for _ in range(4)]
    weights = tuple(part / sum(parts) for part in parts)
    return {"tight": draw.uniform(0.95, 1.08), "ai_growth": draw.uniform(0.0, 0.2), "weights": weights}


def problem_of(instance, utility) -> Problem:
    """An instance in whole units."""
    lower = np.ceil(np.round(instance.L * UNITS, 6)).astype(np.int64)
    upper = np.floor(np.round(instance.U * UNITS, 6)).astype(np.int64)
    discrete = instance.kind == 1
    turns = np.round(np.stack([0.5 * instance.r, 0.75 * instance.r, instance.ref], 1) * UNITS).astype(np.int64)
    turns = np.clip(turns, lower[:, None], upper[:, None])
    turns.sort(axis=1)
    points = np.concatenate([lower[:, None], turns, upper[:, None]], 1)
    tenth = np.round(instance.U[discrete] * UNITS / 10).astype(np.int64)
    points[discrete] = np.stack([6 * tenth, 8 * tenth, 10 * tenth, 10 * tenth, 10 * tenth], 1)
    money = points / UNITS
    value = (instance.dens * instance.r)[:, None] * utility(money / instance.r[:, None])
    value -= instance.rho * (np.abs(money - instance.ref[:, None]) - instance.ref[:, None])
    width = np.diff(points, axis=1)
    slope = np.where(width > 0, np.diff(value, axis=1) / np.maximum(width, 1), 0.0)
    none = np.full(len(instance.prereq), -1, np.int64)
    return Problem(
        unit=1,
        lower=points[:, 0].copy(),
        upper=points[:, -1].copy(),
        optional=instance.kind != 2,
        discrete=discrete,
        base=value[:, 0].copy(),
        slope=slope,
        width=width,
        rows=rows_of(instance),
        groups=tuple(GroupLimit(-1, np.sort(pair).astype(np.int64), 1) for pair in instance.excl),
        needs=ProgrammePairs(none, *instance.prereq.T.astype(np.int64), np.zeros(len(none))),
        bonus=ProgrammePairs(
            np.full(len(instance.syn), -1, np.int64), *instance.syn.T.astype(np.int64), instance.syn_b
        ),
    )


def rows_of(instance) -> tuple[MoneyRow, ...]:
    order = np.argsort(instance.ci, kind="stable")
    starts = np.searchsorted(instance.ci[order], np.arange(len(instance.lo) + 1))
    rows = []
    for k, (lo, hi) in enumerate(zip(instance.lo, instance.hi, strict=True)):
        part = order[starts[k] : starts[k + 1]]
        num = np.round(instance.cv[part] * 100).astype(np.int64)
        whole = bool((num == 100).all())
        rows.append(
            MoneyRow(
                k,
                instance.cj[part].astype(np.int64),
                np.ones_like(num) if whole else num,
                None if whole else np.full(len(part), 100, np.int64),
                int(lo) * UNITS if np.isfinite(lo) else None,
                int(hi) * UNITS if np.isfinite(hi) else None,
            )
        )
    return tuple(rows)


def crosscut(problem: Problem, gap: float, limit: float) -> dict:
    started = time.perf_counter()
    found = solve(problem, Effort(gap, limit))
    seconds, worked = time.perf_counter() - started, _worked()
    started = time.perf_counter()
    broken = len(breaches(problem, found.amounts.tolist())) if len(found.amounts) else None
    verified = time.perf_counter() - started
    return {
        "seconds": seconds,
        "value": found.value,
        "bound": found.bound,
        "gap": found.gap,
        "verify": verified,
        "cpu": worked,
        "broken": broken,
        "method": found.method,
    }


def highs(problem: Problem, gap: float, limit: float, *, tuned: bool = False) -> dict:
    import highspy

    started = time.perf_counter()
    posed = model(problem)
    solver = highspy.Highs()
    for name, value in {"output_flag": False, "threads": 1, "mip_rel_gap": gap, "time_limit": limit}.items():
        solver.setOptionValue(name, value)
    if tuned:
        solver.setOptionValue("presolve", "off")
        solver.setOptionValue("mip_detect_symmetry", False)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(posed.cost), len(posed.row_low)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = posed.cost, posed.low, posed.high
    lp.row_lower_, lp.row_upper_, lp.offset_ = posed.row_low, posed.row_high, posed.offset
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = posed.csc
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[int(each)] for each in posed.integer]
    solver.passModel(lp)
    solver.run()
    info = solver.getInfo()
    return _told(time.perf_counter() - started, -info.objective_function_value, -info.mip_dual_bound)


def highs_tuned(problem: Problem, gap: float, limit: float) -> dict:
    return highs(problem, gap, limit, tuned=True)


def _worked() -> float:
    """Seconds of processor time that this process and those it ended have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _told(seconds: float, value: float, bound: float) -> dict:
    return {"seconds": seconds, "value": value, "bound": bound, "gap": (bound - value) / abs(value) if value else None}


def _rows(posed: SolverModel):
    """Each row's columns and values."""
    order = np.lexsort((posed.col, posed.row))
    starts = np.searchsorted(posed.row[order], np.arange(len(posed.row_low) + 1))
    cols, vals = posed.col[order].tolist(), posed.val[order].tolist()
    for k in range(len(posed.row_low)):
        yield cols[starts[k] : starts[k + 1]], vals[starts[k] : starts[k + 1]], posed.row_low[k], posed.row_high[k]


def scip(problem: Problem, gap: float, limit: float) -> dict:
    from pyscipopt import Model as Scip
    from pyscipopt import quicksum

    started = time.perf_counter()
    posed = model(problem)
    solver = Scip()
    solver.hideOutput()
    solver.setParams({"limits/gap": gap, "limits/time": limit, "lp/threads": 1})
    columns = zip(posed.low.tolist(), posed.high.tolist(), posed.integer.tolist(), posed.cost.tolist(), strict=True)
    variables = [solver.addVar(lb=lo, ub=hi, vtype="I" if whole else "C", obj=cost) for lo, hi, whole, cost in columns]
    for cols, vals, lo, hi in _rows(posed):
        if cols:
            total = quicksum(value * variables[col] for col, value in zip(cols, vals, strict=True))
            if np.isfinite(hi):
                solver.addCons(total <= float(hi))
            if np.isfinite(lo):
                solver.addCons(total >= float(lo))
    solver.optimize()
    if not solver.getNSols():
        return {"failed": "no plan within the limit"}
    return _told(
        time.perf_counter() - started, -(solver.getObjVal() + posed.offset), -(solver.getDualbound() + posed.offset)
    )


def cbc(problem: Problem, gap: float, limit: float) -> dict:
    import pulp

    started = time.perf_counter()
    posed = model(problem)
    asked = pulp.LpProblem("allocation", pulp.LpMinimize)
    columns = enumerate(zip(posed.low.tolist(), posed.high.tolist(), posed.integer.tolist(), strict=True))
    variables = [
        pulp.LpVariable(f"x{k}", lo, hi, "Integer" if whole else "Continuous") for k, (lo, hi, whole) in columns
    ]
    asked += pulp.LpAffineExpression(zip(variables, posed.cost.tolist(), strict=True))
    for cols, vals, lo, hi in _rows(posed):
        if cols:
            total = pulp.LpAffineExpression([(variables[col], value) for col, value in zip(cols, vals, strict=True)])
            if np.isfinite(hi):
                asked += total <= float(hi)
            if np.isfinite(lo):
                asked += total >= float(lo)
    asked.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=gap, timeLimit=limit, threads=1))
    value = -(pulp.value(asked.objective) + posed.offset)
    return _told(time.perf_counter() - started, value, float("nan"))


def ortools(problem: Problem, gap: float, limit: float) -> dict:
    from ortools.linear_solver import pywraplp

    started = time.perf_counter()
    posed = model(problem)
    solver = pywraplp.Solver.CreateSolver("SCIP")
    columns = zip(posed.low.tolist(), posed.high.tolist(), posed.integer.tolist(), strict=True)
    variables = [solver.Var(lo, hi, whole, "") for lo, hi, whole in columns]
    objective = solver.Objective()
    for variable, cost in zip(variables, posed.cost.tolist(), strict=True):
        objective.SetCoefficient(variable, cost)
    for cols, vals, lo, hi in _rows(posed):
        row = solver.Constraint(float(lo), float(hi))
        for col, value in zip(cols, vals, strict=True):
            row.SetCoefficient(variables[col], value)
    solver.SetTimeLimit(int(limit * 1000))
    options = pywraplp.MPSolverParameters()
    options.SetDoubleParam(options.RELATIVE_MIP_GAP, gap)
    if solver.Solve(options) not in (solver.OPTIMAL, solver.FEASIBLE):
        return {"failed": "no plan within the limit"}
    return _told(
        time.perf_counter() - started, -(objective.Value() + posed.offset), -(objective.BestBound() + posed.offset)
    )


ENGINES = {
    "crosscut": crosscut,
    "highs": highs,
    "highs-tuned": highs_tuned,
    "scip": scip,
    "pulp-cbc": cbc,
    "ortools-scip": ortools,
}


def one(engine: str, size: int, seed: int, *, shape: str, gap: float, limit: float) -> None:
    """One engine on one problem, as a JSON line."""
    made = generator()
    problem = problem_of(made.generate(size, seed, **shaped(shape, seed)), made.fval)
    before = _worked()
    told = ENGINES[engine](problem, gap, limit)
    told["cpu"] = told.get("cpu", _worked()) - before
    told["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(told))


def apart(engine: str, size: int, seed: int, *, shape: str, gap: float, limit: float) -> dict:
    """One engine in a process of its own, ended at the wall limit with all that it has started."""
    words = [sys.executable, __file__, "--one", engine, str(size), str(seed), shape, str(gap), str(limit)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "start_new_session": True}
    with subprocess.Popen(words, **pipes) as running:
        try:
            out, error = running.communicate(timeout=limit * 1.25 + 60)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            return {"failed": f"ended after {limit * 1.25 + 60:.0f} s"}
    lines = [line for line in out.splitlines() if line.startswith("{")]
    found = json.loads(lines[-1]) if lines else {"failed": (error.strip().splitlines() or ["no answer"])[-1][:80]}
    return {"failed": "no plan within the limit"} if found.get("value") == float("-inf") else found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--seeds", type=int, nargs="+")
    parser.add_argument("--shapes", nargs="+", default=[DRAWN], choices=[*sorted(SHAPES), DRAWN])
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=list(ENGINES))
    parser.add_argument("--gap", type=float, default=1e-4)
    parser.add_argument("--limit", type=float, default=120.0)
    parser.add_argument("--one", nargs=6, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        engine, size, seed, shape, gap, limit = asked.one
        one(engine, int(size), int(seed), shape=shape, gap=float(gap), limit=float(limit))
        return
    seeds = asked.seeds or [secrets.randbelow(10**6) for _ in range(3)]
    print(f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M} UTC, seeds {' '.join(map(str, seeds))}\n")
    races: list[tuple[str, dict[str, dict]]] = []
    print(
        "| programmes | seed | shape | engine | seconds | processor | times ours | value | gap | MB | load |\n"
        "|--:|--:|---|---|--:|--:|--:|--:|--:|--:|--:|"
    )
    for size in asked.sizes:
        for shape in asked.shapes:
            for seed in seeds:
                ours, race = None, {}
                races.append((f"{size:,} {shape} {seed}", race))
                for engine in asked.engines:
                    told = apart(engine, size, seed, shape=shape, gap=asked.gap, limit=asked.limit)
                    ours = told.get("cpu") if engine == "crosscut" else ours
                    race[engine] = told
                    show(size, seed, shape, engine=engine, told=told, ours=ours)
    if "crosscut" in asked.engines and len(asked.engines) > 1:
        verdict(races, asked.gap)


def verdict(races: list[tuple[str, dict[str, dict]]], gap: float) -> None:
    """How often ours was the quickest by processor time of those whose plan is within the gap of the best bound."""
    lost = []
    for name, race in races:
        bounds = [told["bound"] for told in race.values() if "bound" in told and told["bound"] == told["bound"]]
        proved = {engine: told["cpu"] for engine, told in race.items() if _within(told, min(bounds, default=0.0), gap)}
        ours = proved.pop("crosscut", None)
        best = min(proved, key=proved.get, default="")
        if ours is None or (best and proved[best] < ours):
            lost.append(f"{name}: {best or 'nobody'}, {proved.get(best, 0.0):.2f} s against {ours or float('nan'):.2f}")
    print(
        f"\nThe quickest in {len(races) - len(lost)} of {len(races)}" + "".join(f"\n- not in {each}" for each in lost)
    )


def _within(told: dict, bound: float, gap: float) -> bool:
    return "value" in told and bound - told["value"] <= 1.01 * gap * abs(told["value"])


def show(size: int, seed: int, shape: str, *, engine: str, told: dict, ours: float | None) -> None:
    if "failed" in told:
        cells = [told["failed"], "", "", "", "", ""]
    else:
        ratio = f"{told['cpu'] / ours:.1f}" if ours else ""
        extra = f" + {told['verify']:.2f} verify, {told['broken']} broken" if "verify" in told else ""
        gap = "" if told["gap"] is None or told["gap"] != told["gap"] else f"{told['gap']:.1e}"
        cells = [
            f"{told['seconds']:.2f}{extra}",
            f"{told['cpu']:.2f}",
            ratio,
            f"{told['value']:,.0f}",
            gap,
            str(told["megabytes"]),
        ]
    load = f"{os.getloadavg()[0]:.1f}"
    print("| " + " | ".join([f"{size:,}", str(seed), shape, engine, *cells, load]) + " |", flush=True)


if __name__ == "__main__":
    main()
