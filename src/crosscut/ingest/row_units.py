"""Units that stand in the rows: a column, such as "Unit" or "단위", says what each row's amounts are counted in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.characters import clean
from crosscut.config import Source
from crosscut.ingest.amount_findings import also
from crosscut.ingest.amounts import Amounts, Odd, read_amounts
from crosscut.ingest.columns import AmountColumn
from crosscut.ingest.number_style import Style
from crosscut.ingest.report import FATAL, WARNING, Report
from crosscut.ingest.running_sums import zero_where_none
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.texts import blank, codes, whose_text
from crosscut.money import CURRENCIES, MoneyError, Unit, ascii_digits, stated_unit, unit
from crosscut.text import Text

_POWERS = {str(power): 10**power for power in (0, 3, 6, 9, 12)}
"""Powers of ten as tables of statistics write a multiplier: 3 for thousands."""
_FACTOR = re.compile(r"1(?:[ ,.'’\u00a0\u202f]?000){0,4}")
UNKNOWN = -1


def unit_of(text: str, code: str) -> Unit | None:
    """The unit that a cell says in a currency: in words, as a power of ten (``3``) or as a factor (``1,000``)."""
    try:
        return unit(text, code)
    except MoneyError:
        plain = ascii_digits(text).strip()
    times = int("".join(re.findall(r"\d", plain))) if _FACTOR.fullmatch(plain) else _POWERS.get(plain, 0)
    return Unit(text, CURRENCIES[code], times * CURRENCIES[code].base) if times else None


@dataclass(frozen=True)
class RowUnits:
    """The units of the rows of a source.

    Attributes
    ----------
    units
        Each unit that some row has.
    of
        The number of each row's unit; ``UNKNOWN`` where none is known.
    assumed
        Whether rows that leave their unit blank have that of all others, which nobody stated for them.
    stated
        Columns of amounts, by header, whose unit the mapping states: it holds in every row.
    """

    units: tuple[Unit, ...]
    of: npt.NDArray[np.int64]
    stated: frozenset[str]
    assumed: bool = False

    def read(self, column: AmountColumn, texts: pa.Array, style: Style, typed: npt.NDArray[np.bool_] | None) -> Amounts:
        """A column of amounts, each cell in the unit of its row; cells of rows without one hold no amount."""
        if column.header in self.stated:
            return read_amounts(texts, column.unit, style, typed)
        if len(self.units) == 1 and (self.of == 0).all():
            return read_amounts(texts, self.units[0], style, typed)
        found = Amounts(pa.nulls(len(texts), pa.int64()), np.zeros(len(texts), bool))
        for number, own in enumerate(self.units):
            mask = self.of == number
            part = texts.filter(pa.array(mask))
            read = read_amounts(part, own, style, None if typed is None else typed[mask])
            _put(found, read, np.flatnonzero(mask), mask)
        return found


def _put(found: Amounts, read: Amounts, at: npt.NDArray[np.intp], mask: npt.NDArray[np.bool_]) -> None:
    """Put the amounts of some rows in their places among all."""

    def placed(odds: Sequence[Odd]) -> list[Odd]:
        return [replace(odd, position=int(at[odd.position])) for odd in odds]

    found.values = pc.replace_with_mask(found.values, pa.array(mask), read.values)
    found.parts[at] = read.parts
    found.new += [int(at[position]) for position in read.new]
    for name in ("none", "noted", "errors", "bare", "arrows", "fractions", "wrong"):
        getattr(found, name).extend(placed(getattr(read, name)))


def find(source: Source, column: pa.DictionaryArray, code: str) -> RowUnits:
    """The units of the rows by what their column says; a blank cell has the source's, or that of all others."""
    usual = stated_unit(source.unit, code) if source.unit else None
    said = [(usual if not text else unit_of(text, code)) for text in column.dictionary.to_pylist()]
    distinct = {each.factor: each for each in said if each}
    assumed = usual is None and len(distinct) == 1
    if assumed:
        only = next(iter(distinct.values()))
        said = [each if text else only for each, text in zip(said, column.dictionary.to_pylist(), strict=True)]
    numbers = {factor: number for number, factor in enumerate(distinct)}
    of = np.array([numbers[each.factor] if each else UNKNOWN for each in said] or [UNKNOWN], np.int64)
    stated = frozenset(clean(name) for name in source.units)
    return RowUnits(tuple(distinct.values()), of[codes(column)], stated, assumed)


def settled(columns: Sequence[AmountColumn], units: RowUnits) -> list[AmountColumn]:
    """The columns of amounts under the largest of the rows' units, which their names list."""
    if not units.units:
        return list(columns)
    largest = max(units.units, key=lambda each: each.factor)
    named = replace(largest, name=", ".join(each.name for each in units.units))
    return [column if column.header in units.stated else replace(column, unit=named) for column in columns]


def report_unknown(rows: SourceRows, units: RowUnits, data: npt.NDArray[np.bool_], report: Report) -> None:
    """Report the ``data`` rows that say no unit, or one that is none: their amounts were left out."""
    groups: dict[str, list[int]] = {}
    said = rows.texts["unit"]
    for at in np.flatnonzero(data & (units.of == UNKNOWN)).tolist():
        groups.setdefault(said[at].as_py(), []).append(at)
    named = rows.source.columns["unit"]
    column = named if isinstance(named, str) else named[0]
    _report_assumed(rows, units, data, column, report)
    for text, positions in groups.items():
        more = also(rows, positions)
        why, why_ko = (f"{text[:40]!r} is no unit", f"{text[:40]!r}은(는) 금액의 단위가 아니어서")
        if not text:
            why, why_ko = "The row names no unit", "단위가 적혀 있지 않아"
        report.add(
            "unknown-unit",
            FATAL,
            rows.place(positions[0], column),
            Text(f"{why}; its amounts were left out.{more.en}", f"{why_ko} 이 행의 금액을 뺐습니다.{more.ko}"),
            mend=Text(
                "Write the unit, state source.unit for blank cells, or name the rows that count in source.where.",
                "단위를 적거나, 빈칸의 단위를 source.unit에, 읽을 행을 source.where에 적으십시오.",
            ),
        )


def _report_assumed(
    rows: SourceRows, units: RowUnits, data: npt.NDArray[np.bool_], column: str, report: Report
) -> None:
    """Report the rows that leave their unit blank and whose amounts were read in that of all others."""
    if not units.assumed:
        return
    held = np.logical_or.reduce([zero_where_none(each.values) != 0 for each in rows.read])
    at = np.flatnonzero(data & held & whose_text(rows.texts["unit"], blank)).tolist()
    if at:
        more, name = also(rows, at), units.units[0].name
        report.add(
            "unit-blank",
            WARNING,
            rows.place(at[0], column),
            Text(
                f"The row names no unit; its amounts were read in {name!r}, as those of all others.{more.en}",
                f"단위가 적혀 있지 않아 다른 행과 같이 {name!r}(으)로 읽었습니다.{more.ko}",
            ),
            mend=Text(
                f"State unit = {name!r} in its source for blank cells, or write the unit.",
                f"빈칸의 단위를 원본에 unit = {name!r}(으)로 적거나 칸에 단위를 적으십시오.",
            ),
        )
