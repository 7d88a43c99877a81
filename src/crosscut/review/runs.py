"""The review of a budget: its run and policy → what the rules say; and what people say of that."""

from __future__ import annotations

from datetime import datetime
from itertools import filterfalse
from pathlib import Path

import pyarrow as pa

from crosscut import engine
from crosscut.budget import Run
from crosscut.budget.dispositions import disposition_conflicts
from crosscut.budget.folder_ledger import open_ledger
from crosscut.budget.provenance import POLICY
from crosscut.calendar import Period
from crosscut.config import did_you_mean
from crosscut.errors import CrosscutError
from crosscut.findings import Finding, Place
from crosscut.ingest.file_rows import CsvRow, rows_of
from crosscut.ledger import DISPOSITIONS
from crosscut.ledger.findings import DispositionRow
from crosscut.progress import Progress, quiet
from crosscut.review.dispositions import APART, SPOKEN, WRITTEN, pair_subject, separate_pairs
from crosscut.review.model import Raised, ReviewDemand
from crosscut.review.policy import ReviewPolicy, load, read
from crosscut.review.result import Review, review
from crosscut.text import Text


def review_run(
    run: Run,
    *,
    policy: Path | None = None,
    year: int = 0,
    stage: str = "",
    duplicates: bool = True,
    progress: Progress = quiet,
) -> Review:
    """Review the demand of a budget; nothing is written.

    Parameters
    ----------
    run
        The budget.
    policy
        A ``policy.toml`` for the thresholds; without it, the folder's own as it was at the run's moment.
    year, stage
        What is reviewed; the year that the budget leads with, and its latest stage that is no execution and that no
        applied plan made.

    Raises
    ------
    CrosscutError
        for a year or a stage that the budget has not, or a policy that cannot be used.

    """
    _check_period(run, year, stage)
    settled = _policy(run, policy)
    progress("Reviewing the demand")
    with engine.open(run.engine_name) as running:
        return review(
            running,
            demand_of(run, year, stage),
            settled,
            run.shares,
            run.settings.printed_unit,
            dispositions=run.snapshot.dispositions.to_pylist(),
            duplicates=duplicates,
        )


def _check_period(run: Run, year: int, stage: str) -> None:
    """Refuse a year and a stage that there is nothing of."""
    stages, years = run.settings.stage_ids, tuple(map(str, run.calendar.years))
    if stage and stage not in stages:
        hint = f"Use one of {', '.join(stages)}.{did_you_mean(stage, stages)}"
        raise CrosscutError(f"{stage!r} is not a stage of this budget", code="stage", hint=hint)
    if year and str(year) not in years:
        hint = f"Use one of {', '.join(years)}.{did_you_mean(str(year), years)}" if years else ""
        raise CrosscutError(f"nothing was read for {year}", code="year", hint=hint)
    periods = [each for each in run.calendar.periods if each[0] == year or not year]
    if stage and all(each[1] != stage for each in periods):
        hint = f"There are {', '.join(f'{each[0]} {each[1]}' for each in periods)}." if periods else ""
        raise CrosscutError(f"nothing was read for {year or 'any year'} {stage}", code="stage", hint=hint)


def contradictions(run: Run) -> list[Raised]:
    """Where two people said different things of one finding at one time, as findings of the review."""
    return [Raised(found, 0, found.hint) for found in disposition_conflicts(run.snapshot)]


def unwaived(found: Review) -> list[Finding]:
    """The findings of a review that nobody waived: those that a policy may bind by."""
    return [raised.finding for raised in found.findings if raised.disposition != "waived"]


def demand_of(run: Run, year: int = 0, stage: str = "") -> ReviewDemand:
    """The tables of a budget as the review takes them, ministries and names as they were in what is reviewed.

    Where a plan was applied, what it gave is no demand: the stage before it is, unless ``stage`` names it.
    """
    held, asked = run.snapshot, run.requests
    year = year or asked.leading_year
    stage = stage or asked.asked_in(year).stage
    ids = held.programmes["programme"].to_pylist()
    return ReviewDemand(
        programmes=run.programmes_at(Period(year, stage)),
        subprogrammes=held.subprogrammes,
        lines=held.lines,
        tags=held.tags,
        facts=held.facts,
        calendar=run.calendar,
        currency=run.settings.currency,
        findings=held.findings,
        year=year,
        stage=stage,
        unnamed=frozenset(filterfalse(run.settings.publication.is_named, ids)),
        decided=frozenset(run.decisions),
        areas={area.id: Text(area.name("en"), area.name("ko")) for area in run.taxonomy.areas},
    )


def _policy(run: Run, file: Path | None) -> ReviewPolicy:
    code = run.settings.currency
    if file is None:
        return read(run.snapshot.texts.get(POLICY, ""), run.snapshot.folder / POLICY, code)
    if not file.exists():
        raise CrosscutError("there is no such policy", file=str(file), hint="Name a policy.toml that exists")
    return load(file, code)


def dispose(
    run: Run, found: Review, subject: str, state: str, *, by: str, reason: str, at: datetime | None = None
) -> None:
    """Say of a finding of a review, named ``rule:programme``, that it is accepted, waived or deferred.

    Raises
    ------
    CrosscutError
        where no such finding is raised, or a name or a reason is missing.

    """
    _record(run, _rows_of(found, subject, state, by, reason), at)


def _rows_of(found: Review, subject: str, state: str, by: str, reason: str) -> list[DispositionRow]:
    """What is said of the finding of that name, or of all that a rule found about that programme."""
    named = [each for each in found.findings if subject in (each.subject, each.named)]
    if not named:
        near = did_you_mean(subject, [each.subject for each in found.findings])
        raise CrosscutError(
            f"the review raises no finding {subject!r}",
            code="finding",
            hint=f"Name one as RULE:PROGRAMME, or as the column finding of crosscut review --format csv has it.{near}",
        )
    return [
        _row(
            each.subject, each.finding.rule, each.finding.programme, state=state, basis=each.basis, by=by, reason=reason
        )
        for each in named
    ]


def decide(run: Run, found: Review, file: Path, *, by: str, at: datetime | None = None) -> int:
    """Record decisions on findings out of a CSV file, all or none; how many findings they are about.

    Its columns are ``finding`` (RULE:PROGRAMME, or as the review's CSV names it), ``decision`` (a word of ``WRITTEN``)
    and ``reason``; a column ``by`` names who decided where it is not ``by``. The decision ``apart`` says of two
    programmes (ID,ID) that they are no duplicates.

    Raises
    ------
    CrosscutError
        for a file that cannot be read, or rows that name no finding, no decision, nobody or no reason; the first with
        its place, the others in the hint.

    """
    said: dict[str, _Said] = {}
    wrong: list[CrosscutError] = []
    for number, cells in rows_of(file, ("finding", "decision", "reason"), ("by",)):
        try:
            for row in _rows_of_cells(run, found, cells, by):
                _check_one_answer(said.setdefault(row["subject"], (number, row)), row)
        except CrosscutError as error:
            wrong.append(
                CrosscutError(
                    error.message, code=error.code, hint=error.hint, file=file.name, row=number, column=error.column
                )
            )
    if wrong:
        raise _with_others(wrong)
    _record(run, [row for _, row in said.values()], at)
    return len(said)


MOST_WRONG = 20
"""Further wrong rows of a file that are told."""


def _with_others(wrong: list[CrosscutError]) -> CrosscutError:
    """The first of the errors of a file, whose hint tells the others."""
    first, *others = wrong
    told = [
        f"row {each.row}{f', column {each.column}' if each.column else ''}: {each.message}"
        for each in others[:MOST_WRONG]
    ]
    if rest := len(others) - len(told):
        told.append(f"and {rest:,} more")
    hint = ". ".join(filter(None, (first.hint, f"Also wrong: {'; '.join(told)}" if told else "")))
    return CrosscutError(first.message, code=first.code, hint=hint, file=first.file, row=first.row, column=first.column)


_Said = tuple[int, DispositionRow]
"""The row of a file, and what it says."""


def _rows_of_cells(run: Run, found: Review, cells: CsvRow, by: str) -> list[DispositionRow]:
    """What one row of a file says."""
    state = WRITTEN.get(cells["decision"].lower(), "")
    if not state:
        raise CrosscutError(f"{cells['decision']!r} is no decision", column="decision", hint=f"Use {_in_words()}")
    person = cells.get("by") or by
    for column, text in (("by", person), ("reason", cells["reason"])):
        if not text.strip():
            hint = "Write who decides it there, or give --by" if column == "by" else "Write why there"
            raise CrosscutError("a decision carries a name and a reason", column=column, hint=hint)
    if state == APART:
        return [_no_duplicates(run, found, cells["finding"], by=person, reason=cells["reason"])]
    return _rows_of(found, cells["finding"], state, person, cells["reason"])


def _in_words() -> str:
    """The decisions that a file may name."""
    english, korean = zip(*SPOKEN.values(), strict=True)
    return f"{', '.join(english)}; or {', '.join(korean)}"


def _check_one_answer(first: _Said, row: DispositionRow) -> None:
    """Refuse a file that says two things of one finding."""
    at, said = first
    if (said["disposition"], said["reason"], said["decided_by"]) != (
        row["disposition"],
        row["reason"],
        row["decided_by"],
    ):
        raise CrosscutError(
            f"{row['subject']} is decided in row {at} too, and not alike",
            column="finding",
            hint="Keep the row that holds",
        )


def separate(run: Run, found: Review, pair: str, *, by: str, reason: str, at: datetime | None = None) -> None:
    """Say that two programmes, named ``ID,ID``, are not duplicates; they are not paired again.

    Raises
    ------
    CrosscutError
        for an id that no programme has, two programmes that no group holds, or where a name or a reason is missing.

    """
    _record(run, [_no_duplicates(run, found, pair, by=by, reason=reason)], at)


def _no_duplicates(run: Run, found: Review, pair: str, *, by: str, reason: str) -> DispositionRow:
    """What is said of two programmes, named ``ID,ID``, that are no duplicates."""
    one, comma, other = (each.strip() for each in pair.partition(","))
    if not comma:
        raise CrosscutError(f"{pair!r} names one programme", hint="Name two ids with a comma between, as 26017,26019")
    known = set(run.snapshot.programmes["programme"].to_pylist())
    for name in (one, other):
        if name not in known:
            raise CrosscutError(f"no programme has the id {name!r}", hint="Use the ids that crosscut review prints")
    if one == other:
        raise CrosscutError("a programme cannot be told apart from itself", hint="Name two programmes")
    paired = any({one, other} <= set(group.programmes) for group in found.groups)
    if not paired and (min(one, other), max(one, other)) not in separate_pairs(run.snapshot.dispositions.to_pylist()):
        raise CrosscutError(
            f"nothing pairs {one} with {other}, so that there is nothing to tell apart",
            hint="Name two programmes of one group that crosscut review prints",
        )
    return _row(pair_subject(one, other), "duplicate", min(one, other), state=APART, basis="", by=by, reason=reason)


def _row(subject: str, rule: str, programme: str, *, state: str, basis: str, by: str, reason: str) -> DispositionRow:
    if not by.strip() or not reason.strip():
        raise CrosscutError("a decision carries a name and a reason", hint="Give `by` and `reason`")
    return DispositionRow(
        subject=subject,
        programme=programme,
        rule=rule,
        disposition=state,
        basis=basis,
        decided_by=by.strip(),
        decided_at="",
        reason=reason.strip(),
        **Place().columns,
    )


def _record(run: Run, rows: list[DispositionRow], at: datetime | None) -> None:
    with open_ledger(run.snapshot.folder, run.snapshot.ledger) as ledger:
        ledger.dispose(pa.Table.from_pylist(rows, schema=DISPOSITIONS), at=at)
