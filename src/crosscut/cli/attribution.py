"""What ``sample`` and ``estimate`` share: money and areas as people read them, and fatal findings with their effect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crosscut.characters import composed
from crosscut.cli.attribution_words import say
from crosscut.money import format_number
from crosscut.text import Language, Text

if TYPE_CHECKING:
    from rich.console import Console

    from crosscut.budget import Run
    from crosscut.calendar import Period
    from crosscut.classify.faults import DecisionFault

_MOST = 10


def amount_of(run: Run, amount: int) -> str:
    """An amount in the unit that the budget prints, without the unit's name."""
    return format_number(amount, run.settings.printed_unit, digits=0)


def heading(run: Run, what: Text, year: int, stage: str) -> Text:
    """The title of a table: the budget, what is shown, of which period, under which list and counting, in what unit."""
    unit = run.settings.printed_unit
    return say(
        "heading",
        title=run.settings.title,
        what=what,
        period=run.calendar.text((year, stage)),
        list=run.taxonomy.id,
        unit=Text(unit.label("en"), unit.label("ko")),
    )


def period_of(run: Run, year: int | None, stage: str | None) -> Period:
    """The period that a year and a stage mean, where either may be left to the budget."""
    from crosscut.calendar import Period
    from crosscut.views.crosscut import selection

    selected, _ = selection(run.calendar, (), year, composed(stage or ""))
    return Period(int(selected["year"]), str(selected["stage"]))


def area_name(run: Run, area: str) -> Text:
    """An area's name as people read it."""
    from crosscut.views.labels import label

    return label(run.taxonomy, "area", area)


def print_faults(out: Console, found: Sequence[DecisionFault], language: Language) -> int:
    """Say what is fatal and what it does; the exit code that follows."""
    for each in found[:_MOST]:
        place = f"{each['file']}: " if each["file"] else ""
        where = say("row", file=each["file"], row=each["row"]) if each["row"] else Text.same(place)
        message = Text(each["message"].rstrip("."), each["message_ko"].rstrip("."))
        effect = Text(each["effect"], each["effect_ko"])
        line = say("fatal", where=where, message=message, effect=effect)
        out.print(line[language], style="red", markup=False)
    if len(found) > _MOST:
        out.print(say("more fatal", count=len(found) - _MOST)[language], style="red")
    return 1 if found else 0
