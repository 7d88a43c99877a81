"""Rows of files that are summed, as columns of amounts whose lines are known by what the rows say in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.config import Settings, Source
from crosscut.engine.line_rows import RowAmounts
from crosscut.ingest.readers.part_sums import number_form
from crosscut.ingest.readers.parts import Parts, find
from crosscut.ingest.report import Report, Unreadable
from crosscut.ingest.summed_lines import SummedLines, changed


@dataclass(frozen=True)
class StatedColumn:
    """Files with a column of amounts in their rows."""

    parts: Parts
    column: RowAmounts


def stated_columns(
    folder: Path, settings: Settings, made: Sequence[SummedLines], lines: Collection[str]
) -> list[StatedColumn]:
    """The columns of amounts that rows of some lines stand in, each file of each with a number of its own as a cell.

    A line is left out that has a row whose amount is no plain number, or is in another currency than the budget.

    Raises
    ------
    CrosscutError
        where the files are not those that were read.
    """
    wanted, found, first = pa.array(sorted(lines), pa.string()), list[StatedColumn](), 0
    for each in made:
        parts = _parts(folder, settings.source[each.source])
        for column in _columns(settings.source[each.source], each.table, wanted):
            found.append(StatedColumn(parts, replace(column, first=first)))
            first += len(parts.files)
    return found


def _parts(folder: Path, source: Source) -> Parts:
    try:
        return find(folder, source, Report())
    except Unreadable:
        raise changed(source.file) from None


def _columns(source: Source, table: pa.Table, wanted: pa.Array) -> Iterator[RowAmounts]:
    """Columns of amounts by what one of them is worth."""
    alone = table.filter(pc.or_(pc.greater(table["row"], 0), pc.equal(table["factor"], 0)))["line"]
    left = pc.and_(pc.is_in(table["line"], value_set=wanted), pc.invert(pc.is_in(table["line"], value_set=alone)))
    table = table.filter(left)
    for number in sorted(pc.unique(table["number"]).to_pylist()):
        own = table.filter(pc.equal(table["number"], number))
        names = [name for name in own.column_names if name.isdigit()]
        texts = {name: own[name].cast(pa.string()) for name in names}
        keys = pa.table({"line": own["line"], **texts})
        keys = keys.group_by([*names, "line"]).aggregate([])
        for factor in sorted(pc.unique(own["factor"]).to_pylist()):
            of_factor = pc.unique(own.filter(pc.equal(own["factor"], factor))["line"])
            rows = keys.filter(pc.is_in(keys["line"], value_set=of_factor))
            yield RowAmounts(number, rows, number_form(source), factor)
