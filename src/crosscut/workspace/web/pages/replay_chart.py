"""The chart of a budget year: its stages as wholes, and between them what rose and what fell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from crosscut.calendar import Calendar, Period
from crosscut.exports import charts
from crosscut.money import Unit, format_number
from crosscut.text import Language
from crosscut.workspace.replay.replay import ReplayStep
from crosscut.workspace.words import word


@dataclass(frozen=True, slots=True)
class ReplayChart:
    """The chart for wide screens and for narrow ones, and what it says in words."""

    wide: Markup
    narrow: Markup
    alt: str


def drawn(steps: Sequence[ReplayStep], calendar: Calendar, unit: Unit, lang: Language) -> ReplayChart | None:
    """The chart of some steps; None where there is but one whole, or one that is not above zero."""
    given = list(_rows(steps, calendar, unit, lang))
    wholes = [each for each in given if each.whole]
    if len(wholes) < 2 or min(each.end for each in wholes) <= 0:
        return None
    said = {"axis": word("replay_axis", unit=unit.label(lang)), "cut": word("replay_axis_cut")}
    svgs = []
    for width in (charts.PAGE, charts.COLUMN):
        look = charts.ChartLook(lang, unit.factor, {key: each[lang] for key, each in said.items()}, width)
        svgs.append(Markup(charts.svg(charts.steps(given, look), width)))  # noqa: S704 - drawn, its texts escaped
    first, last = wholes[0], wholes[-1]
    alt = word("replay_chart_alt", first=first.label, first_amount=first.text, last=last.label, last_amount=last.text)
    return ReplayChart(svgs[0], svgs[1], alt[lang])


def _rows(
    steps: Sequence[ReplayStep], calendar: Calendar, unit: Unit, lang: Language
) -> Iterator[charts.WaterfallStep]:
    """Wholes with the rises and falls between them."""

    def whole(period: Period, amount: int) -> charts.WaterfallStep:
        return charts.WaterfallStep(calendar.text(period)[lang], 0, amount, _number(amount, unit), "", whole=True)

    if steps and steps[0].since is not None:
        yield whole(steps[0].since, steps[0].change.before)
    for step in steps:
        level = step.change.before
        for key, amount in (("replay_rose", step.change.risen), ("replay_fell", step.change.fallen)):
            if amount and step.since is not None:
                text = _number(amount, unit, sign=True)
                yield charts.WaterfallStep(word(key)[lang], level, level + amount, text, "")
                level += amount
        yield whole(step.period, step.change.after)


def _number(amount: int, unit: Unit, *, sign: bool = False) -> str:
    return format_number(amount, unit, digits=0, sign=sign).replace("-", "−")
