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
from crosscut.errors import CrosscutError
from crosscut.findings import Finding, Place
from crosscut.ingest.file_rows import CsvRow, rows_of
from crosscut.ledger import DISPOSITIONS
from crosscut.ledger.findings import DispositionRow
from crosscut.progress import Progress, quiet
from crosscut.review import refusal_words as say
from crosscut.review.dispositions import APART, SPOKEN, WRITTEN, pair_subject, separate_pairs
from crosscut.review.model import Raised, ReviewDemand
from crosscut.review.policy import ReviewPolicy, load, read
from crosscut.review.result import Review, review
from crosscut.text import Text
from crosscut.text.refusals import NOTHING, RefusalError, after, meant, mend_of, said_of


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
        hint = after(say.USE_ONE.format(known=", ".join(stages)), meant(stage, stages))
        raise RefusalError(say.NO_STAGE.format(stage=repr(stage)), hint, code="stage")
    if year and str(year) not in years:
        hint = after(say.USE_ONE.format(known=", ".join(years)), meant(str(year), years)) if years else NOTHING
        raise RefusalError(say.NOTHING_OF.format(period=year), hint, code="year")
    periods = [each for each in run.calendar.periods if each[0] == year or not year]
    if stage and all(each[1] != stage for each in periods):
        hint = say.THERE_ARE.format(known=", ".join(f"{each[0]} {each[1]}" for each in periods)) if periods else NOTHING
        at = say.IN_YEAR.format(year=year, stage=stage) if year else say.IN_ANY_YEAR.format(stage=stage)
        raise RefusalError(say.NOTHING_OF.format(period=at), hint, code="stage")


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
        raise RefusalError(say.NO_POLICY, say.NAME_POLICY, file=str(file))
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
        near = meant(subject, [each.subject for each in found.findings])
        told = say.NO_FINDING.format(subject=repr(subject))
        raise RefusalError(told, after(say.NAME_FINDING, near), code="finding")
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
    wrong: list[RefusalError] = []
    for number, cells in rows_of(file, ("finding", "decision", "reason"), ("by",)):
        try:
            for row in _rows_of_cells(run, found, cells, by):
                _check_one_answer(said.setdefault(row["subject"], (number, row)), row)
        except CrosscutError as error:
            why, instead = said_of(error), mend_of(error)
            wrong.append(RefusalError(why, instead, code=error.code, file=file.name, row=number, column=error.column))
    if wrong:
        raise _with_others(wrong)
    _record(run, [row for _, row in said.values()], at)
    return len(said)


MOST_WRONG = 20
"""Further wrong rows of a file that are told."""


def _with_others(wrong: list[RefusalError]) -> RefusalError:
    """The first of the errors of a file, whose hint tells the others."""
    first, *others = wrong
    told = [_in_its_row(each) for each in others[:MOST_WRONG]]
    if rest := len(others) - len(told):
        told.append(say.MORE_WRONG.format(count=f"{rest:,}"))
    if told:
        more = say.ALSO_WRONG.format(told=Text("; ", "; ").join(told))
        first.instead = Text(". ", ". ").join(each for each in (first.instead, more) if each)
    return RefusalError(first.why, first.instead, code=first.code, file=first.file, row=first.row, column=first.column)


def _in_its_row(error: RefusalError) -> Text:
    words = say.IN_COLUMN if error.column else say.IN_ROW
    return words.format(row=error.row, column=error.column, said=error.why)


_Said = tuple[int, DispositionRow]
"""The row of a file, and what it says."""


def _rows_of_cells(run: Run, found: Review, cells: CsvRow, by: str) -> list[DispositionRow]:
    """What one row of a file says."""
    state = WRITTEN.get(cells["decision"].lower(), "")
    if not state:
        told = say.NO_DECISION.format(said=repr(cells["decision"]))
        raise RefusalError(told, say.USE.format(known=_in_words()), column="decision")
    person = cells.get("by") or by
    for column, text in (("by", person), ("reason", cells["reason"])):
        if not text.strip():
            raise RefusalError(say.UNSIGNED, say.WHO_THERE if column == "by" else say.WHY_THERE, column=column)
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
        told = say.DECIDED_TWICE.format(subject=row["subject"], row=at)
        raise RefusalError(told, say.KEEP_ROW, column="finding")


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
        raise RefusalError(say.ONE_PROGRAMME.format(pair=repr(pair)), say.TWO_IDS)
    known = set(run.snapshot.programmes["programme"].to_pylist())
    for name in (one, other):
        if name not in known:
            raise RefusalError(say.NO_ID.format(id=repr(name)), say.PRINTED_IDS)
    if one == other:
        raise RefusalError(say.ITSELF, say.NAME_TWO)
    paired = any({one, other} <= set(group.programmes) for group in found.groups)
    if not paired and (min(one, other), max(one, other)) not in separate_pairs(run.snapshot.dispositions.to_pylist()):
        raise RefusalError(say.UNPAIRED.format(one=one, other=other), say.NAME_TWO_OF_GROUP)
    return _row(pair_subject(one, other), "duplicate", min(one, other), state=APART, basis="", by=by, reason=reason)


def _row(subject: str, rule: str, programme: str, *, state: str, basis: str, by: str, reason: str) -> DispositionRow:
    if not by.strip() or not reason.strip():
        raise RefusalError(say.UNSIGNED, say.SIGN)
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
