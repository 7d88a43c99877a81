"""The rows of one source: its columns read, total rows and notes set apart, every cell at fault reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.characters import folded
from crosscut.config import Settings, Source
from crosscut.findings import Place
from crosscut.ingest import (
    account_totals,
    amount_columns,
    amount_findings,
    amount_heads,
    below_totals,
    ceilings_and_balances,
    cells,
    cut_ranges,
    filling,
    garbled,
    header_tail,
    noted_units,
    notes,
    outlines,
    parts_below,
    repeated_cells,
    row_units,
    selection,
    sheet_findings,
    split_amounts,
    unnamed_totals,
    years,
)
from crosscut.ingest.amounts import Amounts, read_amounts
from crosscut.ingest.columns import AmountColumn, Context, Mapping
from crosscut.ingest.header import Header
from crosscut.ingest.hidden import report_hidden, report_without_width, without_width
from crosscut.ingest.indents import Indents, indents_of
from crosscut.ingest.labels import Labels
from crosscut.ingest.number_style import Question, Style, found_style
from crosscut.ingest.open_rows import OpenRows
from crosscut.ingest.readers.ranges import in_rows, with_skipped
from crosscut.ingest.readers.sheet import Body, Sheet, delimiter_of, marks_of
from crosscut.ingest.report import Report
from crosscut.ingest.row_units import RowUnits
from crosscut.ingest.source_rows import Counts, SourceRows
from crosscut.ingest.text_forms import trimmed
from crosscut.ingest.texts import constant, joined, mapped, not_blank, whose_text
from crosscut.ingest.total_controls import report_totals
from crosscut.ingest.totals import TotalFinder

Mask = npt.NDArray[np.bool_]
Unseen = dict[int, dict[int, str]]
"""By column and row of the source, the mark without width that a text had."""

_OF_OFFICES = ("ministry", "committee")
"""Names that are one whatever the spaces within them."""
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


def read_rows(sheet: Sheet, header: Header, mapping: Mapping, context: Context) -> SourceRows:
    """Read the body of a sheet by its mapping."""
    body, unseen, indents = _body(sheet, header, mapping, context.report)
    cut_ranges.ask(sheet, mapping, context)
    said = {n: column for n, column in body.columns.items() if n not in mapping.amount_numbers}
    labels = Labels(mapping, said, body.height)
    texts = _texts(mapping, body)
    none = np.zeros(0, np.int16)
    mapping, units = _by_row(mapping, texts, context)
    rows = SourceRows(
        mapping.source,
        context.position,
        sheet.name,
        header,
        body.row,
        texts,
        none,
        mapping.columns,
        [],
        origin=body.origin,
        depths=indents.of(body.row),
    )
    question = _read(rows, body, mapping, units, style_of(rows.source, sheet, context.settings))
    used = _filled(rows)
    wrong = {odd.position: odd.text for read in rows.read for odd in read.wrong}
    stated = _amounts_filled(rows)
    stated[[at for at in wrong if not _has_amount(rows, at)]] = False
    units_said = noted_units.find(sheet, header, rows, {n: labels.columns[n] for n in mapping.text_numbers}, stated)
    noted = notes.below([labels.columns[n] for n in mapping.text_numbers], stated, used, body.row, wrong)
    noted_units.ask_between(rows, units_said, stated, context.report)
    said_below = _texts_at(np.flatnonzero(noted).tolist(), labels, mapping, wrong)
    noted_units.ask(rows, [*said_below, *((each.at, each.text) for each in units_said)], stated, context.report)
    noted[[each.at for each in units_said]] = True
    noted |= parts_below.percentages(rows, used & ~noted, context.report)
    for read in rows.read:
        read.wrong = [odd for odd in read.wrong if not noted[odd.position]]
    data = used & ~noted & ~selection.headings(body, header, mapping, _amounts_filled(rows))
    data &= ~parts_below.without_id(rows, data, context.report)
    data &= ~ceilings_and_balances.without_id(rows, data, labels.candidates()[0], context.report)
    data &= ~account_totals.without_id(rows, data, labels.candidates()[0], context.report)
    rows.year = years.fiscal_years(rows, data & ~labels.candidates()[0], context.report)
    answered = in_rows(body.row, mapping.source.keep_rows)
    finder = TotalFinder(rows, labels, data, answered)
    kept = finder.data
    for key, numbers in mapping.texts.items():
        report_without_width(
            rows, key, {row: mark for n in numbers for row, mark in unseen[n].items()}, kept, context.report
        )
    _report(rows, body, mapping, kept, context)
    split_amounts.ask(rows, kept, mapping, delimiter_of(sheet), context.report)
    amount_findings.report_total_errors(rows, finder.positions, context.report)
    settled = set(finder.positions.tolist()) if question and question.beside else ()
    amount_findings.ask_style(rows, question and question.without(settled), context.report)
    if units:
        row_units.report_unknown(rows, units, kept & _with_amounts(body, mapping), context.report)
    rows.totals = report_totals(finder, context.report)
    if not mapping.source.summed:
        asked = unnamed_totals.ask(rows, labels, finder, context.report)
        among = OpenRows(rows, kept)
        parents = outlines.ask(among, context.report) or account_totals.ask(rows, kept, context.report)
        parents = parents or outlines.ask_lone(among, asked, context.report)
        parts_below.ask(rows, kept, context.report, marked=not parents)
        ceilings_and_balances.ask(rows, kept, finder.positions, context.report)
        below_totals.ask(rows, kept, finder, context.report)
    sheet_findings.report_marks(rows, kept, marks_of(sheet), context.settings, context.report)
    selection.report_none_read(rows, body, context.report)
    rows.counts = Counts(body.height, int(kept.sum()), len(finder.positions), int(noted.sum()), body.counted)
    return _only(rows, kept)


def _texts_at(
    positions: Sequence[int], labels: Labels, mapping: Mapping, wrong: dict[int, str]
) -> Iterator[tuple[int, str]]:
    """The texts of some rows, with their positions: of columns of texts, and those in columns of amounts."""
    for at in positions:
        said = (labels.columns[number][at].as_py() for number in mapping.text_numbers)
        yield from ((at, text) for text in (*said, wrong.get(at, "")) if text)


def _body(sheet: Sheet, header: Header, mapping: Mapping, report: Report) -> tuple[Body, Unseen, Indents]:
    """The body with its texts clean, its blank cells filled, and only the rows that count; and what was taken out."""
    source, marks = mapping.source, marks_of(sheet)
    chosen = filling.numbers_of(header, [*source.where, *source.fill_down])
    wanted = {*mapping.text_numbers, *chosen} | mapping.amount_numbers
    body = with_skipped(sheet, header.end, wanted, mapping.amount_numbers, len(header.names))
    selection.report_beyond(body, source, sheet.name, report)
    indents = indents_of(body, mapping, marks)
    unseen: Unseen = {}
    for number in wanted - mapping.amount_numbers:
        unseen[number] = without_width(body.columns[number], np.asarray(body.row))
        body.columns[number] = trimmed(body.columns[number])
    offices = {each for key in _OF_OFFICES for each in mapping.texts.get(key, ())} & body.columns.keys()
    _map(body, offices, _spaced)
    counted = ~in_rows(body.row, source.skip_rows)
    tail = np.zeros(body.height, bool)
    tail[counted] = header_tail.find(body.only(counted), header, mapping, sheet.name, report)
    body = body.only(~tail) if tail.any() else body
    repeated_cells.fill(body, header, mapping, sheet.name, report)
    filling.fill(body, header, mapping, marks, Place(source.file, sheet.name), report)
    body = body.only(~in_rows(body.row, source.skip_rows))
    _map(body, offices, _office)
    if source.where or source.hidden:
        return body.only(selection.counting(body, header, source, marks, report)), unseen, indents
    return body, unseen, indents


def _map(body: Body, numbers: set[int], change: Callable[[str], str]) -> None:
    for number in numbers:
        body.columns[number] = mapped(body.columns[number], change)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _office(text: str) -> str:
    """The name of an office; blank where it is a dash or the like."""
    return text if any(map(str.isalnum, text)) or repeated_cells.repeats(text) else ""


def _by_row(
    mapping: Mapping, texts: dict[str, pa.DictionaryArray], context: Context
) -> tuple[Mapping, RowUnits | None]:
    """The mapping with the units that the rows say, where a column says them."""
    if "unit" not in mapping.texts:
        return mapping, None
    units = row_units.find(mapping.source, texts["unit"], context.settings.currency)
    return replace(mapping, columns=row_units.settled(mapping.columns, units)), units


def _with_amounts(body: Body, mapping: Mapping) -> Mask:
    """Rows whose cells of amounts say anything, read or not."""
    held = np.zeros(body.height, bool)
    for number in mapping.amount_numbers:
        cells = pc.not_equal(pc.utf8_trim_whitespace(body.columns[number]), "")
        held |= np.asarray(cells.to_numpy(zero_copy_only=False))
    return held


StyleOf = Callable[[Sequence[pa.Array], Sequence[Mask | None]], tuple[Style, Question | None]]


def style_of(source: Source, sheet: Sheet, settings: Settings) -> StyleOf:
    """What tells the style of a source's numbers: by what it states, what parts its cells, and its one currency."""
    by_row = "currency" in source.columns or "unit" in source.columns
    currency = "" if by_row else source.currency or settings.currency
    decimal = source.decimal or {".": ",", ",": "."}.get(source.thousands, "")
    stated = Style(decimal or ".", stated=bool(decimal), blank=frozenset(map(folded, source.blank)))
    return partial(found_style, stated=stated, semicolons=delimiter_of(sheet) == ";", currency=currency)


def _read(rows: SourceRows, body: Body, mapping: Mapping, units: RowUnits | None, told_by: StyleOf) -> Question | None:
    """Read every column of amounts in the source's own style; what is to be asked about the style."""
    columns = mapping.columns
    numbers = [column.number for column in columns]
    cells, typed = [body.columns[n] for n in numbers], [body.typed.get(n) for n in numbers]
    style, question = told_by(cells, typed)
    rows.read = [_amounts_of(body, column, style, units) for column in columns]
    rows.bounds = {key: _amounts_of(body, column, style, units) for key, column in mapping.bounds.items()}
    return question


def _amounts_of(body: Body, column: AmountColumn, style: Style, units: RowUnits | None) -> Amounts:
    texts, typed = body.columns[column.number], body.typed.get(column.number)
    return units.read(column, texts, style, typed) if units else read_amounts(texts, column.unit, style, typed)


def _report(rows: SourceRows, body: Body, mapping: Mapping, kept: Mask, context: Context) -> None:
    budget, report = context.settings, context.report
    report_hidden(rows, kept, report)
    garbled.report_garbled(rows, kept, report)
    rows.texts["stage"] = cells.stages(rows, kept, budget.stage_ids, report)
    rows.texts["status"] = mapped(rows.texts["status"], cells.status)
    for column, read in [*zip(mapping.columns, rows.read, strict=True), *_bounds(rows, mapping)]:
        amount_findings.report_amounts(rows, column, read, kept, report)
    amount_heads.ask(mapping.columns, rows.header, context)
    amount_columns.ask(rows, kept, report)
    sheet_findings.blank_errors(rows, kept, report)
    cells.report_dates(rows, body, mapping, kept, report)
    cells.report_long_numbers(rows, body, mapping, kept, report)
    cells.report_formulas(rows, body, kept, report)


def _bounds(rows: SourceRows, mapping: Mapping) -> list[tuple[AmountColumn, Amounts]]:
    return [(column, rows.bounds[key]) for key, column in mapping.bounds.items()]


def _texts(mapping: Mapping, body: Body) -> dict[str, pa.DictionaryArray]:
    blank = constant("", body.height)
    keys = (*TEXTS, *(key for key in mapping.texts if key not in TEXTS))
    return {
        key: joined([body.columns[n] for n in mapping.texts[key]]) if mapping.texts.get(key) else blank for key in keys
    }


def _filled(rows: SourceRows) -> Mask:
    """Rows that hold anything at all in a column that is read."""
    filled = np.zeros(rows.height, bool)
    for column in rows.texts.values():
        filled |= whose_text(column, not_blank)
        if filled.all():
            return filled
    return filled | _amounts_filled(rows)


def _amounts_filled(rows: SourceRows) -> Mask:
    filled = np.zeros(rows.height, bool)
    for amounts in rows.read:
        filled |= amounts.filled
    return filled


def _has_amount(rows: SourceRows, at: int) -> bool:
    return any(read.values[at].as_py() is not None for read in rows.read)


def _only(rows: SourceRows, kept: Mask) -> SourceRows:
    """The rows that hold data."""
    if kept.all():
        return rows
    mask, places = pa.array(kept), np.cumsum(kept) - 1
    return SourceRows(
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
        rows.counts,
        origin=rows.origin.only(kept) if rows.origin else None,
        open_totals=rows.open_totals,
    )


def _amounts(amounts: Amounts, kept: Mask, mask: pa.Array, places: npt.NDArray[np.intp]) -> Amounts:
    def moved(positions: Sequence[int]) -> list[int]:
        return [int(places[at]) for at in positions if kept[at]]

    return Amounts(amounts.values.filter(mask), amounts.parts[kept], new=moved(amounts.new))
