"""Texts as the classifier reads them: normalised and cut into words, a whole batch at a time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

MOST_LETTERS = 50_000
"""Letters of one text that are read: what stands behind them does not change what a programme is about."""

Ints = NDArray[np.int64]

_END = "\x1f"
_HANGUL = re.compile("[가-힣]")
_SIGNS = "".join(map(chr, range(0x2010, 0x2070))) + "«»·…、。「」『』（）"
_BLANK = bytes(code if code >= 128 or chr(code).isalnum() or code == 0x1F else 32 for code in range(256))


def plain(text: str) -> str:
    """The text in composed letters of one width, cut to what is read."""
    return unicodedata.normalize("NFKC", text[:MOST_LETTERS]).replace(_END, " ")


def has_hangul(text: str) -> bool:
    """Whether any Korean syllable stands in the text."""
    return _HANGUL.search(text) is not None


@dataclass(frozen=True)
class Words:
    """The words of a batch of ``count`` texts: lower case, cut at everything that is neither letter nor digit.

    ``codes`` holds places in ``vocabulary``, one a word in reading order; ``text`` says whose word each is.
    """

    vocabulary: list[str]
    codes: Ints
    text: Ints
    count: int

    @property
    def lengths(self) -> Ints:
        """How many words each text has."""
        return np.bincount(self.text, minlength=self.count).astype(np.int64)


def words(texts: Sequence[str]) -> Words:
    """Cut a batch of texts into words; the whole batch runs through C at once, since this is most of the work."""
    if not texts:
        return Words([], np.zeros(0, np.int64), np.zeros(0, np.int64), 0)
    joined = _END.join(plain(text) for text in texts).lower()
    for sign in _SIGNS:
        if sign in joined:
            joined = joined.replace(sign, " ")
    split = pc.ascii_split_whitespace(_strings(joined.encode().translate(_BLANK), len(texts)))
    flat = pc.dictionary_encode(split.flatten())
    lengths = pc.list_value_length(split).to_numpy(zero_copy_only=False)
    text = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    return _without_blanks(flat.dictionary.to_pylist(), np.asarray(flat.indices, dtype=np.int64), text, len(texts))


def _strings(raw: bytes, count: int) -> pa.Array:
    """The parts of ``raw`` between end signs as one array of texts, without copying them."""
    cuts = np.flatnonzero(np.frombuffer(raw, np.uint8) == ord(_END))
    starts = np.concatenate([[0], cuts + 1]).astype(np.int64)
    ends = np.concatenate([cuts, [len(raw)]]).astype(np.int64)
    squeezed = np.frombuffer(raw, np.uint8)[np.frombuffer(raw, np.uint8) != ord(_END)].tobytes()
    offsets = np.concatenate([[0], np.cumsum(ends - starts)]).astype(np.int64)
    return pa.LargeStringArray.from_buffers(count, pa.py_buffer(offsets.tobytes()), pa.py_buffer(squeezed))


def _without_blanks(vocabulary: list[str], codes: Ints, text: Ints, count: int) -> Words:
    if "" in vocabulary:
        kept = codes != vocabulary.index("")
        codes, text = codes[kept], text[kept]
    return Words(vocabulary, codes, text, count)
