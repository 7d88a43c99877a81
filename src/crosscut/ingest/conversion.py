"""Amounts in other currencies than the budget's: each read exactly in its own, converted at stated rates alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from operator import eq

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.characters import folded
from crosscut.config import Rate, Settings, Source
from crosscut.findings import Place
from crosscut.ingest import filling, selection
from crosscut.ingest.amounts import Amounts
from crosscut.ingest.columns import AmountColumn
from crosscut.ingest.header import Header
from crosscut.ingest.rates import Conversion
from crosscut.ingest.readers.sheet import Body, Sheet, marks_of
from crosscut.ingest.report import FATAL, INFO, WARNING, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.text_forms import trimmed
from crosscut.ingest.texts import blank, not_blank, where, whose_text
from crosscut.ingest.total_words import total_word
from crosscut.money import CURRENCIES, Unit, format_amount, unit
from crosscut.money.units import read_words
from crosscut.text import Text

Mask = npt.NDArray[np.bool_]
_LABELS = ("programme", "name", "ministry")


def by_currency(
    sheet: Sheet, header: Header, source: Source, settings: Settings, report: Report
) -> Iterator[tuple[Source, Settings]]:
    """A source as one for each currency that its rows name, each with settings of that currency."""
    usual = source.currency or settings.currency
    named = source.columns.get("currency")
    number = header.column(named) if isinstance(named, str) else None
    if not isinstance(named, str) or number is None:
        yield source, _in(settings, usual)
        return
    labels = {n for key in _LABELS for n in _numbers(header, source.columns.get(key, []))} - {number}
    body = _counted(sheet, header, {number, *labels}, source)
    column = trimmed(body.columns[number])
    groups: dict[str, list[str | int]] = {}
    for text in filter(None, column.dictionary.to_pylist()):
        code = currency_named(text, usual)
        if code:
            groups.setdefault(code, []).append(text)
        else:
            at = int(where(column, partial(eq, text)).argmax())
            _report_unknown(text, Place(source.file, sheet.name, int(body.printed_row[at]), named), report)
    filled = named in source.fill_down or any(m.first_column == number for m in marks_of(sheet).merges)
    empty = whose_text(column, blank)
    data = empty & ~_totals(body, labels)
    if data.any() and not filled:
        groups.setdefault(usual, []).append("")
        if set(groups) != {usual}:
            _report_blank(Place(source.file, sheet.name, int(body.printed_row[data.argmax()]), named), usual, report)
    elif empty.any() and len(groups) == 1:
        next(iter(groups.values())).append("")
    for code, texts in sorted(groups.items()):
        yield source.model_copy(update={"where": source.where | {named: texts}}), _in(settings, code)


def _counted(sheet: Sheet, header: Header, wanted: Collection[int], source: Source) -> Body:
    """Some columns of the rows that count."""
    chosen = filling.numbers_of(header, [*source.where])
    body = sheet.body(header.end, {*wanted, *chosen}, (), len(header.names))
    return body.only(selection.counted(body, header, source, marks_of(sheet)))


def _numbers(header: Header, names: str | list[str]) -> list[int]:
    found = (header.column(name) for name in ([names] if isinstance(names, str) else names))
    return [number for number in found if number is not None]


def _totals(body: Body, labels: Collection[int]) -> Mask:
    """Rows that say a word for a total, or nothing at all: they need no currency of their own."""
    said, filled = np.zeros(body.height, bool), np.zeros(body.height, bool)
    for number in labels:
        column = trimmed(body.columns[number])
        said |= where(column, lambda text: total_word(text) is not None)
        filled |= whose_text(column, not_blank)
    return said | ~filled


def _in(settings: Settings, code: str) -> Settings:
    return settings if code == settings.currency else settings.model_copy(update={"currency": code})


def currency_named(text: str, usual: str) -> str:
    """The currency that a text names, by its code or a word that means no other, alone or in a unit; else empty."""
    if text.upper() in CURRENCIES:
        return text.upper()
    words = read_words(folded(text), usual if usual in CURRENCIES else "")
    codes = words.codes if words and words.codes else frozenset[str]()
    return usual if usual in codes else next(iter(codes)) if len(codes) == 1 else ""


def _report_blank(place: Place, usual: str, report: Report) -> None:
    report.add(
        "no-currency",
        WARNING,
        place,
        Text(
            f"The row names no currency beside rows that do; it was read in {usual}.",
            f"다른 행과 달리 통화가 적혀 있지 않아 {usual}(으)로 읽었습니다.",
        ),
        mend=Text(
            "Write the currency, state fill_down, or leave the row out by skip_rows.",
            "통화를 적거나, fill_down 또는 skip_rows를 적으십시오.",
        ),
    )


def _report_unknown(text: str, place: Place, report: Report) -> None:
    report.add(
        "unknown-currency",
        FATAL,
        place,
        Text(
            f"{text[:40]!r} names no one currency; the amounts of its rows were left out.",
            f"{text[:40]!r}이(가) 어느 통화인지 알 수 없어 그 행들의 금액을 뺐습니다.",
        ),
        mend=Text("Write codes of ISO 4217, such as USD.", "USD와 같은 ISO 4217 부호로 적으십시오."),
    )


def converted(rows: SourceRows, own: str, settings: Settings, report: Report) -> SourceRows:
    """The rows with their amounts in the budget's currency, and what they are in their own beside them.

    Amounts for which no rate is stated are left out, and a fatal finding says how much they are. Printed totals were
    compared in the source's own currency and are no controls in the budget's.
    """
    if own == settings.currency:
        return rows
    conversion = Conversion(own, settings.currency, settings.rate)
    used: dict[Rate | None, list[tuple[int, int, AmountColumn]]] = {}
    read = [_column(rows, column, each, conversion, used) for column, each in zip(rows.columns, rows.read, strict=True)]
    bounds = {key: _column(rows, None, each, conversion, {}) for key, each in rows.bounds.items()}
    _report(rows, conversion, used, report)
    totals = [replace(each, stated=False, currency=own) for each in rows.totals]
    return replace(rows, read=read, bounds=bounds, totals=totals, conversion=conversion, own=[*rows.read])


def _column(
    rows: SourceRows,
    column: AmountColumn | None,
    read: Amounts,
    conversion: Conversion,
    used: dict[Rate | None, list[tuple[int, int, AmountColumn]]],
) -> Amounts:
    values: list[int | None] = read.values.to_pylist()
    stages = rows.texts["stage"]
    for at, value in enumerate(values):
        if value is None:
            continue
        year = (column.fiscal_year if column else 0) or int(rows.year[at])
        stage = (column.stage if column else "") or stages[at].as_py()
        rate = conversion.rate(year, stage)
        values[at] = conversion.amount(value, rate) if rate else None
        if column:
            used.setdefault(rate, []).append((at, value, column))
    return Amounts(pa.array(values, pa.int64()), np.zeros(len(values), bool), new=read.new)


def _report(
    rows: SourceRows,
    conversion: Conversion,
    used: dict[Rate | None, list[tuple[int, int, AmountColumn]]],
    report: Report,
) -> None:
    own = unit(conversion.own, conversion.own)
    for rate, cells in used.items():
        at, _, column = cells[0]
        total = sum(value for _, value, each in cells if not each.area)
        if rate is None:
            _report_missing(rows, (at, column), (len(cells), total), own, report)
            continue
        said = f"1 {conversion.own} = {rate.rate} {conversion.into}" + (f" ({rate.citation})" if rate.citation else "")
        report.add(
            "converted",
            INFO,
            rows.place(at, column.header),
            Text(
                f"{len(cells):,} amounts, {format_amount(total, own)} in all, were converted at {said}.",
                f"금액 {len(cells):,}개(합계 {format_amount(total, own, language='ko')})를 {said}(으)로 환산했습니다.",
            ),
            mend=Text("Check the rate against who stated it.", "환율을 출처와 대조하십시오."),
        )


def _report_missing(
    rows: SourceRows, first: tuple[int, AmountColumn], size: tuple[int, int], own: Unit, report: Report
) -> None:
    code = own.currency.code
    report.add(
        "no-rate",
        FATAL,
        rows.place(first[0], first[1].header),
        Text(
            f"{size[0]:,} amounts in {code}, {format_amount(size[1], own)} in all, were left out: "
            "no rate is stated for their year and stage.",
            f"{code} 금액 {size[0]:,}개(합계 {format_amount(size[1], own, language='ko')})는 환율이 없어 뺐습니다.",
        ),
        mend=Text(
            f'State [[rate]] with currency = "{code}", rate = "…" and citation.',
            f'[[rate]]에 currency = "{code}", rate = "…", citation을 적으십시오.',
        ),
    )


def notes(rows: SourceRows, at: int) -> pa.DictionaryArray:
    """The notes of the lines of a column: what the source says, and the amount in its own currency with the rate."""
    said = rows.texts["note"]
    if rows.conversion is None:
        return said
    own, column = unit(rows.conversion.own, rows.conversion.own), rows.columns[at]
    texts = said.to_pylist()
    stages: Sequence[str] = rows.texts["stage"].to_pylist()
    for row, value in enumerate(rows.own[at].values.to_pylist()):
        rate = rows.conversion.rate(column.fiscal_year or int(rows.year[row]), column.stage or stages[row])
        if value is not None and rate is not None:
            shown = f"{format_amount(value, own)} × {rate.rate}"
            texts[row] = f"{texts[row]}; {shown}" if texts[row] else shown
    return pa.array(texts, pa.string()).dictionary_encode()
