"""Encodings that hardly any file is in: never read by themselves, but asked about where a text is plainly of one."""

from __future__ import annotations

import re

from crosscut.ingest.readers.evidence import Fit, decoded, is_whole, lines_beyond_ascii
from crosscut.ingest.readers.spelling import spelled

_USUAL_OF = {
    "iso8859-4": "cp1257",
    "iso8859-10": "cp1257",
    "iso8859-13": "cp1257",
    "mac-roman": "cp1252",
    "cp850": "cp1252",
    "cp437": "cp1252",
    "cp852": "cp1250",
    "mac-latin2": "cp1250",
    "iso8859-5": "cp1251",
    "mac-cyrillic": "cp1251",
    "cp855": "cp1251",
    "iso8859-6": "cp1256",
    "iso8859-8": "cp1255",
    "cp862": "cp1255",
    "cp737": "cp1253",
}
"""Each with the usual encoding of its languages."""
_DOUBTFUL = 0.75
"""The score below which the usual reading of a text is no sure one."""
_AHEAD = 0.3
"""By how much a seldom reading must be the better one."""
_FEWEST_WORDS = 3
_MARKED_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_CONTROLS = re.compile("[\x80-\x9f]")


NO_FIT = Fit("", 0.4, "")
"""Stands for the usual reading of a text that has none."""


def seldom(data: bytes, usual: Fit = NO_FIT) -> Fit | None:
    """The seldom encoding that a text of a doubtful usual reading is plainly better in; None where there is none."""
    if usual.score >= _DOUBTFUL:
        return None
    found, sample = [], lines_beyond_ascii(data)
    for encoding, known_as in _USUAL_OF.items():
        text = decoded(sample, encoding)
        words = {*_MARKED_WORD.findall(text or "")}
        if text and text != usual.sample and len(words) >= _FEWEST_WORDS and not _CONTROLS.search(text):
            found.append(Fit(encoding, spelled(known_as, text), text))
    best = max(found, key=lambda fit: fit.score, default=None)
    return best if best and best.score - usual.score >= _AHEAD and is_whole(data, sample, best.encoding) else None
