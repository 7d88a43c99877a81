"""Which columns of codes make an id together, and which column tells apart rows that otherwise repeat."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.characters import folded
from crosscut.ingest import row_words
from crosscut.ingest.header_words import is_code, roles
from crosscut.ingest.readers.sheet import encoded
from crosscut.ingest.texts import codes, combined, where
from crosscut.ingest.total_words import total_word
from crosscut.text.year_words import year

_WORD = re.compile(r"[^\W\d_]+")
Codes = npt.NDArray[np.int64]
_KEYS = ("programme", "name", "ministry", "committee", "account", "fiscal_year", "stage")
_MANY, _FEW, _BOOKS = 0.1, 0.2, 300
"""The share of rows that repeat, the share of those that a column may leave repeating, and its most texts."""
_OF_A_BOOK = 2
"""Rows that a text of such a column has on average; one of each row is an id."""
_WORTH = 0.1
"""The share of the doubtful ids that a further column must tell apart."""
_RARE, _GROUPS = 0.002, 0.2
"""The share of rows that may share a name, and the most texts that groups of rows have, by the rows."""


def repeated_by(columns: Mapping[str, str], cells: Mapping[str, pa.Array]) -> tuple[str, str]:
    """The header of a column but for which rows repeat, such as the book that they are printed in, and its last text.

    Of revenue and expenditure the text is that of the latter. Both are empty where rows do not repeat, or no one column
    tells them apart.
    """
    named = [columns[key] for key in ("programme", "name") if columns.get(key, "") in cells]
    if not named or not cells.keys() - set(columns.values()):
        return "", ""
    called = pa.array(_called([encoded(cells[name]) for name in named]))
    cells = {name: encoded(column).filter(called) for name, column in cells.items()}
    keys = [_numbered(cells[name]) for key, name in columns.items() if key in _KEYS and name in cells]
    others = [name for name in cells if name not in columns.values()]
    height = len(keys[0][0])
    repeats = height - _distinct(keys)
    if repeats < _MANY * height:
        return "", ""
    left = {name: height - _distinct([*keys, _numbered(cells[name])]) for name in others}
    best = min(others, key=left.__getitem__)
    texts = sorted(filter(None, encoded(cells[best]).dictionary.to_pylist()))
    tells = left[best] <= _FEW * repeats and 1 < len(texts) <= min(_BOOKS, height // _OF_A_BOOK)
    tells = tells and _are_books(best, texts)
    spent = (text for text in texts if "expenditure" in row_words.groups_of(text, best))
    return (best, next(spent, texts[-1])) if tells else ("", "")


def _are_books(header: str, texts: Sequence[str]) -> bool:
    """Whether texts name books, of which one counts, or stages and kinds: no categories, whose amounts add up."""
    return (
        all(map(year, texts))
        or all(folded(text) in row_words.listed("book_text") for text in texts)
        or any(role == "stage" for _, role in roles(header))
        or any(row_words.groups_of(text, header) for text in texts)
        or any(word in row_words.listed("book_header") for word in _WORD.findall(folded(header.replace("_", " "))))
    )


def _called(columns: Sequence[pa.DictionaryArray]) -> npt.NDArray[np.bool_]:
    """Which rows are called as programmes are: by a text, and by no word for a total."""
    said = [where(column, lambda text: bool(text.strip())) for column in columns]
    totals = [where(column, lambda text: total_word(text.strip()) is not None) for column in columns]
    found: npt.NDArray[np.bool_] = np.logical_or.reduce(said) & ~np.logical_or.reduce(totals)
    return found


def joined_ids(columns: Mapping[str, str], cells: Mapping[str, pa.Array], book: str = "") -> list[str]:
    """The headers whose codes make an id, in the order of the file; empty where the id of ``columns`` is enough.

    Parameters
    ----------
    columns
        What the columns were taken for: key and header.
    cells
        The texts of every column, by header.
    book
        A column but for which rows repeat, empty where there is none: what is called otherwise in another is no doubt.
    """
    own, name = columns.get("programme", ""), columns.get("name", "")
    if not own or own not in cells or name not in cells:
        return []
    if name == own:
        return _joined_names(columns, cells, book)
    said, chosen = _numbered(cells[name]), [own]
    moment = [_numbered(cells[each]) for each in (columns.get("fiscal_year", ""), book) if each in cells]
    rest = [_numbered(cells[each]) for key in ("account", "amount") if (each := columns.get(key, "")) in cells]
    others = [each for each in cells if is_code(each) and each not in columns.values()]

    def doubts(ids: Sequence[str]) -> int:
        keys = [*moment, *(_numbered(cells[each]) for each in ids)]
        alike = len(said[0]) - _distinct([*keys, said, *rest])
        return _distinct([*keys, said]) - _distinct(keys) + alike

    if _distinct([_numbered(cells[own]), *moment, said]) == _distinct([_numbered(cells[own]), *moment]):
        return []
    doubtful = doubts(chosen)
    while doubtful and others:
        best = min(others, key=lambda each: doubts([*chosen, each]))
        left = doubts([*chosen, best])
        if doubtful - left < max(1, _WORTH * doubtful):
            break
        chosen.append(best)
        others.remove(best)
        doubtful = left
    return [each for each in cells if each in chosen] if len(chosen) > 1 else []


def _joined_names(columns: Mapping[str, str], cells: Mapping[str, pa.Array], book: str) -> list[str]:
    """The headers whose texts tell apart what a name alone does not; empty where names do, or nothing tells all."""
    kept = [columns.get(key, "") for key in ("fiscal_year", "stage", "account")]
    period = [_numbered(cells[each]) for each in (*kept, book) if each in cells]
    height = len(cells[columns["name"]])

    def doubts(ids: Sequence[str]) -> int:
        return height - _distinct([*period, *(_numbered(cells[each]) for each in ids)])

    chosen = [columns["name"]]
    grouping = [each for key in ("ministry", "committee") if (each := columns.get(key, "")) in cells]
    others = grouping + [each for each in cells if each not in columns.values() and _groups(cells[each])]
    doubtful = doubts(chosen)
    while doubtful > _RARE * height and others:
        best = min(others, key=lambda each: doubts([*chosen, each]))
        left = doubts([*chosen, best])
        if doubtful - left < _WORTH * doubtful:
            break
        chosen.append(best)
        others.remove(best)
        doubtful = left
    return [each for each in cells if each in chosen] if len(chosen) > 1 and doubtful <= _RARE * height else []


def _groups(column: pa.Array) -> bool:
    """Whether a column names groups of rows: few texts, none a number."""
    texts = list(filter(None, encoded(column).dictionary.to_pylist()))
    return bool(texts) and len(texts) <= _GROUPS * len(column) and not any(text[0].isdigit() for text in texts)


def _numbered(column: pa.Array) -> tuple[Codes, int]:
    made = encoded(column)
    return codes(made).astype(np.int64), max(len(made.dictionary), 1)


def _distinct(keys: Sequence[tuple[Codes, int]]) -> int:
    return len(np.unique(combined(keys)))
