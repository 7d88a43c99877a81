"""Columns that are worked out of others: differences, growth rates and shares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Literal

from crosscut.audit.tables.grid import Grid, GridEntry
from crosscut.audit.tables.totals import is_a_total

FormulaKind = Literal["difference", "growth", "share", "ratio"]

_FORMULA = re.compile(r"\(?\(?([A-Z])\s?[-−–]\s?([A-Z])\)?\)?(\s?/\s?([A-Z])\)?)?")
_QUOTIENT = re.compile(r"\(([A-Z])/([A-Z])\)")
_TAG = re.compile(r"\(([A-Z])\)")
DIFFERENCE = re.compile(
    r"증\s?감\s?(?:액)?|증가액|감소액|차이|차액|영향|(?<![A-Za-z])(?:change|difference|increase|decrease|diff\.?|effect"
    r"|net)(?![A-Za-z])|Δ",
    re.IGNORECASE,
)
_GROWTH = re.compile(
    r"증\s?감\s?률|증가율|변동률|상승률|성장률|감소율|전년\s?대비|growth|change|increase|rate of change|y/y|yoy|%",
    re.IGNORECASE,
)
_LEAST_ROWS = 2
_SHARE = re.compile(r"비중|구성비|총액 대비|점유|share|% of|of total|of the total|proportion", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Derived:
    """A column worked out of two others: ``after`` and ``before``; for a share, ``after`` is the part, in one column.

    ``told`` says that the header names the formula; ``rows_true`` counts the rows in which it is true.
    """

    kind: FormulaKind
    column: int
    before: int
    after: int
    certain: bool
    rows_true: int


def derived(grid: Grid) -> Iterator[Derived]:
    """Every worked-out column of a table."""
    tags = {match[1]: column for column in grid.columns for match in _TAG.finditer(grid.headers[column])}
    found: dict[int, Derived] = {}
    for column in grid.columns:
        told = _by_header(grid, column, tags)
        if told:
            found[column] = told
    for column in grid.columns:
        if column not in found:
            guessed = _guessed(grid, column, set(found))
            if guessed:
                found[column] = guessed
    yield from found.values()


def _by_header(grid: Grid, column: int, tags: dict[str, int]) -> Derived | None:
    """A column whose header is a formula of columns that have letters."""
    header = grid.headers[column].replace(" ", "")
    for match in _FORMULA.finditer(header):
        after, before = tags.get(match[1]), tags.get(match[2])
        if after is None or before is None or column in (after, before):
            continue
        kind: FormulaKind = "growth" if grid.kinds[column] == "percentage" else "difference"
        return Derived(kind, column, before, after, certain=True, rows_true=0)
    quotient = _QUOTIENT.search(header)
    if quotient and grid.kinds[column] == "percentage":
        part, whole = tags.get(quotient[1]), tags.get(quotient[2])
        if part is not None and whole is not None and column not in (part, whole):
            return Derived("ratio", column, whole, part, certain=True, rows_true=0)
    return None


def _guessed(grid: Grid, column: int, taken: set[int]) -> Derived | None:
    """A column that words call a change or a share, with the two columns for which that is true in most rows."""
    header = grid.headers[column]
    levels = [
        each
        for each in grid.columns
        if each != column
        and each not in taken
        and grid.kinds[each] == "level"
        and not DIFFERENCE.search(grid.headers[each])
    ]
    if grid.kinds[column] == "percentage":
        if _SHARE.search(header):
            return _share(grid, column, levels)
        index = _index(grid, column, levels)
        if index is not None or not _GROWTH.search(header):
            return index or _share(grid, column, levels, told=False)
        return _movement(grid, column, levels, "growth")
    if grid.kinds[column] == "level" and DIFFERENCE.search(header):
        return _movement(grid, column, levels, "difference")
    return None


def _index(grid: Grid, column: int, levels: list[int]) -> Derived | None:
    """The pair of levels of which a column gives the later as a percentage of the earlier, 100 being no change."""
    rows = [row for row in grid.cells if _number(row[column])]
    for before, after in permutations(levels, 2):
        held = sum(_meets_index(row[before], row[after], row[column]) for row in rows)
        if held >= _LEAST_ROWS and held * 2 > len(rows):
            return Derived("ratio", column, before, after, certain=False, rows_true=held)
    return None


def _meets_index(before: GridEntry | None, after: GridEntry | None, entry: GridEntry | None) -> bool:
    return meets(after, before, entry, "share")


def _movement(grid: Grid, column: int, levels: list[int], kind: FormulaKind) -> Derived | None:
    """The pair of level columns of which a column is the difference or the growth."""
    pairs = [
        (before, after)
        for before, after in combinations(levels, 2)
        if after < column or before > column or len(levels) == 2
    ]
    ranked = sorted(
        ((_rows_true(grid, column, pair, kind), pair) for pair in pairs), key=lambda each: (-each[0], each[1])
    )
    rows = sum(_number(row[column]) for row in grid.cells)
    if ranked and ranked[0][0] * 2 >= rows and ranked[0][0]:
        return Derived(kind, column, *ranked[0][1], certain=True, rows_true=ranked[0][0])
    if len(levels) == 2 and max(levels) < column and not (ranked and ranked[0][0]):
        return Derived(kind, column, levels[0], levels[1], certain=rows >= 1 and _years_rise(grid, levels), rows_true=0)
    return None


def _years_rise(grid: Grid, levels: list[int]) -> bool:
    """Whether two columns are plainly of one year and a later one."""
    years = [re.search(r"(?:19|20)?[0-9]{2}(?=년|$|[^0-9])", grid.headers[column]) for column in levels]
    if not all(years):
        return False
    first, second = (int(match[0]) % 100 for match in years if match)
    return second == first + 1


def _number(entry: GridEntry | None) -> bool:
    return entry is not None and not entry.zero


def _rows_true(grid: Grid, column: int, pair: tuple[int, int], kind: FormulaKind) -> int:
    return sum(meets(row[pair[0]], row[pair[1]], row[column], kind) for row in grid.cells if _number(row[column]))


def meets(before: GridEntry | None, after: GridEntry | None, entry: GridEntry | None, kind: FormulaKind) -> bool:
    """Whether a cell is what two others make it, within rounding."""
    if before is None or after is None or entry is None:
        return False
    if kind == "difference":
        slack = before.token.step + after.token.step + entry.token.step
        return abs(after.value - before.value - entry.value) <= slack / 2
    base = before.value if kind == "growth" else after.value
    if base <= 0:
        return False
    part = after.value - before.value if kind == "growth" else before.value
    play = (before.token.step + after.token.step) / base + entry.token.step / 2
    return abs(part / base - entry.value) <= play


def _share(grid: Grid, column: int, levels: list[int], *, told: bool = True) -> Derived | None:
    """The level column of which a column gives each row's share of the total row."""
    total = next((row for row in range(len(grid.labels) - 1, -1, -1) if is_a_total(grid.labels[row])), None)
    if total is None:
        return None
    rows = [row for row in range(len(grid.cells)) if row != total and _number(grid.cells[row][column])]
    best: tuple[int, int] | None = None
    for level in levels:
        whole = grid.cells[total][level]
        held = sum(meets(grid.cells[row][level], whole, grid.cells[row][column], "share") for row in rows)
        if best is None or (held, level) > best:
            best = (held, level)
    hundred = grid.cells[total][column]
    least = 1 if told and hundred is not None and hundred.value == 1 else 2
    if best is None or best[0] < least or best[0] * 2 < len(rows):
        return None
    if not told and best[0] < len(rows):
        return None
    return Derived("share", column, best[1], total, certain=True, rows_true=best[0])
