"""``crosscut review``: the review of the demand."""

from __future__ import annotations

import csv
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from rich.table import Table

from crosscut.cli.output import Format, console, fatal_status, print_findings, print_json, progress
from crosscut.errors import CrosscutError
from crosscut.findings import Severity, has_fatal
from crosscut.money import Unit, format_amount, format_number

if TYPE_CHECKING:
    from crosscut.budget import Run
    from crosscut.review import Review
    from crosscut.review.model import Raised


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
        The stage to review; without it, the latest of that year that is not execution.
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
        raise CrosscutError(
            "one decision at a time", hint="Give one of --accept, --waive, --defer, --apart and --decide"
        )
    if decisions:
        return _print_decisions(open_run(folder), format)
    with progress() as step:
        run = open_run(folder, engine_name=engine, progress=step)
        found = runs.review_run(run, policy=policy, year=year, stage=stage, progress=step)
        if chosen or decide:
            if decide:
                runs.decide(run, found, decide, by=by)
            for state, subject in chosen:
                _decided(run, found, state, subject, by=by, reason=reason)
            run = open_run(folder, engine_name=engine)
            found = runs.review_run(run, policy=policy, year=year, stage=stage, progress=step)
        contradicted = runs.contradictions(run)
        found = replace(found, findings=(*found.findings, *contradicted))
    if format == "json":
        print_json(found.to_json())
    elif format == "csv":
        sys.stdout.write(review_csv(found))
    else:
        _print(found, run.settings.printed_unit, board, in_full=all)
    return max(fatal_status(run.findings, folder), int(has_fatal(each.finding for each in found.findings)))


def _decided(run: Run, found: Review, state: str, subject: str, *, by: str, reason: str) -> None:
    """Record one decision on a finding, or on two programmes."""
    from crosscut.review.runs import dispose, separate

    if state == "apart":
        one, _, other = subject.partition(",")
        separate(run, one.strip(), other.strip(), by=by, reason=reason)
    else:
        dispose(run, found, subject, state, by=by, reason=reason)


def _print_decisions(run: Run, format: Format) -> int:  # noqa: A002
    """Who decided what, when and why, newest first."""
    from crosscut.csvtext import escape
    from crosscut.review.runs import decisions_of

    rows = decisions_of(run)
    if format == "json":
        print_json({"decisions": rows})
        return 0
    columns = ("finding", "decision", "by", "at", "reason")
    cells = [(row["finding"], row["decision"], row["by"], row["at"], row["reason"]) for row in rows]
    if format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([columns, *(map(escape, each) for each in cells)])
        return 0
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    for each in cells:
        table.add_row(*each)
    console().print(table)
    return 0


MOST = 40
"""Programmes that the text lists where it does not list them all."""


def _print_programmes(found: Review, measure: Unit) -> None:
    """One line a programme with its name, the most money first; how many more there are."""
    from crosscut.review.table import programme_lines

    lines = programme_lines(found)
    table = Table(box=None, pad_edge=False, header_style="bold", title="By programme", title_justify="left")
    for name in ("programme", "name", "ministry"):
        table.add_column(name, overflow="fold")
    table.add_column(f"at stake ({measure.label()})", justify="right")
    table.add_column("rules", overflow="fold")
    for line in lines[:MOST]:
        money = format_number(line.at_stake, measure, digits=0)
        table.add_row(line.programme, line.name, line.ministry, money, ", ".join(line.rules))
    if lines:
        console().print(table)
    if len(lines) > MOST:
        console().print(f"{len(lines) - MOST:,} more programmes; --all shows every finding in full", style="dim")


def _print_families(found: Review, measure: Unit) -> None:
    """The families by the names of their first programmes, the largest first."""
    names = dict(zip(*(found.history.frame[key].to_pylist() for key in ("programme", "name")), strict=True))
    families = [group for group in found.groups if group.kind == "family"]
    for group in families[:MOST]:
        money = format_amount(group.amount, measure, digits=0)
        console().print(f"Family, {money}: {names.get(group.programmes[0], '')} ({', '.join(group.programmes)})")
    if len(families) > MOST:
        console().print(f"{len(families) - MOST:,} more families", style="dim")


def _told(raised: Raised) -> bool:
    """Whether a finding is told in full beside the money by programme: what is fatal, and what is of no programme."""
    return raised.finding.severity is Severity.FATAL or not raised.finding.programme


def _print(found: Review, measure: Unit, board: str, *, in_full: bool) -> None:
    out = console()
    if in_full:
        print_findings([each.finding for each in found.findings if each.counts])
    else:
        told = [each.finding for each in found.findings if _told(each)]
        if told or not found.findings:
            print_findings(told, 5)
        _print_programmes(found, measure)
    _print_families(found, measure)
    waived = sum(1 for each in found.findings if not each.counts)
    if waived:
        out.print(f"{waived} waived", style="dim")
    table = Table(
        box=None,
        pad_edge=False,
        header_style="bold",
        title=f"At stake in {found.year} {found.stage}, each programme's money once",
        title_justify="left",
    )
    for heading in (board, "findings", "programmes", "alone", "at stake"):
        table.add_column(heading, justify="left" if heading == board else "right")
    for row in found.stakes.boards[board]:
        amounts = (format_amount(value, measure, digits=0) for value in (row.alone, row.at_stake))
        table.add_row(row.key or "(not stated)", f"{row.findings:,}", f"{row.programmes:,}", *amounts)
    table.add_row("total", "", "", "", format_amount(found.stakes.total, measure, digits=0), style="bold")
    out.print(table)
    kinds = {kind: sum(1 for group in found.groups if group.kind == kind) for kind in _GROUPS}
    out.print("Groups: " + ", ".join(f"{count} {_GROUPS[kind]}" for kind, count in kinds.items()))
    for lacking in found.not_run:
        out.print(f"Not run: {lacking.rule} needs {'; '.join(lacking.needs)}", style="dim")


_GROUPS = {"duplicate": "of duplicates", "family": "families", "continuation": "continuations"}
