"""Lines that are sums of rows of many files: which sums each is made of, and the rows behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.config import Settings, Source
from crosscut.engine.row_selection import WANTED, Picking
from crosscut.engine.row_sums import NumberForm, summed
from crosscut.errors import CrosscutError
from crosscut.ingest.columns import AmountColumn
from crosscut.ingest.lines import NamedSource, keys_of, row_ids
from crosscut.ingest.readers import to_sum
from crosscut.ingest.readers.part_sums import number_form, picking, summed_rows
from crosscut.ingest.readers.parts import Parts, find
from crosscut.ingest.readers.sheet import Origin
from crosscut.ingest.report import Report, Unreadable

_ENCODED = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class SummedLines:
    """Which sums of one source, by its position in the configuration, each line is made of.

    ``table`` has a row a sum: ``line``, the ``number`` of the column of amounts, the ``amount`` as the text of an exact
    decimal, and what the rows of the sum say as the files write it, in columns called by their numbers. A row that was
    not summed stands beside the sums, with its ``file`` and ``row``. ``factor`` is what one of the amounts is worth in
    minor units of the budget, 0 where they are in another currency.
    """

    source: int
    table: pa.Table


@dataclass(frozen=True)
class PartRow:
    """A row of a file, and what it adds to a line, as the file writes it."""

    line: str
    file: str
    row: int
    column: str
    amount: str


@dataclass(frozen=True)
class RowsBehind:
    """The first rows of files behind some lines, and how many there are: their sums are those that were read."""

    rows: tuple[PartRow, ...]
    count: int


def summed_lines(sources: Sequence[NamedSource]) -> tuple[SummedLines, ...]:
    """The lines of those sources that are summed, with what they are made of."""
    made: dict[int, list[pa.Table]] = defaultdict(list)
    for named in sources:
        origin = named.rows.origin
        if origin is not None:
            columns = (column for column in named.rows.columns if not column.area)
            made[named.rows.position] += [_of_column(named, origin, column) for column in columns]
    joined = {at: pa.concat_tables(tables).unify_dictionaries() for at, tables in made.items()}
    return tuple(SummedLines(at, table.sort_by("line").combine_chunks()) for at, table in sorted(joined.items()))


def _of_column(named: NamedSource, origin: Origin, column: AmountColumn) -> pa.Table:
    places = pa.array(origin.at)
    amounts = origin.sums.sums[column.number].take(places)
    table = pa.table(
        {
            "line": row_ids("line", list(keys_of(named, column).values())),
            "number": pa.array(np.full(len(places), column.number, np.int32)),
            "amount": amounts,
            "factor": pa.array(np.full(len(places), 0 if named.rows.conversion else column.unit.factor, np.int64)),
            "file": origin.files.cast(_ENCODED),
            "row": pa.array(origin.rows),
            **{str(number): key.take(places).cast(_ENCODED) for number, key in origin.sums.keys.items()},
        }
    )
    return table.filter(pc.not_equal(amounts, ""))


def rows_behind(
    folder: Path, settings: Settings, made: Sequence[SummedLines], lines: Collection[str], most: int
) -> RowsBehind:
    """The first ``most`` rows of files behind some lines, in the order of the files and their rows.

    Raises
    ------
    CrosscutError
        where the files are not those that were read.
    """
    wanted, rows, count = pa.array(sorted(lines), pa.string()), list[PartRow](), 0
    for each in made:
        table = each.table.filter(pc.is_in(each.table["line"], value_set=wanted))
        if table.num_rows:
            found, held = _of_source(folder, settings.source[each.source], table, most)
            rows += found
            count += held
    return RowsBehind(tuple(rows[:most]), count)


def _of_source(folder: Path, source: Source, table: pa.Table, most: int) -> tuple[list[PartRow], int]:
    """The first rows behind some rows of the table of a source, and how many there are."""
    try:
        parts = find(folder, to_sum(folder, source, Report()), Report())
    except Unreadable:
        raise changed(source.file) from None
    alone = table.filter(pc.greater(table["row"], 0))
    sums = table.filter(pc.equal(table["row"], 0))
    rows = [_alone(row, parts) for row in alone.select(["line", "number", "amount", "file", "row"]).to_pylist()]
    count = len(rows)
    for number in pc.unique(sums["number"]).to_pylist():
        found, held = _behind(parts, number_form(source), sums.filter(pc.equal(sums["number"], number)), number, most)
        rows += found
        count += held
    return sorted(rows, key=lambda row: (row.file, row.row, row.column))[:most], count


def _alone(row: dict[str, str | int], parts: Parts) -> PartRow:
    column = parts.names[int(row["number"])]
    return PartRow(str(row["line"]), str(row["file"]), int(row["row"]), column, str(row["amount"]))


def _behind(parts: Parts, form: NumberForm, sums: pa.Table, number: int, most: int) -> tuple[list[PartRow], int]:
    """The first rows behind sums of one column of amounts, and how many there are."""
    keys = [name for name in sums.column_names if name.isdigit()]
    lines, amounts = list[str](), list[Decimal]()
    known: dict[tuple[str, ...], int] = {}
    columns = [sums[name].to_pylist() for name in ("line", "amount", *keys)]
    for line, amount, *said in zip(*columns, strict=True):
        at = known.setdefault(tuple(said), len(lines))
        if at == len(lines):
            lines.append(line)
            amounts.append(Decimal())
        amounts[at] += Decimal(amount)
    said_of = zip(keys, zip(*known, strict=True), strict=True)
    wanted = pa.table({name: pa.array(said, pa.string()) for name, said in said_of})
    with picking(parts, wanted) as picked:
        count = _checked(picked, parts, form, number, amounts)
        found = islice(summed_rows(parts, form, picked, wanted, number), most)
        rows = [PartRow(lines[each.at], each.file, each.row, parts.names[number], each.text) for each in found]
    return rows, count


def _checked(picked: Picking, parts: Parts, form: NumberForm, number: int, amounts: Sequence[Decimal]) -> int:
    """How many rows the sums have, once they are found to be those that were read."""
    found = summed(picked.engine, picked.frame(), [WANTED], [str(number)], form, most=2 * len(amounts))
    columns = [column.to_pylist() for column in found.groups.columns] if found else []
    said = {at: Decimal(text) for at, text in zip(*columns, strict=True) if text is not None}
    if found is None or said != dict(enumerate(amounts)):
        raise changed(parts.files[0].name)
    return found.cells


def changed(file: str) -> CrosscutError:
    """What is said where a file is no longer what was read."""
    return CrosscutError(
        "the files are not those that were read: their rows make other sums",
        code="changed-parts",
        file=file,
        hint="Build the folder again.",
    )
