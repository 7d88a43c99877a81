"""Columns that add up as they go down: ``누계``, ``cumulative``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
        return _comes_out((self.above, self.added), self.total)


def running_totals(grid: Grid) -> Iterator[RunningTotal]:
    """The running totals of lines that are called so, where all places but one show of which line each is."""
    levels = [column for column in grid.columns if grid.kinds[column] == "level"]
    yield from _in_lines([grid.headers[each] for each in levels], [grid.column(each) for each in levels])
    yield from _in_lines(grid.labels, [[row[each] for each in levels] for row in grid.cells])


def _in_lines(names: Sequence[str], lines: Sequence[Sequence[GridEntry | None]]) -> Iterator[RunningTotal]:
    for name, line in zip(names, lines, strict=True):
        if not _RUNNING.search(name):
            continue
        others = [other for called, other in zip(names, lines, strict=True) if not _RUNNING.search(called)]
        tried = [list(_steps(line, other)) for other in others]
        best = max(tried, key=lambda steps: sum(step.holds for step in steps), default=[])
        held = sum(step.holds for step in best)
        slipped = _beside_one(best)
        if held + slipped >= _LEAST and held + 2 * slipped >= len(best) - 1:
            yield from best


def _beside_one(steps: Sequence[RunningTotal]) -> int:
    """How many pairs of steps fail for the cell between them alone, and come out as one step."""
    return sum(
        not one.holds and not other.holds and _comes_out((one.above, one.added, other.added), other.total)
        for one, other in pairwise(steps)
    )


def _comes_out(parts: Sequence[GridEntry], total: GridEntry) -> bool:
    slack = sum((each.token.step for each in parts), total.token.step)
    return abs(sum((each.value for each in parts), -total.value)) <= slack / 2


def _steps(line: Sequence[GridEntry | None], added: Sequence[GridEntry | None]) -> Iterator[RunningTotal]:
    """The steps along a line; a place that only repeats what it adds begins anew."""
    for above, more, total in zip(line, added[1:], line[1:], strict=False):
        if above is None or more is None or total is None or total.zero or total.value == more.value:
            continue
        yield RunningTotal(above, more, total)
