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

_NOTHING: Ints = np.zeros(0, np.int64)
END = "\x1f"
"""What parts texts that are read as one; no text has it."""
_HANGUL = re.compile("[가-힣]")
_SIGNS = re.compile(rb"\xe2[\x80\x81][\x80-\xbf]|\xc2[\xa0-\xbf]|\xe3\x80[\x80-\xbf]")
"""Punctuation beyond ASCII, as UTF-8: general, Latin-1 and CJK."""
_BLANK = bytes(code if code >= 128 or chr(code).isalnum() or code == 0x1F else 32 for code in range(256))


def plain(text: str) -> str:
    """The text in composed letters of one width, cut to what is read."""
    read = text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS]
    composed = read if read.isascii() else unicodedata.normalize("NFKC", read)
    return composed.replace(END, " ") if END in composed else composed


def has_hangul(text: str) -> bool:
    """Whether any Korean syllable stands in the text."""
    return not text.isascii() and _HANGUL.search(text) is not None


@dataclass(frozen=True)
class TextWords:
    """The words of a batch of ``count`` texts: lower case, cut at everything that is neither letter nor digit.

    ``codes`` holds places in ``vocabulary``, one a word in reading order; ``text`` says whose word each is, and
    ``owner`` the same where several texts count as one.
    """

    vocabulary: list[str]
    codes: Ints
    text: Ints
    owner: Ints
    count: int

    def folded(self) -> TextWords:
        """The first half of the texts and the second as one, text by text: names with what is told beneath them."""
        half = self.count // 2
        owner = np.where(self.text >= half, self.text - half, self.text)
        return TextWords(self.vocabulary, self.codes, self.text, owner, half)


def words(texts: Sequence[str]) -> TextWords:
    """Cut a batch of texts into words; the whole batch runs through C at once, since this is most of the work."""
    if not texts:
        return TextWords([], _NOTHING, _NOTHING, _NOTHING, 0)
    joined = END.encode().join([plain(text).lower().encode(errors="replace") for text in texts])
    split = pc.ascii_split_whitespace(_strings(_SIGNS.sub(b" ", joined).translate(_BLANK), len(texts)))
    flat = pc.dictionary_encode(split.flatten())
    lengths = pc.list_value_length(split).to_numpy(zero_copy_only=False)
    text = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    return _without_blanks(flat.dictionary.to_pylist(), np.asarray(flat.indices, dtype=np.int64), text, len(texts))


def _strings(raw: bytes, count: int) -> pa.Array:
    """The parts of ``raw`` between end signs as one array of texts, without copying them."""
    cuts = np.flatnonzero(np.frombuffer(raw, np.uint8) == ord(END))
    starts = np.concatenate([[0], cuts + 1]).astype(np.int64)
    ends = np.concatenate([cuts, [len(raw)]]).astype(np.int64)
    squeezed = np.frombuffer(raw, np.uint8)[np.frombuffer(raw, np.uint8) != ord(END)].tobytes()
    offsets = np.concatenate([[0], np.cumsum(ends - starts)]).astype(np.int64)
    return pa.LargeStringArray.from_buffers(count, pa.py_buffer(offsets.tobytes()), pa.py_buffer(squeezed))


def _without_blanks(vocabulary: list[str], codes: Ints, text: Ints, count: int) -> TextWords:
    if "" in vocabulary:
        kept = codes != vocabulary.index("")
        codes, text = codes[kept], text[kept]
    return TextWords(vocabulary, codes, text, text, count)
