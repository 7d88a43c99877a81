"""``crosscut sample``: which programmes to read next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from rich.table import Table

from crosscut.cli.attribution import amount_of, area_name, heading, period_of, print_faults
from crosscut.cli.attribution_words import say
from crosscut.cli.output import console, fatal_status, print_json, progress
from crosscut.text import Language, Text

if TYPE_CHECKING:
    from rich.console import Console

    from crosscut.budget import Run
    from crosscut.classify.samples import NextReadings


def sample(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    count: Annotated[int, Parameter(name=["--count", "-n"])] = 50,
    year: int | None = None,
    stage: str | None = None,
    language: Literal["ko", "en"] = "en",
    format: Literal["text", "json"] = "text",  # noqa: A002
) -> int:
    """Say which programmes to read next, so that the totals of all areas become sure fastest.

    For example:

        crosscut sample korea -n 50

        crosscut sample korea -n 50 --year 2025

    Parameters
    ----------
    folder
        The budget folder.
    count
        How many programmes can be read.
    year
        The fiscal year by whose money they are drawn; without it the one that the budget leads with.
    stage
        The stage by whose money they are drawn; without it the one that leads in the year.
    language
        The language of the text: en or ko; json has both.
    format
        text or json.
    """
    from crosscut.classify import samples as sampling
    from crosscut.workbench.opening import open_run

    with progress() as step:
        run = open_run(folder, progress=step)
        drawn = sampling.sample(run, count, step, period=period_of(run, year, stage))
    if format == "json":
        print_json(drawn)
        return fatal_status(run.findings, folder)
    _print(console(), run, drawn, language)
    return print_faults(console(), drawn["fatal"], language)


_MOST = 10


def _print(out: Console, run: Run, drawn: NextReadings, language: Language) -> None:
    from crosscut.calendar import Period
    from crosscut.classify.next_command import next_command

    if drawn["programmes"]:
        out.print(_table(run, drawn, language))
    note = Text(drawn["note"], drawn["note_ko"])
    if note:
        out.print(note[language], markup=False)
    for row in drawn["programmes"]:
        if row["why"]:
            why = Text(row["why"], row["why_ko"])
            out.print(say("again", programme=row["programme"], why=why)[language], markup=False)
    if drawn["programmes"]:
        estimate = next_command(run, "estimate", Period(drawn["year"], drawn["stage"]))
        left = say("left", number=drawn["sample"], left=drawn["left"], estimate=estimate)
        out.print(left[language], markup=False)
    if drawn["second"]:
        named = Text.same(", ".join(row["programme"] for row in drawn["second"][:_MOST]))
        if len(drawn["second"]) > _MOST:
            named = say("and more", named=named, count=len(drawn["second"]) - _MOST)
        out.print(say("second", named=named)[language], markup=False)


def _table(run: Run, drawn: NextReadings, language: Language) -> Table:
    title = heading(run, say("sample", number=drawn["sample"]), drawn["year"], drawn["stage"])[language]
    table = Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left")
    for name in ("programme", "name", "amount", "chance", "likely"):
        justify: Literal["left", "right"] = "right" if name in ("amount", "chance") else "left"
        table.add_column(say(name)[language], overflow="fold", justify=justify)
    for row in drawn["programmes"]:
        likely = ", ".join(area_name(run, area)[language] for area in row["likely"])
        cells = (row["programme"], row["name"], amount_of(run, row["amount"]), f"{row['chance']:.2f}", likely)
        table.add_row(*(cell.replace("[", "\\[") for cell in cells))
    return table
