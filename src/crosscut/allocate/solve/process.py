"""Large models solved in a process of their own, which is ended when its time is up, whatever HiGHS is busy with.

HiGHS looks at its clock only between the steps of its work; one step of its presolve may take minutes. The process
writes what it has found to a file as it goes, so that its end loses nothing.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from crosscut.allocate import refusal_words as say
from crosscut.allocate.problem import Floats
from crosscut.allocate.solve import highs
from crosscut.allocate.solve.highs import SolverOutcome
from crosscut.allocate.solve.model import SolverModel
from crosscut.text.refusals import RefusalError

GRACE = 3.0
"""Seconds beyond the time limit that the process has to start, and to write its answer down."""

THRESHOLDS = (0.5, 0.999, 0.001)
"""From which part on a choice of the relaxed solution counts as taken; any of them keeps what needs what."""

_WORK = "from crosscut.allocate.solve.process import work; work()"


def solve_in_process(model: SolverModel, *, gap: float, seconds: float) -> SolverOutcome:
    """What is known of a model after at most ``seconds`` and a little grace: its best solution and proved bound.

    Raises
    ------
    CrosscutError
        where the process failed by itself before it found anything out.

    """
    with tempfile.TemporaryDirectory(prefix="crosscut-") as name:
        folder = Path(name)
        (folder / "asked").write_bytes(pickle.dumps((model, gap, seconds)))
        failure = _worked(folder, seconds + GRACE)
        answer = folder / "found"
        if answer.is_file():
            found: SolverOutcome = pickle.loads(answer.read_bytes())  # noqa: S301 - this program wrote it, in a folder of its own
            return replace(found, bound=min(found.bound, box_bound(model))) if not found.infeasible else found
    if failure:
        raise RefusalError(say.SOLVER_FAILED.format(failure=failure), say.FREE_MEMORY, code="solver")
    return SolverOutcome(False, False, None, 0.0, box_bound(model))


def _worked(folder: Path, seconds: float) -> str:
    """Let the process work; how it failed, empty where it ended well or was ended."""
    command = [sys.executable, "-P", "-c", _WORK, str(folder)]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    told = done.stderr.decode(errors="replace").strip().splitlines()
    return "" if not done.returncode else (told or [f"ended with {done.returncode}"])[-1]


NEARLY = 1e-6
"""How near to a whole number a solver leaves what it holds to be one."""


def box_bound(model: SolverModel) -> float:
    """The value if no rule held: a bound, however loose, that needs no solver."""
    return -float(np.minimum(model.cost * model.low, model.cost * model.high).sum() + model.offset)


def work() -> None:
    """What the process does: solve the model that the folder (the first argument) holds."""
    started = time.perf_counter()
    folder = Path(sys.argv[1])
    model, gap, seconds = pickle.loads((folder / "asked").read_bytes())  # noqa: S301 - written by solve_in_process
    _Search(folder, model, gap, started + seconds).run()


class _Search:
    """One search: relaxed first, for a bound and a plan near it; then whole."""

    def __init__(self, folder: Path, model: SolverModel, gap: float, until: float) -> None:
        self._folder, self._model, self._gap, self._until = folder, model, gap, until
        self._found = SolverOutcome(False, False, None, -np.inf, box_bound(model))

    @property
    def _left(self) -> float:
        return max(self._until - time.perf_counter(), 0.01)

    def run(self) -> None:
        """Search until proved, or until the time is up."""
        self._relaxed()
        tuned = len(self._model.cost) > highs.LARGE
        for way in (tuned, not tuned):
            solver = highs.engine(self._model, gap=self._gap, seconds=self._left, tuned=way)
            self._watch(solver)
            outcome = highs.run(solver, integer=True)
            if outcome.infeasible:
                self._write(outcome)
            else:
                self._keep_better(outcome.solution, outcome.value, outcome.bound, proved=outcome.proved)
            if outcome.infeasible or outcome.solution is not None or time.perf_counter() > self._until:
                break

    def _relaxed(self) -> None:
        """The bound without whole numbers, and a plan with the choices of that solution rounded."""
        solver = highs.engine(replace(self._model, integer=np.zeros_like(self._model.integer)), seconds=self._left)
        outcome = highs.run(solver, integer=False)
        if outcome.solution is None or not outcome.proved:
            return
        self._keep_better(None, -np.inf, outcome.bound)
        choices = np.flatnonzero(self._model.integer & (self._model.high <= 1)).astype(np.int32)
        for threshold in THRESHOLDS:
            taken = (outcome.solution[choices] >= threshold).astype(float)
            solver.changeColsBounds(len(choices), choices, taken, taken)
            solver.setOptionValue("time_limit", solver.getRunTime() + self._left)
            fixed = highs.run(solver, integer=False)
            if fixed.solution is not None:
                if self._is_whole(fixed.solution):
                    self._keep_better(fixed.solution, fixed.value, outcome.bound)
                return

    def _is_whole(self, solution: Floats) -> bool:
        """Whether every column that has to be whole is: choices alone were rounded."""
        whole = solution[self._model.integer]
        return bool(np.abs(whole - np.round(whole)).max(initial=0.0) < NEARLY)

    def _watch(self, solver: Any) -> None:
        solver.cbMipImprovingSolution += lambda event: self._keep_better(
            np.array(event.data_out.mip_solution),
            -event.data_out.objective_function_value / solver.times,
            -event.data_out.mip_dual_bound / solver.times,
        )
        solver.cbMipLogging += lambda event: self._keep_better(
            None, -np.inf, -event.data_out.mip_dual_bound / solver.times
        )

    def _keep_better(self, solution: Floats | None, value: float, bound: float, *, proved: bool = False) -> None:
        """Keep the better of what is known and what is new, and write it down where anything is new."""
        known = self._found
        if solution is None or value < known.value:
            solution, value = known.solution, known.value
        bound = min(bound, known.bound) if np.isfinite(bound) else known.bound
        if proved or bound < known.bound or solution is not known.solution:
            self._write(SolverOutcome(False, proved, solution, value, bound))

    def _write(self, outcome: SolverOutcome) -> None:
        self._found = outcome
        (self._folder / "next").write_bytes(pickle.dumps(outcome))
        (self._folder / "next").replace(self._folder / "found")
