"""The page on which readers divide the total anew: nothing that they choose leaves their browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypedDict

from crosscut.exports.printed_figures import table_unit
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.figures import Printed
from crosscut.figures.rounding import Rounding
from crosscut.money.units import english_scale
from crosscut.text import LANGUAGES, Language
from crosscut.views.simulation import SimulatedLine, Simulation


@dataclass(frozen=True)
class SimulatorContent:
    """What may be divided; ``keys`` are what ministries are called in addresses."""

    view: Simulation
    keys: dict[str, str]


class SimulatedScript(TypedDict):
    """A line for scripts: amounts as texts of integers in minor units, the figures of ``before`` and ``programmes``."""

    key: str
    amount: str
    shown: str
    before: str
    before_shown: str
    programmes: int
    figures: list[str]


class SimulatorScript(TypedDict):
    """The data of the page: the smallest step, how an amount is said with its unit by language, and the lines."""

    grain: str
    said: list[str]
    area: list[SimulatedScript]
    ministry: list[SimulatedScript]


def _pages(views: SiteViews) -> Iterator[Page]:
    found = views.simulation
    if found:
        data = {"simulator": partial(_script, views, found)}
        yield Page("simulator", SimulatorContent(found, views.totals.ministries), data=data)


def _script(views: SiteViews, found: Simulation, printed: Printed) -> SimulatorScript:
    rounding, keys = views.totals.rounding, views.totals.ministries
    made = views.publication.settings.languages
    return {
        "grain": str(rounding.grain),
        "said": [amount_pattern(rounding, each) if each in made else "" for each in LANGUAGES],
        "area": [_line(each, each.line.key, rounding, printed) for each in found.areas],
        "ministry": [_line(each, keys[each.line.key], rounding, printed) for each in found.ministries],
    }


def _line(each: SimulatedLine, key: str, rounding: Rounding, printed: Printed) -> SimulatedScript:
    amount, earlier = each.line.amount, each.before or each.line.amount
    return {
        "key": key,
        "amount": str(amount.value),
        "shown": str(rounding.displayed(amount)),
        "before": str(earlier.value),
        "before_shown": str(rounding.displayed(earlier)),
        "programmes": each.programmes.value,
        "figures": [printed.add(figure).id for figure in (earlier, each.programmes)],
    }


def amount_pattern(rounding: Rounding, language: Language) -> str:
    """How an amount in the unit of tables is said with that unit: ``KRW {amount} billion``, ``{amount}억 원``."""
    unit = table_unit(rounding, language).unit
    if language == "ko":
        return f"{{amount}}{unit.label(language)}"
    scale, word = english_scale(unit)
    if scale != unit.factor:
        return f"{{amount}} ({unit.label(language)})"
    if word and word == unit.currency.minor_en:
        return f"{{amount}} {word}"
    return f"{unit.currency.code} {{amount}} {word}".rstrip()


KIND = PageKind("simulator", _pages, order=22, under="areas", title=lambda writer, _kind, _page: writer.w("simulator"))
