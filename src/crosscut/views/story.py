"""The story after its total: who holds the money, what rose, what fell, why; of one period alone, what is largest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from crosscut.figures import Figure
from crosscut.text.effect_kinds import effect_key
from crosscut.views.facts import Facts
from crosscut.views.histories import leading_change
from crosscut.views.overview import effects
from crosscut.views.page_titles import leading_programme
from crosscut.views.takeaways import (
    NameKind,
    Takeaway,
    counted_twice,
    followed,
    largest,
    largest_area,
    one_way,
    reason,
    reasons,
    unread_beside,
)
from crosscut.views.totals import TotalsLine

StoryKey = Literal["who", "area", "programme", "twice", "rose", "fell", "why"]
STEPS: tuple[StoryKey, ...] = ("who", "area", "programme", "twice", "rose", "fell", "why")
"""All steps that there are; a publication has some of them."""
CHANGING: frozenset[StoryKey] = frozenset({"twice", "rose", "fell", "why"})
"""The steps whose bars are changes or differences."""
_SHOWN = 8
"""Bars of one step."""


@dataclass(frozen=True, slots=True)
class StoryBar:
    """What a bar is of, and how long it is."""

    kind: NameKind
    key: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One step: its finding, and the bars of its chart, the largest first. ``key`` names its words."""

    key: StoryKey
    says: Takeaway
    bars: tuple[StoryBar, ...]


def story(facts: Facts) -> list[StoryStep]:
    """The steps of a publication that its data can tell."""
    return [each for each in _steps(facts) if each is not None]


def _steps(facts: Facts) -> Iterator[StoryStep | None]:
    totals = facts.totals
    yield _ranked("who", "ministry", totals.lines("ministry", totals.total, "partition"))
    yield from _changes(facts) if totals.comparisons else _alone(facts)


def _changes(facts: Facts) -> Iterator[StoryStep | None]:
    totals = facts.totals
    since = totals.comparisons[0]
    areas = [] if totals.unknown(totals.period, since) else totals.area_lines(totals.total)
    held = [line for line in areas if line.has_rows]
    kind: Literal["area", "ministry"] = "area" if held else "ministry"
    for key, sign in _WAYS:
        says, lines = one_way(held or totals.lines("ministry", totals.total, "partition"), sign, kind)
        if kind == "area":
            says = followed(says, unread_beside(totals, since))
        yield StoryStep(key, says, _bars(kind, ((line.key, line.changes[0].amount) for line in lines)))
    found = leading_change(totals, facts.publication.history)
    if found and (why := reason(totals, found)):
        yield StoryStep(
            "why",
            why,
            _bars("kind", ((effect_key(kind, found.passage), change) for kind, change in reasons(totals, found))),
        )


_WAYS: tuple[tuple[StoryKey, Literal[1, -1]], ...] = (("rose", 1), ("fell", -1))


def _alone(facts: Facts) -> Iterator[StoryStep | None]:
    """The steps of a publication that nothing earlier can be compared with."""
    totals = facts.totals
    areas = totals.area_lines(totals.total)
    yield _step("area", "area", largest_area(totals, areas), areas)
    programmes = facts.largest
    if leading := leading_programme(totals, programmes, totals.total):
        yield StoryStep("programme", leading, _bars("programme", (each for each in programmes if each[1].value > 0)))
    found = effects(totals, areas)
    if twice := counted_twice(totals, found):
        over = sorted(found, key=lambda effect: effect.difference.value)
        yield StoryStep(
            "twice",
            twice,
            _bars("area", ((each.area, each.difference) for each in over if totals.rounding.moved(each.difference))),
        )


def _ranked(key: StoryKey, kind: NameKind, lines: list[TotalsLine]) -> StoryStep | None:
    return _step(key, kind, largest(kind, lines), lines)


def _step(key: StoryKey, kind: NameKind, says: Takeaway | None, lines: list[TotalsLine]) -> StoryStep | None:
    if says is None:
        return None
    return StoryStep(key, says, _bars(kind, ((line.key, line.amount) for line in lines if line.amount.value > 0)))


def _bars(kind: NameKind, found: Iterable[tuple[str, Figure]]) -> tuple[StoryBar, ...]:
    return tuple(StoryBar(kind, key, figure) for key, figure in list(found)[:_SHOWN])
