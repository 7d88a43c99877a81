"""Rows that are one row above less another: ``Variance`` below revenues and expenses, ``수지`` below 수입 and 지출.

So are movements between a balance brought forward and the one carried forward, wherever the three stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations, product
from typing import Literal

from crosscut.audit.tables.derived import meets
from crosscut.audit.tables.grid import Grid, GridEntry

_BALANCE = re.compile(
    r"[\s○ㅇ□■*•·\-–—]{0,6}(?:(?:관리|통합)?재정수지|수지(?:차|차액)?|차액|차이|과부족|잔액|순(?:수입|지출|세입|증감)?|증감(?:액)?|差引(?:額)?|"
    r"(?:budget )?variance|balance|(?:net )?(?:surplus|deficit)(?:[ /(]{1,2}(?:surplus|deficit)\)?)?|difference|change"
    r"|net(?: [a-z]{2,16}){0,2})(?:\s?\(.{0,20}\))?",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"brought forward|at (?:1 (?:January|April|July|September|October)|(?:the )?(?:beginning|start))"
    r"|(?:opening|beginning) balance"
    r"|기초(?:잔액|현금|자금|재고)?(?![가-힣])|전기이월|前期繰越|期首"
    r"|Vortrag|Anfangsbestand|report à nouveau|saldo inicial|beginsaldo|saldo iniziale",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"carried forward|at (?:3[01] (?:December|March|June|August|September)|(?:the )?end)|(?:closing|ending) balance"
    r"|기말|차기이월|次期繰越|期末|Endbestand|saldo final|eindsaldo|saldo finale",
    re.IGNORECASE,
)
_BACK = 6
_LEAST = 2
_PAIR, _MOST_MOVES = 2, 6
_TELLING = 100
"""From so many steps of its last digit on a balance does not come out by accident, whatever way each row counts."""


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """A row with the rows whose signed sum it is, in the columns where all print a number."""

    row: int
    terms: tuple[tuple[int, int], ...]
    columns: tuple[int, ...]

    @property
    def kind(self) -> Literal["difference", "sum"]:
        """What a reader would call it."""
        return "difference" if len(self.terms) == _PAIR else "sum"


def balance_rows(grid: Grid) -> Iterator[BalanceRow]:
    """The rows that words call a balance and that come out in two columns at least, or in all but one."""
    for row, label in enumerate(grid.labels):
        if _BALANCE.fullmatch(label.rsplit(" / ", maxsplit=1)[-1]):
            found = _best(grid, row)
            if found is not None:
                yield found
        elif _CLOSING.search(label) and not _OPENING.search(label):
            carried = _carried(grid, row) or _moved(grid, row)
            if carried is not None:
                yield carried


def _carried(grid: Grid, closing: int) -> BalanceRow | None:
    """The movement that leads from the balance brought forward to the one carried forward, where columns show it."""
    above = range(max(0, closing - _BACK), closing)
    tried = [
        (sum(_holds(grid, moved, (closing, opening), column) for column in columns), moved, opening, columns)
        for opening in above
        if _OPENING.search(grid.labels[opening])
        for moved in above
        if moved != opening
        if (columns := tuple(column for column in grid.columns if _printed(grid, (moved, closing, opening), column)))
    ]
    held, moved, opening, columns = max(tried, default=(0, 0, 0, ()))
    shown = held >= _LEAST and held * 2 > len(columns)
    return BalanceRow(moved, ((closing, 1), (opening, -1)), columns) if shown else None


def _moved(grid: Grid, closing: int) -> BalanceRow | None:
    """The balance carried forward as the one brought forward with all rows between the two, but for one column at most.

    What is paid may be printed with a sign or without: the way that most columns show is taken.
    """
    opening = next((row for row in range(closing - 1, -1, -1) if _OPENING.search(grid.labels[row])), closing)
    between = range(opening + 1, closing)
    if not _LEAST <= len(between) <= _MOST_MOVES:
        return None
    columns = tuple(column for column in grid.columns if _is_told(grid, (opening, *between, closing), column))
    tried = []
    for signs in product((1, -1), repeat=len(between)):
        terms = ((opening, 1), *zip(between, signs, strict=True))
        held = [column for column in columns if _adds_up(grid, terms, closing, column)]
        tried.append((len(held), sum(signs), terms))
    most, _, terms = max(tried, default=(0, 0, ()))
    return BalanceRow(closing, terms, columns) if 0 < most >= len(columns) - 1 else None


def _is_told(grid: Grid, rows: tuple[int, ...], column: int) -> bool:
    """Whether a column prints a balance carried forward of several digits, and all that led to it."""
    last = grid.cells[rows[-1]][column]
    return _printed(grid, rows, column) and last is not None and abs(last.value) >= _TELLING * last.token.step


def _adds_up(grid: Grid, terms: tuple[tuple[int, int], ...], row: int, column: int) -> bool:
    entries = [(entry, sign) for each, sign in (*terms, (row, -1)) if (entry := grid.cells[each][column])]
    slack = sum((entry.token.step for entry, _ in entries), Fraction(0)) / 2
    return abs(sum((entry.value * sign for entry, sign in entries), Fraction(0))) <= slack


def _best(grid: Grid, row: int) -> BalanceRow | None:
    above = range(max(0, row - _BACK), row)
    tried = [
        (sum(_holds(grid, row, pair, column) for column in columns), max(pair), pair[0] < pair[1], pair, columns)
        for pair in permutations(above, 2)
        if (columns := tuple(column for column in grid.columns if _printed(grid, (row, *pair), column)))
    ]
    if not tried:
        return None
    held, _, _, pair, columns = max(tried)
    few = len(columns) == _LEAST and held == 1 and len(list(above)) == _LEAST
    terms = ((pair[0], 1), (pair[1], -1))
    return BalanceRow(row, terms, columns) if (held >= _LEAST and held * 2 > len(columns)) or few else None


def _printed(grid: Grid, rows: tuple[int, ...], column: int) -> bool:
    return grid.kinds[column] != "percentage" and all(_number(grid.cells[row][column]) for row in rows)


def _number(entry: GridEntry | None) -> bool:
    return entry is not None and not entry.zero


def _holds(grid: Grid, row: int, pair: tuple[int, int], column: int) -> bool:
    gross, taken = (grid.cells[each][column] for each in pair)
    return meets(taken, gross, grid.cells[row][column], "difference")
