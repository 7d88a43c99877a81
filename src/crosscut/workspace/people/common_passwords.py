"""Passwords that are used most and were in breaches: a list of digests that comes with the workspace.

``scripts/common-passwords`` writes it, out of the million passwords that were found most often in published breaches
(the ten million of M. Burnett, put into the public domain in 2015); kept are those of twelve characters and more.
"""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_left
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_suffix(".bin")
BYTES = 5
"""Bytes of each digest: among 44,000 of them, one password in 25 million is taken for one that it is not."""


def digest(password: str) -> bytes:
    """The digest that a password is known again by, however it is written in capitals."""
    plain = unicodedata.normalize("NFKC", password).casefold()
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).digest()[:BYTES]


def is_common(password: str) -> bool:
    """Whether a password is in the list."""
    mark, listed = digest(password), _listed()
    place = bisect_left(range(len(listed) // BYTES), mark, key=lambda at: listed[at * BYTES : (at + 1) * BYTES])
    return listed[place * BYTES : (place + 1) * BYTES] == mark


@cache
def _listed() -> bytes:
    return FILE.read_bytes()
