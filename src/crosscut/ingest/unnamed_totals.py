"""Rows that equal the sum of the rows above or below them, whatever they are called: asked about, never taken away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from crosscut.ingest.labels import Labels
from crosscut.ingest.readers.ranges import in_rows
from crosscut.ingest.report import WARNING, Report
from crosscut.ingest.running_sums import RunningSums, step_of
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.totals import DIGITS, Members, TotalFinder
from crosscut.money import format_amount
from crosscut.text import Text

Mask = npt.NDArray[np.bool_]
_FEW = 2
"""Rows that sum to another by chance where their amounts are round."""
_LARGEST = 10**18
_NEAR = 5e-3
"""How far apart, as a share, a row and a sum may be to be looked at."""
_BY_CHANCE = 0.02
"""How many rows may be as near a sum by chance, for one to be asked about."""


def ask(rows: SourceRows, labels: Labels, finder: TotalFinder, report: Report) -> set[int]:
    """Ask about rows that equal a sum of others, and say which, and which of them a total proves to be none.

    Parameters
    ----------
    rows, labels
        The rows of a source and their labels.
    finder
        Which rows are data, which may be totals, and which are: the sums begin anew behind each.
    """
    found = set[int]()
    if not rows.read or rows.height < 3:
        return found
    kept = finder.data
    sums = finder.running
    open_rows = kept & ~in_rows(rows.row, rows.source.keep_rows)
    for each in finder.doubtful:
        run = (each.members.first, each.members.end)
        twice = 2 if run[0] <= each.at < run[1] else 1
        first = _first_column(rows, each.at)
        exact = finder.sums(each.members)[first] == twice * int(sums[first].values[each.at])
        _ask(rows, each.at, run, report, exact=exact)
        found.add(each.at)
    for at in finder.unmet:
        _ask_unmet(rows, at, report)
        found.add(at)
    runs = _starts(finder, labels, rows.height)
    held: Mask | None = None
    for at, begin, end in _candidates(sums, runs, open_rows):
        if open_rows[at] and at not in found and _is_sum(finder, labels, at, (begin, end), runs):
            held = _counted_by_totals(finder) if held is None else held
            if not held[at]:
                own = sums[_first_column(rows, at)]
                _ask(rows, at, (begin, end), report, exact=own.between(begin, end) == int(own.values[at]))
            found.add(at)
    return found


def _counted_by_totals(finder: TotalFinder) -> Mask:
    """The rows that a total without a group is met with, as it would not be were one of them a sum of others."""
    counted = np.zeros(finder.rows.height, bool)
    for each in finder.found():
        printed = [read.values[each.at].as_py() for read in finder.rows.read]
        said = zip(printed, finder.sums(each.members), strict=True)
        if not each.members.scope and any(printed) and all(amount in (None, total) for amount, total in said):
            counted[each.members.first : each.members.end] = True
    return counted


Starts = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]
"""Where runs of rows begin, and where each ends."""


def _starts(finder: TotalFinder, labels: Labels, height: int) -> list[Starts]:
    """The runs behind each total row, that of the whole table, and those of one group each."""
    behind = np.concatenate([[0], finder.positions + 1]).astype(np.intp)
    runs = [(behind, np.concatenate([finder.positions, [height]]).astype(np.intp))]
    if len(finder.positions):
        runs.append((behind[:1], np.array([height], np.intp)))
    changes = labels.group_changes()
    if len(changes):
        opening = np.zeros(height, bool)
        opening[behind[behind < height]] = opening[changes] = True
        begins = np.flatnonzero(opening)
        runs.append((begins, np.append(begins[1:], height)))
    return runs


def _closing(runs: list[Starts], at: int) -> int:
    """How many runs of a kind there are where a row is the last of one; 0 where it is of none."""
    for _, until in reversed(runs):
        place = int(np.searchsorted(until, at + 1))
        if place < len(until) and until[place] == at + 1:
            return len(until)
    return 0


def _candidates(sums: Sequence[RunningSums], runs: list[Starts], among: Mask) -> Iterator[tuple[int, int, int]]:
    """Those of some rows whose first amount nearly equals the sum of the run above, or below where they begin one."""
    left = among.copy()
    for each in sums:
        own = left & (each.values != 0)
        if own.any():
            yield from (found for found in _near_runs(each, runs) if own[found[0]])
        left &= ~own


def _near_runs(sums: RunningSums, runs: list[Starts]) -> Iterator[tuple[int, int, int]]:
    """Rows whose amount in a column nearly equals the sum of the run above them, or below where they begin a run."""
    for every, until in runs:
        long = until - every > _FEW
        begins, ends = every[long], until[long]
        if len(begins):
            above, below = sums.near_their_runs(begins, ends, _NEAR)
            of = begins[np.searchsorted(begins, above, side="right") - 1]
            yield from ((int(at), int(first), int(at)) for at, first in zip(above, of, strict=True) if at > first)
            yield from ((int(begins[run]), int(begins[run]) + 1, int(ends[run])) for run in below)


def _is_sum(finder: TotalFinder, labels: Labels, at: int, run: tuple[int, int], runs: list[Starts]) -> bool:
    """Whether a row equals the sum of a run, and that is no likely chance.

    Where it says its own group, such as a ministry, it may also be off by what rounding leaves, and so may one that
    closes its group, one of the ``runs``.
    """
    sums = finder.running
    if _is_beyond_rounding(finder, at, run):
        return False
    closing = _closing(runs, at)
    if max(each.count(*run) for each in sums) < _FEW:
        return False
    if all(int(each.values[at]) == each.between(*run) for each in sums):
        likely = not _unlikely_chance(sums, labels, at, *run, closes=closing)
        return not likely or (labels.says_own_group(at) and not _is_round(sums, at, run))
    if not labels.says_own_group(at) and not (closing and run[1] == at):
        return False
    left = [finder.tolerance(at, number, Members(*run)) for number in range(len(sums))]
    off = [abs(int(each.values[at]) - each.between(*run)) for each in sums]
    if any(apart > most for apart, most in zip(off, left, strict=True)):
        return False
    return labels.says_own_group(at) or _seldom_near(sums, at, left, closing)


def _is_beyond_rounding(finder: TotalFinder, at: int, run: tuple[int, int]) -> bool:
    """Whether a row is further from the sum of a run than one unit a row, which no rounding is."""
    rows = run[1] - run[0] + 1
    return any(
        abs(int(each.values[at]) - each.between(*run)) > column.unit.factor * rows
        for each, column in zip(finder.running, finder.rows.columns, strict=True)
    )


def _seldom_near(sums: list[RunningSums], at: int, left: list[int], groups: int) -> bool:
    """Whether so few of some groups would end by chance in a row as near the sum of the others."""
    chances = [(2 * most, abs(int(each.values[at]))) for most, each in zip(left, sums, strict=True)]
    return any(whole and most * groups <= _BY_CHANCE * whole for most, whole in chances)


def _is_round(sums: list[RunningSums], at: int, run: tuple[int, int]) -> bool:
    """Whether a sum and its rows are one digit each in their common place, such as 10 and 20 are 30."""
    whole = [int(each.values[at]) for each in sums]
    steps = [step_of(each.values[slice(*run)], total, _LARGEST) for each, total in zip(sums, whole, strict=True)]
    return all(abs(total) < 10 * step for total, step in zip(whole, steps, strict=True))


def _unlikely_chance(sums: list[RunningSums], labels: Labels, at: int, first: int, end: int, *, closes: int) -> bool:
    """Whether the sum is no likely chance: of many rows at the end, of many digits, or of a row that lacks a label.

    ``closes`` counts the groups of which the row is one's last; 0 where it is none.
    """
    count = max(each.count(first, end) for each in sums)
    if not labels.is_complete(at) or labels.is_carried(at):
        return True
    if max(_left_of_pairs(each, first, end) for each in sums) < _FEW:
        return False
    if end == at and all(_is_net(each, at, first) for each in sums):
        return closes > 0 or not _is_round(sums, at, (first, end))
    digits = sum(len(str(abs(int(each.values[at]))).rstrip("0")) for each in sums)
    last = at == len(sums[0].values) - 1
    seldom = end == at and 0 < closes <= _BY_CHANCE * 10**digits
    by_place = count > _FEW and (last or first > at or seldom)
    return digits >= DIGITS or (by_place and not (_is_round(sums, at, (first, end)) and _cancels(sums, at, first, end)))


def _left_of_pairs(sums: RunningSums, first: int, end: int) -> int:
    """How many rows of a run are left without those that cancel each other out in pairs, as 12 and -12 do."""
    signed: Counter[int] = Counter()
    for value in sums.values[first:end].tolist():
        signed[abs(value)] += (value > 0) - (value < 0)
    return sum(map(abs, signed.values()))


def _is_net(sums: RunningSums, at: int, first: int) -> bool:
    """Whether what was received stands right above a row and leaves it of the larger amounts above, as nets do."""
    parts, whole = sums.values[first:at], int(sums.values[at])
    return bool(parts[-1] < 0 < whole and (parts[:-1] >= 0).all() and int(-parts[-1]) < whole)


def _cancels(sums: list[RunningSums], at: int, first: int, end: int) -> bool:
    """Whether rows of both signs make a sum that most of them cancel out of, as small rows do by chance."""
    parts = ([abs(int(value)) for value in each.values[first:end]] for each in sums)
    return all(sum(part) >= 2 * abs(int(each.values[at])) for part, each in zip(parts, sums, strict=True))


def _ask_unmet(rows: SourceRows, at: int, report: Report) -> None:
    number = int(rows.row[at])
    report.add(
        "looks-like-total",
        WARNING,
        rows.place(at, rows.columns[0].header),
        Text(
            "The row is called a total, but no rows sum to it; it is counted as a programme.",
            "합계라고 적힌 행인데 합이 맞는 행이 없어 사업으로 셌습니다.",
        ),
        mend=_mend(number),
    )


def _mend(row: int) -> Text:
    return Text(
        f"State skip_rows = [{row}] if it is a total, or keep_rows = [{row}] if not.",
        f"합계이면 skip_rows = [{row}], 아니면 keep_rows = [{row}]를 적으십시오.",
    )


def _first_column(rows: SourceRows, at: int) -> int:
    """The first column in which a row holds an amount other than zero; the first of all where none does."""
    return next((number for number, read in enumerate(rows.read) if read.values[at].as_py()), 0)


def _ask(rows: SourceRows, at: int, run: tuple[int, int], report: Report, *, exact: bool) -> None:
    column, value = rows.first_amount([at]) or (rows.columns[0], 0)
    first, last = int(rows.row[run[0]]), int(rows.row[run[1] - 1])
    of = (
        Text(f"the sum of rows {first}–{last}", f"{first}–{last}행의 합")
        if last > first
        else Text(f"row {first}", f"{first}행")
    )
    report.add(
        "looks-like-total",
        WARNING,
        rows.place(at, column.header),
        Text(
            f"The row equals {of.en}{'' if exact else ' but for rounding'} ({format_amount(value, column.unit)}); "
            "it is counted as a programme.",
            f"이 행은 {of.ko}({format_amount(value, column.unit, language='ko')})과 {'' if exact else '거의 '}"
            "같은데 사업으로 셌습니다.",
        ),
        value=value,
        mend=_mend(int(rows.row[at])),
    )
