"""The sums that rows of many files make, and the way back from a sum to its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from crosscut.characters import folded
from crosscut.config import Source
from crosscut.engine.row_selection import WANTED, Picking
from crosscut.engine.row_sums import NumberForm
from crosscut.ingest.cell_words import blank_words
from crosscut.ingest.readers.parts import PartFile, Parts, part_texts


@dataclass(frozen=True)
class PartSums:
    """Sums of rows by what the files say in words.

    ``keys`` hold, by the number of the column, what the rows of each sum say as the files write it, ``sums`` the sums
    of each column of amounts as texts of exact decimals. Rows that were not summed may stand behind the sums.
    """

    parts: Parts
    keys: Mapping[int, pa.DictionaryArray]
    sums: Mapping[int, pa.Array]

    def first_rows(self, positions: Sequence[int]) -> dict[int, tuple[str, int]]:
        """The file and row of the first row of some of the sums."""
        taken = pa.array(positions, pa.int64())
        wanted = pa.table({str(number): key.take(taken).dictionary_decode() for number, key in self.keys.items()})
        found: dict[int, tuple[str, int]] = {}
        with picking(self.parts, wanted) as picked:
            for part in self.parts.files:
                for at, row in _first_rows(self.parts, part, picked, wanted):
                    found.setdefault(positions[at], (part.name, row))
                if len(found) == len(positions):
                    break
        return found


@dataclass(frozen=True)
class SummedRow:
    """A row that adds to a sum: the position of the sum among those wanted, the row's place, and what it states."""

    at: int
    file: str
    row: int
    text: str


def number_form(source: Source) -> NumberForm:
    """How the files of a source write numbers as text."""
    decimal = source.decimal or {".": ",", ",": "."}.get(source.thousands, "")
    return NumberForm(decimal or ".", source.thousands, frozenset(map(folded, source.blank)) | blank_words())


def summed_rows(parts: Parts, form: NumberForm, picked: Picking, wanted: pa.Table, number: int) -> Iterator[SummedRow]:
    """The rows that say one of the wanted combinations and state an amount that was summed, in order."""
    doubtful = number in parts.written
    for part in parts.files:
        for at, row, text in _stating(parts, part, picked, wanted, number):
            if not doubtful or form.is_plain(text):
                yield SummedRow(at, part.name, row, text)


def _stating(
    parts: Parts, part: PartFile, picked: Picking, wanted: pa.Table, number: int
) -> Iterator[tuple[int, int, str]]:
    if parts.parquet:
        for batch in picked.rows(part.path, number):
            texts = part_texts(batch.column(str(number)))
            yield from zip(batch.column(WANTED).to_pylist(), batch.column("row").to_pylist(), texts, strict=True)
        return
    known, numbers = combinations(wanted), [int(name) for name in wanted.column_names]
    for row, cells in matching_rows(parts, part, picked, wanted):
        yield known[tuple(cells[each] for each in numbers)], row, cells[number]


def picking(parts: Parts, wanted: pa.Table) -> Picking:
    """The rows of the files that say one of the combinations of ``wanted``."""
    return Picking(parts.paths, "" if parts.parquet else parts.delimiter, len(parts.names), wanted)


def _first_rows(parts: Parts, part: PartFile, picked: Picking, wanted: pa.Table) -> Iterator[tuple[int, int]]:
    """The first row of one file that says each of the wanted combinations, by the combination's position."""
    if parts.parquet:
        table = picked.first_rows(part.path)
        yield from zip(table[WANTED].to_pylist(), table["row"].to_pylist(), strict=True)
        return
    left = combinations(wanted)
    for row, cells in matching_rows(parts, part, picked, wanted):
        at = left.pop(tuple(cells[int(name)] for name in wanted.column_names), None)
        if at is not None:
            yield at, row
        if not left:
            return


def matching_rows(
    parts: Parts, part: PartFile, picked: Picking, wanted: pa.Table
) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of delimited text that say one of the wanted combinations; a file without any is read by the engine."""
    if not picked.holds(part.path):
        return
    known, numbers = combinations(wanted), [int(name) for name in wanted.column_names]
    for row, cells in parts.rows(part):
        if tuple(cells[number] for number in numbers) in known:
            yield row, cells


def combinations(wanted: pa.Table) -> dict[tuple[str, ...], int]:
    """The position of each combination of texts."""
    rows = zip(*(column.to_pylist() for column in wanted.columns), strict=True)
    return {row: at for at, row in enumerate(rows)}
