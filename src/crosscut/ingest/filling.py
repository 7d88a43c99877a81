"""Blank cells of a body filled with what stands above them: by what the mapping says and the sheet merges."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.findings import Place
from crosscut.ingest.columns import Mapping
from crosscut.ingest.header import Header
from crosscut.ingest.labels import Labels
from crosscut.ingest.readers.marks import Marks
from crosscut.ingest.readers.ranges import in_rows
from crosscut.ingest.readers.sheet import Body
from crosscut.ingest.report import WARNING, Report
from crosscut.ingest.texts import codes, not_blank, whose_text
from crosscut.text import Text

Mask = npt.NDArray[np.bool_]
_OF_OFFICES = ("ministry", "committee")
_WITHIN = {"programme": ("name", "name_en", "text", "subprogramme")}
"""What is of one programme alone."""


def numbers_of(header: Header, names: Sequence[str]) -> list[int]:
    """The numbers of the columns of some names; those that are missing are left out."""
    return [number for number in map(header.column, names) if number is not None]


def fill(body: Body, header: Header, mapping: Mapping, marks: Marks, place: Place, report: Report) -> None:  # noqa: PLR0917
    """Fill cells that merging or the mapping leaves blank with what stands above them, in columns of texts."""
    texts = {number for number in body.columns if number not in mapping.amount_numbers}
    for number in texts:
        _fill_merged(body, number, marks)
    downward = [number for number in numbers_of(header, mapping.source.fill_down) if number in texts]
    if not downward:
        return
    totals = np.logical_or(*Labels(mapping, body.columns, body.height).candidates())
    opened = _open_rows(body, texts - set(downward), totals)
    skipped = in_rows(body.row, mapping.source.skip_rows)
    begun = {inner: _begins(body, uppers) for inner, uppers in _uppers(mapping, downward).items()}
    offices = {number for key in _OF_OFFICES for number in mapping.texts.get(key, ())}
    for number in downward:
        left = _fill_down(body, number, (opened, skipped & totals), begun.get(number, 0)) & ~skipped
        if number in offices and left.any():
            _report_left(np.asarray(body.printed_row)[left], header.display_name(number), place, report)


def _fill_merged(body: Body, number: int, marks: Marks) -> None:
    found = [m for m in marks.merges if m.first_column == number and m.last_row > m.first_row]
    if not found or not len(body.row):
        return
    column = body.columns[number]
    indices = codes(column).copy()
    for merge in found:
        first, end = (int(np.searchsorted(body.row, row)) for row in (merge.first_row, merge.last_row + 1))
        if first < end and int(body.row[first]) == merge.first_row:
            indices[first:end] = indices[first]
    body.columns[number] = pa.DictionaryArray.from_arrays(pa.array(indices), column.dictionary)


def _open_rows(body: Body, others: set[int], totals: Mask) -> Mask:
    """Rows that say something in a column that is not filled, and are no totals."""
    opened = np.zeros(body.height, bool)
    for number in others:
        opened |= whose_text(body.columns[number], not_blank)
    return opened & ~totals


def _uppers(mapping: Mapping, downward: Sequence[int]) -> dict[int, list[int]]:
    """The columns that a filled column begins anew with: offices to its left, and the programme that it tells of."""
    offices = sorted({number for key in _OF_OFFICES for number in mapping.texts.get(key, ())} & set(downward))
    uppers = {number: offices[:place] for place, number in enumerate(offices) if place}
    for outer, inner in _WITHIN.items():
        programmes = [number for number in mapping.texts.get(outer, ()) if number in downward]
        for number in (each for key in inner for each in mapping.texts.get(key, ()) if each not in programmes):
            uppers[number] = programmes
    return uppers


def _begins(body: Body, uppers: Sequence[int]) -> npt.NDArray[np.intp]:
    """For each row, the last one up to it in which a column says something other than before."""
    begins = np.zeros(body.height, bool)
    for number in uppers:
        column = body.columns[number]
        said = np.flatnonzero(whose_text(column, not_blank))
        told = codes(column)[said]
        begins[said[1:][told[1:] != told[:-1]]] = True
    return np.maximum.accumulate(np.where(begins, np.arange(body.height), 0))


def _fill_down(body: Body, number: int, rows: tuple[Mask, Mask], begun: npt.NDArray[np.intp] | int) -> Mask:
    """Fill the open rows of one column, by none of those whose texts hold for no other: both are ``rows``.

    Those are given that are left blank, since what stands above is of something else.
    """
    column, (opened, alone) = body.columns[number], rows
    filled = whose_text(column, not_blank)
    last = np.maximum.accumulate(np.where(filled & ~alone, np.arange(body.height), -1))
    take = opened & ~filled & (last >= 0)
    indices = codes(column).copy()
    goes_on = take & (last >= begun)
    indices[goes_on] = indices[last[goes_on]]
    body.columns[number] = pa.DictionaryArray.from_arrays(pa.array(indices), column.dictionary)
    return take & ~goes_on


def _report_left(left: npt.NDArray[np.int32], name: str, place: Place, report: Report) -> None:
    count = f"{len(left):,} rows were" if len(left) > 1 else "it was"
    count_ko = f"{len(left):,}행을" if len(left) > 1 else "이 칸을"
    report.add(
        "not-filled-down",
        WARNING,
        Place(place.file, place.sheet, int(left[0]), name),
        Text(
            f"A new office begins here and its {name!r} is blank: {count} not filled from the office above.",
            f"여기서 기관이 바뀌는데 {name!r} 열이 비어 있어 앞 기관의 값으로 {count_ko} 채우지 않았습니다.",
        ),
        mend=Text(
            "Write the cell, or a dash where there is none.", "칸을 채우십시오. 해당 값이 없으면 -를 적으십시오."
        ),
    )
