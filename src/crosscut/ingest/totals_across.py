"""Totals of more than their own source: of several sheets or files, or of amounts in several currencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from crosscut.ingest import controls
from crosscut.ingest.columns import AmountColumn
from crosscut.ingest.report import Report
from crosscut.ingest.running_sums import RunningSums, step_of
from crosscut.ingest.source_rows import OpenTotal, SourceRows
from crosscut.ingest.texts import not_blank, whose_text

Mask = npt.NDArray[np.bool_]
_NONE = np.zeros(0, np.int64)
_CLEARLY = 10
"""How many times what rounding may leave other sources have to hold: a lesser share may as well be an error."""


def report(sources: Sequence[SourceRows], currency: str, findings: Report) -> None:
    """Report the totals that differ from the rows of their own source, but where those of others make them up.

    They are compared with the sources before and behind their own, those of the same file first, at the stated rates
    where they are printed in the budget's ``currency``.
    """
    shares = _Shares(sources, currency)
    for at, rows in enumerate(sources):
        for total in rows.open_totals:
            whole = _made_up(shares, at, total)
            if whole:
                rows.totals = [replace(e, stated=e.stated and e.place != total.place) for e in rows.totals]
            value, tolerance = whole or (total.value, total.tolerance)
            controls.compare(
                total.label,
                value,
                total.amount,
                place=total.place,
                unit=total.column.unit,
                report=findings,
                tolerance=tolerance,
                own=True,
            )


def _made_up(shares: _Shares, at: int, total: OpenTotal) -> tuple[int, int] | None:
    """What sources that follow one another sum to where a total of one is theirs, and what rounding may leave.

    All sheets of a file may be off by rounding, others have to meet the total.
    """
    alike = [n for n, rows in enumerate(shares.sources) if rows.source.kind == shares.sources[at].source.kind]
    of_file = [n for n in alike if shares.sources[n].source.file == shares.sources[at].source.file]
    for among in (of_file, alike):
        each = [shares.of(number, total) for number in among]
        whole, place = sum(share.value for share in each), among.index(at)
        rounding = shares.rounding(among, each, total) if among is of_file and len(among) > 1 else 0
        if abs(whole - each[place].value) > _CLEARLY * rounding and abs(whole - total.amount) <= rounding:
            return whole, rounding
        if total.amount in _runs([share.value for share in each], place):
            return total.amount, 0
    return None


def _runs(values: Sequence[int], place: int) -> Iterator[int]:
    """The sums of those that end or begin with one of some values."""
    ends = list(accumulate(values, initial=0))
    yield from (ends[place + 1] - ends[first] for first in range(place - 1, -1, -1))
    yield from (ends[end] - ends[place] for end in range(place + 2, len(ends)))


@dataclass(frozen=True)
class _Share:
    """What a source has of a total: the sum of so many rows, printed to a place."""

    value: int
    count: int
    step: int


class _Shares:
    """What sources have of totals, each worked out once."""

    def __init__(self, sources: Sequence[SourceRows], currency: str) -> None:
        self.sources = sources
        self._currency = currency
        self._known: dict[object, _Share] = {}

    def of(self, number: int, total: OpenTotal) -> _Share:
        """What a source has of a total."""
        unit = total.column.unit
        key = (number, _meaning(total.column), unit.currency.code, unit.factor, total.scope)
        if key not in self._known:
            sums = list(_amounts(self.sources[number], total, self._currency))
            values = np.concatenate([_NONE, *(each.values[each.present] for each in sums)])
            worth = sum(each.of(each.present) for each in sums)
            self._known[key] = _Share(worth, len(values), step_of(values, 0, unit.factor))
        return self._known[key]

    def rounding(self, among: Sequence[int], shares: Sequence[_Share], total: OpenTotal) -> int:
        """What rounding may leave between a total and some sources of its file: half a printed place a row."""
        unit = total.column.unit
        own = step_of(_NONE, total.amount, unit.factor)
        converted = (self.sources[number].conversion for number in among)
        if {each.own for each in converted if each} - {unit.currency.code}:
            return own // 2
        step, count = min(own, *(each.step for each in shares)), sum(each.count for each in shares)
        return step * count // 2 if count > 1 and step > 1 else 0


def _amounts(rows: SourceRows, total: OpenTotal, currency: str) -> Iterator[RunningSums]:
    """The amounts of a source that a total may be of, in its currency."""
    code = total.column.unit.currency.code
    own = rows.conversion.own if rows.conversion else currency
    if code not in (own, currency):
        return
    read = rows.own if rows.conversion and code == own else rows.read
    for column, amounts in zip(rows.columns, read, strict=True):
        if _meaning(column) == _meaning(total.column):
            yield RunningSums(amounts.values, _of(rows, total))


def _meaning(column: AmountColumn) -> tuple[str, int, str, str]:
    return column.area, column.fiscal_year, column.stage, column.account


def _of(rows: SourceRows, total: OpenTotal) -> Mask:
    """The rows of what a total names, but those without an id."""
    chosen = whose_text(rows.texts["programme" if rows.source.kind == "programmes" else "parent"], not_blank)
    for key, text in total.scope:
        if key == "fiscal_year":
            chosen &= rows.year == int(text)
        elif key in rows.texts:
            chosen &= whose_text(rows.texts[key], partial(pc.equal, text))
        else:
            chosen &= False
    return chosen
