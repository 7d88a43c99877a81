"""Units that notes below a table say, held against the mapping: ``Belopp i tkr``, ``(Rs. in crore)``."""

from __future__ import annotations

from collections.abc import Iterable

from crosscut.ingest.printed_units import printed_units, says_unit
from crosscut.ingest.report import WARNING, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.money import MoneyError, Unit, is_scale, unit
from crosscut.text import Text


def ask(rows: SourceRows, notes: Iterable[tuple[int, str]], report: Report) -> None:
    """Report the first note that says another unit than columns are read in of which their heads say none.

    Parameters
    ----------
    rows
        The rows of a source.
    notes
        The notes below its table, with their positions.
    """
    silent = [column for column in rows.columns if not _said(column.header, column.unit)]
    if not silent or _said(rows.header.above, silent[0].unit):
        return
    for at, text in notes:
        said = _said(text, silent[0].unit) if says_unit(text) else None
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
                    "Mend source.unit, or state the column's own in source.units.",
                    "source.unit을 고치거나 source.units에 열의 단위를 적으십시오.",
                ),
            )
            return


def _said(text: str, stated: Unit) -> Unit | None:
    """The unit with a scale that a text says in the currency of another; None where it says none."""
    for each in (text, *printed_units(text)):
        try:
            if is_scale(each):
                return unit(each, stated.currency.code)
        except MoneyError:
            continue
    return None
