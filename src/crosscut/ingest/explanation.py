"""What was taken for what in a source: its header, columns, units, periods, and what its rows became."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crosscut.ingest.header import Header
from crosscut.ingest.source_rows import Counts, SourceRows
from crosscut.ingest.texts import codes


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


def explained(rows: SourceRows, header: Header) -> SourceReading:
    """How the rows of one source were read."""
    source = rows.source
    named = [(key, name if isinstance(name, str) else " + ".join(name)) for key, name in source.columns.items()]
    stages = rows.texts["stage"]
    used = np.unique(codes(stages)).tolist() if rows.height else []
    held = {stages.dictionary[code].as_py() for code in used} | {column.stage for column in rows.columns}
    years = {int(each) for each in np.unique(rows.year)} | {column.fiscal_year for column in rows.columns}
    return SourceReading(
        source.file,
        rows.sheet,
        header.end,
        tuple((key, name) for key, name in named if key not in ("amount", "low", "high")),
        tuple((column.header, column.unit.name, column.area) for column in rows.columns),
        tuple(sorted(years - {0})),
        tuple(sorted(held - {""})),
        rows.counts,
        tuple(dict.fromkeys(total.label for total in rows.totals)),
    )
