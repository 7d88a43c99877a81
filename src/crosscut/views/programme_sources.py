"""Where a programme's amounts stand in the sources, and which subprogrammes those name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from crosscut.calendar import Period
from crosscut.views.totals import Totals

MOST = 40
"""Lines, and subprogrammes, that are shown of one programme."""


class SourceLine(NamedTuple):
    """One amount of a programme as a source holds it; ``row`` is None where the amount sums many rows."""

    period: Period
    account: str
    file: str
    sheet: str
    row: int | None


class ProgrammePart(NamedTuple):
    """A subprogramme and its money at one period, in minor units."""

    subprogramme: str
    name: str
    period: Period
    amount: int


@dataclass(frozen=True)
class ProgrammeSources:
    """The lines of one programme, in the order of periods, and its subprogrammes, the largest first."""

    lines: tuple[SourceLine, ...] = ()
    parts: tuple[ProgrammePart, ...] = ()

    def parts_at(self, period: Period) -> list[ProgrammePart]:
        """The subprogrammes that have money at one period."""
        return [each for each in self.parts if each.period == period]


SourcesByProgramme = Mapping[str, ProgrammeSources]


def sources_by_programme(totals: Totals) -> SourcesByProgramme:
    """The sources of every programme."""
    order = {period: place for place, period in enumerate(totals.periods)}
    lines: dict[str, list[SourceLine]] = defaultdict(list)
    parts: dict[tuple[str, str, Period], int] = defaultdict(int)
    keys = ("programme", "subprogramme", "fiscal_year", "stage", "account", "amount", "file", "sheet", "row")
    columns = totals.publication.lines.select(keys).to_pydict().values()
    for programme, sub, year, stage, account, amount, *place in zip(*columns, strict=True):
        period = Period(year, stage)
        if sub:
            parts[programme, sub, period] += amount or 0
        else:
            lines[programme].append(SourceLine(period, account or "", *place))
    named = _parts(totals, parts)

    def in_order(line: SourceLine) -> tuple[int, str, str, int]:
        return order.get(line.period, -1), line.account, line.file, line.row or 0

    return {
        programme: ProgrammeSources(
            tuple(sorted(lines.get(programme, ()), key=in_order)),
            tuple(sorted(named.get(programme, ()), key=lambda part: (-part.amount, part.subprogramme))),
        )
        for programme in lines.keys() | named.keys()
    }


def _parts(totals: Totals, amounts: Mapping[tuple[str, str, Period], int]) -> dict[str, list[ProgrammePart]]:
    columns = totals.publication.subprogrammes.select(("programme", "subprogramme", "name")).to_pydict().values()
    names = {(programme, sub): name for programme, sub, name in zip(*columns, strict=True)}
    found: dict[str, list[ProgrammePart]] = defaultdict(list)
    for (programme, sub, period), amount in amounts.items():
        found[programme].append(ProgrammePart(sub, names.get((programme, sub)) or sub, period, amount))
    return found
