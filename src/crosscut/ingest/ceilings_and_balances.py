"""Rows that say what a total is held against or what is left of it: a ceiling, a balance. They are no programmes."""

from __future__ import annotations

import re
from functools import partial
from itertools import takewhile

import numpy as np
import numpy.typing as npt

from crosscut.characters import folded
from crosscut.ingest.parts_below import ask_beside
from crosscut.ingest.readers.ranges import in_rows
from crosscut.ingest.report import INFO, Report
from crosscut.ingest.row_words import listed
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.texts import blank, whose_text
from crosscut.text import Text
from crosscut.text.year_words import year

Mask = npt.NDArray[np.bool_]
_IN_BRACKETS = re.compile(r"\s*[(\[（][^()（）\[\]]*[)\]）]")
_LONGEST = 60
"""Characters of a text that may say such a word and nothing else."""
_CALLED = Text("stands below a total and is called a ceiling or a balance", "합계 아래에 한도나 잔액으로 적힌 행")


def without_id(rows: SourceRows, data: Mask, totals: Mask, report: Report) -> Mask:
    """Rows of data that say so, have no id and stand right below a total or one another there: they are not counted.

    Parameters
    ----------
    rows, data
        The rows of a source, and which are data.
    totals
        Those that say a word for a total and nothing else.
    """
    key = "programme" if rows.source.kind == "programmes" else "subprogramme"
    among = data & whose_text(rows.texts[key], blank) & ~totals
    found = np.zeros(rows.height, bool)
    held = np.flatnonzero(data)
    for place in np.searchsorted(held, np.flatnonzero(among)).tolist() if totals.any() else ():
        before, at = int(held[place - 1]), int(held[place])
        found[at] = place > 0 and (totals[before] or found[before]) and _is_called(rows, at)
    if found.any():
        report.add(
            "ceiling-or-balance",
            INFO,
            rows.place(int(np.flatnonzero(found)[0])),
            Text(
                f"{int(found.sum()):,} rows without an id are called ceilings or balances; they were not counted.",
                f"식별자 없이 한도나 잔액으로 적힌 행 {int(found.sum()):,}개는 세지 않았습니다.",
            ),
            mend=Text("Fill the id where one is a programme.", "사업이면 식별자를 적으십시오."),
        )
    return found


def ask(rows: SourceRows, kept: Mask, totals: npt.NDArray[np.intp], report: Report) -> None:
    """Ask about such rows that have an id and stand below the last programme and a total.

    Parameters
    ----------
    rows, kept
        The rows of a source, and which are data.
    totals
        Where its total rows stand.
    """
    if not len(totals):
        return
    for at in takewhile(partial(_is_called, rows), np.flatnonzero(kept)[::-1].tolist()):
        if at > totals[0] and not in_rows(rows.row[at : at + 1], rows.source.keep_rows).any():
            ask_beside(rows, at, report, "looks-like-balance", _CALLED)


def _is_called(rows: SourceRows, at: int) -> bool:
    """Whether a text of a row is such a word, with a year or brackets beside it or without."""
    return any(map(_is_word, (rows.texts[key][at].as_py() for key in ("name", "programme", "subprogramme"))))


def _is_word(text: str) -> bool:
    if not text or len(text) > _LONGEST:
        return False
    words = _IN_BRACKETS.sub("", folded(text)).strip(" .:*-–—").split()
    return " ".join(word for word in words if not year(word)) in listed("balance")
