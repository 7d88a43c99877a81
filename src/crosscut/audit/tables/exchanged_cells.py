"""Two cells of a column in each other's rows: what one column is of others holds in all rows once they are exchanged.

Neither words nor headers need to say what the columns are of one another: a sum, a quotient, a rate of change or a
share that holds in every other row and, finely, in the two once exchanged is no accident.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import permutations
from math import prod

from crosscut.audit.tables.grid import Grid, GridEntry, is_solid
from crosscut.audit.tables.totals import is_a_total

_LEAST_ROWS, _MOST_ROWS, _MOST_COLUMNS = 3, 80, 8
_TWO = 2
_ACCIDENT = 2e-6
"""How likely it may be that what is worked out comes out in all rows by chance."""

_ACCIDENT_OF_RATES = 2e-5
"""The same of a column that a word calls a rate, which must be of something."""

_TINY = 1e-9
"""The least part of a number that its play is taken for where chances are multiplied."""

_Number = tuple[Fraction, Fraction]
"""A value, and how far it may be from what was rounded."""


@dataclass(frozen=True, slots=True)
class ExchangedCells:
    """Two rows of a table, with the columns any one of which has its two cells exchanged."""

    rows: tuple[int, int]
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """What makes the last of some columns of the others, with its play; ``told`` says that a word calls it a rate."""

    columns: tuple[int, ...]
    work: Callable[[Sequence[_Number]], _Number]
    told: bool = False


def exchanged_cells(read: Grid) -> list[ExchangedCells]:
    """The exchanges that a table shows; none where several of its rows are wrong, or where columns disagree."""
    columns = [column for column in read.columns if sum(is_solid(each) for each in read.column(column)) >= _LEAST_ROWS]
    if not _LEAST_ROWS <= len(read.cells) <= _MOST_ROWS or not _TWO <= len(columns) <= _MOST_COLUMNS:
        return []
    numbers = [[_number(entry) for entry in row] for row in read.cells]
    kept = set[int]()
    found: dict[tuple[int, int], set[int]] = {}
    for rule in _rules(read, columns, numbers):
        rows = [row for row, line in enumerate(numbers) if all(line[column] is not None for column in rule.columns)]
        wrong = _wrong(rule, rows, numbers)
        if len(rows) < _LEAST_ROWS or wrong is None:
            continue
        if not wrong and _is_no_accident(rule, rows, numbers):
            kept.update(rule.columns)
        elif len(wrong) == _TWO:
            pair = (wrong[0], wrong[1])
            mended = [column for column in rule.columns if _mends(rule, rows, numbers, pair, column)]
            found.setdefault(pair, set()).update(mended)
    said = {pair: tuple(sorted(columns - kept)) for pair, columns in found.items()}
    return [ExchangedCells(pair, columns) for pair, columns in said.items() if columns]


def _number(entry: GridEntry | None) -> _Number | None:
    """A cell's value with its play: what counts things one by one has none."""
    if entry is None or not is_solid(entry):
        return None
    exact = not entry.token.decimals and entry.token.scale == 1
    return entry.value, Fraction(0) if exact else entry.token.step / 2


def _rules(read: Grid, columns: Sequence[int], numbers: Sequence[Sequence[_Number | None]]) -> Iterator[_Rule]:
    """All that a column may be of one or two others, or of all before it."""
    for one, other, made in permutations(columns, 3):
        if one < other:
            yield _Rule((one, other, made), _sum)
        rate = read.kinds[made] == "percentage"
        yield _Rule((one, other, made), _quotient, told=rate)
        if rate:
            yield _Rule((one, other, made), _growth, told=True)
            yield _Rule((one, other, made), _hundredth, told=True)
    for place in range(_LEAST_ROWS, len(columns)):
        yield _Rule(tuple(columns[: place + 1]), _sum)
    for part, made in permutations(columns, 2):
        if read.kinds[made] == "percentage":
            whole = _whole(read, [line[part] for line in numbers])
            yield _Rule((part, made), partial(_share, whole), told=True)


def _whole(read: Grid, numbers: Sequence[_Number | None]) -> Fraction:
    """What the rows of a column make up, but those that a word calls their total."""
    lines = [number[0] for row, number in enumerate(numbers) if number and not is_a_total(read.labels[row])]
    return sum(lines, Fraction(0)) or Fraction(1)


def _sum(known: Sequence[_Number]) -> _Number:
    return sum((value for value, _ in known), Fraction(0)), sum((play for _, play in known), Fraction(0))


def _quotient(known: Sequence[_Number]) -> _Number:
    (over, above), (under, below) = known
    return over / under, above / abs(under) + below * abs(over) / under**2


def _share(whole: Fraction, known: Sequence[_Number]) -> _Number:
    return _quotient([*known, (whole, Fraction(0))])


def _hundredth(known: Sequence[_Number]) -> _Number:
    """A quotient that is told as it is, under a header that heads rates in percent elsewhere."""
    value, play = _quotient(known)
    return value / 100, play / 100


def _growth(known: Sequence[_Number]) -> _Number:
    value, play = _quotient(known)
    return value - 1, play


def _line(rule: _Rule, line: Sequence[_Number | None]) -> list[_Number]:
    return [number for column in rule.columns if (number := line[column]) is not None]


def _holds(rule: _Rule, line: Sequence[_Number]) -> bool:
    *known, (made, play) = line
    value, room = rule.work(known)
    return abs(value - made) <= room + play


def _wrong(rule: _Rule, rows: Sequence[int], numbers: Sequence[Sequence[_Number | None]]) -> list[int] | None:
    """The rows in which a rule does not hold, two at most; None where more do not."""
    found = list[int]()
    for row in rows:
        if not _holds(rule, _line(rule, numbers[row])):
            found.append(row)
            if len(found) > _TWO or len(rows) - len(found) < 1:
                return None
    return found


def _mends(
    rule: _Rule,
    rows: Sequence[int],
    numbers: Sequence[Sequence[_Number | None]],
    pair: tuple[int, int],
    column: int,
) -> bool:
    """Whether a rule holds in all rows with the cells of a column in two of them exchanged, which is no accident."""
    lines = [list(line) for line in numbers]
    first, second = pair
    lines[first][column], lines[second][column] = lines[second][column], lines[first][column]
    if numbers[first][column] == numbers[second][column]:
        return False
    held = all(_holds(rule, _line(rule, lines[row])) for row in pair)
    return held and _is_no_accident(rule, rows, lines)


def _is_no_accident(rule: _Rule, rows: Sequence[int], numbers: Sequence[Sequence[_Number | None]]) -> bool:
    chance = prod(_chance(rule, _line(rule, numbers[row])) for row in rows)
    return chance <= (_ACCIDENT_OF_RATES if rule.told else _ACCIDENT)


def _chance(rule: _Rule, line: Sequence[_Number]) -> float:
    """How likely what is worked out comes out in a row by chance: its play as a part of it.

    What is so just as the numbers are printed needs no play of theirs.
    """
    *known, (made, play) = line
    value, room = rule.work(known)
    room = play if abs(value - made) <= play else room + play
    return min(1.0, 2 * max(float(max(room, _least(line)) / abs(made)), _TINY))


def _least(line: Sequence[_Number]) -> Fraction:
    """Half of one where all numbers of a row are counts, which have no other play."""
    return Fraction(0 if any(play for _, play in line) else 1, 2)
