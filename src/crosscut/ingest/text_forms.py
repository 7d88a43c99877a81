"""Texts with every digit alike: what looks for words and marks looks at each such form once, and most ids share a few.

A test of forms tells no digit from another: its pattern names classes of them, or none at all.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.ingest.texts import codes, composed, recoded, rows_of

Mask = npt.NDArray[np.bool_]
Test = Callable[[pa.Array], pa.Array]
_ZERO, _DIGITS = ord("0"), 10
_kept: dict[int, tuple[weakref.ref[pa.Array], pa.DictionaryArray]] = {}
"""The forms of texts that are held still, by the identity of these."""


def forms_of(texts: pa.Array) -> pa.DictionaryArray:
    """The form of each text; kept for as long as the texts are."""
    key = id(texts)
    if key not in _kept:
        found = _alike(texts).dictionary_encode()
        _kept[key] = (weakref.ref(texts, lambda _: _kept.pop(key, None)), found)
    return _kept[key][1]


def are_digits(texts: pa.Array) -> bool:
    """Whether no text holds anything but digits."""
    _, ends, letters = texts.buffers()
    if letters is None or not len(texts):
        return True
    bounds = np.frombuffer(ends, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    read = np.frombuffer(letters, np.uint8)[bounds[0] : bounds[-1]]
    return not ((read - np.uint8(_ZERO)) >= _DIGITS).any()


def _alike(texts: pa.Array) -> pa.Array:
    valid, ends, letters = texts.buffers()
    if letters is None:
        return texts
    read = np.frombuffer(letters, np.uint8)
    alike = np.where(read - np.uint8(_ZERO) < _DIGITS, np.uint8(_ZERO), read)
    return pa.StringArray.from_buffers(len(texts), ends, pa.py_buffer(alike), valid, -1, texts.offset)


def trimmed(column: pa.DictionaryArray) -> pa.DictionaryArray:
    """The texts in their composed form and without space around them, equal ones under one code."""
    forms = forms_of(column.dictionary).dictionary
    if _trimmed(forms).equals(forms):
        return column
    return recoded(column, _trimmed(column.dictionary))


def _trimmed(texts: pa.Array) -> pa.Array:
    return composed(pc.utf8_trim_whitespace(texts))


def whose_forms(columns: Sequence[pa.DictionaryArray], test: Test) -> Mask:
    """Which rows hold, in any of some columns, a text whose form passes."""
    found = np.zeros(len(columns[0]), bool)
    for column, passes in zip(columns, by_form([column.dictionary for column in columns], test), strict=True):
        if passes.any():
            found |= rows_of(column, passes)
    return found


def by_form(columns: Sequence[pa.Array], test: Test) -> list[Mask]:
    """Which of the texts of some columns have a form that passes; all are tested at once: each costs its pattern."""
    forms = [forms_of(texts) for texts in columns]
    tested = test(pa.concat_arrays([each.dictionary for each in forms]))
    passes = np.asarray(tested.to_numpy(zero_copy_only=False), bool)
    parts = np.split(passes, np.cumsum([len(each.dictionary) for each in forms])[:-1])
    return [
        own[codes(each)] if own.any() else np.zeros(len(each), bool) for own, each in zip(parts, forms, strict=True)
    ]


def any_form(texts: pa.Array, pattern: str) -> bool:
    """Whether a pattern is found in the form of any of some texts."""
    return bool(pc.any(pc.match_substring_regex(forms_of(texts).dictionary, pattern), min_count=0).as_py())
