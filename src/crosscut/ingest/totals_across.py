"""Totals of more than their own source: of several sheets or files, or of amounts in several currencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

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
Run = Sequence[SourceRows]
"""Sources that follow one another."""


def report(sources: Sequence[SourceRows], currency: str, findings: Report) -> None:
    """Report the totals that differ from the rows of their own source, but where those of others make them up.

    They are compared with the sources before and behind their own, those of the same file first, at the stated rates
    where they are printed in the budget's ``currency``.
    """
    for at, rows in enumerate(sources):
        for total in rows.open_totals:
            value, tolerance, whole = total.value, total.tolerance, False
            for run in _runs(sources, at):
                found, rounding = _sum(run, total, currency)
                if abs(found - total.amount) <= rounding:
                    value, tolerance, whole = found, rounding, True
                    break
            if whole:
                rows.totals = [replace(e, stated=e.stated and e.place != total.place) for e in rows.totals]
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


def _runs(sources: Sequence[SourceRows], at: int) -> Iterator[Run]:
    """The runs of sources that a total of one of them may be of, the likeliest first."""
    own = sources[at]
    alike = [each for each in sources if each.source.kind == own.source.kind]
    for among in ([each for each in alike if each.source.file == own.source.file], alike):
        place = next(n for n, each in enumerate(among) if each is own)
        if len(among) > 1:
            yield among
        yield from (among[first : place + 1] for first in range(place - 1, -1, -1))
        yield from (among[place:end] for end in range(place + 2, len(among) + 1))


def _sum(run: Run, total: OpenTotal, currency: str) -> tuple[int, int]:
    """What the rows of some sources sum to that a total may be of, and what rounding may leave within a file."""
    amounts = [found for rows in run for found in _amounts(rows, total, currency)]
    values = np.concatenate([np.zeros(0, np.int64), *(each.values[each.present] for each in amounts)])
    unit = total.column.unit
    code, foreign = unit.currency.code, {rows.conversion.own for rows in run if rows.conversion}
    if foreign - {code}:
        rounding = step_of(values[:0], total.amount, unit.factor) // 2
    else:
        step = step_of(values, total.amount, unit.factor)
        rounding = step * len(values) // 2 if len(values) > 1 and step > 1 else 0
    of_one_file = len({rows.source.file for rows in run}) == 1
    return sum(each.of(each.present) for each in amounts), rounding if of_one_file else 0


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
