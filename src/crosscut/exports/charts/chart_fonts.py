"""The fonts of charts: those of documents, each letter of which is found in few places of a file.

What draws opens the file anew for each letter that it measures. In fonts of twenty megabytes it looks into ten far
places each time; here all that it looks into stands together, but for the outlines.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path

from crosscut.digests import text_digest
from crosscut.exports import fonts
from crosscut.exports.charts.local_forms import without_local_forms
from crosscut.exports.user_cache import kept_folder

FAMILY = "Crosscut Charts"
"""The family that these fonts have beside any that are installed."""
_FORM = 2
"""Counted up where the same font is written in another way."""
_ORDER = (
    "head",
    "hhea",
    "maxp",
    "OS/2",
    "post",
    "name",
    "GDEF",
    "BASE",
    "VORG",
    "GPOS",
    "GSUB",
    "cmap",
    "CFF ",
    "hmtx",
)
"""The tables of a font as they are written, the small ones first."""
_COLLECTION, _OUTLINES = b"ttcf", b"OTTO"
_FAMILY_NAME, _STYLE_NAME, _FILE_NAME = 1, 2, 6
_WINDOWS, _UNICODE, _ENGLISH = 3, 1, 0x409
_STYLES = ("Regular", "Bold")


class _Face:
    """One font of a file, whose directory of tables begins at ``start``."""

    def __init__(self, content: mmap, start: int) -> None:
        self._content = content
        count = struct.unpack_from(">H", content, start + 4)[0]
        self.directory = content[start : start + 12 + 16 * count]
        entries = struct.iter_unpack(">4sIII", self.directory[12:])
        self._places = {name.decode("latin-1"): (at, size) for name, _, at, size in entries}

    def name(self, number: int) -> str:
        """One of its names; empty where it has none in Unicode."""
        table = self._table("name")
        count, texts = struct.unpack_from(">HH", table, 2)
        for platform, _, _, kind, size, at in struct.iter_unpack(">6H", table[6 : 6 + 12 * count]):
            if (platform, kind) == (_WINDOWS, number):
                return table[texts + at : texts + at + size].decode("utf-16-be")
        return ""

    def renamed(self) -> bytes:
        """The font as a file of its own of the family of charts."""
        kept = {name: self._table(name) for name in _ORDER if name in self._places}
        if "GSUB" in kept:
            kept["GSUB"] = without_local_forms(kept["GSUB"])
        kept["name"] = _names({_FAMILY_NAME: FAMILY, _STYLE_NAME: self.name(_STYLE_NAME), _FILE_NAME: FAMILY})
        at = 12 + 16 * len(kept)
        entries, tables = [], []
        for name, table in kept.items():
            entries.append(struct.pack(">4sIII", name.encode(), 0, at, len(table)))
            tables.append(table + bytes(-len(table) % 4))
            at += len(tables[-1])
        return b"".join((struct.pack(">4s4H", _OUTLINES, len(kept), 0, 0, 0), *sorted(entries), *tables))

    def _table(self, name: str) -> bytes:
        at, size = self._places.get(name, (0, 0))
        return self._content[at : at + size]


def folders() -> tuple[Path, ...]:
    """The folder of these fonts, made where the user's cache has none; those of documents where none can be made.

    Raises
    ------
    CrosscutError
        where no font with Korean glyphs is installed.

    """
    made = {f"{style}.otf": face.renamed for style, face in _faces().items()}
    kept = kept_folder(f"fonts-{mark()}", made) if made else None
    return (kept,) if kept else fonts.folders()


def mark() -> str:
    """What tells these fonts from others.

    Raises
    ------
    CrosscutError
        where no font with Korean glyphs is installed.

    """
    return text_digest(f"{_FORM} {FAMILY} {[each.directory.hex() for each in _faces().values()]}")


def _faces() -> dict[str, _Face]:
    """The face of each style in the first of the families of documents that has it."""
    found: dict[tuple[str, str], _Face] = {}
    for place in fonts.folders():
        for file in sorted((*place.glob("*.otf"), *place.glob("*.ttc"))):
            with suppress(OSError, ValueError, struct.error):  # no font, or a damaged one
                for face in _faces_of(file):
                    found.setdefault((face.name(_FAMILY_NAME), face.name(_STYLE_NAME)), face)
    first = (
        (style, next((found[each, style] for each in fonts.FAMILIES if (each, style) in found), None))
        for style in _STYLES
    )
    return {style: face for style, face in first if face is not None}


def _faces_of(file: Path) -> Iterator[_Face]:
    with file.open("rb") as opened:
        content = mmap(opened.fileno(), 0, access=ACCESS_READ)
    starts: tuple[int, ...] = (0,)
    if content[:4] == _COLLECTION:
        starts = struct.unpack_from(f">{struct.unpack_from('>I', content, 8)[0]}I", content, 12)
    for start in starts:
        if content[start : start + 4] == _OUTLINES:
            yield _Face(content, start)


def _names(names: dict[int, str]) -> bytes:
    """The table of a font's names."""
    entries, texts = [], b""
    for number, name in names.items():
        text = name.encode("utf-16-be")
        entries.append(struct.pack(">6H", _WINDOWS, _UNICODE, _ENGLISH, number, len(text), len(texts)))
        texts += text
    return b"".join((struct.pack(">3H", 0, len(entries), 6 + 12 * len(entries)), *entries, texts))
