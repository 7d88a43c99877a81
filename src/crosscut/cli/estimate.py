"""``crosscut estimate``: area totals with intervals, from what has been decided so far."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from rich.table import Table

from crosscut.cli.attribution import amount_of, area_name, heading, period_of, print_faults
from crosscut.cli.attribution_words import say
from crosscut.cli.output import console, fatal_status, print_json, progress
from crosscut.errors import CrosscutError
from crosscut.text import Language, Text

if TYPE_CHECKING:
    from rich.console import Console

    from crosscut.budget import Run
    from crosscut.classify.estimates import AreaEstimate, EstimateInterval, Estimates


def estimate(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    year: int | None = None,
    stage: str | None = None,
    picture: Path | None = None,
    language: Literal["ko", "en"] = "en",
    format: Literal["text", "json"] = "text",  # noqa: A002
) -> int:
    """Say each area's total as decisions on all programmes would have it, with its intervals.

    Known are the decisions made so far; samples, and before those tags and proposals, speak for the rest. Beside it
    stands what is published now, as `crosscut show` has it under partition.

    For example:

        crosscut estimate korea

        crosscut estimate korea --year 2025

        crosscut estimate korea --picture intervals.svg --language ko

    Parameters
    ----------
    folder
        The budget folder.
    picture
        Where a picture of the intervals after each sample goes, as SVG: its name ends in .svg.
    year
        One fiscal year; without it the one that the budget leads with.
    stage
        One stage; without it the one that leads in the year.
    language
        The language of the text and of the picture: en or ko; json has both.
    format
        text or json.
    """
    from crosscut.classify.estimates import estimates
    from crosscut.workbench.opening import open_run
    from crosscut.workbench.output_files import refuse_ending, refuse_inputs

    refuse_inputs(picture, folder)
    refuse_ending(picture, ".svg")
    with progress(language) as step:
        run = open_run(folder, progress=step)
        found = estimates(run, step, period_of(run, year, stage))
    if picture is not None:
        _draw(run, found, picture, language)
    if format == "json":
        print_json(found)
        return fatal_status(run.findings, folder)
    out = console()
    out.print(_table(run, found, language))
    wrong = _errors(run, found, language)
    if wrong:
        out.print(wrong)
    _print_more(out, run, found, language)
    return print_faults(out, found["fatal"], language)


def _print_more(out: Console, run: Run, found: Estimates, language: Language) -> None:
    """What is known, what more reading buys, how far people agree, and what was assumed."""
    for each in (_known(run, found), *_gains(found)):
        out.print(each[language], markup=False)
    for agreed in _agreement(run, found):
        out.print(agreed[language], markup=False)
    for line in found["assumed_ko" if language == "ko" else "assumed"]:
        out.print(say("assumed", line=line)[language], style="dim", markup=False)


def _agreement(run: Run, found: Estimates) -> Iterator[Text]:
    """How far people agree: a line for each area that chance can be told for, and one for all others."""
    plain = []
    for each in found["agreement"]:
        area = area_name(run, each["area"])
        measures = [say(name, value=f"{each[name]:.2f}") for name in _MEASURES if each[name] is not None]
        if measures or each["agreed"] < each["programmes"]:
            yield say("agreement", **{**each, "area": area, "measures": Text.same(", ").join(measures)})
        else:
            plain.append(area)
    if plain:
        areas = Text.same(", ").join(plain)
        yield say("all agree", programmes=found["agreement"][0]["programmes"], areas=areas)


_MEASURES: tuple[Literal["kappa", "alpha"], ...] = ("kappa", "alpha")


def _table(run: Run, found: Estimates, language: Language) -> Table:
    """Each area with what is published of it now, and its intervals."""
    from crosscut.tables import OUTSIDE, UNREAD

    title = heading(run, say("estimate"), found["year"], found["stage"])[language]
    table = Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left")
    levels = [f"{each['at']:.0%}" for each in found["areas"][0]["levels"]] if found["areas"] else []
    table.add_column(say("area")[language])
    for name in (say("published")[language], say("value")[language], *levels):
        table.add_column(name, justify="right", no_wrap=True)
    for row in found["areas"]:
        table.add_row(area_name(run, row["area"])[language], *_cells(run, row))
    table.add_section()
    table.add_row(say("all areas")[language], *_cells(run, found["together"]), style="bold")
    for area, published in ((OUTSIDE, found["published_outside"]), (UNREAD, found["unread"])):
        table.add_row(area_name(run, area)[language], amount_of(run, published), *[""] * (1 + len(levels)))
    return table


def _cells(run: Run, row: AreaEstimate) -> list[str]:
    amounts = (amount_of(run, row["published"]), amount_of(run, row["estimate"]))
    return [*amounts, *(_ends(run, each) for each in row["levels"])]


def _errors(run: Run, found: Estimates, language: Language) -> Table | None:
    """What the 95 % intervals would be were readings wrong so often; None where second opinions say how often."""
    if not found["decided"] or not any(row["errors"] for row in found["areas"]):
        return None
    title = say("errors")[language]
    table = Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left")
    table.add_column(say("area")[language])
    for each in found["areas"][0]["errors"]:
        table.add_column(f"{each['at']:.0%}", justify="right", no_wrap=True)
    for row in found["areas"]:
        table.add_row(area_name(run, row["area"])[language], *(_ends(run, each) for each in row["errors"]))
    table.add_row(say("all areas")[language], *(_ends(run, each) for each in found["together"]["errors"]), style="bold")
    return table


def _ends(run: Run, ends: EstimateInterval) -> str:
    return f"{amount_of(run, ends['low'])} – {amount_of(run, ends['high'])}"


def _known(run: Run, found: Estimates) -> Text:
    return say(
        "known",
        decided=f"{found['decided']:,}",
        programmes=f"{found['programmes']:,}",
        twice=f"{found['second_opinions']:,}",
        amount=amount_of(run, found["amount"]),
        outside=amount_of(run, found["decided_outside"]),
        undecided=amount_of(run, found["undecided"]),
        tagged=amount_of(run, found["tagged"]),
        proposed=amount_of(run, found["proposed"]),
        unread=amount_of(run, found["unread"]),
    )


def _gains(found: Estimates) -> list[Text]:
    """What ten more readings buy, and ten more after those."""
    shown = [say("gain", readings=each["readings"], narrower=f"{each['narrower']:.0%}") for each in found["more"]]
    return [say("gains", steps=Text.same(", ").join(shown))] if shown else []


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
    words = {"axis": unit.label(language), "rounds": say("samples read")[language]}
    if not picture.parent.is_dir():
        raise CrosscutError(f"there is no folder {picture.parent}", file=str(picture), hint="Make it first")
    write_whole(picture, svg(intervals(bars, ChartLook(language, unit.factor, words))))
