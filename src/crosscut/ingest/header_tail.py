"""Rows below a header that belong to it: numbers of columns, units, and the header itself where it is repeated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.characters import folded
from crosscut.findings import Place
from crosscut.ingest.columns import Mapping
from crosscut.ingest.header import Header
from crosscut.ingest.printed_units import is_power_of_money, printed_units
from crosscut.ingest.readers.ranges import follows
from crosscut.ingest.readers.sheet import Body
from crosscut.ingest.report import INFO, WARNING, Report
from crosscut.ingest.row_words import listed
from crosscut.ingest.texts import whose_text
from crosscut.money import MoneyError, Unit, unit
from crosscut.text import Text
from crosscut.text.year_words import year

Mask = npt.NDArray[np.bool_]
_NUMBER = re.compile(r"\(?(?:([0-9]{1,2})|([a-z]))\)?(?:\s*=.*)?")
_FEWEST = 3
"""Columns from which numbers that follow one another are no chance."""
_NEAR = 3
"""Rows below the header among which its own may stand."""


@dataclass(frozen=True)
class _Table:
    body: Body
    header: Header
    mapping: Mapping
    place: Place
    report: Report

    def cells(self, at: int) -> dict[int, str]:
        """What a row says, by column, where it says anything."""
        texts = {number: column[at].as_py() for number, column in self.body.columns.items()}
        return {number: text.strip() for number, text in sorted(texts.items()) if text and text.strip()}

    def here(self, at: int, column: str = "") -> Place:
        """Where a row stands."""
        return Place(self.place.file, self.place.sheet, int(self.body.row[at]), column)


def find(body: Body, header: Header, mapping: Mapping, sheet: str, report: Report) -> Mask:
    """Which rows of a body belong to its header.

    A unit below the header that differs from the mapping, and a header that begins another table, are findings.
    """
    table = _Table(body, header, mapping, Place(mapping.source.file, sheet), report)
    found = np.zeros(body.height, bool)
    for at in range(min(_NEAR, body.height)):
        if not table.cells(at):
            continue
        if not (_is_numbering(table.cells(at)) or _is_of_units(table, at)):
            break
        found[at] = True
    for at in _repeated(table):
        found[at] = True
        found[at - 1] |= at > 0 and _is_page_heading(table, table.cells(at - 1))
        _report_repeated(table, at)
    return found


def _is_numbering(cells: dict[int, str]) -> bool:
    """Whether each cell says the number of its column, counted from the first."""
    if len(cells) < _FEWEST:
        return False
    matches = [_NUMBER.fullmatch(folded(text)) for text in cells.values()]
    numbers = [int(found[1]) if found[1] else ord(found[2]) - ord("a") + 1 for found in matches if found]
    steps = {number - column for number, column in zip(numbers, cells, strict=False)}
    return len(numbers) == len(cells) and numbers[0] == 1 and (len(steps) == 1 or _follow(numbers))


def _follow(numbers: Sequence[int]) -> bool:
    return list(numbers) == list(range(1, len(numbers) + 1))


def _is_of_units(table: _Table, at: int) -> bool:
    """Whether a row says units of amounts alone; one that differs from the mapping is reported."""
    cells, amounts = table.cells(at), {column.number: column for column in table.mapping.columns}
    if len(cells) == 1 and amounts and not cells.keys() & amounts.keys():
        return _is_lone_unit(table, at, *cells.values())
    units = {number: _unit(text, amounts[number].unit) for number, text in cells.items() if number in amounts}
    if len(units) < len(cells) or not all(units.values()):
        return False
    other = {number for number, said in units.items() if said and said.factor != amounts[number].unit.factor}
    if any(_adds_up(table, at, number, cells[number]) for number in other):
        return False
    for number in sorted(other)[:1]:
        _report_unit(table, at, amounts[number].header, (cells[number], amounts[number].unit.name))
    return True


def _adds_up(table: _Table, at: int, number: int, text: str) -> bool:
    """Whether a power of ten is what the amounts below add up to: a total on top, and no unit."""
    below = pc.replace_substring(table.body.columns[number][at + 1 :].cast(pa.string()), ",", "")
    plain = below.filter(pc.match_substring_regex(below, r"^\d{1,18}(\.\d{1,6})?$"))
    total = pc.sum(plain.cast(pa.decimal128(38, 6))).as_py()
    digits = "".join(filter(str.isdecimal, text))
    return total is not None and bool(digits) and total == int(digits)


def _is_lone_unit(table: _Table, at: int, text: str) -> bool:
    """Whether a row says nothing but the unit of all amounts, such as ``(dollars in thousands)`` in its first cell."""
    column = table.mapping.columns[0]
    said = _unit(text, column.unit) if printed_units(text) else None
    if said and said.factor != column.unit.factor:
        _report_unit(table, at, column.header, (text, column.unit.name))
    return said is not None


def _unit(text: str, stated: Unit) -> Unit | None:
    if any(each.isdigit() for each in text) and not is_power_of_money(text):
        return None
    for each in (text, *printed_units(text)):
        try:
            return unit(each, stated.currency.code)
        except MoneyError:
            continue
    return None


def _report_unit(table: _Table, at: int, column: str, names: tuple[str, str]) -> None:
    table.report.add(
        "unit-differs",
        WARNING,
        table.here(at, column),
        Text(
            f"Below its header the column says {names[0]!r}, but it is read in {names[1]!r}.",
            f"머리글 아래에는 {names[0]!r}(으)로 되어 있는데 {names[1]!r}(으)로 읽었습니다.",
        ),
        mend=Text(
            "Fix source.unit, or state the column's own in source.units.",
            "source.unit을 고치거나 source.units에 열의 단위를 적으십시오.",
        ),
    )


def _repeated(table: _Table) -> list[int]:
    """The rows that say the header again in every column that they fill."""
    names = {number: folded(table.header.names[number]) for number in table.body.columns}
    ids = _first_ids(table.mapping)
    if ids is None or not names[ids]:
        return []
    same = np.flatnonzero(whose_text(table.body.columns[ids], lambda texts: _says(texts, names[ids]))).tolist()
    return [at for at in same if _says_header(table.cells(at), names)]


def _says(texts: pa.Array, name: str) -> pa.Array:
    return pc.equal(pc.utf8_lower(pc.utf8_normalize(texts, form="NFKC")), name)


def _first_ids(mapping: Mapping) -> int | None:
    numbers = [*mapping.texts.get("programme", []), *mapping.texts.get("parent", [])]
    return numbers[0] if numbers else None


def _says_header(cells: dict[int, str], names: dict[int, str]) -> bool:
    return len(cells) > 1 and all(folded(text) == names[number] for number, text in cells.items())


def _is_page_number(cells: dict[int, str]) -> bool:
    """Whether a row says the number of a page and nothing else: ``- 2 -``, ``Page 2 of 5``; a bare year is a title."""
    texts = list(map(folded, cells.values()))
    return len(texts) == 1 and not year(texts[0]) and _page().fullmatch(texts[0]) is not None


def _is_page_heading(table: _Table, cells: dict[int, str]) -> bool:
    """Whether a row says what stands above the first header, and the number of a page: ``Annex 3 | Page 2 of 5``."""
    above, texts = _without_numbers(table.header.above), list(cells.values())
    paged = any(re.search(r"[^\W\d]", text) and _is_page_number({0: text}) for text in texts)
    return paged and all(_without_numbers(text) in above for text in texts)


def _without_numbers(text: str) -> str:
    return re.sub(r"\d+", "#", folded(text))


@cache
def _page() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(listed("page"), key=len, reverse=True)))
    number = rf"\d{{1,4}}(?:\s*(?:/|{words})\s*\d{{1,4}})?"
    return re.compile(rf"(?:[-–—(\[]\s*)?(?:(?:{words})[.\s]*)?{number}\s*(?:{words})?(?:\s*[-–—)\]])?")


def _report_repeated(table: _Table, at: int) -> None:
    """A header between rows of data is that of a page; one below anything else begins another table."""
    own = _first_ids(table.mapping)
    above = table.cells(at - 1) if at else {}
    skipped = table.mapping.source.skip_rows
    gap = at == 0 or not follows(int(table.body.row[at]), int(table.body.row[at - 1]), skipped)
    paged = _is_page_number(above) or _is_page_heading(table, above)
    apart = not paged and (gap or len(above) < 2 or own not in above)
    if not apart:
        table.report.add(
            "header-repeated",
            INFO,
            table.here(at),
            Text("The header stands again and was passed over.", "머리글이 다시 나와 건너뛰었습니다."),
            mend=Text("Nothing, if it is that of a next page.", "다음 쪽의 머리글이면 그대로 두십시오."),
        )
        return
    table.report.add(
        "second-table",
        WARNING,
        table.here(at),
        Text(
            "The header stands again below a gap or a title: this may be another table; its rows are counted.",
            "빈 행이나 제목 아래 머리글이 다시 나옵니다. 여기부터 다른 표일 수 있는데 함께 셌습니다.",
        ),
        mend=Text(
            "State range, or first_row and last_row, in a source for each table.",
            "표마다 source를 두고 range 또는 first_row와 last_row를 적으십시오.",
        ),
    )
