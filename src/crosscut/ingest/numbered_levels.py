"""Rows whose ids or names are numbered or set in by levels, of which those above are the sums of those below.

Numbers are such as ``1``, ``1.1``, ``1.1.1``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.ingest.open_rows import Amounts, OpenRows
from crosscut.ingest.running_sums import step_of
from crosscut.ingest.text_forms import any_form
from crosscut.ingest.texts import codes

Number = tuple[str, ...] | str
"""The parts of a number, the highest level first: ``1.2.1`` is ``("1", "2", "1")``; the digits of one without marks."""
_PART = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"\d{1,12}")
_MARK = "[^0-9A-Za-z]"
_PARTED = r"[\p{L}\p{N}][^\p{L}\p{N}]+[\p{L}\p{N}]"
_LED = r"^\(?(?:[A-Z]|[IVX]{1,5}|\p{Nd}{1,3})[.\-]\p{Nd}"
_DIGITS_ALONE = r"^\p{Nd}{1,12}$"
_LEADING = re.compile(r"\(?([A-Z]|[IVX]{1,5}|\d{1,3})((?:[.\-]\d{1,3})*)[.)]?\s+\S")
_FEWEST = 2
"""Parts of a parent, and parents of plain digits, from which a sum is no likely chance."""
_MOSTLY = 0.5
_MOST = 50_000
"""Texts from which no person numbered them in levels."""
_DIGITS = 5
"""Digits of the sums of parents that are numbered without marks between levels, such as 10 and 1001.

Fewer do where all parents are sums.
"""


@dataclass(frozen=True)
class _Level:
    """A parent and its parts by their numbers' places, and whether it is their sum, exactly or nearly."""

    parent: int
    parts: Sequence[int]
    exact: bool
    near: bool


@dataclass(frozen=True)
class _Numbering:
    """The distinct numbers of rows, the place of each row's among them, and whether marks tell levels apart.

    ``by`` says how the rows show their levels.
    """

    numbers: Mapping[Number, int]
    of_row: npt.NDArray[np.int64]
    marked: bool
    by: str = "numbered"

    def sums(self, values: Amounts) -> Amounts:
        """The sum of the rows of each number."""
        found = np.zeros(len(self.numbers), np.int64)
        np.add.at(found, self.of_row, values)
        return found


def parents(among: OpenRows) -> tuple[list[int], str]:
    """Those among some rows that are the sums of the rows of levels below them, and how the levels are shown.

    Empty where there are no levels.
    """
    if not among.values:
        return [], ""
    factors = [column.unit.factor for column in among.rows.columns]
    for numbering in _numberings(among):
        columns = [(numbering.sums(each), factor) for each, factor in zip(among.values, factors, strict=True)]
        columns = [each for each in columns if each[0].any()] or columns[:1]
        levels = _levels(numbering.numbers, columns)
        if _tells(levels, columns[0][0], marked=numbering.marked) or _is_outline(levels, numbering.of_row.tolist()):
            above = [each.parent for each in levels if each.near]
            return [int(each) for each in among.at[np.isin(numbering.of_row, above)]], numbering.by
    return [], ""


def _tells(levels: Sequence[_Level], amounts: npt.NDArray[np.int64], *, marked: bool) -> bool:
    """Whether sums are no likely chance: those of most parents, of several, or of many digits where no marks tell."""
    several = [each for each in levels if len(each.parts) >= _FEWEST]
    exact = [each for each in several if each.exact]
    if not exact or sum(each.near for each in several) < _MOSTLY * len(several):
        return False
    digits = sum(len(str(abs(int(amounts[each.parent]))).rstrip("0")) for each in exact)
    return marked or (len(exact) >= _FEWEST and digits >= (_FEWEST if len(exact) == len(several) else _DIGITS))


def _is_outline(levels: Sequence[_Level], numbers: Sequence[int]) -> bool:
    """Whether each parent is the sum of its parts and stands right above them, in a table of such and other rows."""
    several = any(len(each.parts) >= _FEWEST for each in levels)
    return several and all(each.exact and _is_above(each, numbers) for each in levels)


def _is_above(level: _Level, numbers: Sequence[int]) -> bool:
    first = numbers.index(level.parent) + 1
    return sorted(numbers[first : first + len(level.parts)]) == sorted(level.parts)


def _numberings(among: OpenRows) -> Iterator[_Numbering]:
    """The ways in which rows may be numbered, the surest first."""
    rows = among.rows
    key = "programme" if rows.source.kind == "programmes" else "subprogramme"
    ids, names = rows.texts[key], rows.texts["name"]
    if len(ids.dictionary) > _MOST:
        return
    said = ids.dictionary.to_pylist()
    if len(among.at) <= _MOST and len(set(depths := rows.depths[among.at].tolist())) > 1:
        yield _indented(depths)
    if any_form(ids.dictionary, _MARK) and any_form(ids.dictionary, _PARTED):
        yield from _numbered(among, ids, [tuple(_PART.findall(text)) for text in said], marked=True)
    for texts in (names, ids):
        if len(texts.dictionary) <= _MOST and any_form(texts.dictionary, _LED):
            yield from _numbered(among, texts, [_leading(text) for text in texts.dictionary.to_pylist()], marked=True)
    if not any_form(ids.dictionary, _DIGITS_ALONE):
        return
    plain = [text if _PLAIN.fullmatch(text) else "" for text in said]
    width = max(map(len, plain))
    ends = [text.rstrip("0") if len(text) == width else text for text in plain]
    yield from _numbered(among, ids, plain, marked=False)
    yield from _numbered(among, ids, ends, marked=False)


def _indented(depths: Sequence[int]) -> _Numbering:
    """A number for each row by how far in it stands, below the nearest row before it that stands further out."""
    numbers: dict[Number, int] = {}
    above: list[tuple[int, tuple[str, ...]]] = []
    for place, depth in enumerate(depths):
        while above and above[-1][0] >= depth:
            above.pop()
        number = (*(above[-1][1] if above else ()), str(place))
        above.append((depth, number))
        numbers[number] = place
    return _Numbering(numbers, np.arange(len(depths)), marked=True, by="indented")


def _numbered(
    among: OpenRows, texts: pa.DictionaryArray, said: Sequence[Number], *, marked: bool
) -> Iterator[_Numbering]:
    """How the rows of some texts are numbered, by the number of each distinct one; nothing where they are not."""
    if max(map(len, said), default=0) < _FEWEST:
        return
    numbers: dict[Number, int] = {}
    places = np.array([numbers.setdefault(number, len(numbers)) for number in said], np.int64)
    yield _Numbering(numbers, places[among.of(codes(texts))], marked)


def _leading(name: str) -> Number:
    """The number that a name begins with: ``1.2 Solar``."""
    found = _LEADING.match(name)
    return (found[1], *re.findall(r"\d+", found[2])) if found else ()


Columns = Sequence[tuple[npt.NDArray[np.int64], int]]
"""The sum of each number in a column of amounts, and what one of its unit is worth."""


def _levels(numbers: Mapping[Number, int], columns: Columns) -> list[_Level]:
    """Each number that stands above others and holds an amount as they do; none where no sum of several is exact."""
    filled = np.logical_or.reduce([sums != 0 for sums, _ in columns]).tolist()
    held = sorted((number, place) for number, place in numbers.items() if number and filled[place])
    below = _below(held)
    if not any(_is_exact(parent, parts, columns) for parent, parts in below.items() if len(parts) >= _FEWEST):
        return []
    return [_level(parent, parts, columns) for parent, parts in below.items()]


def _below(numbers: Sequence[tuple[Number, int]]) -> dict[int, list[int]]:
    """The places of the numbers below each number that has any: those of which it is the longest beginning."""
    found: dict[int, list[int]] = {}
    above: list[tuple[Number, int]] = []
    for number, place in numbers:
        while above and number[: len(above[-1][0])] != above[-1][0]:
            above.pop()
        if above:
            found.setdefault(above[-1][1], []).append(place)
        above.append((number, place))
    return found


def _is_exact(parent: int, parts: Sequence[int], columns: Columns) -> bool:
    return all(int(sums[parts].sum()) == int(sums[parent]) for sums, _ in columns)


def _level(parent: int, parts: Sequence[int], columns: Columns) -> _Level:
    apart = [_distance(sums[parts], int(sums[parent]), factor) for sums, factor in columns]
    exact, near = not any(far for far, _ in apart), all(far <= most for far, most in apart)
    return _Level(parent, parts, exact, near)


def _distance(parts: npt.NDArray[np.int64], parent: int, factor: int) -> tuple[int, int]:
    """How far a parent is from the sum of its parts, and how far rounding may take it."""
    step = step_of(parts, parent, factor)
    return abs(int(parts.sum()) - parent), step * len(parts) // 2 if step > 1 else 0
