"""Units that rows without amounts say, held against the mapping: ``Belopp i tkr``, ``(Rs. in crore)``.

Below a table such a row is a note about all of it; between rows it begins a block of another unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.ingest.columns import AmountColumn
from crosscut.ingest.header import Header
from crosscut.ingest.printed_units import ends_in_currency, leads_in_unit, printed_units, says_unit
from crosscut.ingest.readers.sheet import Sheet
from crosscut.ingest.report import WARNING, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.texts import not_blank, whose_text
from crosscut.money import MoneyError, Unit, is_scale, unit
from crosscut.text import Text

Mask = npt.NDArray[np.bool_]
_LOOKED_AT = 200
"""Rows with amounts of which one shows that a column says the unit of each row."""


class UnitBetween(NamedTuple):
    """A unit that a row says in one of its columns; ``at`` is the row's position, ``number`` the column's."""

    at: int
    number: int
    text: str


def find(
    sheet: Sheet, header: Header, rows: SourceRows, columns: Mapping[int, pa.DictionaryArray], amounts: Mask
) -> list[UnitBetween]:
    """The units that rows say which hold no amount and at most one text that is read.

    Parameters
    ----------
    sheet, header, rows
        A sheet, its header and its rows; columns that nothing is read from may say a unit too.
    columns
        The columns of texts that are read.
    amounts
        Rows that hold an amount.
    """
    texts = np.zeros(rows.height, np.int64)
    for column in columns.values():
        texts += whose_text(column, not_blank)
    at = np.flatnonzero(~amounts & (texts <= 1))
    if not len(at) or rows.source.summed:
        return []
    others = [number for number in range(len(header.names)) if number not in columns]
    body = sheet.body(header.end, others, (), len(header.names))
    below = np.searchsorted(body.row, rows.row)
    beside = {number: column.take(pa.array(below)) for number, column in body.columns.items()}
    found: list[UnitBetween] = []
    for number, column in {**columns, **beside}.items():
        said = _units_at(column, at)
        if said and (number in columns or not _units_at(column, np.flatnonzero(amounts)[:_LOOKED_AT])):
            found += [UnitBetween(row, number, text) for row, text in said.items()]
    return sorted(found)


def _units_at(column: pa.DictionaryArray, at: npt.NDArray[np.intp]) -> dict[int, str]:
    """What some rows say of a unit in a column, by position."""
    texts = column.take(pa.array(at)).to_pylist()
    units = {text for text in set(texts) if text and says_unit(text)}
    return {each: text for each, text in zip(at.tolist(), texts, strict=True) if text in units}


def ask_between(rows: SourceRows, found: Sequence[UnitBetween], amounts: Mask, report: Report) -> None:
    """Report the first row between those with ``amounts`` that says another unit than they are read in.

    What stands in a column of amounts is about that column; what stands elsewhere differs where no column has its unit.
    """
    between = (each for each in found if amounts[each.at :].any())
    differing = ((each.at, each.text, column) for each in between if (column := _differing(rows.columns, each)))
    at, text, column = next(differing, (0, "", None))
    if column:
        report.add(
            "unit-differs",
            WARNING,
            rows.place(at, column.header),
            Text(
                f"The row says {text.strip()!r}, but the rows below it are read in {column.unit.name!r} too.",
                f"이 행에 {text.strip()!r}(으)로 적혀 있는데 아래 행도 {column.unit.name!r}(으)로 읽었습니다.",
            ),
            mend=Text(
                "Give the rows of each unit a source of their own, with first_row, last_row and unit.",
                "단위가 다른 행마다 source를 따로 두고 first_row, last_row와 unit을 적으십시오.",
            ),
        )


def _differing(columns: Sequence[AmountColumn], said: UnitBetween) -> AmountColumn | None:
    """The column that is read in another unit than is said of it; None where none is."""
    own = [column for column in columns if column.number == said.number] or columns
    units = [(column, _noted(said.text, column.unit)) for column in own]
    known = [(column, unit) for column, unit in units if unit is not None]
    if any(unit.factor == column.unit.factor for column, unit in known):
        return None
    return next((column for column, _ in known), None)


def ask(rows: SourceRows, notes: Iterable[tuple[int, str]], amounts: Mask, report: Report) -> None:
    """Report the first note that says another unit than columns are read in of which their heads say none.

    Parameters
    ----------
    rows
        The rows of a source.
    notes
        Texts of rows, with their positions, of which those below the last amount are notes of the table.
    amounts
        Rows that hold an amount.
    """
    silent = [column for column in rows.columns if not _noted(column.header, column.unit)]
    if not silent or _noted(rows.header.above, silent[0].unit):
        return
    for at, text in sorted(notes):
        if amounts[at:].any():
            continue
        said = _noted(text, silent[0].unit) if says_unit(text) else None
        other = next((column for column in silent if said and said.factor != column.unit.factor), None)
        if said and other:
            report.add(
                "unit-differs",
                WARNING,
                rows.place(at, other.header),
                Text(
                    f"A note says {said.name!r}, but the column is read in {other.unit.name!r}.",
                    f"주석에는 {said.name!r}(으)로 적혀 있는데 {other.unit.name!r}(으)로 읽었습니다.",
                ),
                mend=Text(
                    "Fix source.unit, or state the column's own in source.units.",
                    "source.unit을 고치거나 source.units에 열의 단위를 적으십시오.",
                ),
            )
            return


def _noted(text: str, stated: Unit) -> Unit | None:
    """The unit that a text says in the currency of another; None where it says none, or neither a scale nor "unit"."""
    named = leads_in_unit(text) or ends_in_currency(text)
    for each in (text, *printed_units(text)):
        try:
            if named or is_scale(each):
                return unit(each, stated.currency.code)
        except MoneyError:
            continue
    return None
