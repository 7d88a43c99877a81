"""What a workbook says of its cells beside their values: hidden, merged, in error, and how numbers are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Merge:
    """Cells merged to one: rows from 1, columns from 0, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True)
class NumberFormat:
    """How numbers of a column are shown from some row on: the format's literal text, and thousands that it leaves out.

    ``literal`` stands after the number (``원``), ``sign`` before it (``$``); ``scaled`` counts trailing commas.
    """

    row: int
    literal: str
    sign: str
    scaled: int


@dataclass(frozen=True)
class OtherSheet:
    """Another sheet of the workbook: its first rows, and whether readers of the workbook see it."""

    name: str
    head: Sequence[Sequence[str]]
    visible: bool


@dataclass(frozen=True)
class Marks:
    """What a file marks on a sheet; a file that marks nothing has none of it."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = ()
    number_formats: dict[int, tuple[NumberFormat, ...]] = field(default_factory=dict)
    others: tuple[OtherSheet, ...] = ()


NO_MARKS = Marks()
