"""Columns that add up as they go down: ``누계``, ``cumulative``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.audit.tables.grid import Grid, GridEntry

_RUNNING = re.compile(
    r"누계|누적|累計|(?<![A-Za-z])(?:cumulative|cumulated|running total|year[- ]to[- ]date"
    r"|kumuliert|cumulé|acumulad[oa]|cumulat[oa])",
    re.IGNORECASE,
)
_LEAST = 2


@dataclass(frozen=True, slots=True)
class RunningTotal:
    """A cell as the one above it and what its own row adds."""

    above: GridEntry
    added: GridEntry
    total: GridEntry

    @property
    def holds(self) -> bool:
        """Whether it comes out."""
        slack = self.above.token.step + self.added.token.step + self.total.token.step
        return abs(self.above.value + self.added.value - self.total.value) <= slack / 2


def running_totals(grid: Grid) -> Iterator[RunningTotal]:
    """The running totals of a column whose header says that it is one, where half of its rows show of which column."""
    levels = [column for column in grid.columns if grid.kinds[column] == "level"]
    for column in levels:
        if not _RUNNING.search(grid.headers[column]):
            continue
        others = [each for each in levels if each != column and not _RUNNING.search(grid.headers[each])]
        tried = [list(_steps(grid, column, each)) for each in others]
        best = max(tried, key=lambda steps: sum(step.holds for step in steps), default=[])
        held = sum(step.holds for step in best)
        if held >= _LEAST and held * 2 >= len(best):
            yield from best


def _steps(grid: Grid, column: int, added: int) -> Iterator[RunningTotal]:
    for above, row in zip(grid.cells, grid.cells[1:], strict=False):
        before, more, total = above[column], row[added], row[column]
        if before is not None and more is not None and total is not None and not total.zero:
            yield RunningTotal(before, more, total)
