"""Columns of shares: each row's part of a total row, or of a whole that no row prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from crosscut.audit.model import Interval
from crosscut.audit.tables.grid import Grid, GridEntry
from crosscut.audit.tables.totals import is_a_total

SHARE = re.compile(
    r"비중|구성비|構成比|총액 대비|점유|share|(?:%|percent(?:age)?) (?:of|to)|of total|of the total|proportion|"
    r"(?<!\w)(?:anteil|struktur|aandeel|estrutura|estructura|structure|poids|peso|quota|part du|cuota)",
    re.IGNORECASE,
)
_MAY_BE_SHARE = re.compile(r"^[^가-힣A-Za-z]{0,4}$|비율|比率|割合|percent|Anteil|part(?![a-z])", re.IGNORECASE)
_YEAR = re.compile(r"\W{0,3}(?:FY ?)?(?:19|20)?[0-9]{2}(?:[-–/][0-9]{2,4})?\s?(?:년도?|年度?)?\W{0,3}")
_LEAST_PARTS, _FEW_PARTS = 3, 4
_COARSEST = Fraction(1, 4)
"""Of a whole of fewer steps any percentage is a share: one of two projects is a half, printed as anything."""


@dataclass(frozen=True, slots=True)
class ShareColumn:
    """A column of shares of the numbers in ``level``: of the one in row ``total``, or of one not printed where None."""

    column: int
    level: int
    total: int | None


def share_column(grid: Grid, column: int, levels: Sequence[int]) -> ShareColumn | None:
    """What a column of percentages is a share of, where most rows show it; None where it is none."""
    called = SHARE.search(grid.headers[column]) is not None
    rows = [row for row in range(len(grid.cells)) if _number(grid.cells[row][column])]
    hundreds = [row for row in rows if _is_all(grid.cells[row][column])]
    labelled = [row for row in reversed(range(len(grid.labels))) if is_a_total(grid.labels[row])]
    for total in dict.fromkeys((*(hundreds if len(hundreds) == 1 else ()), *labelled[:1])):
        found = _of_a_row(grid, column, levels, total, [row for row in rows if row != total], called=called)
        if found is not None:
            return found
    if called or _MAY_BE_SHARE.search(grid.headers[column]):
        return _of_none(grid, column, levels, [row for row in rows if row not in (*hundreds, *labelled)])
    return None


def _number(entry: GridEntry | None) -> bool:
    return entry is not None and not entry.zero


def _is_all(entry: GridEntry | None) -> bool:
    return entry is not None and entry.value == 1


def _of_a_row(
    grid: Grid, column: int, levels: Sequence[int], total: int, rows: list[int], *, called: bool
) -> ShareColumn | None:
    """The level of which most rows give their share of a total row."""
    told = called or _is_all(grid.cells[total][column])
    best: tuple[int, int] | None = None
    for level in levels:
        held = sum(_holds(grid, row, column, level, total) for row in rows)
        if best is None or held > best[0]:
            best = (held, level)
    if best is None or (best[0] * 2 < len(rows) and not (told and len(rows) <= _LEAST_PARTS)):
        return None
    least = 1 if told and _is_all(grid.cells[total][column]) else 2
    return ShareColumn(column, best[1], total) if best[0] >= least and (told or best[0] == len(rows)) else None


def _holds(grid: Grid, row: int, column: int, level: int, total: int) -> bool:
    share, part, whole = grid.cells[row][column], grid.cells[row][level], grid.cells[total][level]
    if share is None or part is None or whole is None or whole.value <= 0:
        return False
    coarse = (_play(part) + _play(whole)) / whole.value
    play = coarse + share.token.step / 2
    return coarse <= _COARSEST and abs(part.value / whole.value - share.value) <= play


def _play(entry: GridEntry) -> Fraction:
    """How far a number may be from what it rounds: a count of single things is what it says."""
    exact = entry.token.kind == "count" and entry.token.step == 1
    return Fraction(0) if exact else entry.token.step


def _of_none(grid: Grid, column: int, levels: Sequence[int], rows: list[int]) -> ShareColumn | None:
    """The level nearest to the left whose numbers and shares, but for one at most, agree on a whole."""
    if all(_YEAR.fullmatch(grid.labels[row]) for row in rows):
        return None
    for level in sorted(levels, key=lambda each: (each > column, abs(each - column))):
        spans = [_whole(grid.cells[row][level], grid.cells[row][column]) for row in rows]
        known = [span for span in spans if not span.empty and span.bounded]
        agreed = max((sum(not one.meet(other).empty for other in known) for one in known), default=0)
        made_up = _make_up(grid, level, rows, known)
        missing = made_up or len(known) > _FEW_PARTS
        if agreed >= max(_LEAST_PARTS - made_up, len(known) - missing):
            return ShareColumn(column, level, None)
    return None


def _make_up(grid: Grid, level: int, rows: list[int], known: Sequence[Interval]) -> bool:
    """Whether the parts add up to what most of them are said to be shares of."""
    parts = [entry for row in rows if (entry := grid.cells[row][level]) is not None]
    total, play = (
        sum((each.value for each in parts), Fraction(0)),
        sum((each.token.step for each in parts), Fraction(0)),
    )
    whole = Interval(total - play / 2, total + play / 2)
    return sum(not each.meet(whole).empty for each in known) * 2 > len(known)


def _whole(part: GridEntry | None, share: GridEntry | None) -> Interval:
    """What a part and its share leave for the whole; no bounds where that is nothing to go by."""
    if part is None or share is None or part.value <= 0 or share.value <= 0 or part.zero or share.zero:
        return Interval()
    play, half = part.token.step / 2, share.token.step / 2
    if share.value <= half:
        return Interval()
    return Interval(Fraction((part.value - play) / (share.value + half)), (part.value + play) / (share.value - half))
