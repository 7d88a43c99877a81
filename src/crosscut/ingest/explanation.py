"""What was taken for what in a source: its header, columns, units, periods, and what its rows became."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crosscut.config import Source
from crosscut.ingest.header import Header
from crosscut.ingest.readers.sheet import Sheet
from crosscut.ingest.source_rows import Counts, SourceRows
from crosscut.ingest.texts import used_codes

_AMOUNTS = ("amount", "low", "high")


@dataclass(frozen=True)
class SourceReading:
    """How one source was read.

    Attributes
    ----------
    file, sheet, header_row
        Where the table stands; ``header_row`` is the last row of its header, from 1.
    columns
        What each column was taken for: key and header.
    amounts
        Columns of amounts: header, unit, and the area that they are tagged with.
    years, stages
        The fiscal years and stages of its rows and columns.
    counts
        What its rows became.
    totals
        What its total rows are called, each once, in order.
    decided
        Whether all is stated that its amounts need; no row was read where it is not.
    """

    file: str
    sheet: str
    header_row: int
    columns: tuple[tuple[str, str], ...]
    amounts: tuple[tuple[str, str, str], ...]
    years: tuple[int, ...]
    stages: tuple[str, ...]
    counts: Counts
    totals: tuple[str, ...]
    decided: bool = True


def explained(rows: SourceRows, header: Header) -> SourceReading:
    """How the rows of one source were read."""
    source = rows.source
    stages = rows.texts["stage"]
    used = used_codes(stages).tolist() if rows.height else []
    held = {stages.dictionary[code].as_py() for code in used} | {column.stage for column in rows.columns}
    years = set(np.flatnonzero(np.bincount(rows.year)).tolist()) | {column.fiscal_year for column in rows.columns}
    return SourceReading(
        source.file,
        rows.sheet,
        header.end,
        _columns(source),
        tuple((column.header, column.unit.name, column.area) for column in rows.columns),
        tuple(sorted(years - {0})),
        tuple(sorted(held - {""})),
        rows.counts,
        tuple(dict.fromkeys(total.label for total in rows.totals if total.stated)),
    )


def _columns(source: Source) -> tuple[tuple[str, str], ...]:
    named = ((key, name if isinstance(name, str) else " + ".join(name)) for key, name in source.columns.items())
    return tuple((key, name) for key, name in named if key not in _AMOUNTS)


def undecided(source: Source, sheet: Sheet, header: Header) -> SourceReading:
    """What was taken for what in a source whose unit or currency is still to be decided."""
    body = sheet.body(header.end, (0,), (), len(header.names))
    amounts = [name for key, name in source.columns.items() if key in _AMOUNTS]
    amounts += source.wide.columns if source.wide else []
    named = tuple((name, "", "") for name in amounts if isinstance(name, str))
    place = (source.file, sheet.name, header.end)
    return SourceReading(*place, _columns(source), named, (), (), Counts(body.height), (), decided=False)
