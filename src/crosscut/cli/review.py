"""``crosscut review``: the review of the demand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from rich.table import Table

from crosscut.cli.output import TextOrJson, console, fatal_status, print_findings, print_json, progress
from crosscut.errors import CrosscutError
from crosscut.findings import has_fatal
from crosscut.money import Unit, format_amount

if TYPE_CHECKING:
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
    by: str = "",
    reason: str = "",
    engine: Literal["duckdb", "spark"] = "duckdb",
    format: TextOrJson = "text",  # noqa: A002
) -> int:
    """Review the demand: findings with the money at stake, duplicates, and what could not be looked at.

    For example:

        crosscut review korea-2026

        crosscut review korea-2026 --board ministry --format json

        crosscut review korea-2026 --waive surge:26017 --by "Kim" --reason "a one-off purchase, agreed"

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
        Show every finding; without it, the first five of each rule.
    accept
        A finding, as RULE:PROGRAMME, that stands.
    waive
        A finding, as RULE:PROGRAMME, that is let pass for as long as its numbers stand.
    defer
        A finding, as RULE:PROGRAMME, to be decided later.
    apart
        Two programmes, with a comma between, that are not duplicates.
    by
        Who decides it.
    reason
        Why.
    engine
        Where the tables are computed.
    format
        text or json.
    """
    from crosscut.review.runs import dispose, review_run, tell_apart
    from crosscut.workbench.opening import open_run

    said = {"accepted": accept, "waived": waive, "deferred": defer, "apart": apart}
    chosen = [(state, subject) for state, subject in said.items() if subject]
    if len(chosen) > 1:
        raise CrosscutError("one decision at a time", hint="Give one of --accept, --waive, --defer and --apart")
    with progress() as step:
        run = open_run(folder, engine_name=engine, progress=step)
        found = review_run(run, policy=policy, year=year, stage=stage, progress=step)
        if chosen:
            state, subject = chosen[0]
            if state == "apart":
                one, _, other = subject.partition(",")
                tell_apart(run, one.strip(), other.strip(), by=by, reason=reason)
            else:
                dispose(run, found, subject, state, by=by, reason=reason)
            run = open_run(folder, engine_name=engine)
            found = review_run(run, policy=policy, year=year, stage=stage, progress=step)
    if format == "json":
        print_json(found.to_json())
    else:
        _print(found, run.settings.printed_unit, board, 0 if all else 5)
    return max(fatal_status(run.findings, folder), int(has_fatal(each.finding for each in found.findings)))


def _print(found: Review, measure: Unit, board: str, most: int) -> None:
    out = console()
    print_findings([each.finding for each in found.findings if each.counts], most)
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
