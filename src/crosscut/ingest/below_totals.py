"""Rows below the total of a whole table that was met without them: averages, counts, last year, memorandum items."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from crosscut.ingest.readers.ranges import in_rows
from crosscut.ingest.report import WARNING, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.totals import TotalFinder
from crosscut.money import format_amount
from crosscut.text import Text

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]


def ask(rows: SourceRows, kept: Mask, finder: TotalFinder, report: Report) -> None:
    """Ask about the ``kept`` rows with amounts below the last total, where it is that of all rows above it.

    Where these are of one ministry, rows of another may well be the next block of a table.
    """
    if not len(finder.positions):
        return
    last = int(finder.positions[-1])
    held = np.flatnonzero(kept & _amounts(rows))
    above, below = held[held < last], held[held > last]
    below = below[~in_rows(rows.row[below], rows.source.keep_rows)]
    if len(below) and len(above) > 1 and finder.is_of_all_above(last):
        ministries = rows.texts["ministry"]
        said = set(ministries.take(above).to_pylist()) - {""}
        own = said | {""} if len(said) == 1 else {*ministries.take(below).to_pylist()}
        asked = {each.place.row for each in report.findings if each.rule.startswith("looks-like-")}
        _ask(rows, [at for at in below.tolist() if ministries[at].as_py() in own and rows.row[at] not in asked], report)


def _amounts(rows: SourceRows) -> Mask:
    """Rows that hold an amount other than zero."""
    held = np.zeros(rows.height, bool)
    for read in rows.read:
        held |= np.asarray(read.values.fill_null(0).to_numpy(zero_copy_only=False)) != 0
    return held


def _ask(rows: SourceRows, below: list[int], report: Report) -> None:
    if not below:
        return
    numbers = [int(rows.row[at]) for at in below]
    together = numbers[-1] - numbers[0] == len(numbers) - 1 > 0
    listed = [f"{numbers[0]}-{numbers[-1]}"] if together else numbers
    column, value = rows.first_amount(below) or (rows.columns[0], 0)
    said, said_ko = (format_amount(value, column.unit, language=language) for language in ("en", "ko"))
    report.add(
        "below-total",
        WARNING,
        rows.place(below[0], column.header),
        Text(
            f"The total above was met without {len(below):,} rows below it, and their {said} are counted."
            if len(below) > 1
            else f"The total above was met without this row below it, and its {said} are counted.",
            f"위의 합계는 그 아래 {len(below):,}개 행 없이 맞는데 그 금액 {said_ko}을(를) 더했습니다.",
        ),
        value=value,
        mend=Text(
            f"State skip_rows = {listed} if they are no part of the budget, or keep_rows = {listed} if they are.",
            f"예산이 아니면 skip_rows = {listed}, 예산이면 keep_rows = {listed}을(를) 적으십시오.",
        ),
    )
