"""Plans of a budget under one policy or several, and a plan applied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from crosscut import tomltext
from crosscut.allocate import Depth, Effort, Plan, Policy, ScenarioComparison, compare
from crosscut.allocate.applied import PolicyFile, apply
from crosscut.allocate.horizon import Years
from crosscut.allocate.policy_words import Explained
from crosscut.allocate.runs import (
    NOTHING,
    Reviewed,
    explain_policy,
    needs_findings,
    plan_run,
    plan_run_years,
    policy_of,
)
from crosscut.budget import Run, read
from crosscut.budget.plan_policies import policy_digest
from crosscut.budget.provenance import POLICY
from crosscut.budget.snapshot import record
from crosscut.errors import CrosscutError
from crosscut.findings import has_fatal
from crosscut.locks import budget_locked
from crosscut.progress import Progress, quiet
from crosscut.text import Text
from crosscut.text.refusals import RefusalError, mend_of, said_of
from crosscut.wholefiles import read_text
from crosscut.workbench.complete import plan_findings


def _bound_by(run: Run, policy: Policy) -> Reviewed:
    return plan_findings(run, policy) if needs_findings(policy) else NOTHING


@contextmanager
def _blaming(file: Path | None) -> Iterator[None]:
    """What is wrong with a policy is told of the file that says it, not of the budget's own."""
    try:
        yield
    except CrosscutError as error:
        if file is None or error.file != POLICY:
            raise
        raise RefusalError(said_of(error), mend_of(error), code=error.code, file=str(file)) from None


def plan(
    run: Run,
    file: Path | None = None,
    *,
    effort: Effort | None = None,
    depth: Depth | None = None,
    progress: Progress = quiet,
) -> Plan:
    """The plan of a budget under the policy of a file, or under its own.

    Raises
    ------
    CrosscutError
        where the policy cannot be used, or names what the budget lacks.

    """
    policy = policy_of(run, file)
    with _blaming(file):
        return plan_run(run, policy, _bound_by(run, policy), effort=effort, depth=depth, progress=progress)


def plan_years(run: Run, file: Path | None = None, effort: Effort | None = None, why: Sequence[str] = ()) -> Years:
    """The plans of this year and of the policy's later years, made together; ``why`` will be explained."""
    policy = policy_of(run, file)
    with _blaming(file):
        return plan_run_years(run, policy, _bound_by(run, policy), effort, why)


def explain(run: Run, file: Path | None = None) -> Explained:
    """The policy of a file, or the budget's own, in sentences; nothing is solved."""
    policy = policy_of(run, file)
    with _blaming(file):
        return explain_policy(run, policy, _bound_by(run, policy))


def compared(
    run: Run, made: Plan, names: Sequence[str], others: Sequence[Path], *, effort: Effort, progress: Progress = quiet
) -> ScenarioComparison:
    """A plan beside those of other policies over the same budget; ``names`` are all of theirs, its own first."""
    plans = [made]
    for file in others:
        progress(f"Planning under {file.name}")
        plans.append(plan(run, file, effort=effort, depth=Depth.plan_only()))
    return compare(list(names), plans)


def policy_file(run: Run, file: Path | None = None) -> PolicyFile | None:
    """The file that a plan is made under, the budget's own where none is given; None where it is not there."""
    if file is None:
        text = run.snapshot.texts.get(POLICY)
        return PolicyFile(POLICY, policy_digest(text)) if text is not None else None
    within = file.resolve().is_relative_to(run.snapshot.folder.resolve())
    name = file.resolve().relative_to(run.snapshot.folder.resolve()).as_posix() if within else file.name
    return PolicyFile(name, policy_digest(read_text(file, tomltext.LARGEST))) if file.is_file() else None


def apply_plan(run: Run, made: Plan, stage: str, *, by: str, reason: str, under: PolicyFile | None = None) -> Path:
    """Apply a plan as a later stage, and record it in the ledger at once; the file of the decision.

    ``under`` is the policy that it was made under.

    Raises
    ------
    CrosscutError
        where something fatal was found of the budget, the plan cannot become that stage, or another process is at it.
    """
    if has_fatal(run.findings):
        raise RefusalError(_FATAL, _SEE.format(folder=run.snapshot.folder), code="fatal-findings")
    with budget_locked(run.snapshot.folder, f"allocate {run.snapshot.folder} --apply {stage}"):
        file = apply(run, made, stage, by=by, reason=reason, under=under)
        record(read(run.snapshot.folder))
    return file


_FATAL = Text(
    "a plan of a budget with something fatal in it cannot be applied",
    "치명적 오류가 있는 예산의 배분안은 적용할 수 없음",
)
_SEE = Text("See what is wrong with: crosscut check {folder}", "무엇이 문제인지 보려면: crosscut check {folder}")
