"""What every reader gives: a sheet of texts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.ingest.readers.marks import NO_MARKS, Marks

if TYPE_CHECKING:
    from crosscut.ingest.readers.part_sums import PartSums

RowNumbers = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Origin:
    """Where the rows of several files stand: the file of each, and its row there, 0 for a sum of rows.

    ``at`` is the position of each row among the ``sums`` and the rows behind them.
    """

    files: pa.DictionaryArray
    rows: RowNumbers
    at: RowNumbers
    sums: PartSums

    def only(self, kept: Mask) -> Origin:
        """Those of the rows that are kept."""
        return Origin(self.files.filter(pa.array(kept)), self.rows[kept], self.at[kept], self.sums)


@dataclass
class Body:
    """The rows under the header, column by column.

    ``columns`` holds text by column number from 0, blank cells as empty text: plain text for columns of amounts,
    dictionary-encoded for all others. ``row`` is each row's number as a spreadsheet shows it. ``dates`` tells which
    cells (column, position) the file types as a date, ``typed`` which cells of a column of amounts it holds as numbers,
    ``long`` which texts (column, position) it holds as numbers of more digits than it keeps. A body of several files
    has an ``origin`` and numbers its rows by itself; ``counted`` are the rows that it was made of, where it sums them.
    """

    columns: dict[int, pa.Array]
    row: RowNumbers
    dates: dict[int, list[int]] = field(default_factory=dict)
    formulas: dict[int, list[int]] = field(default_factory=dict)
    typed: dict[int, Mask] = field(default_factory=dict)
    long: dict[int, list[int]] = field(default_factory=dict)
    origin: Origin | None = None
    counted: int = 0

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.row)

    @property
    def printed_row(self) -> RowNumbers:
        """Each row's number in its file; 0 for one that sums several."""
        return self.origin.rows if self.origin else self.row

    def only(self, kept: Mask) -> Body:
        """The rows that are kept."""
        if kept.all():
            return self
        mask, places = pa.array(kept), np.cumsum(kept) - 1

        def moved(positions: dict[int, list[int]]) -> dict[int, list[int]]:
            return {number: [int(places[at]) for at in each if kept[at]] for number, each in positions.items()}

        return Body(
            {number: _filtered(column, mask) for number, column in self.columns.items()},
            self.row[kept],
            moved(self.dates),
            moved(self.formulas),
            {number: each[kept] for number, each in self.typed.items()},
            moved(self.long),
            self.origin.only(kept) if self.origin else None,
            self.counted,
        )


def _filtered(column: pa.Array, mask: pa.Array) -> pa.Array:
    """The cells that are kept, of a dictionary with no text that none of them says."""
    found = column.filter(mask)
    if not pa.types.is_dictionary(found.type):
        return found
    indices = found.indices.to_numpy(zero_copy_only=False)
    said = np.bincount(indices, minlength=len(found.dictionary)) > 0
    if said.all():
        return found
    places = (np.cumsum(said) - 1).astype(np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(places[indices]), found.dictionary.filter(pa.array(said)))


class Sheet(Protocol):
    """A table as it came: its first rows, and the rest once the header is known."""

    file: str
    name: str

    @property
    def head(self) -> Sequence[Sequence[str]]:
        """The first rows."""
        ...

    def body(self, header_end: int, wanted: Collection[int], amounts: Collection[int], width: int) -> Body:
        """Rows after the first ``header_end`` rows, of the ``wanted`` columns; ``amounts`` among them stay plain."""
        ...


def marks_of(sheet: Sheet) -> Marks:
    """What the file marks on a sheet beside its values; nothing where its reader knows of no marks."""
    found = getattr(sheet, "marks", NO_MARKS)
    return found if isinstance(found, Marks) else NO_MARKS


def delimiter_of(sheet: Sheet) -> str:
    """What stands between the columns of a text file; empty where it is no text file."""
    return str(getattr(sheet, "delimiter", ""))


def encoded(texts: pa.Array | pa.ChunkedArray) -> pa.DictionaryArray:
    """A text column with each distinct text held once."""
    if not pa.types.is_dictionary(texts.type):
        texts = texts.dictionary_encode()
    if isinstance(texts, pa.ChunkedArray):
        return whole(texts.unify_dictionaries())
    return texts


def whole(column: pa.ChunkedArray) -> pa.Array:
    """A column in one piece."""
    if column.num_chunks == 0:
        return pa.array([], column.type)
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks)
