"""What a sheet is before it is written: columns, rows of values, and the sums it promises."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain, count
from typing import Literal

from crosscut.figures import Figure
from crosscut.text import LANGUAGES, Language, Text

ColumnKind = Literal["text", "long", "money", "minor", "count", "share", "year", "plain", "truth"]
"""``money`` is in the workbook's unit, ``minor`` in the currency's minor unit; ``plain`` is a number as it is."""

HEADER = 4
"""The table's header row, counting from 0: above it stand title, two lines of particulars and a remark."""

EXACT = 2**53
"""Beyond it, a number in Excel is no longer every integer."""

TEXT_LIMIT = 32_767
"""What one Excel cell can hold, in UTF-16 code units."""

_CUT = Text(en="cut: whole text in the CSV files", ko="줄임: 전문은 CSV 파일")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class CellFormula:
    """A live formula, and the value it has for readers that do not calculate."""

    text: str
    value: int | float | bool


@dataclass(frozen=True, slots=True)
class SheetLink:
    """A link to another sheet."""

    sheet: str


Value = str | Text | int | float | Figure | CellFormula | SheetLink | None
SheetRow = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and what its values are."""

    title: Text
    kind: ColumnKind = "text"


@dataclass(frozen=True, slots=True)
class CellBlock:
    """A block of a sheet's data cells, rows and columns counting from 0, both ends included."""

    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class SumCheck:
    """The promise that the cells of ``parts`` sum to the cell ``whole``; without a whole, shares that sum to one."""

    text: Text
    parts: CellBlock
    whole: CellBlock | None


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet with one table.

    ``totals`` are the rows that sum others; ``frozen`` columns stay in sight. ``counting`` is what its amounts are
    counted by, empty where it is the workbook's.
    """

    name: str
    title: Text
    remark: Text
    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]
    totals: frozenset[int] = frozenset()
    frozen: int = 0
    checks: tuple[SumCheck, ...] = ()
    counting: str = ""

    def cell(self, row: int, column: int) -> CellBlock:
        """One data cell as a block."""
        return CellBlock(self.name, row, column, row, column)


def joined(text: Text, languages: Iterable[Language]) -> str:
    """A text in some languages, one behind the other; once where it is the same."""
    return " / ".join(dict.fromkeys(text[language] for language in languages))


def clean(text: str, languages: Iterable[Language] = LANGUAGES) -> str:
    """A text as a cell can hold it: without control characters, cut with a note where it is too long."""
    cleaned = text if text.isprintable() else _UNWRITABLE.sub("", text)
    if 2 * len(cleaned) <= TEXT_LIMIT or len(cleaned.encode("utf-16-le")) // 2 <= TEXT_LIMIT:
        return cleaned
    cut = f" … [{joined(_CUT, languages)}]"
    room = (TEXT_LIMIT - len(cut)) * 2
    return cleaned.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + cut


def distinct(titles: Iterable[str]) -> list[str]:
    """Headings as a table of Excel takes them: one that stands already, in whatever case, with a number."""
    taken = dict[str, str]()
    for title in titles:
        numbered = (f"{title} ({number})" for number in count(2))
        free = next(each for each in chain([title], numbered) if each.lower() not in taken)
        taken[free.lower()] = free
    return list(taken.values())


def width(text: str) -> int:
    """How many narrow characters wide the widest line of a text is; Korean characters count two."""
    if text.isascii() and "\n" not in text:
        return len(text)
    lines = text.split("\n")
    return max(sum(map(_columns, line)) for line in lines)


@cache
def _columns(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def table_name(sheet: str) -> str:
    """The name of a sheet's Excel table."""
    return "T_" + re.sub(r"\W+", "_", sheet)
