"""Columns that are worked out of others: differences, growth rates and shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from math import log10
from typing import Literal

from crosscut.audit.tables.grid import Grid, GridEntry
from crosscut.audit.tables.header_formulas import Formula, formulas
from crosscut.audit.tables.share_columns import SHARE, ShareColumn, share_column

FormulaKind = Literal["difference", "growth", "share", "ratio", "sum", "of_after", "product"]

DIFFERENCE = re.compile(
    r"증\s?[△▲]?\s?감\s?(?:액)?|증가액|감소액|차이|차액|영향|増減|比較|差引|差異|差額|(?<![A-Za-zÀ-ÿ])(?:change|difference|increase|decrease"
    r"|diff\.?|effect|net|variance|Abweichung|Differenz|Veränderung|écart|variation|diferencia|variación|diferença|variação"
    r"|differenza|variazione|verschil)(?![A-Za-zÀ-ÿ])|Δ",
    re.IGNORECASE,
)
BALANCE = re.compile(
    r"수지|잔액|잔여|과부족|순조성|미집행|불용|収支|過不足|残額|残高|未執行"
    r"|(?<![A-Za-zÀ-ÿ])(?:balance|surplus|deficit|gap|under ?/ ?over|over ?/ ?under|(?:under|over)-?spen[dt]|shortfall"
    r"|remaining|left|Saldo|solde|Rest|reste|resto)(?![A-Za-zÀ-ÿ])",
    re.IGNORECASE,
)
"""What heads what is left of one column without another."""

_GROWTH = re.compile(
    r"증\s?감\s?률|증가율|변동률|상승률|성장률|감소율|전년\s?대비|増減率|伸率|伸び率|率|growth|change|increase"
    r"|rate of change|y/y|yoy|%|Veränderung|évolution|variation|variación|variação|variazione",
    re.IGNORECASE,
)
_MOVED = re.compile(_GROWTH.pattern.replace("|%|", "|"), re.IGNORECASE)
"""Words of change; a sign of percent alone may as well head shares."""
POINTS = re.compile(
    r"%p(?![a-z])|%P|% ?포인트|percentage points?|(?<![A-Za-z])(?:pp|pts)(?![A-Za-z])|ポイント|Prozentpunkt",
    re.IGNORECASE,
)
"""What heads a column of points that part two rates."""

_CONTRIBUTED = re.compile(r"기여|contribution|寄与|Beitrag|apport", re.IGNORECASE)
"""What heads points that each row adds to the rate of all, and that part no two rates."""

_SINCE = re.compile(r"전년|작년|지난|전월|전기|전분기|previous|prior|last|earlier|前年|Vorjahr", re.IGNORECASE)
_WHEN = re.compile(r"[0-9]|년|월|기|올해|year|quarter|month|now|then|年|Jahr|an(?:née|no|o)(?![a-z])", re.IGNORECASE)
"""What heads points that are counted from another time, and the columns of such times."""

_LEAST_ROWS = 2
_SHOWN_ROWS = 3
"""In so many rows a column that no word calls a rate must come out as one, if not right of a difference."""
_TOLD = 3
"""By so many digits, beside those that trying all pairs of columns takes, a relation is told that no word names."""

_PAIR = 2
_FEW_BROKEN = 3
"""In so many rows at most one that holds tells what a change is of, where the years say so too."""
_FEW_ROWS = 2
"""In so few rows nothing shows that a change is of two columns, nor that it is not."""


_Row = Sequence[GridEntry | None]


@dataclass(frozen=True, slots=True)
class Derived:
    """A column worked out of two others: ``after`` and ``before``; or a sum, of ``parts``, in column ``after``.

    A rate ``of_after`` is that of the change in column ``before`` to the level in column ``after``.

    ``rows_true`` counts the rows in which it is true.
    """

    kind: FormulaKind
    column: int
    before: int
    after: int
    certain: bool
    rows_true: int
    parts: tuple[int, ...] = ()


def derived(grid: Grid) -> Iterator[Derived | ShareColumn]:
    """Every worked-out column of a table."""
    found: dict[int, Derived | ShareColumn] = {}
    for formula in formulas(grid.headers, grid.columns):
        told = _by_header(grid, formula)
        if told:
            found[formula.column] = told
    for column in grid.columns:
        if column not in found:
            guessed = _points(grid, column, set(found)) or _guessed(grid, column, set(found))
            if guessed:
                found[column] = guessed
    yield from found.values()


def _by_header(grid: Grid, formula: Formula) -> Derived | None:
    """A column whose header is a formula of columns that have letters."""
    column, terms = formula.column, dict(formula.terms)
    percent = grid.kinds[column] == "percentage"
    if formula.part >= 0:
        ratio = Derived("ratio", column, formula.whole, formula.part, certain=True, rows_true=0)
        return ratio if percent else None
    added, taken = ([each for each, sign in formula.terms if sign == way] for way in (1, -1))
    if len(terms) == _PAIR and len(added) == len(taken) == 1:
        kind: FormulaKind = "growth" if percent else "difference"
        return Derived(kind, column, taken[0], added[0], certain=True, rows_true=0)
    if percent or formula.base >= 0 or len(terms) < len(formula.terms):
        return None
    if not taken:
        return Derived("sum", column, column, column, certain=True, rows_true=0, parts=tuple(added))
    if len(added) == 1:
        return Derived("sum", column, added[0], added[0], certain=True, rows_true=0, parts=(*taken, column))
    return None


def _guessed(grid: Grid, column: int, taken: set[int]) -> Derived | ShareColumn | None:
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
        counts = [each for each in grid.columns if grid.kinds[each] == "count"]
        return share_column(grid, column, [*levels, *counts]) or _rate(grid, column, levels)
    if grid.kinds[column] == "count":
        return _product(grid, column, levels)
    if DIFFERENCE.search(header):
        return _movement(grid, column, levels, "difference")
    if BALANCE.search(header):
        return _balance(grid, column, levels)
    return None


def _balance(grid: Grid, column: int, levels: list[int]) -> Derived | None:
    """A column that words call what is left, where most rows show so of the only two that there are."""
    if len(levels) != _PAIR:
        return None
    found = _movement(grid, column, levels, "difference")
    return found if found is not None and found.rows_true >= _LEAST_ROWS else None


def _rate(grid: Grid, column: int, levels: list[int]) -> Derived | None:
    """A column of percentages that is no share: an index, or the rate of two levels or of a change."""
    header = grid.headers[column]
    index = _index(grid, column, levels)
    if index is not None or (SHARE.search(header) and not _MOVED.search(header)):
        return index
    moved = _movement(grid, column, levels, "growth")
    called = _GROWTH.search(header) is not None
    beside = column > 0 and DIFFERENCE.search(grid.headers[column - 1]) is not None
    least = 0 if called else _LEAST_ROWS if beside else _SHOWN_ROWS
    if moved is not None and moved.rows_true >= least:
        return moved
    return _of_the_change(grid, column, levels) if called or beside else None


def _of_the_change(grid: Grid, column: int, levels: list[int]) -> Derived | None:
    """A rate of the changes in one column, which led to the levels in another: the levels before are not printed.

    Of several columns of changes it is of those for which it holds in most rows, and of these the nearest.
    """
    changes = [each for each in grid.columns if grid.kinds[each] == "level" and DIFFERENCE.search(grid.headers[each])]
    rows = [row for row in grid.cells if _number(row[column])]
    held = {
        (change, level): sum(_is_of_the_change(row[change], row[level], row[column]) for row in rows)
        for change in changes
        for level in levels
    }
    best = max(held, key=lambda pair: (held[pair], -abs(column - pair[0]), -pair[1]), default=None)
    if best is None or held[best] < _SHOWN_ROWS or held[best] * _PAIR <= len(rows):
        return None
    return Derived("of_after", column, *best, certain=True, rows_true=held[best])


def _is_of_the_change(change: GridEntry | None, level: GridEntry | None, rate: GridEntry | None) -> bool:
    if change is None or level is None or rate is None or level.value <= change.value:
        return False
    before = level.value - change.value
    play = (change.token.step + (change.token.step + level.token.step) * abs(rate.value)) / before + rate.token.step
    return play <= max(abs(rate.value), rate.token.step * _PAIR) and abs(change.value / before - rate.value) <= play / 2


def is_of_rounded_levels(change: GridEntry, level: GridEntry, rate: GridEntry) -> bool:
    """Whether a change is what two levels as printed differ by: off by up to a whole step, while its rate holds."""
    ends = [
        (part * after / (1 + part))
        for part in (rate.value - rate.token.step / 2, rate.value + rate.token.step / 2)
        for after in (level.value - level.token.step / 2, level.value + level.token.step / 2)
        if part > -1
    ]
    if not ends:
        return False
    off = max(change.value - max(ends), min(ends) - change.value, Fraction(0))
    return change.token.step / 2 < off <= change.token.step


def _points(grid: Grid, column: int, taken: set[int]) -> Derived | None:
    """A column headed as points, with the two columns of rates that they part."""
    header = grid.headers[column]
    if grid.kinds[column] != "percentage" or not POINTS.search(header) or _CONTRIBUTED.search(header):
        return None
    rates = [each for each in grid.columns if each not in taken and each != column and _is_rates(grid, each)]
    if _SINCE.search(header):
        rates = [each for each in rates if _WHEN.search(grid.headers[each])]
    return _movement(grid, column, rates, "difference")


def _is_rates(grid: Grid, column: int) -> bool:
    return grid.kinds[column] == "percentage" and not POINTS.search(grid.headers[column])


def _index(grid: Grid, column: int, levels: list[int]) -> Derived | None:
    """The pair of levels of which a column gives the later as a percentage of the earlier, 100 being no change."""
    rows = [row for row in grid.cells if _number(row[column])]
    for before, after in permutations(levels, 2):
        held = [row for row in rows if _meets_index(row[before], row[after], row[column])]
        if len(held) >= _LEAST_ROWS and len(held) * 2 > len(rows):
            return Derived("ratio", column, before, after, certain=False, rows_true=len(held))
    return None


def _product(grid: Grid, column: int, levels: list[int]) -> Derived | None:
    """A column of counts that times one level is another, in all rows but one: things, the price of each, of all."""
    rows = [row for row in grid.cells if _number(row[column])]
    for price, total in permutations(levels, 2):
        held = [row for row in rows if _is_product(row[column], row[price], row[total])]
        several = [row for row in held if (count := row[column]) is not None and count.value > 1]
        if len(held) >= len(rows) - 1 and _tell(several, (price, total), len(levels)):
            return Derived("product", column, price, total, certain=True, rows_true=len(held))
    return None


def _is_product(count: GridEntry | None, price: GridEntry | None, total: GridEntry | None) -> bool:
    if count is None or price is None or total is None or min(count.value, price.value, total.value) <= 0:
        return False
    return abs(count.value * price.value - total.value) * 2 <= total.token.step + count.value * price.token.step


def _tell(rows: Sequence[_Row], columns: Sequence[int], levels: int) -> bool:
    """Whether rows in which something comes out are told so finely, by the coarsest column, that it is no accident."""
    sizes = [[int(abs(entry.value) / entry.token.step) for each in columns if (entry := row[each])] for row in rows]
    told = sum(log10(max(1, min(each))) for each in sizes if each)
    return len(rows) >= _SHOWN_ROWS and told >= _TOLD + log10(max(1, levels * levels))


def _meets_index(before: GridEntry | None, after: GridEntry | None, entry: GridEntry | None) -> bool:
    return meets(after, before, entry, "share")


def _movement(grid: Grid, column: int, levels: list[int], kind: FormulaKind) -> Derived | None:
    """The pair of level columns of which a column is the difference or the growth."""
    pairs = [
        (before, after)
        for before, after in permutations(levels, 2)
        if max(before, after) < column or min(before, after) > column or len(levels) == 2
    ]
    ranked = sorted(
        ((_rows_true(grid, column, pair, kind), pair) for pair in pairs), key=lambda each: (-each[0], each[1])
    )
    rows = sum(_number(row[column]) for row in grid.cells)
    few = rows <= _FEW_BROKEN and len(ranked) > 0 and _years(grid, ranked[0][1]) == 1
    if ranked and ranked[0][0] and (ranked[0][0] * 2 >= rows or few):
        return Derived(kind, column, *ranked[0][1], certain=True, rows_true=ranked[0][0])
    beside = _beside(grid, column, levels) if kind == "growth" and not (ranked and ranked[0][0]) else None
    if beside is not None and rows <= _FEW_BROKEN and _is_shown_beside(grid, column, levels):
        return Derived(kind, column, *beside, certain=True, rows_true=0)
    way = _years(grid, levels) if len(levels) == _PAIR else 0
    if (
        len(levels) == _PAIR
        and max(levels) < column
        and not (ranked and ranked[0][0])
        and rows <= (_FEW_BROKEN if way else _FEW_ROWS)
    ):
        before, after = levels if way >= 0 else levels[::-1]
        return Derived(kind, column, before, after, certain=way != 0, rows_true=0)
    return None


def _beside(grid: Grid, column: int, levels: Sequence[int]) -> tuple[int, int] | None:
    """The level right before a column of rates with that of the year before."""
    after = column - 1
    earlier = [each for each in levels if each != after and after in levels and _years(grid, (each, after)) == 1]
    return (earlier[0], after) if len(earlier) == 1 else None


def _is_shown_beside(grid: Grid, column: int, levels: Sequence[int]) -> bool:
    """Whether another column of rates under the same words is of the level right before it, wherever it prints one."""
    others = [
        (other, pair)
        for other in grid.columns
        if other != column and grid.kinds[other] == "percentage"
        if (pair := _beside(grid, other, levels)) is not None
    ]
    return any(_rows_true(grid, other, pair, "growth") for other, pair in others)


def _years(grid: Grid, levels: Sequence[int]) -> int:
    """The way of two columns in time: 1 where the second is a year later than the first, -1 a year earlier, else 0."""
    years = [re.search(r"(?:19|20)?[0-9]{2}(?=년|$|[^0-9])", grid.headers[column]) for column in levels]
    if not all(years):
        return 0
    first, second = (int(match[0]) % 100 for match in years if match)
    return second - first if abs(second - first) == 1 else 0


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
