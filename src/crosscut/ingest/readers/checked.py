"""Sheets of other packages' readers: what they give is looked at before Crosscut works with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from crosscut.ingest.readers.marks import Marks
from crosscut.ingest.readers.reader import Reader
from crosscut.ingest.readers.sheet import Body, Sheet, marks_of
from crosscut.ingest.report import Unreadable
from crosscut.ingest.texts import recoded
from crosscut.plugins import working


@dataclass
class CheckedSheet:
    """A sheet whose faults are told as those of the package that offers its reader."""

    reader: Reader
    sheet: Sheet

    def __post_init__(self) -> None:
        self.file, self.name = self.sheet.file, self.sheet.name

    @property
    def marks(self) -> Marks:
        """See :class:`Sheet`."""
        return marks_of(self.sheet)

    @property
    def head(self) -> Sequence[Sequence[str]]:
        """The first rows."""
        with working(self.reader, Unreadable):
            head = self.sheet.head
            if not all(isinstance(cell, str) for row in head for cell in row):
                raise TypeError("the first rows of its sheet are not all texts")
            return head

    def body(self, header_end: int, wanted: Collection[int], amounts: Collection[int], width: int) -> Body:
        """See :class:`Sheet`."""
        with working(self.reader, Unreadable):
            body = self.sheet.body(header_end, wanted, amounts, width)
            _check(body, wanted, amounts)
            for number in set(wanted) - set(amounts):
                body.columns[number] = recoded(body.columns[number], body.columns[number].dictionary)
            return body


def _check(body: Body, wanted: Collection[int], amounts: Collection[int]) -> None:
    """Raise TypeError or ValueError where a body is not what readers have to give."""
    if not isinstance(body, Body):
        raise TypeError(f"the body of its sheet is {type(body).__name__}, not Body")
    if not isinstance(body.row, np.ndarray) or body.row.dtype != np.int32:
        raise TypeError("Body.row is no NumPy array of int32")
    for number in sorted(wanted):
        column = body.columns.get(number)
        right = "plain text" if number in amounts else "dictionary-encoded text: use encoded()"
        if column is None:
            raise ValueError(f"Body.columns lacks column {number}, which was wanted")
        if not isinstance(column, pa.Array) or not _is_text(column.type, plain=number in amounts):
            raise TypeError(f"Body.columns[{number}] is {getattr(column, 'type', type(column).__name__)}, not {right}")
        if len(column) != body.height or column.null_count:
            held = f"{column.null_count} nulls" if column.null_count else f"{len(column)} cells"
            raise ValueError(f"Body.columns[{number}] has {held} in {body.height} rows: a blank cell is an empty text")


def _is_text(kind: pa.DataType, *, plain: bool) -> bool:
    if plain or not pa.types.is_dictionary(kind):
        return plain and pa.types.is_string(kind)
    return bool(pa.types.is_string(kind.value_type))
