"""``crosscut review``: the review of the demand."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from crosscut.characters import composed
from crosscut.cli.output import Format, fatal_status, print_json, progress
from crosscut.cli.refusal_words import say
from crosscut.cli.review_text import print_decisions, print_recorded, print_review
from crosscut.findings import has_fatal
from crosscut.text import Language
from crosscut.text.refusals import RefusalError

if TYPE_CHECKING:
    from crosscut.budget import Run
    from crosscut.review import Review


def review(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    policy: Path | None = None,
    year: int = 0,
    stage: str = "",
    board: Literal["rule", "ministry", "committee", "area"] = "rule",
    all: bool = False,  # noqa: A002
    accept: str = "",
    waive: str = "",
    defer: str = "",
    apart: str = "",
    decide: Path | None = None,
    decisions: bool = False,
    by: str = "",
    reason: str = "",
    language: Language = "en",
    engine: str = "duckdb",
    format: Format = "text",  # noqa: A002
) -> int:
    """Review the demand: findings with the money at stake, duplicates, and what could not be looked at.

    For example:

        crosscut review korea-2026

        crosscut review korea-2026 --board ministry --format json

        crosscut review korea-2026 --waive surge:26017 --by "Kim" --reason "a one-off purchase, agreed"

        crosscut review korea-2026 --decide decisions.csv --by "Kim"

        crosscut review korea-2026 --apart 26017,26019 --by "Kim" --reason "different users"

    Parameters
    ----------
    folder
        The budget folder.
    policy
        Thresholds; without it, DIR/policy.toml where there is one.
    year
        The fiscal year to review; without it, the latest.
    stage
        The stage to review; without it, the latest of that year that is not execution and that no applied plan made.
    board
        What the sums of the text are by: rule, ministry, committee or area.
    all
        Show every finding in full; without it, one line a programme, the most money first.
    accept
        A finding, as RULE:PROGRAMME, that stands.
    waive
        A finding, as RULE:PROGRAMME, that is let pass for as long as its numbers stand.
    defer
        A finding, as RULE:PROGRAMME, to be decided later.
    apart
        Two programmes, with a comma between, that are not duplicates.
    decide
        A CSV file of decisions with the columns finding, decision (accept, waive, defer or apart) and reason, recorded
        together.
    decisions
        List who decided what, when and why, instead of reviewing.
    by
        Who decides it.
    reason
        Why.
    language
        The language of the text: en or ko. csv and json have both.
    engine
        Where the tables are computed.
    format
        text, csv or json.
    """
    from crosscut.review import runs
    from crosscut.review.table import review_csv
    from crosscut.workbench.opening import open_run

    stated = {"accepted": accept, "waived": waive, "deferred": defer, "apart": apart}
    chosen = [(state, subject) for state, subject in stated.items() if subject]
    if len(chosen) + (decide is not None) > 1:
        raise RefusalError(say("one at a time"), say("give one"))
    with progress(language) as step:
        run = open_run(folder, engine_name=engine, progress=step)
        found = runs.review_run(run, policy=policy, year=year, stage=composed(stage), progress=step)
        if decisions:
            return print_decisions(run, found, format, language)
        if chosen or decide:
            if decide:
                runs.decide(run, found, decide, by=by)
            for state, subject in chosen:
                _decided(run, found, state, subject, by=by, reason=reason)
            run = open_run(folder, engine_name=engine)
            found = runs.review_run(run, policy=policy, year=year, stage=composed(stage), progress=step)
        contradicted = runs.contradictions(run)
        found = replace(found, findings=(*found.findings, *contradicted))
    if format == "json":
        print_json(found.to_json())
    elif format == "csv":
        sys.stdout.write(review_csv(found))
    else:
        print_review(found, run, board, language, in_full=all)
        for state, subject in chosen:
            print_recorded(subject, state, by, reason, language)
    return max(
        fatal_status(run.findings, folder, language=language), int(has_fatal(each.finding for each in found.findings))
    )


def _decided(run: Run, found: Review, state: str, subject: str, *, by: str, reason: str) -> None:
    """Record one decision on a finding, or on two programmes."""
    from crosscut.review.runs import dispose, separate

    if state == "apart":
        separate(run, found, subject, by=by, reason=reason)
    else:
        dispose(run, found, subject, state, by=by, reason=reason)
