"""Facts: what a source says of a programme beside its amounts, one row a programme, year and fact."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.config import FACT_KINDS, Settings
from crosscut.ingest import row_units
from crosscut.ingest.lines import NamedSource
from crosscut.ingest.report import WARNING, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.texts import codes
from crosscut.money import MoneyError, Unit, read_number, stated_unit
from crosscut.tables import FACTS
from crosscut.text import Text

_KEY = ("programme", "fiscal_year", "name")


def build(sources: Sequence[NamedSource], settings: Settings, report: Report) -> pa.Table:
    """A table of FACTS, sorted by its key; where two rows say one fact the later of the configuration holds.

    A cell that cannot be read is a finding and says nothing.
    """
    pieces = [
        piece
        for named in sources
        if named.rows.source.kind == "programmes"
        for fact in named.rows.source.facts
        if (piece := _piece(named, fact, settings, report)).num_rows
    ]
    if not pieces:
        return FACTS.empty_table()
    table = pa.concat_tables(pieces)
    order = table.append_column("at", pa.array(np.arange(table.num_rows))).sort_by(
        [*((key, "ascending") for key in _KEY), ("at", "ascending")]
    )
    keys = list(zip(*(order[key].to_pylist() for key in _KEY), strict=True))
    last = [at for at, key in enumerate(keys) if at + 1 == len(keys) or keys[at + 1] != key]
    return order.take(pa.array(last)).drop_columns(["at"])


def _piece(named: NamedSource, fact: str, settings: Settings, report: Report) -> pa.Table:
    rows, source = named.rows, named.rows.source
    column = rows.texts[f"facts.{fact}"]
    cell = codes(column)
    texts = column.dictionary.to_pylist()
    header = source.facts[fact]
    own = rows.conversion.own if rows.conversion else settings.currency
    units, of = _units(rows, header, own)
    values, faults = _values(fact, texts, units)
    for at in np.flatnonzero(np.isin(cell, list(faults))).tolist():
        report.add(
            "not-a-fact",
            WARNING,
            rows.place(at, header),
            Text(
                f"{texts[cell[at]][:60]!r} is no {fact}: {faults[cell[at]]}. The cell was left out.",
                f"{texts[cell[at]][:60]!r}은(는) {fact} 값이 아니어서 이 칸을 뺐습니다.",
            ),
            mend=Text("Fix the cell, or map another column.", "칸을 고치거나 다른 열을 지정하십시오."),
        )
    said = np.array([bool(text) and at not in faults for at, text in enumerate(texts)], bool)
    ids = np.array(named.programme.dictionary.to_pylist() or [""], object)[codes(named.programme)]
    kept = np.flatnonzero(said[cell] & (ids != "")) if len(texts) else np.zeros(0, np.intp)
    years = np.where(rows.year > 0, rows.year, max((each.fiscal_year for each in rows.columns), default=0))
    if rows.conversion and FACT_KINDS[fact] == "amount":
        kept = np.array([at for at in kept if rows.conversion.rate(int(years[at]), "")], np.intp)
    height = len(kept)
    as_text = FACT_KINDS[fact] == "text"
    return pa.table(
        [
            pa.array(ids[kept].tolist(), pa.string()),
            pa.array(years[kept], pa.int16()),
            pa.array([fact] * height, pa.string()),
            pa.nulls(height, pa.int64())
            if as_text
            else pa.array(_in_budget(fact, rows, kept, years, _picked(values, cell, of, kept)), pa.int64()),
            pa.array([texts[at] if as_text else "" for at in cell[kept]], pa.string()),
            pa.array([source.file] * height, pa.string()),
            pa.array([rows.sheet] * height, pa.string()),
            pa.array(rows.row[kept], pa.int32()),
            pa.array([header] * height, pa.string()),
        ],
        schema=FACTS,
    )


def _in_budget(
    fact: str, rows: SourceRows, kept: npt.NDArray[np.intp], years: npt.NDArray[np.int16], found: list[int | None]
) -> list[int | None]:
    """The values of some rows, amounts of another currency at the rate of their year."""
    if rows.conversion is None or FACT_KINDS[fact] != "amount":
        return found
    rates = [rows.conversion.rate(int(years[at]), "") for at in kept]
    return [
        rows.conversion.amount(value, rate) if value is not None and rate else None
        for value, rate in zip(found, rates, strict=True)
    ]


def _units(rows: SourceRows, header: str, code: str) -> tuple[Sequence[Unit], npt.NDArray[np.int64]]:
    """The units of a column of facts, and the number of each row's."""
    source = rows.source
    if "unit" not in source.columns or header in source.units:
        return [stated_unit(source.units.get(header, source.unit), code)], np.zeros(rows.height, np.int64)
    found = row_units.find(source, rows.texts["unit"], code)
    return found.units, found.of


def _picked(
    values: Sequence[Sequence[int | None]],
    cell: npt.NDArray[np.int32],
    of: npt.NDArray[np.int64],
    kept: npt.NDArray[np.intp],
) -> list[int | None]:
    """The value of some rows, each in its own unit."""
    return [values[of[at]][cell[at]] if of[at] != row_units.UNKNOWN else None for at in kept.tolist()]


def _values(fact: str, texts: Sequence[str], units: Sequence[Unit]) -> tuple[list[list[int | None]], dict[int, str]]:
    """Each distinct text as a number in each unit, and why those that are none are not."""
    faults: dict[int, str] = {}
    return [_in_unit(fact, texts, money, faults) for money in units], faults


def _in_unit(fact: str, texts: Sequence[str], money: Unit, faults: dict[int, str]) -> list[int | None]:
    values: list[int | None] = [None] * len(texts)
    if FACT_KINDS[fact] == "text":
        return values
    for at, text in enumerate(texts):
        if not text or text == "-":
            continue
        try:
            values[at] = read_number(text, money).value if FACT_KINDS[fact] == "amount" else _thousandths(text)
        except (MoneyError, InvalidOperation, ValueError) as error:
            faults[at] = str(error).split(". ")[0][:200] or "it is not a number"
    return values


def _thousandths(text: str) -> int:
    number = Decimal(text.removesuffix("%").strip().replace(",", ""))
    if not number.is_finite() or abs(number) > 10**12:
        raise ValueError("it is out of range")
    return int((number * 1000).to_integral_value(ROUND_HALF_EVEN))
