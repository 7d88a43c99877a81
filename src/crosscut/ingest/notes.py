"""Notes below a table: rows of one text and no amount, which are no programmes."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.characters import folded
from crosscut.ingest.texts import not_blank, whose_text

Mask = npt.NDArray[np.bool_]
_MARK = re.compile(r"^\s*(?:[*†‡§※＊]|\(?\d{1,2}\)|\[\d{1,2}\]|[¹²³⁴⁵⁶⁷⁸⁹]|\(?[a-z]\)\s|[a-z]/\s|주\s?\d|注\s?\d)")
_SEVERAL_WORDS = re.compile(r"\S\s+\S|[.。]$")
_DATE = re.compile(
    r"(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{4}|\d{4}[./-]\s?\d{1,2}[./-]\s?\d{1,2}\.?"
    r"|\d{4}\s?[년年]\s?\d{1,2}\s?[월月]\s?\d{1,2}\s?[일日]|\d{1,2}\.? [^\W\d_]{3,}\.? \d{4})"
)
_SENTENCE = 60
"""From this length on a lone text is a sentence, not a name."""


@cache
def _words() -> tuple[str, ...]:
    text = (files("crosscut.ingest") / "data" / "note_words.csv").read_text(encoding="utf-8")
    return tuple(folded(word) for row in csv.DictReader(text.splitlines()) for word in row["words"].split("|"))


def is_note(text: str) -> bool:
    """Whether a text begins as notes do: with a mark, or with a word such as "Source:"."""
    if _MARK.match(text) or len(text) > _SENTENCE:
        return True
    bare = folded(text).lstrip("([<")
    return any(bare.startswith(word) and bare[len(word) : len(word) + 1] in set(":.)] 1234567890") for word in _words())


def _is_label(text: str) -> bool:
    """Whether a cell says such a word and nothing else, as beside a signature."""
    return folded(text).rstrip(" :：") in _words()


def _spoken(texts: Sequence[pa.DictionaryArray], amounts: Mask) -> bool:
    """Whether rows with amounts usually say more than one text: one that says one alone names no programme."""
    said = [int((whose_text(column, not_blank) & amounts).sum()) for column in texts]
    return sum(count * 2 > int(amounts.sum()) for count in said) > 1


def below(
    texts: Sequence[pa.DictionaryArray],
    amounts: Mask,
    filled: Mask,
    row: npt.NDArray[np.int32],
    beside: Mapping[int, str],
) -> Mask:
    """Which rows below the last amount are notes.

    A note says one text and stands behind a blank row, or behind another note, or begins as notes do, or is of several
    words where other rows fill several columns; its word, such as "Source:" or "Prepared by", may have a cell of its
    own, and so may the date beside whoever signed.

    Parameters
    ----------
    texts
        All columns of texts that are read.
    amounts, filled
        Rows that say anything in a column of amounts, and in any column.
    row
        Each row's number in its file.
    beside
        Texts that are no amounts in columns of amounts, by position.
    """
    notes = np.zeros(len(row), bool)
    last = int(np.flatnonzero(amounts)[-1]) if amounts.any() else -1
    if last < 0 or last + 1 >= len(row):
        return notes
    apart, spoken = False, _spoken(texts, amounts)
    for at in range(last + 1, len(row)):
        apart = apart or not filled[at] or int(row[at]) - int(row[at - 1]) > 1
        said = [text for text in (*(column[at].as_py() for column in texts), beside.get(at, "")) if text]
        if len(said) == 1:
            alone = spoken and _SEVERAL_WORDS.search(said[0]) is not None
            notes[at] = apart or alone or bool(notes[at - 1]) or is_note(said[0])
        elif len(said) == 2 and (apart or notes[at - 1]):
            notes[at] = is_note(said[0]) or _is_label(said[0]) or any(map(_DATE.fullmatch, said))
            apart = apart and bool(notes[at])
        elif said:
            apart = False
    return notes
