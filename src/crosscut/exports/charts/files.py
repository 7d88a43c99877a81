"""Charts as files of their own, which say what they show to those who do not see them."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from html import escape
from typing import Literal

from crosscut.exports.charts.drawing import Drawing
from crosscut.exports.charts.lighter import chunk

_PIXELS_A_METRE = 10_118
"""Of the PNG, which has two pixels for one of the SVG: 860 of those are 170 mm wide, 405 are 80 mm."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart in one language: drawn as SVG and as PNG, with its title and what it says in words.

    ``name`` is the name of its files without language and ending.
    """

    name: str
    language: Literal["ko", "en"]
    title: str
    text: str
    svg: Drawing
    png: Drawing

    def file(self, ending: str) -> str:
        """The name of a file: ``changes.ko.svg``."""
        return f"{self.name}.{self.language}.{ending}"

    def files(self) -> dict[str, bytes]:
        """The SVG and the PNG by name, with their title and text in them."""
        return {
            self.file("svg"): described(self.svg.text(), self).encode(),
            self.file("png"): annotated(self.png.result(), self),
        }


def described(svg: str, picture: Picture) -> str:
    """An SVG element with a title and a description that assistive technology reads for the picture."""
    start = svg.index(">")
    title, text = (f"{picture.name}-{part}" for part in ("title", "text"))
    return (
        f'{svg[:start]} role="img" lang="{picture.language}" aria-labelledby="{title} {text}">'
        f'<title id="{title}">{escape(picture.title)}</title><desc id="{text}">{escape(picture.text)}</desc>'
        f"{svg[start + 1 :]}\n"
    )


def annotated(png: bytes, picture: Picture) -> bytes:
    """A PNG with its title and description as text, and its size in print."""
    header, rest = png[:33], png[33:]
    size = chunk(b"pHYs", struct.pack(">IIB", _PIXELS_A_METRE, _PIXELS_A_METRE, 1))
    texts = (
        _text(key, value, picture.language) for key, value in (("Title", picture.title), ("Description", picture.text))
    )
    return header + size + b"".join(texts) + _without_size(rest)


def _without_size(chunks: bytes) -> bytes:
    """Chunks less the one that says a size in print."""
    at = chunks.find(b"pHYs", 0, chunks.index(b"IDAT"))
    return chunks if at < 0 else chunks[: at - 4] + chunks[at + 17 :]


def _text(key: str, value: str, language: str) -> bytes:
    return chunk(b"iTXt", key.encode() + b"\0\0\0" + language.encode() + b"\0\0" + value.encode())
