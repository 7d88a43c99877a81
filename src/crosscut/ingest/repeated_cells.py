"""Cells that repeat the one above them by a mark or a word: ``〃``, ``同上``, ``ditto``, ``idem``."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.characters import folded
from crosscut.config import Source
from crosscut.findings import Place
from crosscut.ingest import row_words
from crosscut.ingest.columns import Mapping
from crosscut.ingest.header import Header
from crosscut.ingest.readers.ranges import in_rows
from crosscut.ingest.readers.sheet import Body, RowNumbers
from crosscut.ingest.report import INFO, Report, Unreadable, stop
from crosscut.ingest.sum_places import place_in
from crosscut.ingest.text_forms import whose_forms
from crosscut.ingest.texts import codes, not_blank, where, whose_text
from crosscut.ingest.total_words import total_word
from crosscut.text import Text

_FREE = ("text", "note", "status")
"""Columns whose texts are read by people only."""


def fill(body: Body, header: Header, mapping: Mapping, sheet: str, report: Report) -> None:
    """Write out cells that repeat the nearest one above that says a text of its own and no total.

    Raises
    ------
    Unreadable
        where rows are sums of others, which stand in no order.
    """
    free = {number for key in _FREE for number in mapping.texts.get(key, ())}
    for number in mapping.text_numbers:
        if number in free:
            continue
        column = body.columns[number]
        again = whose_forms([column], _repeating)
        if not again.any():
            continue
        if body.origin:
            at = int(again.argmax())
            place = place_in(body.origin, at, sheet, header.names[number])
            raise _without_order(place, column[at].as_py(), report)
        own = whose_text(column, not_blank) & ~again & ~where(column, lambda text: total_word(text) is not None)
        last = np.maximum.accumulate(np.where(own, np.arange(body.height), -1))
        taken = np.flatnonzero(again & (last >= 0))
        if len(taken):
            indices = codes(column).copy()
            indices[taken] = indices[last[taken]]
            _tell(
                body.row[taken], Place(mapping.source.file, sheet, column=header.names[number]), mapping.source, report
            )
            body.columns[number] = pa.DictionaryArray.from_arrays(pa.array(indices), column.dictionary)


def repeats(text: str) -> bool:
    """Whether a cell says that it repeats the one above it."""
    return len(text) <= len("as above") * 2 and folded(text) in row_words.listed("ditto")


def _repeating(texts: pa.Array) -> pa.Array:
    words = pa.array(sorted({"″", *row_words.listed("ditto")}))
    return pc.is_in(pc.utf8_lower(pc.utf8_trim_whitespace(texts)), words)


def _without_order(place: Place, text: str, report: Report) -> Unreadable:
    return stop(
        report,
        "repeated-cell",
        place,
        Text(
            f"A cell says that it repeats the one above ({text!r}), and rows that are summed stand in no order.",
            f"위 칸과 같다고 적혀 있으나({text!r}) 합산하는 행에는 순서가 없습니다.",
        ),
        Text("Write the text out in every row.", "행마다 값을 적으십시오."),
    )


def _tell(row: RowNumbers, place: Place, source: Source, report: Report) -> None:
    told = row[~in_rows(row, source.skip_rows)]
    if not len(told):
        return
    report.add(
        "repeated-cell",
        INFO,
        replace(place, row=int(told[0])),
        Text(
            f"{len(told):,} cells of this column say that they repeat the one above, and were read so.",
            f"위 칸과 같다고 적힌 칸 {len(told):,}개를 위 칸의 값으로 읽었습니다.",
        ),
        mend=Text("Write the text out in every row.", "행마다 값을 적으십시오."),
    )
