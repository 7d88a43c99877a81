"""Amounts that a comma without quotes split between two cells: ``1,250`` as 1 and, among the notes, 250. All asked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.ingest.amounts import Amounts
from crosscut.ingest.columns import AmountColumn, Mapping
from crosscut.ingest.report import WARNING, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.texts import whose_text
from crosscut.text import Text

Mask = npt.NDArray[np.bool_]
_PROSE = ("note", "text")
_THOUSAND = 1000


def ask(rows: SourceRows, kept: Mask, mapping: Mapping, delimiter: str, report: Report) -> None:
    """Ask about the first column of amounts beside whose cells below a thousand notes of three digits stand.

    Parameters
    ----------
    rows, kept
        The rows of a source, and which are data.
    mapping
        Which columns are what.
    delimiter
        What stands between the columns: no amount is split but by a comma.
    """
    for column, read, key in _beside(rows, mapping) if delimiter == "," else ():
        behind = whose_text(rows.texts[key], _are_three_digits) & kept
        if behind.any() and not (behind & ~_are_below_a_thousand(read, column)).any():
            _say(rows, column, key, np.flatnonzero(behind), report)
            return


def _beside(rows: SourceRows, mapping: Mapping) -> Iterator[tuple[AmountColumn, Amounts, str]]:
    """The columns of amounts right behind which one of prose stands, with the key of that."""
    prose = {numbers[0]: key for key in _PROSE if len(numbers := mapping.texts.get(key, [])) == 1}
    for column, read in zip(mapping.columns, rows.read, strict=True):
        if column.number + 1 in prose:
            yield column, read, prose[column.number + 1]


def _are_three_digits(texts: pa.Array) -> pa.Array:
    return pc.match_substring_regex(texts, "^[0-9]{3}$")


def _are_below_a_thousand(read: Amounts, column: AmountColumn) -> Mask:
    """Which cells hold a whole number from 1 to 999, as stands before the comma."""
    values = pc.abs(read.values)
    most = pc.and_(pc.less(values, _THOUSAND * column.unit.factor), pc.greater(values, 0))
    below: Mask = np.asarray(pc.fill_null(most, False).to_numpy(zero_copy_only=False), bool) & ~read.parts
    return below


def _say(rows: SourceRows, column: AmountColumn, key: str, found: npt.NDArray[np.intp], report: Report) -> None:
    at, count = int(found[0]), len(found)
    value = rows.read[rows.columns.index(column)].values[at].as_py()
    before, behind = value // column.unit.factor, rows.texts[key][at].as_py()
    report.add(
        "split-amount",
        WARNING,
        rows.place(at, column.header),
        Text(
            f"The amount is {before} and the cell behind it says {behind}, as {before},{behind} without quotes would "
            f"({count:,} {'row' if count == 1 else 'rows'}).",
            f"금액이 {before}이고 바로 뒤 칸이 {behind}입니다. 따옴표 없이 적은 {before},{behind}일 수 있습니다"
            f"({count:,}행).",
        ),
        value=value,
        mend=Text(
            f'Put amounts that hold commas in quotes, or take the column of "{key}" out of the mapping if it is right.',
            f'쉼표가 든 금액을 따옴표로 감싸고, 맞게 적힌 것이면 매핑에서 "{key}" 열을 빼십시오.',
        ),
    )
