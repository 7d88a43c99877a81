"""The data rows of one source, and its total rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.config import Source
from crosscut.findings import Place
from crosscut.ingest.amounts import Amounts
from crosscut.ingest.columns import AmountColumn
from crosscut.ingest.header import Header
from crosscut.ingest.rates import Conversion
from crosscut.ingest.readers.sheet import Origin
from crosscut.ingest.sum_places import place_in
from crosscut.tables import ControlRow
from crosscut.text import Text


@dataclass(frozen=True)
class TotalRow:
    """One amount of a total row, and what it totals.

    ``label`` is what the row is called, ``word`` the cell of it that says a word for a total. ``stated`` says that
    ``where`` tells which rows it totals: it cannot of a run of rows. ``currency`` is empty where it is the budget's.
    """

    label: str
    word: str
    area: str
    where: tuple[str, ...]
    amount: int
    place: Place
    stated: bool = True
    currency: str = ""

    def control(self, citation: str) -> ControlRow:
        """The total as a row of CONTROLS."""
        return {
            "label": self.label,
            "kind": "tags" if self.area else "lines",
            "where": list(self.where),
            "amount": self.amount,
            "citation": citation,
            **self.place.columns,
        }


@dataclass(frozen=True)
class OpenTotal:
    """A printed total that differs from the rows of its own source, which others may make up.

    ``value`` is what those rows sum to, ``scope`` what the total is of as pairs of a key and its text, and
    ``tolerance`` what rounding may leave.
    """

    label: str
    column: AmountColumn
    scope: tuple[tuple[str, str], ...]
    value: int
    amount: int
    place: Place
    tolerance: int


@dataclass(frozen=True)
class Counts:
    """What became of a sheet's rows: all below the header, those of data, totals and notes.

    ``summed`` counts the rows of files that they are sums of; 0 where each row is one of a file's.
    """

    all: int = 0
    data: int = 0
    totals: int = 0
    notes: int = 0
    summed: int = 0


@dataclass
class SourceRows:
    """The data rows of one source. All columns have one length; ``read`` holds the amounts of each amount column.

    ``depths`` say how far in each row's name or id stands. Where the source is in another currency than the budget,
    ``conversion`` says how it was converted and ``own`` holds its amounts as they were.
    """

    source: Source
    position: int
    sheet: str
    header: Header
    row: npt.NDArray[np.int32]
    texts: dict[str, pa.DictionaryArray]
    year: npt.NDArray[np.int16]
    columns: list[AmountColumn]
    read: list[Amounts]
    bounds: dict[str, Amounts] = field(default_factory=dict)
    totals: list[TotalRow] = field(default_factory=list)
    counts: Counts = Counts()
    conversion: Conversion | None = None
    own: list[Amounts] = field(default_factory=list)
    origin: Origin | None = None
    open_totals: list[OpenTotal] = field(default_factory=list)
    depths: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.row)

    def place(self, at: int, column: str = "") -> Place:
        """Where the row at a position stands in its file; for a sum of rows see :func:`sum_places.placed`."""
        if self.origin:
            return place_in(self.origin, at, self.sheet, column)
        return Place(self.file_of(at), self.sheet, int(self.printed_row[at]), column)

    def file_of(self, at: int) -> str:
        """The file that the row at a position stands in."""
        return str(self.origin.files[at].as_py()) if self.origin else self.source.file

    def row_text(self, at: int) -> Text:
        """Which row of its file stands at a position, or that it sums several."""
        number = int(self.printed_row[at])
        return Text(f"row {number}", f"{number}행") if number else Text("a sum of rows", "여러 행의 합")

    def first_amount(self, at: Sequence[int]) -> tuple[AmountColumn, int] | None:
        """The first column in which any of some rows holds an amount other than zero, and what they hold there."""
        for column, read in zip(self.columns, self.read, strict=True):
            held = [amount for each in at if (amount := read.values[each].as_py())]
            if held:
                return column, sum(held)
        return None

    @property
    def printed_row(self) -> npt.NDArray[np.int32]:
        """Each row's number in its file; 0 for one that sums several."""
        return self.origin.rows if self.origin else self.row
