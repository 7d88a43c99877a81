"""Changes and rates from one year to the next within a line of a table, and rows of shares.

``|2022|2,630|9.0|`` below ``|2021|2,412|-|``, and ``|Growth (%)|-|9.0|`` below ``|Budget|2,412|2,630|``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from crosscut.audit.context import times
from crosscut.audit.tables.derived import DIFFERENCE, FormulaKind, meets
from crosscut.audit.tables.grid import Grid, GridEntry

_RATE = re.compile(
    r"증\s?감\s?[률율]|증가[률율]|감소[률율]|성장[률율]|변동[률율]|전년\s?(?:도\s?)?대비|伸び?率|増減率|growth|change|increase|y/y"
    r"|yoy|year.on.year",
    re.IGNORECASE,
)
_SHARE = re.compile(r"비중|구성비|비율|share|% of|as a percentage", re.IGNORECASE)
_LEAST = 2
_BACK = 4

Line = Sequence[GridEntry | None]


@dataclass(frozen=True, slots=True)
class Step:
    """Three cells: ``entry`` is the ``kind`` of change from ``before`` to ``after``, or ``before`` over ``after``."""

    kind: FormulaKind
    before: GridEntry
    after: GridEntry
    entry: GridEntry


def steps(grid: Grid, told: Mapping[int, int]) -> Iterator[Step]:
    """Every change from year to year and every share that a line of its own prints, in rows and in columns.

    ``told`` says in how many rows a column is what two others of the same row make it: where that are as many as those
    in which it is the change from row to row, it is the one and not the other.
    """
    rows, columns = grid.cells, [grid.column(column) for column in range(len(grid.headers))]
    numeric = grid.columns
    along = [told.get(each, 0) for each in numeric]
    yield from _down([grid.headers[each] for each in numeric], [columns[each] for each in numeric], grid.labels, along)
    yield from _down(
        grid.labels, [[row[each] for each in numeric] for row in rows], [grid.headers[each] for each in numeric]
    )
    for row, label in enumerate(grid.labels):
        if _SHARE.search(label):
            yield from _shares(rows, row)


def _down(
    names: Sequence[str], lines: Sequence[Line], places: Sequence[str], told: Sequence[int] = ()
) -> Iterator[Step]:
    """The changes that a line prints of the nearest line of sizes before it, where its places are years in order."""
    years = [_year(each) for each in places]
    pairs = [(one, other) for one, other in pairwise(range(len(places))) if _follow(years[one], years[other])]
    pairs += [(other, one) for one, other in pairwise(range(len(places))) if _follow(years[other], years[one])]
    if len(pairs) < _LEAST:
        return
    for line, name in enumerate(names):
        kind = _kind(name, lines[line])
        if kind is None:
            continue
        for level in range(line - 1, max(-1, line - 1 - _BACK), -1):
            found = list(_found(lines[level], lines[line], pairs, kind))
            held = sum(meets(each.before, each.after, each.entry, kind) for each in found)
            if found and held * 2 >= len(found) and (held >= _LEAST or len(found) == _LEAST):
                if held > (told[line] if told else 0):
                    yield from found
                break


def _kind(name: str, line: Line) -> FormulaKind | None:
    """What a line that is called a change prints: rates or differences."""
    kinds = {entry.token.kind for entry in line if entry is not None and not entry.zero}
    if kinds == {"percentage"} and _RATE.search(name):
        return "growth"
    return "difference" if kinds and "percentage" not in kinds and DIFFERENCE.search(name) else None


def _found(levels: Line, changes: Line, pairs: Sequence[tuple[int, int]], kind: FormulaKind) -> Iterator[Step]:
    for before, after in pairs:
        first, last, entry = levels[before], levels[after], changes[after]
        sizes = all(each is not None and not each.zero and each.token.kind != "percentage" for each in (first, last))
        if (
            sizes
            and first is not None
            and last is not None
            and entry is not None
            and not entry.zero
            and first.value > 0
        ):
            yield Step(kind, first, last, entry)


def _shares(rows: Sequence[Line], row: int) -> Iterator[Step]:
    """What part one row above is of another, in the columns of a row of shares."""
    for part, whole in permutations(range(max(0, row - _BACK), row), 2):
        found = [
            Step("share", first, last, entry)
            for first, last, entry in zip(rows[part], rows[whole], rows[row], strict=True)
            if first
            and last
            and entry
            and not (first.zero or last.zero or entry.zero)
            and last.value > 0
            and entry.token.kind == "percentage"
            and first.token.kind != "percentage"
        ]
        held = sum(meets(each.before, each.after, each.entry, "share") for each in found)
        if held >= _LEAST and held * 2 > len(found):
            yield from found
            return


def _year(name: str) -> int | None:
    """The year that a line's name is, if it is one and little more."""
    marks = times.marks(name)
    if marks and marks[0].year is not None:
        return marks[0].year
    bare = re.fullmatch(r"\s*(?:FY ?)?((?:19|20)[0-9]{2})\D{0,12}", name)
    return int(bare[1]) if bare else None


def _follow(one: int | None, other: int | None) -> bool:
    return one is not None and other == one + 1
