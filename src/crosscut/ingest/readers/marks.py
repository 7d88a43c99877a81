"""What a workbook says of its cells beside their values: hidden, merged, in error, and how numbers are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from crosscut.ingest.readers.number_formats import above_zero, is_of_ids, parts, unseen_effect
from crosscut.ingest.readers.raised_text import Raised
from crosscut.money import CURRENCIES


@dataclass(frozen=True)
class Merge:
    """Cells merged to one: rows from 1, columns from 0, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True)
class NumberFormat:
    """How numbers of a column are shown in some rows: the format's literal text, and thousands that it leaves out.

    ``literal`` stands after the number (``원``), ``sign`` before it (``$``); ``scaled`` counts trailing commas.
    """

    rows: Sequence[int]
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
class Unseen:
    """A cell that readers of the workbook do not see as it stands: ``why`` is white, struck, or of its format."""

    row: int
    column: int
    why: str


@dataclass(frozen=True)
class Marks:
    """What a file marks on a sheet, and whether it hides the sheet itself; a file that marks nothing has none of it.

    ``indents`` are rows of a column whose texts stand as far in as the number behind them says.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = ()
    number_formats: dict[int, tuple[NumberFormat, ...]] = field(default_factory=dict)
    others: tuple[OtherSheet, ...] = ()
    hidden: bool = False
    unseen: tuple[Unseen, ...] = ()
    errors: tuple[tuple[int, int, str], ...] = ()
    indents: dict[int, Sequence[tuple[Sequence[int], int]]] = field(default_factory=dict)


NO_MARKS = Marks()


def scaled_columns(marks: Marks) -> dict[int, int]:
    """The columns whose formats all leave out as many thousands, and how many."""
    scales = {number: {each.scaled for each in formats} for number, formats in marks.number_formats.items()}
    return {number: next(iter(found)) for number, found in scales.items() if len(found) == 1 and found != {0}}


@dataclass
class CellMarks:
    """What a reader of a workbook's own bytes collects of a sheet: rows from 1, columns from 0.

    ``formats`` are the formats of numbers by style, in their part for numbers above zero; ``odd`` why readers do
    not see cells of a style as they stand; ``shown`` in which rows of each column each style stands; ``codes`` the rows
    of a column whose format makes more of a number than its digits, with that format; ``raised`` numbers with marks of
    notes, ``empty_formulas`` the rows of formulas without a value, by column. ``height`` and ``width`` reach to
    the furthest cell, where the reader tells them. ``signed`` formats hold what they do to numbers below zero.
    ``depths`` say how far in the styles set their texts, ``indents`` which rows of a column stand so.
    """

    formats: dict[int, str] = field(default_factory=dict)
    odd: dict[int, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    shown: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    codes: dict[int, list[tuple[Sequence[int], str]]] = field(default_factory=dict)
    unseen: list[Unseen] = field(default_factory=list)
    raised: list[Raised] = field(default_factory=list)
    empty_formulas: dict[int, list[int]] = field(default_factory=dict)
    height: int = 0
    width: int = 0
    signed: bool = True
    depths: dict[int, int] = field(default_factory=dict)
    indents: dict[int, list[tuple[Sequence[int], int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shown = {style: unseen_effect(code, signed=self.signed) for style, code in self.formats.items()}
        self.odd |= {style: why for style, why in shown.items() if why}
        self.formats = {style: above_zero(code) for style, code in self.formats.items()}

    @cached_property
    def meaningful(self) -> frozenset[int]:
        """The styles that say anything that a reader of values would miss."""
        shown = {style for style, code in self.formats.items() if any(parts(code)) or is_of_ids(code)}
        return frozenset(shown | self.odd.keys() | self.depths.keys())

    def style(self, row: int, column: int, style: int) -> None:
        """Note the style of a cell."""
        self.styles([row], column, style)

    def style_of(self, row: int, column: int, currency: str) -> None:
        """Note a cell that names its currency beside its format."""
        if currency in CURRENCIES:
            style = -1 - list(CURRENCIES).index(currency)
            self.formats[style] = f'"{currency}" #,##0'
            self.style(row, column, style)

    def styles(self, rows: Sequence[int], column: int, style: int) -> None:
        """Note the style of cells of a column, of one or more rows in their order."""
        if style in self.odd:
            self.unseen += [Unseen(row, column, self.odd[style]) for row in rows]
        self.set_in(rows, column, style)
        code = self.formats.get(style)
        if code is not None:
            self.shown.setdefault((column, style), []).extend(rows)
            if is_of_ids(code):
                self.codes.setdefault(column, []).append((rows, code))

    def set_in(self, rows: Sequence[int], column: int, style: int) -> None:
        """Note how far in cells of a style set their texts."""
        if style in self.depths:
            self.indents.setdefault(column, []).append((rows, self.depths[style]))

    def marks(self, others: tuple[OtherSheet, ...], counts: Callable[[int], bool]) -> Marks:
        """What findings are made of; no format of a number counts that stands in none of the rows that do."""
        shown: dict[int, list[NumberFormat]] = {}
        for (column, style), rows in self.shown.items():
            literal, sign, scaled = parts(self.formats[style])
            if (literal or sign or scaled) and any(map(counts, rows)):
                shown.setdefault(column, []).append(NumberFormat(rows, literal, sign, scaled))
        return Marks(
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
            tuple(self.merges),
            {column: tuple(each) for column, each in shown.items()},
            others,
            unseen=tuple(self.unseen),
            errors=tuple(self.errors),
            indents=dict(self.indents),
        )
