"""The rows of one source: its columns read, total rows set apart, every cell at fault reported."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.ingest import cells
from crosscut.ingest.amounts import Amounts, read_amounts
from crosscut.ingest.columns import AmountColumn, Context, Mapping
from crosscut.ingest.header import Header
from crosscut.ingest.hidden import report_hidden
from crosscut.ingest.readers.sheet import Body, Sheet
from crosscut.ingest.source_rows import Rows
from crosscut.ingest.texts import constant, joined, mapped, not_blank, said, trimmed
from crosscut.ingest.totals import find_totals, totals_among

Mask = npt.NDArray[np.bool_]

TEXTS = (
    "programme",
    "subprogramme",
    "name",
    "name_en",
    "ministry",
    "committee",
    "text",
    "start",
    "end",
    "account",
    "status",
    "note",
    "parent",
    "stage",
    "fiscal_year",
)
"""What a row says in words; every one is there in every row, blank where the source has no such column."""


def read_rows(sheet: Sheet, header: Header, mapping: Mapping, context: Context) -> Rows:
    """Read the body of a sheet by its mapping."""
    budget, report = context.settings, context.report
    source = mapping.source
    wanted = {n for numbers in mapping.texts.values() for n in numbers} | mapping.amount_numbers
    body = sheet.body(header.end, wanted, mapping.amount_numbers, len(header.names))
    texts = _texts(mapping, body)
    totals = _total_mask(mapping, body, texts)
    rows = Rows(
        source, context.position, sheet.name, header, body.row, texts, np.zeros(0, np.int16), mapping.columns, []
    )
    rows.read = [read_amounts(body.columns[column.number], column.unit) for column in mapping.columns]
    rows.bounds = {
        key: read_amounts(body.columns[column.number], column.unit) for key, column in mapping.bounds.items()
    }
    used = _filled(rows, body)
    kept = used & ~totals
    report_hidden(rows, kept, report)
    rows.year = cells.fiscal_years(rows, kept, report)
    rows.texts["stage"] = cells.stages(rows, kept, budget.stage_ids, report)
    rows.texts["status"] = mapped(rows.texts["status"], cells.status)
    for column, read in [*zip(mapping.columns, rows.read, strict=True), *_bounds(rows, mapping)]:
        cells.report_amounts(rows, column, read, kept, report)
    cells.report_dates(rows, body, mapping, kept, report)
    cells.report_formulas(rows, body, report)
    rows.totals = find_totals(rows, np.flatnonzero(totals & used), kept, report)
    return _only(rows, kept)


def _bounds(rows: Rows, mapping: Mapping) -> list[tuple[AmountColumn, Amounts]]:
    return [(column, rows.bounds[key]) for key, column in mapping.bounds.items()]


def _texts(mapping: Mapping, body: Body) -> dict[str, pa.DictionaryArray]:
    clean = {n: trimmed(body.columns[n]) for numbers in mapping.texts.values() for n in numbers}
    blank = constant("", body.height)
    keys = (*TEXTS, *(key for key in mapping.texts if key not in TEXTS))
    return {key: joined([clean[n] for n in mapping.texts[key]]) if mapping.texts.get(key) else blank for key in keys}


def _total_mask(mapping: Mapping, body: Body, texts: dict[str, pa.DictionaryArray]) -> Mask:
    """Rows with a word for a total in one of the columns that name programmes."""
    mask = np.zeros(body.height, bool)
    for key in ("programme", "name", "ministry", "committee", "subprogramme", "parent", "account"):
        if key in mapping.texts:
            mask |= said(texts[key], totals_among)
    return mask


def _filled(rows: Rows, body: Body) -> Mask:
    """Rows that hold anything at all in a column that is read."""
    filled = np.zeros(body.height, bool)
    for column in rows.texts.values():
        filled |= said(column, not_blank)
        if filled.all():
            return filled
    for amounts in rows.read:
        filled |= amounts.said
    return filled


def _only(rows: Rows, kept: Mask) -> Rows:
    """The rows that hold data."""
    if kept.all():
        return rows
    mask, places = pa.array(kept), np.cumsum(kept) - 1
    return Rows(
        rows.source,
        rows.position,
        rows.sheet,
        rows.header,
        rows.row[kept],
        {key: column.filter(mask) for key, column in rows.texts.items()},
        rows.year[kept],
        rows.columns,
        [_amounts(amounts, kept, mask, places) for amounts in rows.read],
        {key: _amounts(amounts, kept, mask, places) for key, amounts in rows.bounds.items()},
        rows.totals,
    )


def _amounts(amounts: Amounts, kept: Mask, mask: pa.Array, places: npt.NDArray[np.intp]) -> Amounts:
    def moved(positions: Sequence[int]) -> list[int]:
        return [int(places[at]) for at in positions if kept[at]]

    return Amounts(
        amounts.values.filter(mask),
        amounts.parts[kept],
        moved(amounts.dashes),
        moved(amounts.new),
    )
