"""The review of a budget folder: what it holds, what people said, what the rules say."""

from __future__ import annotations

from datetime import datetime
from itertools import filterfalse
from pathlib import Path
from typing import Any

import pyarrow as pa

from crosscut import engine, review
from crosscut.budget.inputs import Inputs, ledger_url, read
from crosscut.engine import shares
from crosscut.errors import CrosscutError
from crosscut.ledger import DISPOSITIONS, Ledger, LedgerMissingError
from crosscut.money import unit
from crosscut.progress import Progress, quiet
from crosscut.review import Demand, Review


def demand_of(inputs: Inputs, year: int = 0, stage: str = "") -> Demand:
    """The tables of a budget as the review takes them."""
    ids = inputs.programmes["programme"].to_pylist()
    return Demand(
        programmes=inputs.programmes,
        subprogrammes=inputs.subprogrammes,
        lines=inputs.lines,
        tags=inputs.tags,
        facts=inputs.facts,
        stages=inputs.settings.stage_ids,
        currency=inputs.settings.currency,
        findings=inputs.findings,
        year=year,
        stage=stage,
        unnamed=frozenset(filterfalse(inputs.settings.publication.is_named, ids)),
    )


def review_folder(
    folder: Path,
    *,
    policy: Path | None = None,
    year: int = 0,
    stage: str = "",
    engine_name: str = "duckdb",
    duplicates: bool = True,
    progress: Progress = quiet,
) -> Review:
    """Review the demand of a budget folder; nothing is written.

    Raises
    ------
    CrosscutError
        for a stage that the budget has not, or a policy that cannot be used.

    """
    inputs = read(folder, progress)
    return review_inputs(
        inputs, policy=policy, year=year, stage=stage, engine_name=engine_name, duplicates=duplicates, progress=progress
    )


def review_inputs(
    inputs: Inputs,
    *,
    policy: Path | None = None,
    year: int = 0,
    stage: str = "",
    engine_name: str = "duckdb",
    duplicates: bool = True,
    progress: Progress = quiet,
) -> Review:
    """Review what was read from a budget folder; see :func:`review_folder`."""
    settings = inputs.settings
    if stage and stage not in settings.stage_ids:
        raise CrosscutError(
            f"{stage!r} is not a stage of this budget", hint=f"Use one of {', '.join(settings.stage_ids)}"
        )
    if policy and not policy.exists():
        raise CrosscutError("there is no such policy", file=str(policy), hint="Name a policy.toml that exists")
    settled = review.load_policy(policy or inputs.folder / "policy.toml", settings.currency)
    progress("Attributing every won")
    attributed, _ = shares.shares(inputs.lines, inputs.tags, inputs.decisions, inputs.taxonomy)
    progress("Reviewing the demand")
    measure = unit(settings.unit or settings.source[0].unit, settings.currency)
    with engine.open(engine_name) as running:
        return review.review(
            running,
            demand_of(inputs, year, stage),
            settled,
            attributed,
            measure,
            dispositions=dispositions(inputs),
            duplicates=duplicates,
        )


def dispositions(inputs: Inputs) -> list[dict[str, Any]]:
    """What people said of findings, in force; nothing where the folder has no ledger yet."""
    try:
        with Ledger.open(ledger_url(inputs.folder, inputs.settings), read_only=True) as ledger:
            rows: list[dict[str, Any]] = ledger.as_of(None).dispositions_in_force.to_pylist()
            return rows
    except LedgerMissingError:
        return []


def dispose(
    folder: Path,
    subject: str,
    state: str,
    *,
    by: str,
    reason: str,
    policy: Path | None = None,
    year: int = 0,
    stage: str = "",
    at: datetime | None = None,
) -> Review:
    """Say of a finding, named ``rule:programme``, that it is accepted, waived or deferred; the review that follows.

    Raises
    ------
    CrosscutError
        where no such finding is raised, or a name or a reason is missing.

    """
    inputs = read(folder)
    found = review_inputs(inputs, policy=policy, year=year, stage=stage)
    rule, _, programme = subject.partition(":")
    named = next((each for each in found.findings if each.subject == subject), None)
    if named is None:
        raise CrosscutError(
            f"the review raises no finding {subject!r}",
            code="finding",
            hint="Name one as RULE:PROGRAMME, as crosscut review shows them",
        )
    _say(inputs, _row(subject, rule, programme, state=state, basis=named.basis, by=by, reason=reason), at)
    return review_inputs(inputs, policy=policy, year=year, stage=stage)


def tell_apart(folder: Path, one: str, other: str, *, by: str, reason: str, at: datetime | None = None) -> Review:
    """Say that two programmes are not duplicates; they are not paired again. The review that follows.

    Raises
    ------
    CrosscutError
        for an id that no programme has, or where a name or a reason is missing.

    """
    inputs = read(folder)
    known = set(inputs.programmes["programme"].to_pylist())
    for name in (one, other):
        if name not in known:
            raise CrosscutError(f"no programme has the id {name!r}", hint="Use the ids that crosscut review prints")
    if one == other:
        raise CrosscutError("a programme cannot be told apart from itself", hint="Name two programmes")
    _say(
        inputs,
        _row(
            review.pair_subject(one, other),
            "duplicate",
            min(one, other),
            state=review.APART,
            basis="",
            by=by,
            reason=reason,
        ),
        at,
    )
    return review_inputs(inputs)


def _row(subject: str, rule: str, programme: str, *, state: str, basis: str, by: str, reason: str) -> dict[str, Any]:
    if not by.strip() or not reason.strip():
        raise CrosscutError("a decision carries a name and a reason (§3.9)", hint="Give --by NAME and --reason TEXT")
    return {
        "subject": subject,
        "programme": programme,
        "rule": rule,
        "disposition": state,
        "basis": basis,
        "decided_by": by.strip(),
        "decided_at": "",
        "reason": reason.strip(),
        "file": "",
        "sheet": "",
        "row": 0,
        "column": "",
    }


def _say(inputs: Inputs, row: dict[str, Any], at: datetime | None) -> None:
    with Ledger.open(ledger_url(inputs.folder, inputs.settings)) as ledger:
        ledger.dispose(pa.Table.from_pylist([row], schema=DISPOSITIONS), at=at)
