"""What every reader gives: a sheet of texts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Rows = npt.NDArray[np.int32]


@dataclass
class Body:
    """The rows under the header, column by column.

    ``columns`` holds text by column number from 0, blank cells as empty text: plain text for columns of amounts,
    dictionary-encoded for all others. ``row`` is each row's number as a spreadsheet shows it. ``dates`` tells which
    cells (column, position) the file types as a date.
    """

    columns: dict[int, pa.Array]
    row: Rows
    dates: dict[int, list[int]] = field(default_factory=dict)
    formulas: dict[int, list[int]] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.row)


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
