"""``crosscut estimate``: area totals with intervals, from what has been decided so far."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from rich.table import Table

from crosscut.cli.attribution import amount_of, area_name, heading, print_faults
from crosscut.cli.output import console, fatal_status, print_json, progress
from crosscut.errors import CrosscutError

if TYPE_CHECKING:
    from rich.console import Console

    from crosscut.budget import Run
    from crosscut.classify.estimates import AreaEstimate, EstimateInterval, Estimates


def estimate(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    picture: Path | None = None,
    language: Literal["ko", "en"] = "en",
    format: Literal["text", "json"] = "text",  # noqa: A002
) -> int:
    """Say each area's total as decisions on all programmes would have it, with its intervals.

    Known are the decisions made so far; samples, and before those tags and proposals, speak for the rest. Beside it
    stands what is published now, as `crosscut show` has it under partition.

    For example:

        crosscut estimate korea

        crosscut estimate korea --picture intervals.svg --language ko

    Parameters
    ----------
    folder
        The budget folder.
    picture
        Where a picture of the intervals after each sample goes, as SVG.
    language
        The picture's language.
    format
        text or json.
    """
    from crosscut.classify.estimates import estimates
    from crosscut.workbench.opening import open_run
    from crosscut.workbench.output_files import refuse_inputs

    refuse_inputs(picture, folder)
    with progress() as step:
        run = open_run(folder, progress=step)
        found = estimates(run, step)
    if picture is not None:
        _draw(run, found, picture, language)
    if format == "json":
        print_json(found)
        return fatal_status(run.findings, folder)
    say = console()
    say.print(_table(run, found))
    wrong = _errors(run, found)
    if wrong:
        say.print(wrong)
    _print_known(say, run, found)
    for more in _gains(found):
        say.print(more, markup=False)
    for each in found["agreement"]:
        measures = (("kappa", each["kappa"]), ("alpha", each["alpha"]))
        shown = ", ".join(f"{name} {value:.2f}" for name, value in measures if value is not None)
        area = area_name(run, each["area"])
        say.print(f"Agreement on {area}: {each['agreed']} of {each['programmes']} programmes. {shown}", markup=False)
    for line in found["assumed"]:
        say.print(f"Assumed: {line}", style="dim", markup=False)
    return print_faults(say, found["fatal"])


def _table(run: Run, found: Estimates) -> Table:
    """Each area with what is published of it now, and its intervals."""
    from crosscut.tables import OUTSIDE, UNREAD

    title = heading(run, "estimate of what decisions would say", found["year"], found["stage"])
    table = Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left")
    levels = [f"{each['at']:.0%}" for each in found["areas"][0]["levels"]] if found["areas"] else []
    for name in ("area", "published", "estimate", *levels):
        table.add_column(name, justify="left" if name == "area" else "right", no_wrap=name != "area")
    for row in found["areas"]:
        table.add_row(area_name(run, row["area"]), *_cells(run, row))
    table.add_section()
    table.add_row("All areas", *_cells(run, found["together"]), style="bold")
    for area, published in ((OUTSIDE, found["published_outside"]), (UNREAD, found["unread"])):
        table.add_row(area_name(run, area), amount_of(run, published), *[""] * (1 + len(levels)))
    return table


def _cells(run: Run, row: AreaEstimate) -> list[str]:
    amounts = (amount_of(run, row["published"]), amount_of(run, row["estimate"]))
    return [*amounts, *(_ends(run, each) for each in row["levels"])]


def _errors(run: Run, found: Estimates) -> Table | None:
    """What the 95 % intervals would be were readings wrong so often; None where second opinions say how often."""
    if not found["decided"] or not any(row["errors"] for row in found["areas"]):
        return None
    title = "The 95 % intervals, were so many of the decisions wrong"
    table = Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left")
    table.add_column("area")
    for each in found["areas"][0]["errors"]:
        table.add_column(f"{each['at']:.0%}", justify="right", no_wrap=True)
    for row in found["areas"]:
        table.add_row(area_name(run, row["area"]), *(_ends(run, each) for each in row["errors"]))
    table.add_row("All areas", *(_ends(run, each) for each in found["together"]["errors"]), style="bold")
    return table


def _ends(run: Run, ends: EstimateInterval) -> str:
    return f"{amount_of(run, ends['low'])} – {amount_of(run, ends['high'])}"


def _print_known(say: Console, run: Run, found: Estimates) -> None:
    amount, outside, undecided = (amount_of(run, found[key]) for key in ("amount", "decided_outside", "undecided"))
    tagged, proposed, unread = (amount_of(run, found[key]) for key in ("tagged", "proposed", "unread"))
    say.print(
        f"{found['decided']:,} of {found['programmes']:,} programmes decided, {found['second_opinions']:,} of them by "
        f"two people. Of {amount} in all {outside} is decided to be outside the taxonomy; {undecided} has no decision. "
        f"Of that the published figures hold {tagged} by the sources' tags and {proposed} by proposals that count; "
        f"{unread} is not looked at.",
        markup=False,
    )


def _gains(found: Estimates) -> list[str]:
    """What ten more readings buy, and ten more after those."""
    shown = [f"{each['readings']} by {each['narrower']:.0%}" for each in found["more"]]
    return [f"Further readings narrow the intervals, in the mean of the areas: {', '.join(shown)}."] if shown else []


def _draw(run: Run, found: Estimates, picture: Path, language: Literal["ko", "en"]) -> None:
    """Write the intervals after each sample, or those of the proposals where none has been read, as SVG."""
    from crosscut.exports.charts.drawing import svg
    from crosscut.exports.charts.intervals import IntervalBar, intervals
    from crosscut.exports.charts.theme import ChartLook
    from crosscut.views.labels import label
    from crosscut.wholefiles import write_whole

    now = ((0, each["area"], each["low"], each["estimate"], each["high"]) for each in found["areas"])
    after = [(each["rounds"], each["area"], each["low"], each["estimate"], each["high"]) for each in found["rounds"]]
    bars = [
        IntervalBar(label(run.taxonomy, "area", area)[language], rounds, low, value, high)
        for rounds, area, low, value, high in after or now
    ]
    unit = run.settings.printed_unit
    words = {"axis": unit.label(language), "rounds": "표본 수" if language == "ko" else "Samples read"}
    if not picture.parent.is_dir():
        raise CrosscutError(f"there is no folder {picture.parent}", file=str(picture), hint="Make it first")
    write_whole(picture, svg(intervals(bars, ChartLook(language, unit.factor, words))))
