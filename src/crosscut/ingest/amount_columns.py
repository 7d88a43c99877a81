"""What the columns of amounts say together: one that is the sum of others beside it, and none that holds an amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from crosscut.ingest.columns import AmountColumn
from crosscut.ingest.report import WARNING, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.total_words import total_word
from crosscut.money import format_amount
from crosscut.text import Text

Mask = npt.NDArray[np.bool_]
_STRONG = {
    "AED", "AUD", "BRL", "CAD", "CHF", "CNY", "DKK", "EUR", "GBP", "HKD", "ILS", "MXN", "MYR", "NOK",
    "NZD", "PEN", "PLN", "QAR", "RON", "SAR", "SEK", "SGD", "USD", "ZAR",
}  # fmt: skip
_BEYOND = (
    (10**13, _STRONG),
    (10**14, {"CZK", "EGP", "INR", "PHP", "THB", "TRY", "TWD", "UAH"}),
    (10**17, {"IDR", "IRR", "LBP", "UZS", "VND"}),
)
"""Units that no programme has, by currency; ``_BEYOND_MOST`` of any other."""
_BEYOND_MOST = 10**15
_LESS = 1000
"""How many times less than what no programme has half of the amounts of a column in a wrong unit are at least."""
_FEW = 3
"""Rows of several amounts from which a column that sums its neighbours in all of them is no chance."""


def ask(rows: SourceRows, kept: Mask, report: Report) -> None:
    """Ask about a column that holds the sum of those beside it in every row, and about columns that are all blank."""
    untagged = [number for number, column in enumerate(rows.columns) if not column.area]
    if untagged and kept.any():
        _ask_empty(rows, untagged, kept, report)
        _ask_beyond_budgets(rows, untagged, kept, report)
    periods: dict[tuple[int, str], list[int]] = {}
    for number in untagged:
        column = rows.columns[number]
        periods.setdefault((column.fiscal_year, column.stage), []).append(number)
    for numbers in periods.values():
        for total, parts in _sums(rows, numbers, kept):
            _say(rows, rows.columns[total], [rows.columns[part] for part in parts], report)


def _sums(rows: SourceRows, numbers: Sequence[int], kept: Mask) -> Iterator[tuple[int, list[int]]]:
    """Each column that is the sum of others of its period in every row, with those."""
    if len(numbers) <= 2:
        return
    values = {number: _values(rows, number)[kept] for number in numbers}
    totals: list[int] = []
    for at, number in enumerate(numbers):
        rest = [other for other in numbers if other != number and other not in totals]
        before = [other for other in numbers[:at] if other > max(totals, default=-1)]
        for parts in (rest, before):
            if len(parts) > 1 and _is_sum(values[number], [values[part] for part in parts], rows.columns[number]):
                totals.append(number)
                yield number, parts
                break


def _values(rows: SourceRows, number: int) -> npt.NDArray[np.int64]:
    return np.asarray(pc.fill_null(rows.read[number].values, 0).to_numpy(zero_copy_only=False), np.int64)


def _is_sum(total: npt.NDArray[np.int64], parts: Sequence[npt.NDArray[np.int64]], column: AmountColumn) -> bool:
    if not np.array_equal(total, np.sum(parts, axis=0)):
        return False
    several = int((np.count_nonzero(parts, axis=0) > 1).sum())
    return several >= (1 if total_word(column.header) else _FEW)


def _say(rows: SourceRows, total: AmountColumn, parts: Sequence[AmountColumn], report: Report) -> None:
    listed = ", ".join(repr(part.header) for part in parts[:5]) + (" …" if len(parts) > 5 else "")
    report.add(
        "looks-like-total",
        WARNING,
        rows.place(0, total.header),
        Text(
            f"The column is the sum of {listed} in every row; all of them are counted.",
            f"모든 행에서 {listed}의 합과 같은 열인데 함께 더했습니다.",
        ),
        mend=Text("Take the total or its parts out of the mapping.", "합계 열과 그 부분 가운데 하나만 지정하십시오."),
    )


def _ask_beyond_budgets(rows: SourceRows, untagged: Sequence[int], kept: Mask, report: Report) -> None:
    """Ask about the unit of the first column whose amounts no budget has, as whole won that are read as millions."""
    for number in untagged:
        column, values = rows.columns[number], np.abs(_values(rows, number)) * kept
        currency = column.unit.currency
        beyond = _beyond(currency.code) * currency.base
        if column.unit.factor == currency.base or int(values.max(initial=0)) < beyond:
            continue
        if 2 * np.count_nonzero(values >= beyond // _LESS) >= np.count_nonzero(values):
            _say_beyond(rows, column, int(np.argmax(values)), int(values.max()), report)
            return


def _beyond(code: str) -> int:
    """Units of a currency that no programme has."""
    return next((units for units, codes in _BEYOND if code in codes), _BEYOND_MOST)


def _say_beyond(rows: SourceRows, column: AmountColumn, at: int, value: int, report: Report) -> None:
    said, said_ko = (format_amount(value, column.unit, language=language) for language in ("en", "ko"))
    report.add(
        "unit-differs",
        WARNING,
        rows.place(at, column.header),
        Text(
            f"Read in {column.unit.name!r} the amount is {said}, which no programme has.",
            f"{column.unit.name!r}(으)로 읽으면 {said_ko}입니다. 그런 금액의 사업은 없습니다.",
        ),
        value=value,
        mend=Text(
            "Fix source.unit: the amounts may be written in whole units.",
            "source.unit을 고치십시오. 금액이 기본 단위로 적혀 있을 수 있습니다.",
        ),
    )


def _ask_empty(rows: SourceRows, untagged: Sequence[int], kept: Mask, report: Report) -> None:
    """Say where no row holds anything in any column of amounts."""
    if any((rows.read[number].filled & kept).any() for number in untagged):
        return
    column = rows.columns[untagged[0]]
    report.add(
        "no-amounts",
        WARNING,
        rows.place(0, column.header),
        Text("No row holds an amount in the columns that are mapped.", "지정한 금액 열에 값이 하나도 없습니다."),
        mend=Text("Map the column that holds amounts.", "금액이 든 열을 지정하십시오."),
    )
