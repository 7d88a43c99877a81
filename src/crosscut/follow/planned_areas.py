"""Which of an applied plan's areas people decided; its file says only what of an amount belongs to which area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.budget import Run
from crosscut.budget.folder_ledger import open_ledger
from crosscut.budget.snapshot import entries
from crosscut.calendar import Period
from crosscut.follow.sides import DifferenceCell
from crosscut.ingest.plan_names import is_plan
from crosscut.tables import MAX_DENOMINATOR, NO_AREA, WITHDRAWN

Areas = Mapping[str, Fraction]


def planned_at(run: Run, period: Period) -> frozenset[str]:
    """The programmes whose money in a period is what an applied plan gave them."""
    lines = run.snapshot.lines
    columns = (lines[name].to_pylist() for name in ("programme", "fiscal_year", "stage", "file"))
    if not any(map(is_plan, lines["file"].unique().to_pylist())):
        return frozenset()
    return frozenset(
        programme
        for programme, year, stage, file in zip(*columns, strict=True)
        if (year, stage) == period and is_plan(file)
    )


def decided_before(run: Run, planned: frozenset[str], cells: Mapping[DifferenceCell, int]) -> frozenset[str]:
    """Those of a plan's programmes that have the areas of a decision there, in force or taken back since.

    All others have what the sources said on the day of the plan.
    """
    said = _stated(run, planned)
    there: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for cell, amount in cells.items():
        if cell.programme in said:
            there[cell.programme][cell.area] += amount
    return frozenset(
        programme for programme, parts in there.items() if any(_alike(parts, each) for each in said[programme])
    )


def _stated(run: Run, planned: frozenset[str]) -> dict[str, list[Areas]]:
    """The areas of every decision that anybody ever made on these programmes."""
    found: dict[str, list[Areas]] = defaultdict(list)
    for table, key in _decisions(run) if planned else ():
        for (programme, *_), areas in _areas(_in(table, planned), key).items():
            found[programme].append(areas)
    return found


def _decisions(run: Run) -> Iterator[tuple[pa.Table, tuple[str, ...]]]:
    """The decisions that stand, then those that the ledger ever took in; and what the rows of one have in common."""
    key = ("programme", "decided_by", "decided_at")
    yield run.stated_decisions, key
    if moments := entries(run.snapshot):
        with open_ledger(run.snapshot.folder, run.snapshot.ledger, read_only=True) as ledger:
            versions = ledger.versions("decisions", len(moments))
        said = pc.is_in(versions["change"], pa.array(["inserted", "changed"]))
        yield versions.filter(said), (*key, "sequence")


def _in(table: pa.Table, programmes: Iterable[str]) -> pa.Table:
    return table.filter(pc.is_in(table["programme"], pa.array(sorted(programmes), pa.string())))


def _areas(table: pa.Table, key: tuple[str, ...]) -> dict[tuple[str, ...], dict[str, Fraction]]:
    """The share of each area, what is outside left out, by what rows have in common."""
    found: dict[tuple[str, ...], dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    names = (*key, "area", "numerator", "denominator")
    for *who, area, numerator, denominator in zip(*(table[name].to_pylist() for name in names), strict=True):
        if area != WITHDRAWN:
            areas = found[tuple(who)]
            areas[area] += Fraction(numerator or 0, denominator or 1)
    return {who: dict(areas) for who, areas in found.items()}


def _alike(parts: Mapping[str, int], areas: Areas) -> bool:
    """Whether money stands in areas by these shares, but for what whole won and denominators leave of them."""
    total = sum(parts.values())
    most = 1 + abs(total) // MAX_DENOMINATOR
    named = {*parts, *areas} - {*NO_AREA}
    return all(abs(parts.get(area, 0) - areas.get(area, Fraction()) * total) <= most for area in named)
