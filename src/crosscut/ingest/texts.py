"""Working on dictionary-encoded text columns: each distinct text is handled once, however often it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Codes = npt.NDArray[np.int64]


def constant(text: str, height: int) -> pa.DictionaryArray:
    """One text in every row."""
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(height, np.int32)), pa.array([text], pa.string()))


NO_WIDTH = "\u200b\u2060\ufeff"
"""Marks without width, which :func:`composed` takes out."""


def composed(texts: pa.Array) -> pa.Array:
    """Texts as :func:`crosscut.characters.composed` has them, without marks of no width: how all are compared."""
    if pc.all(pc.string_is_ascii(texts), min_count=0).as_py():
        return texts
    bare = pc.replace_substring_regex(texts, r"[\x{200B}\x{2060}\x{FEFF}]", "")
    return pc.utf8_normalize(pc.replace_substring_regex(bare, r"[\x{00A0}\x{2007}\x{202F}]", " "), form="NFC")


def mapped(column: pa.DictionaryArray, change: Callable[[str], str]) -> pa.DictionaryArray:
    """Each text changed by a function."""
    return recoded(column, pa.array([change(text) for text in column.dictionary.to_pylist()], pa.string()))


def recoded(column: pa.DictionaryArray, texts: pa.Array) -> pa.DictionaryArray:
    """The column with other texts behind its codes, which need no longer be distinct."""
    distinct = texts.dictionary_encode()
    if len(distinct.dictionary) == len(texts):
        return pa.DictionaryArray.from_arrays(column.indices, texts)
    return pa.DictionaryArray.from_arrays(pc.take(distinct.indices, column.indices), distinct.dictionary)


def codes(column: pa.DictionaryArray) -> npt.NDArray[np.int32]:
    """The code of each row."""
    return np.asarray(column.indices.to_numpy(zero_copy_only=False), np.int32)


def used_codes(column: pa.DictionaryArray) -> npt.NDArray[np.intp]:
    """The codes that some row has, in their order."""
    return np.flatnonzero(np.bincount(codes(column), minlength=1))


def texts_said(column: pa.DictionaryArray) -> set[str]:
    """The texts that rows say: a dictionary keeps those of rows that were taken away too."""
    return set(column.dictionary.take(pa.array(used_codes(column))).to_pylist())


def where(column: pa.DictionaryArray, test: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
    """Which rows hold a text that passes a test."""
    return rows_of(column, np.array([test(text) for text in column.dictionary.to_pylist()], bool))


def whose_text(column: pa.DictionaryArray, test: Callable[[pa.Array], pa.Array]) -> npt.NDArray[np.bool_]:
    """Which rows hold a text that passes a test of whole arrays."""
    return rows_of(column, test(column.dictionary).to_numpy(zero_copy_only=False))


def rows_of(column: pa.DictionaryArray, passes: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which rows hold a text that passes; they are looked at only where some texts do and others do not."""
    if passes.all() or not passes.any():
        return np.full(len(column), bool(len(passes) and passes[0]))
    return passes[codes(column)]


def not_blank(texts: pa.Array) -> pa.Array:
    """Which texts are not blank."""
    return pc.not_equal(texts, "")


def blank(texts: pa.Array) -> pa.Array:
    """Which texts are blank."""
    return pc.equal(texts, "")


def ranked(column: pa.DictionaryArray) -> tuple[Codes, int]:
    """Numbers that sort as the texts do, and how many distinct texts there are."""
    if len(column.dictionary) == 1:
        return np.zeros(len(column), np.int64), 1
    if pc.all(pc.less(column.dictionary[:-1], column.dictionary[1:]), min_count=0).as_py():
        return codes(column).astype(np.int64), len(column.dictionary)
    order = pc.sort_indices(column.dictionary).to_numpy()
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank[codes(column)], len(order)


def combined(keys: Sequence[tuple[Codes, int]]) -> Codes:
    """One number a row that is equal, and sorts, as the keys together do; first key first."""
    total, room = keys[0]
    for key, size in keys[1:]:
        if size <= 1:
            continue
        if room * size > 2**62:
            distinct, total = np.unique(total, return_inverse=True)
            room = len(distinct)
        total, room = total * size + key, room * size
    return total


def begins_of_runs(columns: Sequence[pa.DictionaryArray]) -> npt.NDArray[np.intp]:
    """The first row of each run of rows that say the same in all of some columns."""
    height = len(columns[0])
    begins = np.zeros(height, bool)
    begins[:1] = True
    for column in columns:
        if len(column.dictionary) > 1:
            said = codes(column)
            begins[1:] |= said[1:] != said[:-1]
    return np.flatnonzero(begins)


def joined(columns: Sequence[pa.DictionaryArray], separator: str = " ") -> pa.DictionaryArray:
    """The texts of several columns in one, blank ones left out."""
    if len(columns) == 1:
        return columns[0]
    rows = zip(*(column.dictionary_decode().to_pylist() for column in columns), strict=True)
    return pa.array([separator.join(filter(None, row)) for row in rows], pa.string()).dictionary_encode()
